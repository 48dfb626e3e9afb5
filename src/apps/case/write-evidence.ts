import type { CaseWriter } from '../../adapters/case-folder/case-writer.ts';
import { evidenceFile } from '../../capture/evidence-writer.ts';
import type { Case } from '../../schema/case.ts';
import type { Finding } from '../../schema/finding.ts';
import { version } from '../version.ts';
import { type FrameSource, fetchFrames, framesOfFinding, orderedFrames } from './evidence-frames.ts';

/** Evidence of one case, all files together. */
export const MAX_EVIDENCE_BYTES: number = 64 << 20;
/** Headers, options and comment around one frame in pcapng, and the interface that it may bring, at most. */
const FRAME_OVERHEAD = 192;
/** What stands before the first frame of a file, at most. */
const FILE_OVERHEAD = 192;

/** Writes `evidence/<finding id>.pcapng`, the severest finding first, until the limit; returns what was written and left out. */
export function writeEvidence(
  writer: CaseWriter,
  findings: readonly Finding[],
  sources: readonly FrameSource[],
  limit: number = MAX_EVIDENCE_BYTES,
): NonNullable<Case['evidence']> {
  const found = fetchFrames(findings, sources, limit);
  const total = { files: 0, frames: 0, bytes: 0, framesLeftOut: 0 };
  for (const finding of findings) {
    const wanted = [...framesOfFinding(finding).values()].reduce((sum, numbers) => sum + numbers.length, 0);
    let room = limit - total.bytes - FILE_OVERHEAD;
    const frames = orderedFrames(finding, found).filter((frame) => {
      room -= frame.bytes.length + FRAME_OVERHEAD;
      return room >= 0;
    });
    total.framesLeftOut += wanted - frames.length;
    if (frames.length === 0) continue;
    const bytes = evidenceFile({ version, findingId: finding.id }, frames);
    writer.write(`evidence/${finding.id}.pcapng`, bytes);
    total.files++;
    total.frames += frames.length;
    total.bytes += bytes.length;
  }
  return total;
}
