import { expect, test } from 'vitest';
import { readBytes } from './capture-bytes.cases.ts';
import { type EvidenceFrame, evidenceFile, MAX_OPTION_BYTES } from './evidence-writer.ts';

const FRAME: EvidenceFrame = {
  bytes: Uint8Array.of(1, 2, 3, 4, 5),
  linkType: 1,
  snapLength: 65_535,
  wireLength: 1_514,
  seconds: 1_700_000_000,
  nanos: 999_999_999,
  captureSha256: '00'.repeat(32),
  number: 42,
  direction: 2,
};
const HEADER = { version: '1.2.3', findingId: 'abc' };

test('what is written reads back to the nanosecond, the length on the wire and the direction', () => {
  const { frames, summary } = readBytes(evidenceFile(HEADER, [FRAME]));
  expect(frames[0]).toMatchObject({
    seconds: 1_700_000_000,
    nanos: 999_999_999,
    wireLength: 1_514,
    direction: 2,
    data: '0102030405',
  });
  expect(summary).toMatchObject({ application: 'Quaywatch 1.2.3', hardware: '', operatingSystem: '', comments: 2 });
  expect(summary).toMatchObject({ decryptionSecrets: 0, problems: [], bytesUnread: 0 });
});

test('one interface a link type and snap length, in their order and not in that of the frames', () => {
  const others = [
    { ...FRAME, linkType: 113 },
    { ...FRAME, linkType: 1, snapLength: 96 },
    { ...FRAME, linkType: 113 },
  ];
  const { frames, summary } = readBytes(evidenceFile(HEADER, [...others, FRAME]));
  expect(summary.interfaces.map((row) => [row.linkType, row.snapLength, row.resolution])).toEqual([
    [1, 96, '10^-9'],
    [1, 65_535, '10^-9'],
    [113, 65_535, '10^-9'],
  ]);
  expect(frames.map((frame) => frame.iface)).toEqual([2, 0, 2, 1]);
});

test('the same frames give the same bytes', () => {
  expect(evidenceFile(HEADER, [FRAME])).toEqual(evidenceFile(HEADER, [{ ...FRAME }]));
});

test('a comment longer than MAX_OPTION_BYTES is cut and the file stays whole', () => {
  const long = { ...HEADER, ssiMark: 'x'.repeat(MAX_OPTION_BYTES + 100) };
  expect(readBytes(evidenceFile(long, [FRAME])).summary).toMatchObject({ frames: 1, comments: 3, problems: [] });
});
