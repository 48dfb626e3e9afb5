import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LateSha256 } from './late-sha256.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-late-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the hash is that of the bytes the file had when it was looked at, however late it is computed', () => {
  const path = join(folder, 'growing.pcap');
  // More than one chunk, and not a whole number of them.
  const bytes = Uint8Array.from({ length: 2_500_001 }, (_, i) => (i * 7919) >>> 5);
  writeFileSync(path, bytes);
  const looked = 2_400_000;
  const expected = createHash('sha256').update(bytes.subarray(0, looked)).digest('hex');
  writeFileSync(path, new Uint8Array(10), { flag: 'a' });
  expect(new LateSha256(path, looked).value).toBe(expected);
});

test('a file that is gone is said to be gone', () => {
  const late = new LateSha256(join(folder, 'none.pcap'), 10);
  expect(() => late.value).toThrow('ENOENT');
});

test('an empty file has the hash of nothing', () => {
  const path = join(folder, 'empty.pcap');
  writeFileSync(path, '');
  const late = new LateSha256(path, 0);
  expect(late.value).toBe(createHash('sha256').digest('hex'));
});

test('a hash that was told is not computed', () => {
  const late = new LateSha256(join(folder, 'none.pcap'), 10);
  late.tell({ sha256: '00ff', places: { frames: 0, whole: false, pairs: new Float64Array(0) } });
  expect(late.value).toBe('00ff');
});
