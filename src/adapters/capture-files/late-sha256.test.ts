import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LateSha256 } from './late-sha256.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-late-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the hash is that of the bytes the file had when it was looked at, however late it is computed', async () => {
  const path = join(folder, 'growing.pcap');
  // More than one chunk, and not a whole number of them.
  const bytes = Uint8Array.from({ length: 2_500_001 }, (_, i) => (i * 7919) >>> 5);
  writeFileSync(path, bytes);
  const looked = 2_400_000;
  const expected = createHash('sha256').update(bytes.subarray(0, looked)).digest('hex');
  const early = new LateSha256(path, looked);
  await early.compute();
  writeFileSync(path, new Uint8Array(10), { flag: 'a' });
  expect(early.value).toBe(expected);
  expect(new LateSha256(path, looked).value).toBe(expected);
});

test('a file that is gone is said to be gone', async () => {
  const late = new LateSha256(join(folder, 'none.pcap'), 10);
  await expect(late.compute()).rejects.toThrow('ENOENT');
  expect(() => late.value).toThrow('ENOENT');
});

test('an empty file has the hash of nothing', async () => {
  const path = join(folder, 'empty.pcap');
  writeFileSync(path, '');
  const late = new LateSha256(path, 0);
  await late.compute();
  expect(late.value).toBe(createHash('sha256').digest('hex'));
});
