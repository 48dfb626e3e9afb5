import type { CaptureSummary } from '../../capture/capture-summary.ts';
import type { AnalysedSequence } from '../analyse/analyse.ts';
import type { InputCapture } from '../analyse/input-capture.ts';
import type { FrameSource } from './evidence-frames.ts';

/** Layouts whose records have 16 bytes of header, which is what an index of frames takes for granted. */
const PLAIN_VARIANTS: ReadonlySet<string> = new Set(['microseconds', 'nanoseconds']);

/**
 * Captures as evidence is fetched from them; an index is taken along only where it agrees with the whole analysis:
 * records of one layout that lie one after the other, none left out, can lie in one way only.
 */
export function frameSources(
  captures: readonly InputCapture[],
  analysed: readonly AnalysedSequence[],
): readonly FrameSource[] {
  const summaries = new Map<InputCapture, CaptureSummary | undefined>();
  for (const { sequence, outcome } of analysed)
    for (const [i, capture] of sequence.captures.entries()) summaries.set(capture, outcome.summaries[i]);
  return captures.map((capture) => {
    const { sha256, path, length, places } = capture;
    const summary = summaries.get(capture);
    const agrees =
      places?.whole === true &&
      summary?.format === 'pcap' &&
      PLAIN_VARIANTS.has(summary.variant) &&
      summary.bytesUnread === 0 &&
      summary.frames === places.frames;
    return { sha256, path, length, ...(agrees ? { places } : {}) };
  });
}
