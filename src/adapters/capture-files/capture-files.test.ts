import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { frameData, pcap } from '../../capture/capture-bytes.cases.ts';
import { CaptureParser } from '../../capture/capture-parser.ts';
import { findCaptures, MAX_ENTRIES, MAX_FOLDER_DEPTH } from './find-captures.ts';
import { CHUNK_BYTES, readCapture } from './read-capture.ts';
import { sha256File } from './sha256-file.ts';
import { SpoolFolder } from './spool-folder.ts';
import { spoolInput } from './spool-input.ts';
import { unpackCapture } from './unpack-capture.ts';
import { MAX_WINDOW_BYTES, ZstdUnpacker } from './zstd-unpacker.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-test-'));
const spool = new SpoolFolder(folder);
afterAll(() => {
  spool.close();
  rmSync(folder, { recursive: true });
});

const hasZstd = spawnSync('zstd', ['--version']).status === 0;
if (!hasZstd) console.warn('left out: files made by zstd, which is not installed');

const CAPTURE = pcap(Array.from({ length: 2_000 }, (_, i) => ({ seconds: 1e9 + i, data: frameData(300, i * 7) })));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function newParser(): CaptureParser {
  return new CaptureParser({ frame: () => undefined });
}

describe('reading', () => {
  test('a file larger than the buffer is read whole, with its digest', () => {
    const count = Math.ceil((CHUNK_BYTES * 2.5) / (60_000 + 16));
    const bytes = pcap(Array.from({ length: count }, () => ({ data: new Uint8Array(60_000).fill(5) })));
    const path = write('large.pcap', bytes);
    const parser = newParser();
    const result = readCapture(path, parser, { hash: true });
    expect(parser.summary).toMatchObject({ frames: count, problems: [], bytes: bytes.length });
    expect(result).toMatchObject({ bytes: bytes.length, growing: false, whole: { sha256: sha256(bytes) } });
    expect(sha256File(path)).toBe(result.whole?.sha256);
  });

  test('one frame longer than the buffer makes it grow', () => {
    const path = write(
      'usb.pcap',
      pcap([{ data: new Uint8Array(CHUNK_BYTES + 1_000) }], { network: 249, snapLength: 0 }),
    );
    const parser = newParser();
    readCapture(path, parser);
    expect(parser.summary).toMatchObject({ frames: 1, bytesUnread: 0 });
  });

  test('a file still being written is read to its last whole record, and says that it grows', () => {
    const path = write('growing.pcap', CAPTURE.subarray(0, 24 + 316 * 10 + 100));
    let appended = false;
    const parser = new CaptureParser({
      frame: () => {
        if (!appended) appendFileSync(path, CAPTURE.subarray(24 + 316 * 10 + 100));
        appended = true;
      },
    });
    expect(readCapture(path, parser)).toEqual({ bytes: 24 + 316 * 10 + 100, growing: true });
    expect(parser.summary.frames).toBe(10);
    expect(parser.summary.problems.map((problem) => problem.code)).toEqual(['QW_CAPTURE_CUT']);
  });

  test('length bounds what is read and hashed alike', () => {
    const path = write('bounded.pcap', CAPTURE);
    const parser = newParser();
    const { whole } = readCapture(path, parser, { length: 24 + 316 * 3, hash: true });
    expect(parser.summary.frames).toBe(3);
    expect(whole?.sha256).toBe(sha256(CAPTURE.subarray(0, 24 + 316 * 3)));
    expect(whole?.places).toMatchObject({ frames: 3, whole: true });
    expect(sha256File(path, 24 + 316 * 3)).toBe(whole?.sha256);
  });

  test('an empty file is a capture without frames', () => {
    const parser = newParser();
    expect(readCapture(write('nothing.pcap', new Uint8Array(0)), parser).bytes).toBe(0);
    expect(parser.summary.format).toBe('empty');
  });
});

