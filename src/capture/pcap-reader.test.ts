import { expect, test } from 'vitest';
import {
  bytesOf,
  codes,
  frameData,
  garbage,
  pcap,
  pcapHeader,
  pcapRecord,
  readBytes,
  u32,
} from './capture-bytes.cases.ts';
import { MAX_FRAME_BYTES, MAX_LISTED_PROBLEMS, RESYNC_WINDOW_BYTES } from './capture-limits.ts';

const DATA = frameData(60);
const three = [0, 1, 2].map((i) => ({ seconds: 1_700_000_000 + i, fraction: i, data: DATA }));

test('a little-endian microsecond capture, field by field', () => {
  const file = bytesOf(
    [0xd4, 0xc3, 0xb2, 0xa1], // magic 0xa1b2c3d4
    [0x02, 0x00], // major version 2
    [0x04, 0x00], // minor version 4
    [0x00, 0x00, 0x00, 0x00], // time zone
    [0x00, 0x00, 0x00, 0x00], // accuracy
    [0xff, 0xff, 0x00, 0x00], // snap length 65535
    [0x01, 0x00, 0x00, 0x00], // link type 1, Ethernet
    [0x00, 0xf1, 0x53, 0x65], // seconds 1700000000
    [0x3f, 0x42, 0x0f, 0x00], // microseconds 999999
    [0x04, 0x00, 0x00, 0x00], // captured 4 bytes
    [0x3c, 0x00, 0x00, 0x00], // of 60 on the wire
    [0xaa, 0xbb, 0xcc, 0xdd],
  );
  const { frames, summary } = readBytes(file);
  expect(frames).toEqual([
    {
      number: 1,
      seconds: 1_700_000_000,
      nanos: 999_999_000,
      wireLength: 60,
      linkType: 1,
      iface: 0,
      direction: 0,
      data: 'aabbccdd',
    },
  ]);
  expect(summary).toMatchObject({
    format: 'pcap',
    variant: 'microseconds',
    byteOrder: 'little',
    frames: 1,
    capturedBytes: 4,
    wireBytes: 60,
    snappedFrames: 1,
    firstTime: { seconds: 1_700_000_000, nanos: 999_999_000 },
    lastTime: { seconds: 1_700_000_000, nanos: 999_999_000 },
    linkTypes: [{ linkType: 1, name: 'ETHERNET', frames: 1 }],
    problems: [],
    bytes: 44,
    bytesUnread: 0,
  });
});

test('big endian and nanoseconds are told by the magic number', () => {
  const options = { little: false, magic: 0xa1b23c4d };
  const { frames, summary } = readBytes(pcap([{ fraction: 123_456_789, data: DATA }], options));
  expect(frames[0]).toMatchObject({ seconds: 1_700_000_000, nanos: 123_456_789 });
  expect(summary).toMatchObject({ variant: 'nanoseconds', byteOrder: 'big' });
  expect(summary.interfaces[0]?.resolution).toBe('10^-9');
});

test.each([
  ['the patch of 1999-10-29', 0xa1b2cd34, 8, 'modified'],
  ['the patch of 1999-09-15', 0xa1b2cd34, 12, 'modified'],
  ['the patch of 1999-04-17, under the plain magic', 0xa1b2c3d4, 8, 'modified'],
  ['Nokia, under the plain magic', 0xa1b2c3d4, 4, 'nokia'],
])('records of %s are recognised by how they follow each other', (_name, magic, extra, variant) => {
  // Interface index 2, protocol 0x0800, packet type 0 and padding, as far as the variant has them.
  const recordExtra = [2, 0, 0, 0, 8, 0, 0, 0, 1, 1, 0, 0].slice(0, extra);
  for (const little of [true, false]) {
    const { frames, summary } = readBytes(pcap(three, { magic, recordExtra, little }));
    expect(frames.map((frame) => frame.seconds)).toEqual([1_700_000_000, 1_700_000_001, 1_700_000_002]);
    expect(summary).toMatchObject({ variant, problems: [], bytesUnread: 0 });
  }
});

test('Ixia captures have four more bytes of file header, and nanoseconds when hardware took them', () => {
  const hardware = readBytes(pcap([{ fraction: 5, data: DATA }], { magic: 0x1c0001ac, extra: 4 }));
  const software = readBytes(pcap([{ fraction: 5, data: DATA }], { magic: 0x1c0001ab, extra: 4 }));
  expect(hardware.frames[0]?.nanos).toBe(5);
  expect(software.frames[0]?.nanos).toBe(5_000);
});

test('AIX writes version 2.2 with interface types of its own', () => {
  const file = pcap([{ fraction: 7, data: DATA }], { minor: 2, network: 6, little: false });
  const { frames, summary } = readBytes(file);
  expect(frames[0]).toMatchObject({ linkType: 1, nanos: 7 });
  expect(summary.variant).toBe('aix');
});

test('before version 2.3 the two lengths stand the other way round', () => {
  const file = bytesOf(pcapHeader({ minor: 2 }), u32(1), u32(2), u32(1514), u32(4), [1, 2, 3, 4]);
  expect(readBytes(file).frames[0]).toMatchObject({ wireLength: 1514, data: '01020304' });
});

test('the length of the frame check sequence stands in the top of the link type', () => {
  const { frames, summary } = readBytes(pcap([{ data: DATA }], { network: 0x2400_0001 }));
  expect(frames[0]?.linkType).toBe(1);
  expect(summary.interfaces[0]?.fcsBytes).toBe(4);
});

test('reserved bits of the link type are named and do not stop the reader', () => {
  const { frames, summary } = readBytes(pcap([{ data: DATA }], { network: 0x0030_0071 }));
  expect(frames[0]?.linkType).toBe(0x71);
  expect(codes(summary)).toEqual(['QW_PCAP_LINKTYPE_RESERVED@20x1']);
});

