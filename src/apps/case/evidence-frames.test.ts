import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FramePlaces } from '../../adapters/capture-files/frame-places.ts';
import { LateSha256 } from '../../adapters/capture-files/late-sha256.ts';
import type { Finding } from '../../schema/finding.ts';
import { fetchFrames } from './evidence-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 2,000 frames of different lengths and bytes; some bear fractions of a second that are a second and more. */
function capture(): Uint8Array {
  const lengths = Array.from({ length: 2_000 }, (_, i) => 14 + ((i * 37) % 900));
  const bytes = new Uint8Array(24 + lengths.reduce((sum, length) => sum + 16 + length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 262_144, true);
  view.setUint32(20, 1, true);
  let at = 24;
  for (const [i, length] of lengths.entries()) {
    view.setUint32(at, 1_700_000_000 + i, true);
    view.setUint32(at + 4, i % 100 === 7 ? 1_000_001 : i, true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    bytes.fill(i & 0xff, at + 16, at + 16 + length);
    at += 16 + length;
  }
  return bytes;
}

describe('frames of evidence', () => {
  const path = join(folder, 'plain.pcap');
  const bytes = capture();
  writeFileSync(path, bytes);
  const late = new LateSha256(path, bytes.length);
  const source = { sha256: late.value, path, length: bytes.length };
  const places = late.places as FramePlaces;
  const finding = (numbers: readonly number[]): Finding =>
    ({ signs: [{ frames: [{ capture: source.sha256, numbers }] }] }) as unknown as Finding;

  it('are the same from the pieces that hold them as from the whole capture', () => {
    const wanted = [finding([1, 2, 8, 256, 257, 1_000, 1_999, 2_000]), finding([108, 513])];
    const whole = fetchFrames(wanted, [source], 1 << 20);
    expect(whole.get(source.sha256)?.size).toBe(10);
    expect(places.whole).toBe(true);
    expect(fetchFrames(wanted, [{ ...source, places }], 1 << 20)).toEqual(whole);
  });

  it('are read from the whole capture where an index leads astray', () => {
    const other = join(folder, 'other.pcap');
    writeFileSync(other, Uint8Array.from([...bytes.subarray(0, 24), ...bytes.subarray(24 + 16 + 14)]));
    const astray = { ...source, path: other, length: bytes.length - 30, places };
    const wanted = [finding([5, 700, 1_999])];
    const { places: _, ...plain } = astray;
    expect(fetchFrames(wanted, [astray], 1 << 20)).toEqual(fetchFrames(wanted, [plain], 1 << 20));
  });
});
