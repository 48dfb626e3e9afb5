import { closeSync, openSync } from 'node:fs';
import { type FramePlaces, pieceOf } from '../../adapters/capture-files/frame-places.ts';
import { readPiece } from '../../adapters/capture-files/read-piece.ts';
import { readCapture } from '../../adapters/capture-files/read-capture.ts';
import { CaptureParser } from '../../capture/capture-parser.ts';
import type { EvidenceFrame } from '../../capture/evidence-writer.ts';
import type { Frame } from '../../kernel/frame.ts';
import type { Finding } from '../../schema/finding.ts';

/** A capture as far as fetching frames from it goes. */
export interface FrameSource {
  readonly sha256: string;
  /** Uncompressed. */
  readonly path: string;
  readonly length: number;
  /** Where its frames lie, where that is known for sure. */
  readonly places?: FramePlaces;
}

/** Frames by capture, and by Wireshark's number in it. */
export type FramesByCapture = ReadonlyMap<string, ReadonlyMap<number, EvidenceFrame>>;

/** The frames that a finding's signs rest on, each once: capture by capture, ascending. */
export function framesOfFinding(finding: Finding): Map<string, number[]> {
  const wanted = new Map<string, Set<number>>();
  for (const { frames } of finding.signs) {
    for (const { capture, numbers } of frames) {
      const known = wanted.get(capture) ?? new Set();
      for (const number of numbers) known.add(number);
      wanted.set(capture, known);
    }
  }
  return new Map([...wanted].map(([capture, numbers]) => [capture, [...numbers].sort((a, b) => a - b)]));
}

interface Kept {
  readonly rank: number;
  readonly frame: EvidenceFrame;
}

/**
 * Fetches the frames of findings from their captures: the pieces that hold them where that is known, else each capture
 * once and no further than its last wanted frame.
 *
 * Holds at most about twice `limit` bytes: frames stand in the order of their findings, and what lies beyond the
 * limit in that order is given up, whatever the order in which captures are read.
 */
export function fetchFrames(
  findings: readonly Finding[],
  sources: readonly FrameSource[],
  limit: number,
): FramesByCapture {
  const ranks = new Map<string, Map<number, number>>();
  let rank = 0;
  for (const finding of findings) {
    for (const [capture, numbers] of framesOfFinding(finding)) {
      const known = ranks.get(capture) ?? new Map<number, number>();
      for (const number of numbers) if (!known.has(number)) known.set(number, rank++);
      ranks.set(capture, known);
    }
  }
  let kept: Kept[] = [];
  let bytes = 0;
  for (const source of sources) {
    const wanted = ranks.get(source.sha256);
    if (wanted === undefined) continue;
    readWanted(source, wanted, (frame, frameRank) => {
      kept.push({ rank: frameRank, frame });
      bytes += frame.bytes.length;
      if (bytes > limit * 2) {
        kept = withinLimit(kept, limit);
        bytes = kept.reduce((sum, one) => sum + one.frame.bytes.length, 0);
      }
    });
  }
  const found = new Map<string, Map<number, EvidenceFrame>>();
  for (const { frame } of withinLimit(kept, limit)) {
    const own = found.get(frame.captureSha256) ?? new Map<number, EvidenceFrame>();
    own.set(frame.number, frame);
    found.set(frame.captureSha256, own);
  }
  return found;
}

function withinLimit(kept: readonly Kept[], limit: number): Kept[] {
  let bytes = 0;
  return [...kept]
    .sort((a, b) => a.rank - b.rank)
    .filter(({ frame }) => {
      bytes += frame.bytes.length;
      return bytes <= limit;
    });
}

/** Thrown by the sink to stop reading; caught below. */
const ENOUGH: Error = new Error('all wanted frames were read');

function readWanted(
  source: FrameSource,
  wanted: ReadonlyMap<number, number>,
  found: (frame: EvidenceFrame, rank: number) => void,
): void {
  const done = source.places === undefined ? 0 : readPieces(source, source.places, wanted, found);
  const last = [...wanted.keys()].reduce((a, b) => Math.max(a, b), 0);
  if (done >= last) return;
  const parser = new CaptureParser({
    frame(frame: Frame): void {
      const rank = wanted.get(frame.number);
      if (rank !== undefined && frame.number > done) found(copied(source, frame, frame.number), rank);
      if (frame.number >= last) throw ENOUGH;
    },
  });
  try {
    readCapture(source.path, parser, { length: source.length });
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
}

/** Returns the number of the frame up to which all wanted ones were found: less than the last where reader and index disagree. */
function readPieces(
  source: FrameSource,
  places: FramePlaces,
  wanted: ReadonlyMap<number, number>,
  found: (frame: EvidenceFrame, rank: number) => void,
): number {
  const file = openSync(source.path, 'r');
  let done = 0;
  try {
    for (const number of [...wanted.keys()].sort((a, b) => a - b)) {
      if (number <= done) continue;
      if (number > places.frames) return done;
      const { first, next } = pieceOf(places, number);
      const last = next === undefined ? places.frames : next.frame - 1;
      const kept: Kept[] = [];
      const parser = new CaptureParser({
        frame(frame: Frame): void {
          const own = first.frame + frame.number - 1;
          const rank = wanted.get(own);
          if (rank !== undefined) kept.push({ rank, frame: copied(source, frame, own) });
        },
      });
      const bytes = readPiece(file, first.offset, next?.offset ?? source.length);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      parser.finish(bytes, view, parser.feed(bytes, view, 0, bytes.length), bytes.length);
      const { frames, bytesUnread } = parser.summary;
      if (frames !== last - first.frame + 1 || bytesUnread > 0) return done;
      for (const { frame, rank } of kept) found(frame, rank);
      done = last;
    }
  } finally {
    closeSync(file);
  }
  return done;
}

function copied({ sha256 }: FrameSource, frame: Frame, number: number): EvidenceFrame {
  return {
    bytes: frame.bytes.slice(frame.start, frame.end),
    linkType: frame.linkType,
    snapLength: 0,
    wireLength: frame.wireLength,
    seconds: frame.seconds,
    nanos: frame.nanos,
    captureSha256: sha256,
    number,
    direction: frame.direction,
  };
}

/** A finding's frames in the order of time, then of capture and number, as an evidence file holds them. */
export function orderedFrames(finding: Finding, frames: FramesByCapture): EvidenceFrame[] {
  const own = [...framesOfFinding(finding)].flatMap(([capture, numbers]) =>
    numbers.flatMap((number) => frames.get(capture)?.get(number) ?? []),
  );
  return own.sort(
    (a, b) =>
      a.seconds - b.seconds ||
      a.nanos - b.nanos ||
      (a.captureSha256 < b.captureSha256 ? -1 : a.captureSha256 > b.captureSha256 ? 1 : a.number - b.number),
  );
}