describe('unpacking', () => {
  test('gzip of several members gives the whole capture and the digest of the compressed file', async () => {
    const packed = Buffer.concat([gzipSync(CAPTURE.subarray(0, 5_000)), gzipSync(CAPTURE.subarray(5_000))]);
    const unpacked = await unpackCapture(write('two.pcap.gz', packed), 'gzip', spool);
    expect(sha256File(unpacked.path)).toBe(sha256(CAPTURE));
    expect(unpacked).toMatchObject({ bytes: CAPTURE.length, sha256: sha256(packed), problems: [] });
  });

  test('gzip that is cut or damaged yields what lies before, and says so', async () => {
    const packed = gzipSync(CAPTURE);
    const cut = await unpackCapture(write('cut.gz', packed.subarray(0, packed.length - 3_000)), 'gzip', spool);
    expect(cut.problems.map((problem) => problem.code)).toEqual(['QW_UNPACK_DAMAGED']);
    expect(cut.bytes).toBeGreaterThan(0);
    expect(readFileSync(cut.path).equals(CAPTURE.subarray(0, cut.bytes))).toBe(true);
    const spoiled = packed.slice();
    spoiled[spoiled.length - 6] = (spoiled.at(-6) as number) ^ 1; // the checksum
    const wrong = await unpackCapture(write('wrong.gz', spoiled), 'gzip', spool);
    expect(wrong).toMatchObject({ bytes: CAPTURE.length, problems: [{ code: 'QW_UNPACK_DAMAGED' }] });
  });

  test('bytes behind the last gzip member are named, zeros too', async () => {
    const packed = gzipSync(CAPTURE);
    for (const behind of [Buffer.from('trailing'), Buffer.alloc(8)]) {
      const unpacked = await unpackCapture(write('behind.gz', Buffer.concat([packed, behind])), 'gzip', spool);
      expect(unpacked.bytes).toBe(CAPTURE.length);
      expect(unpacked.problems.map((problem) => problem.code)).toEqual(['QW_UNPACK_DAMAGED']);
    }
  });

  test('damage inside gzip costs nothing of what lies before it, and is named to the byte', async () => {
    const packed = new Uint8Array(gzipSync(CAPTURE, { level: 0 })); // stored: blocks of type, length, complement
    const length = (packed[11] as number) | ((packed[12] as number) << 8);
    const second = 10 + 5 + length;
    packed[second] = 7; // block type 3 does not exist
    const unpacked = await unpackCapture(write('inside.gz', packed), 'gzip', spool);
    expect(unpacked.bytes).toBe(length);
    expect(unpacked.problems[0]).toMatchObject({ code: 'QW_UNPACK_DAMAGED', offset: second });
  });

  test('what would fill the disk stops at the limit, and what came before is read', async () => {
    const bomb = gzipSync(Buffer.concat([CAPTURE, new Uint8Array(50_000_000)]));
    const unpacked = await unpackCapture(write('bomb.gz', bomb), 'gzip', spool, { maxBytes: 1_000_000 });
    expect(unpacked).toMatchObject({ bytes: 1_000_000, sha256: sha256(bomb), problems: [{ code: 'QW_UNPACK_LIMIT' }] });
    const parser = newParser();
    readCapture(unpacked.path, parser);
    expect(parser.summary.frames).toBe(2_000);
  });

  test.skipIf(!hasZstd)('zstd of several frames, with and without checksum, gives the whole capture', async () => {
    const pack = (bytes: Uint8Array, ...args: string[]): Uint8Array =>
      execFileSync('zstd', ['-c', ...args], { input: bytes, maxBuffer: 1e8 });
    const skippable = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9);
    const packed = Buffer.concat([
      skippable,
      pack(CAPTURE.subarray(0, 7), '--no-check'), // shorter than 18 bytes packed
      pack(CAPTURE.subarray(7, 300_000), '-19'),
      pack(new Uint8Array(0)),
      pack(CAPTURE.subarray(300_000), '-1', '--no-check'),
    ]);
    const unpacked = await unpackCapture(write('four.pcap.zst', packed), 'zstd', spool);
    expect(unpacked.problems).toEqual([]);
    expect(sha256File(unpacked.path)).toBe(sha256(CAPTURE));
    const pieces: number[] = [];
    const bytewise = new ZstdUnpacker((chunk) => pieces.push(...chunk));
    for (const byte of packed.subarray(0, 2_000)) bytewise.push(Uint8Array.of(byte));
    expect(bytewise.isAtEnd).toBe(false);
    expect(pieces.slice(0, 7)).toEqual([...CAPTURE.subarray(0, 7)]);
  });

  test.skipIf(!hasZstd)('zstd that is cut, a bomb and a greedy window are bounded', async () => {
    const packed = execFileSync('zstd', ['-c'], { input: Buffer.concat([CAPTURE, new Uint8Array(30_000_000)]) });
    const bomb = await unpackCapture(write('bomb.zst', packed), 'zstd', spool, { maxBytes: 1_000_000 });
    expect(bomb).toMatchObject({ bytes: 1_000_000, problems: [{ code: 'QW_UNPACK_LIMIT' }] });
    const cut = await unpackCapture(write('cut.zst', packed.subarray(0, packed.length - 9)), 'zstd', spool);
    expect(cut.problems.map((problem) => problem.code)).toEqual(['QW_UNPACK_DAMAGED']);
    // Frame header with a window descriptor of 2^(10 + 18) bytes.
    const greedy = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 18 << 3, 1, 0, 0);
    const refused = await unpackCapture(write('greedy.zst', greedy), 'zstd', spool);
    expect(refused.problems[0]?.message).toContain(String(MAX_WINDOW_BYTES));
  });
});

