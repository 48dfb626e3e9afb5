import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { countFrames, frameData, pcap, type ReadCapture, readBytes } from './capture-bytes.cases.ts';
import { type EvidenceFrame, evidenceFile } from './evidence-writer.ts';

/** Wireshark's own tools judge what we read and what we write. */
const hasTools = ['tshark', 'capinfos', 'editcap', 'mergecap'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0,
);
if (!hasTools)
  console.warn('left out: comparison with tshark, capinfos, editcap and mergecap, which are not installed');

const captures = resolve(process.env['QUAYWATCH_CAPTURES'] ?? '../shared/captures');
const manifest = join(captures, 'manifest.jsonl');
if (!existsSync(manifest)) console.warn('left out: frame counts of real captures, QUAYWATCH_CAPTURES is not there');

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECORDS = Array.from({ length: 9 }, (_, i) => ({
  seconds: 1_700_000_000 + i,
  fraction: i * 111_111,
  wire: 100 + i,
  data: frameData(60 + i),
}));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function frameCount(path: string): number {
  const table = execFileSync('capinfos', ['-c', '-M', '-T', '-r', path], { encoding: 'utf8' });
  return Number(table.trim().split('\t')[1]);
}

/** One line a frame: number, time, length on the wire, captured length, interface (tshark names none in pcap). */
function byTshark(path: string): string[] {
  const fields = ['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.interface_id'];
  const args = ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
  const text = execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return text.replace(/\n$/, '').split('\n');
}

function byUs({ frames, summary }: ReadCapture): string[] {
  return frames.map(({ number, seconds, nanos, wireLength, data, iface }) =>
    [
      number,
      `${seconds}.${String(nanos).padStart(9, '0')}`,
      wireLength,
      data.length / 2,
      summary.format === 'pcap' ? '' : iface,
    ].join('\t'),
  );
}

describe.skipIf(!hasTools)('beside Wireshark', { timeout: 60_000 }, () => {
  test.each(['pcap', 'nsecpcap', 'modpcap', 'rh6_1pcap', 'suse6_3pcap', 'nokiapcap', 'pcapng'])(
    'editcap writes %s, and we read what tshark reads',
    (format) => {
      const path = join(folder, `as-${format}`);
      execFileSync('editcap', ['-F', format, write('plain.pcap', pcap(RECORDS)), path]);
      const read = readBytes(readFileSync(path));
      expect(byUs(read)).toEqual(byTshark(path));
      expect(read.frames).toHaveLength(RECORDS.length);
      expect(read.summary.frames).toBe(frameCount(path));
      expect(read.summary).toMatchObject({ problems: [], bytesUnread: 0 });
    },
  );

  test('mergecap makes one file of two link types, and each frame keeps its own', () => {
    const first = write('ethernet.pcap', pcap(RECORDS));
    const second = write('raw.pcap', pcap(RECORDS, { network: 101, little: false }));
    const path = join(folder, 'merged.pcapng');
    execFileSync('mergecap', ['-w', path, first, second]);
    const read = readBytes(readFileSync(path));
    expect(byUs(read)).toEqual(byTshark(path));
    expect(read.summary.linkTypes.map(({ name, frames }) => [name, frames])).toEqual([
      ['ETHERNET', 9],
      ['RAW', 9],
    ]);
  });

  test('evidence opens in Wireshark with its times, lengths, comments and directions', () => {
    const frames: EvidenceFrame[] = RECORDS.map((record, i) => ({
      bytes: record.data,
      linkType: i % 2 === 0 ? 1 : 101,
      snapLength: 262_144,
      wireLength: record.wire,
      seconds: record.seconds,
      nanos: 123_456_789 + i,
      captureSha256: 'ab'.repeat(32),
      number: 100 + i,
      direction: i % 3,
    }));
    const header = { version: '0.1.0', findingId: 'f-0123', ssiMark: 'WARNING: This record contains SSI' };
    const bytes = evidenceFile(header, frames);
    const path = write('evidence.pcapng', bytes);
    expect(byTshark(path)).toEqual(byUs(readBytes(bytes)));
    expect(frameCount(path)).toBe(frames.length);
    const ofFrame = (field: string): string[] =>
      execFileSync('tshark', ['-r', path, '-T', 'fields', '-e', field], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .trimEnd()
        .split('\n');
    expect(ofFrame('frame.comment')[4]).toBe(`capture sha256 ${'ab'.repeat(32)} frame 104`);
    const about = execFileSync('capinfos', ['-F', '-k', path], { encoding: 'utf8' });
    expect(about).toContain('Quaywatch evidence of finding f-0123');
    expect(about).toContain('Quaywatch 0.1.0');
    expect(about).toContain('WARNING: This record contains SSI');
  });
});

interface Listed {
  readonly id: string;
  readonly file: string;
  readonly packets: number | null;
}

/**
 * Captures that capinfos refuses or leaves in the middle, with the frames that we read and why they can be read.
 * For every other capture our count is capinfos's.
 */
const REFUSED: Readonly<Record<string, readonly [frames: number, reason: string]>> = {
  ff71780faa23: [13, 'a length of 4 MB in the last record but one: we go on behind it'],
  dc5f9e7c3345: [1, 'a length of 16 MB behind the first record: nothing plausible follows'],
  b3962e801720: [561, 'a section header whose length has the wrong byte order: we go on behind it'],
  a6224b94932b: [4, 'link type 281 is unknown to capinfos, records are in order'],
  d8937ca436ac: [15, 'link type 281 is unknown to capinfos, records are in order'],
  '849c11f613e9': [0, 'reserved bits in the link type; there are no records'],
  c5d9c393fabd: [15, 'link type 282 is unknown to capinfos, records are in order'],
  '785a5c1a0999': [4, 'link type 285 is unknown to capinfos, records are in order'],
  dcd2d43967ec: [1, 'reserved bits in the link type, the record is in order'],
  '5d26187a1e83': [1, 'reserved bits in the link type, the record is in order'],
  '1cf768dc31c1': [1, 'link type 164 is unknown to capinfos, the record is in order'],
  '9384d990e813': [1, 'link type 182 is unknown to capinfos, the record is in order'],
  '307fa1ea93c3': [1, 'link type 182 is unknown to capinfos, the record is in order'],
  b9eb8af3452a: [1, 'link type 182 is unknown to capinfos, the record is in order'],
  ec2099784737: [2, 'link type 182 is unknown to capinfos; 48 bytes behind two records are none'],
};

describe.skipIf(!existsSync(manifest))('real captures', { timeout: 60_000 }, () => {
  test('every capture has the frames that capinfos counts, or a reason why not', () => {
    const lines = readFileSync(manifest, 'utf8').trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const { id, file, packets } = JSON.parse(line) as Listed;
      expect([file, countFrames(readFileSync(join(captures, file)))]).toEqual([file, packets ?? REFUSED[id]?.[0]]);
    }
  });
});
