import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CaseWriter } from '../../adapters/case-folder/case-writer.ts';
import { frameData, pcap, readBytes } from '../../capture/capture-bytes.cases.ts';
import type { Finding } from '../../schema/finding.ts';
import { MAX_EVIDENCE_BYTES, writeEvidence } from './write-evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SHA = 'ab'.repeat(32);
const FRAME_BYTES = 1_000;
const path = join(folder, 'given.pcap');
const capture = pcap(Array.from({ length: 20 }, (_, i) => ({ seconds: 1e9 + i, data: frameData(FRAME_BYTES, i) })));
writeFileSync(path, capture);
const sources = [{ sha256: SHA, path, length: capture.length }];

function findingOf(id: string, numbers: readonly number[]): Finding {
  return { id, signs: [{ frames: [{ capture: SHA, numbers }] }] } as unknown as Finding;
}

/** Ten frames of the severest finding, then ten others. */
const findings = [1, 2].map((n) =>
  findingOf(
    `finding-${n}`,
    Array.from({ length: 10 }, (_, i) => (n - 1) * 10 + i + 1),
  ),
);

/** What was said to be written, and the bytes and frames that lie there. */
function written(limit?: number) {
  const writer = new CaseWriter(join(folder, 'case'));
  const told = writeEvidence(writer, findings, sources, limit);
  const evidence = join(writer.folder, 'evidence');
  const files = told.files === 0 ? [] : readdirSync(evidence).sort();
  const contents = files.map((file) => new Uint8Array(readFileSync(join(evidence, file))));
  writer.abandon();
  return {
    told,
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
    frames: Object.fromEntries(
      contents.map((content, i): [string, number] => [files[i] as string, readBytes(content).frames.length]),
    ),
  };
}

describe('evidence', () => {
  it('of an ordinary case is written whole', () => {
    expect(MAX_EVIDENCE_BYTES).toBe(64 * 1024 * 1024);
    const { told, bytes, frames } = written();
    expect(frames).toEqual({ 'finding-1.pcapng': 10, 'finding-2.pcapng': 10 });
    expect(told).toEqual({ files: 2, frames: 20, bytes, framesLeftOut: 0 });
  });

  it('beyond the limit is left out, of the least severe first, and counted; no file goes past the limit', () => {
    const whole = written().bytes;
    let before = 21;
    for (let limit = 2 * whole; limit > 0; limit -= FRAME_BYTES / 2) {
      const { told, bytes, frames } = written(limit);
      expect(bytes).toBeLessThanOrEqual(limit);
      expect(told).toMatchObject({ bytes, framesLeftOut: 20 - told.frames });
      expect(Object.values(frames).reduce((sum, n) => sum + n, 0)).toBe(told.frames);
      if (told.frames < 20) expect(frames['finding-1.pcapng'] ?? 0).toBe(Math.min(10, told.frames));
      expect(told.frames).toBeLessThanOrEqual(before);
      before = told.frames;
    }
    expect(before).toBe(0);
  });
});