describe('standard input', () => {
  test('is spooled and hashed, up to a limit', async () => {
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < CAPTURE.length; at += 999) yield CAPTURE.subarray(at, at + 999);
    };
    const whole = await spoolInput(chunks(), spool);
    expect(whole).toMatchObject({ bytes: CAPTURE.length, sha256: sha256(CAPTURE), problems: [] });
    const part = await spoolInput(chunks(), spool, 10_000);
    expect(part).toMatchObject({ bytes: 10_000, sha256: sha256(CAPTURE.subarray(0, 10_000)) });
    expect(part.problems.map((problem) => problem.code)).toEqual(['QW_INPUT_LIMIT']);
    expect(sha256File(part.path)).toBe(part.sha256);
  });
});

describe('the spool folder', () => {
  test('is gone when closed, stays when kept, and its names are harmless', () => {
    const gone = new SpoolFolder(folder);
    const path = gone.newFile('../../etc/pass wd');
    expect(path.startsWith(`${gone.path}/`)).toBe(true);
    writeFileSync(path, 'x');
    gone.close();
    expect(existsSync(gone.path)).toBe(false);
    const kept = new SpoolFolder(folder);
    kept.keep();
    kept.close();
    expect(existsSync(kept.path)).toBe(true);
  });

  test.each([
    ['at the end of the program', 'process.exit(0)'],
    ['on SIGINT', "process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 5000)"],
    ['on SIGTERM', "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)"],
  ])('is removed %s', { timeout: 30_000 }, async (_name, ending) => {
    const parent = mkdtempSync(join(folder, 'parent-'));
    const module = new URL('./spool-folder.ts', import.meta.url).pathname;
    const script = `import { SpoolFolder } from ${JSON.stringify(module)};
      import { writeFileSync } from 'node:fs';
      const spool = new SpoolFolder(${JSON.stringify(parent)});
      writeFileSync(spool.newFile('x'), 'x'); ${ending};`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'pipe' });
    const signal = await new Promise((done) => child.on('exit', (_code, killer) => done(killer)));
    expect(readdirSync(parent)).toEqual([]);
    expect(signal).toBe(/'(SIG\w+)'/.exec(ending)?.[1] ?? null);
  });
});

