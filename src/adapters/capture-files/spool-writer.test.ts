import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_DISK_SHARE, SpoolLimitError, SpoolWriter } from './spool-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-spool-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a spool file', () => {
  it(`takes ${MAX_DISK_SHARE} of what the disk has free, to the byte, and then stops; what came before is kept`, () => {
    // Most disks have a number of free blocks of which no share is a whole number of bytes.
    for (const free of [3 * 4096, 5 * 4096]) {
      const path = join(folder, String(free));
      const writer = new SpoolWriter(path, undefined, () => free);
      const room = Math.floor(free * MAX_DISK_SHARE);
      writer.write(new Uint8Array(room - 1).fill(1));
      writer.write(Uint8Array.of(2));
      expect(() => writer.write(Uint8Array.of(3))).toThrow(SpoolLimitError);
      writer.close();
      const kept = readFileSync(path);
      expect([kept.length, kept.at(-1), writer.bytes]).toEqual([room, 2, room]);
      const atOnce = new SpoolWriter(`${path}-at-once`, undefined, () => free);
      expect(() => atOnce.write(new Uint8Array(free))).toThrow(SpoolLimitError);
      atOnce.close();
      expect(readFileSync(`${path}-at-once`)).toHaveLength(room);
    }
  });

  it('asks the disk that it lies on', () => {
    const writer = new SpoolWriter(join(folder, 'asks'));
    writer.close();
    const { bavail, bsize } = statfsSync(folder);
    // Others write to the same disk meanwhile.
    expect(writer.limit / (bavail * bsize)).toBeCloseTo(MAX_DISK_SHARE, 1);
  });
});
