import { CaptureParser } from '../../capture/capture-parser.ts';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Enough for the section and interface blocks of any capture program and a first frame of the largest usual size. */
const PEEK_BYTES = 1 << 18;

export interface FirstFrame {
  readonly seconds: number;
  readonly nanos: number;
  readonly linkType: number;
  /** Mean over the frames of the beginning. */
  readonly bytesPerFrame: number;
}

/** Time and link type of the first frame within the first 256 KiB of an uncompressed capture. */
export function firstFrame(path: string): FirstFrame | undefined {
  let first: Omit<FirstFrame, 'bytesPerFrame'> | undefined;
  let frames = 0;
  let captured = 0;
  const parser = new CaptureParser({
    frame({ seconds, nanos, linkType, start, end }) {
      first ??= { seconds, nanos, linkType };
      frames++;
      captured += end - start;
    },
  });
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.min(PEEK_BYTES, fstatSync(file).size));
    const length = readSync(file, bytes, 0, bytes.length, 0);
    parser.feed(bytes, new DataView(bytes.buffer), 0, length);
  } finally {
    closeSync(file);
  }
  return first === undefined ? undefined : { ...first, bytesPerFrame: captured / frames };
}
