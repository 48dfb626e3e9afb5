import { CaptureParser } from '../../../src/capture/capture-parser.ts';
import { MAX_BLOCK_BYTES } from '../../../src/capture/capture-limits.ts';
import type { CaptureSummary } from '../../../src/capture/capture-summary.ts';
import type { Frame } from '../../../src/kernel/frame.ts';
import { Dice, seedOf } from '../engine/dice.ts';
import { holds, type Target } from '../engine/target.ts';
import { mixText } from './hashing-turn.ts';
import { exactWindow, poisonedWindow, type Window } from './windows.ts';

/** Longest record header with its neighbours: what a reader may ask for beyond the longest block. */
const MAX_EXTRA_BYTES = 64;

/** A capture file of the kind that the first bytes say. */
export function captureTarget(name: string): Target {
  return {
    name,
    maxLength: 80_000,
    blocks: { base: 200_000, perByte: 1_500 },
    execute(input) {
      const whole = readWhole(exactWindow(input));
      const poisoned = readWhole(poisonedWindow(input, 0xff));
      holds(whole.text === poisoned.text, () => `what lies around the file matters: ${whole.text} | ${poisoned.text}`);
      const pieces = readInPieces(input, new Dice(seedOf(input)));
      holds(
        whole.text === pieces.text,
        () => `cut into pieces the file reads otherwise: ${whole.text} | ${pieces.text}`,
      );
      const { summary, frames, captured } = whole;
      holds(summary.frames === frames, () => `${summary.frames} frames counted, ${frames} handed on`);
      holds(summary.capturedBytes === captured, () => `${summary.capturedBytes} bytes counted, ${captured} handed on`);
      holds(
        captured + summary.bytesUnread <= input.length,
        () => `${captured} bytes of frames and ${summary.bytesUnread} unread in ${input.length}`,
      );
      holds(
        summary.format !== 'pcapng' || whole.lastEnd + 4 <= input.length,
        () => `a frame ends at ${whole.lastEnd} of ${input.length}, without room for its block's end`,
      );
      holds(summary.bytes === input.length, () => `a file of ${summary.bytes} bytes`);
    },
  };
}

interface ReadFile {
  readonly text: string;
  readonly frames: number;
  readonly captured: number;
  /** Where the last frame ended, in the array. */
  readonly lastEnd: number;
  readonly summary: CaptureSummary;
}

class Frames {
  hash = 0;
  frames = 0;
  captured = 0;
  lastEnd = 0;
  #number = 0;

  frame(frame: Frame): void {
    const { bytes, start, end, wireLength, seconds, nanos, linkType, iface, number, direction } = frame;
    holds(
      start >= 0 && start <= end && end <= bytes.length,
      () => `a frame from ${start} to ${end} of ${bytes.length}`,
    );
    holds(nanos >= 0 && nanos < 1e9 && Number.isInteger(nanos), () => `${nanos} nanoseconds`);
    holds(seconds >= 0 && seconds <= 0xffff_ffff && Number.isInteger(seconds), () => `${seconds} seconds`);
    holds(wireLength >= 0 && Number.isInteger(wireLength), () => `${wireLength} bytes on the wire`);
    holds(number > this.#number, () => `frame ${number} after frame ${this.#number}`);
    this.#number = number;
    this.frames++;
    this.lastEnd = end;
    this.captured += end - start;
    const said = [wireLength, seconds, nanos, linkType, iface, number, direction, seedOf(bytes.subarray(start, end))];
    this.hash = mixText(this.hash, said.join());
  }
}

function readWhole({ bytes, view, start, end }: Window): ReadFile {
  const frames = new Frames();
  const parser = new CaptureParser(frames);
  const done = parser.feed(bytes, view, start, end);
  holds(done >= 0 && done <= end - start, () => `${done} bytes done of ${end - start}`);
  needs(parser);
  parser.finish(bytes, view, start + done, end);
  return readFile(frames, parser);
}

function readInPieces(input: Uint8Array, dice: Dice): ReadFile {
  const frames = new Frames();
  const parser = new CaptureParser(frames);
  const most = dice.pick([1, 16, 100, 1000, 5000]);
  let at = 0;
  let end = 0;
  while (end < input.length) {
    end = Math.min(input.length, end + 1 + dice.below(most));
    if (end - at < Math.min(parser.needed, input.length - at)) continue;
    const { bytes, view, start, end: last } = exactWindow(input.subarray(at, end));
    const done = parser.feed(bytes, view, start, last);
    holds(done >= 0 && done <= last, () => `${done} bytes done of ${last}`);
    needs(parser);
    at += done;
  }
  const { bytes, view, start, end: last } = exactWindow(input.subarray(at));
  parser.finish(bytes, view, start, last);
  return readFile(frames, parser);
}

function needs({ needed }: CaptureParser): void {
  holds(needed > 0 && needed <= MAX_BLOCK_BYTES + MAX_EXTRA_BYTES, () => `it asks for ${needed} bytes`);
}

function readFile({ hash, frames, captured, lastEnd }: Frames, { summary }: CaptureParser): ReadFile {
  return { text: `${hash} ${JSON.stringify(summary)}`, frames, captured, lastEnd, summary };
}