test('an unknown version is read only where records are plausible', () => {
  expect(readBytes(pcap(three, { minor: 9 })).frames).toHaveLength(3);
  const nonsense = readBytes(bytesOf(pcapHeader({ minor: 9 }), garbage(500)));
  expect(nonsense.frames).toHaveLength(0);
  expect(codes(nonsense.summary)).toEqual(['QW_PCAP_VERSION@4x1', 'QW_CAPTURE_DAMAGED@24x1']);
});

test('a file cut in the middle of a record is read to its last whole record', () => {
  const file = pcap(three);
  for (const missing of [1, 59, 61, 75]) {
    const { frames, summary } = readBytes(file.subarray(0, file.length - missing));
    expect(frames).toHaveLength(2);
    expect(codes(summary)).toEqual(['QW_CAPTURE_CUT@176x1']);
    expect(summary.bytesUnread).toBe(76 - missing);
  }
});

test('a file cut inside its header, an empty one and a foreign one say so', () => {
  expect(codes(readBytes(pcapHeader().subarray(0, 20)).summary)).toEqual(['QW_CAPTURE_CUT@0x1']);
  expect(readBytes(new Uint8Array(0)).summary).toMatchObject({ format: 'empty', bytes: 0 });
  const foreign = readBytes(bytesOf('This is no capture at all.')).summary;
  expect(foreign).toMatchObject({ format: 'unknown', bytes: 26, bytesUnread: 26 });
  expect(codes(foreign)).toEqual(['QW_CAPTURE_UNKNOWN@0x1']);
});

test('garbage between records is stepped over, counted and named with its offset', () => {
  const file = bytesOf(pcap(three), garbage(1_000), ...three.map((record) => pcapRecord(record)));
  const { frames, summary } = readBytes(file);
  expect(frames.map((frame) => frame.number)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(codes(summary)).toEqual(['QW_CAPTURE_DAMAGED@252x1']);
  expect(summary.bytesUnread).toBe(1_000);
});

test('garbage up to the end is counted to the byte', () => {
  const { frames, summary } = readBytes(bytesOf(pcap(three), garbage(777)));
  expect(frames).toHaveLength(3);
  expect(summary.bytesUnread).toBe(777);
});

test('space that was reserved and never written holds no frames', () => {
  const { frames, summary } = readBytes(bytesOf(pcap(three), new Uint8Array(4_096)));
  expect(frames).toHaveLength(3);
  expect(summary.bytesUnread).toBe(4_096);
});

test('a length spoiled in one record costs that record only', () => {
  const file = pcap([...three, ...three]);
  file.set(u32(0x7fff_ffff), 24 + 76 + 8);
  const { frames, summary } = readBytes(file);
  expect(frames).toHaveLength(5);
  expect(summary.bytesUnread).toBe(76);
});

test('frames are as long as MAX_FRAME_BYTES and no longer, except where the link type allows it', () => {
  const options = { snapLength: 0 };
  expect(readBytes(pcap([{ data: frameData(MAX_FRAME_BYTES) }], options)).frames).toHaveLength(1);
  expect(readBytes(pcap([{ data: frameData(MAX_FRAME_BYTES + 1) }], options)).frames).toHaveLength(0);
  const usb = { snapLength: 0, network: 249 };
  expect(readBytes(pcap([{ data: frameData(MAX_FRAME_BYTES + 1) }], usb)).frames).toHaveLength(1);
});

test('behind RESYNC_WINDOW_BYTES of garbage the rest of the file is given up, and counted', () => {
  const file = new Uint8Array(252 + RESYNC_WINDOW_BYTES + 300);
  file.set(pcap(three));
  file.set(pcap(three).subarray(24), file.length - 228);
  const { frames, summary } = readBytes(file);
  expect(frames).toHaveLength(3);
  expect(summary.bytesUnread).toBe(RESYNC_WINDOW_BYTES + 300);
});

test('at most MAX_LISTED_PROBLEMS stretches of damage are listed, the rest is counted', () => {
  const pieces = Array.from({ length: MAX_LISTED_PROBLEMS + 5 }, () =>
    bytesOf(garbage(50), ...three.map((record) => pcapRecord(record))),
  );
  const { frames, summary } = readBytes(bytesOf(pcap(three), ...pieces));
  expect(frames).toHaveLength(3 * (MAX_LISTED_PROBLEMS + 6));
  expect(summary.problems).toHaveLength(MAX_LISTED_PROBLEMS);
  expect(summary.problemsUnlisted).toBe(5);
});

test('a fraction of a whole second and more is carried, and counted', () => {
  const { frames, summary } = readBytes(pcap([{ seconds: 10, fraction: 1_000_001, data: DATA }]));
  expect(frames[0]).toMatchObject({ seconds: 11, nanos: 1_000 });
  expect(codes(summary)).toEqual(['QW_FRAME_TIME@24x1']);
});

test('a frame that claims fewer bytes on the wire than it has is kept, and counted', () => {
  const { frames, summary } = readBytes(pcap([{ wire: 10, data: DATA }]));
  expect(frames[0]).toMatchObject({ wireLength: 10, number: 1 });
  expect(codes(summary)).toEqual(['QW_FRAME_LENGTH@24x1']);
});

test('first and last time are the earliest and the latest, whatever their order', () => {
  const times = [50, 20, 90, 40].map((seconds) => ({ seconds, fraction: 1, data: DATA }));
  expect(readBytes(pcap(times)).summary).toMatchObject({
    firstTime: { seconds: 20, nanos: 1_000 },
    lastTime: { seconds: 90, nanos: 1_000 },
  });
});