describe('finding captures', () => {
  const tree = join(folder, 'tree');
  write('tree/b/z.pcap', CAPTURE);
  write('tree/b/notes.txt', Buffer.from('none of yours'));
  write('tree/a.pcap.gz', gzipSync(CAPTURE));
  write('tree/text.gz', gzipSync(Buffer.from('text')));
  write('tree/empty.pcap', new Uint8Array(0));
  write('tree/no-extension', CAPTURE);
  symlinkSync(tree, join(tree, 'b', 'loop'));
  symlinkSync(join(tree, 'nowhere'), join(tree, 'dangling'));
  write('other/z.pcap', CAPTURE.subarray(0, 500));
  write('more/b/z.pcap', CAPTURE.subarray(0, 600));

  test('folders give their captures in the order of names, relative to the folder, and list the rest', () => {
    const { captures, skipped, problems } = findCaptures([tree]);
    expect(captures.map(({ name, outer, inner }) => [name, outer, inner])).toEqual([
      ['a.pcap.gz', 'gzip', 'pcap'],
      ['b/z.pcap', 'pcap', 'pcap'],
      ['empty.pcap', 'unknown', 'unknown'],
      ['no-extension', 'pcap', 'pcap'],
    ]);
    expect(skipped).toEqual([
      { name: 'b/loop', reason: 'a loop of links' },
      { name: 'b/notes.txt', reason: 'not a capture' },
      { name: 'dangling', reason: 'unreadable' },
      { name: 'text.gz', reason: 'not a capture' },
    ]);
    expect(problems).toEqual([]);
  });

  test('the order of arguments and giving a file twice change nothing', () => {
    const one = findCaptures([tree, join(tree, 'b', 'z.pcap'), join(folder, 'other')]);
    const two = findCaptures([join(folder, 'other'), join(tree, 'b', '..', 'b', 'z.pcap'), tree, tree]);
    expect(two).toEqual(one);
    expect(one.captures.filter((capture) => capture.path.endsWith('tree/b/z.pcap'))).toHaveLength(1);
  });

  test('two files of one name are told apart by the folders above them', () => {
    const { captures } = findCaptures([join(folder, 'other', 'z.pcap'), join(folder, 'more', 'b', 'z.pcap')]);
    expect(captures.map((capture) => capture.name)).toEqual(['b/z.pcap', 'other/z.pcap']);
    const three = findCaptures([join(tree, 'b', 'z.pcap'), join(folder, 'more', 'b', 'z.pcap')]);
    expect(three.captures.map((capture) => capture.name)).toEqual(['more/b/z.pcap', 'tree/b/z.pcap']);
  });

  test('a named file is taken whatever it is; a missing one and a pipe are problems', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { captures, problems } = findCaptures([join(tree, 'b', 'notes.txt'), join(folder, 'missing'), pipe]);
    expect(captures.map(({ name, inner }) => [name, inner])).toEqual([['notes.txt', 'unknown']]);
    expect(problems.map((problem) => problem.code).sort()).toEqual(['QW_INPUT_KIND', 'QW_INPUT_MISSING']);
  });

  test('folders deeper and fuller than the limits are left out, and said so', () => {
    // The folder given is the first of them.
    const deep = Array.from({ length: MAX_FOLDER_DEPTH }, (_, i) => `d${i}`);
    write(`deep/${deep.slice(0, -1).join('/')}/z.pcap`, CAPTURE);
    write(`deep/${deep.join('/')}/hidden.pcap`, CAPTURE);
    const followed = findCaptures([join(folder, 'deep')]);
    expect(followed.captures.map(({ name }) => name)).toEqual([`${deep.slice(0, -1).join('/')}/z.pcap`]);
    expect(followed.skipped).toEqual([{ name: deep.join('/'), reason: 'too deep' }]);
    // A million entries take a minute to make, so the search is given a smaller number.
    expect(MAX_ENTRIES).toBe(1_000_000);
    for (let i = 0; i < 5; i++) write(`full/${i}.pcap`, CAPTURE);
    const found = (maxEntries: number) => findCaptures([join(folder, 'full')], { maxEntries });
    expect(found(5)).toMatchObject({ captures: { length: 5 }, problems: [] });
    expect(found(4)).toMatchObject({
      captures: { length: 4 },
      problems: [{ code: 'QW_INPUT_LIMIT', message: expect.stringContaining('More than 4 entries') }],
    });
  });
});
