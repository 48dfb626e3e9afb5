/** Where some frames of a plain pcap begin, as {@link import('./frame-index.ts').FrameIndex} noted them; moves between threads. */
export interface FramePlaces {
  /** Records noted: all of the file's where {@link whole}. */
  readonly frames: number;
  /** Whether every byte belongs to a record that looks as it should. */
  readonly whole: boolean;
  /** Number of a frame, from 1, and the offset of its record; then the next pair. Ascending. */
  readonly pairs: Float64Array;
}

export interface Place {
  readonly frame: number;
  readonly offset: number;
}

/** The piece that holds a frame: where it begins and ends (undefined: with the file), and its first frame's number. */
export function pieceOf(
  { pairs }: FramePlaces,
  frame: number,
): { readonly first: Place; readonly next: Place | undefined } {
  let low = 0;
  let high = pairs.length / 2;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((pairs[middle * 2] as number) <= frame) low = middle;
    else high = middle;
  }
  return { first: placeAt(pairs, low), next: low * 2 + 2 < pairs.length ? placeAt(pairs, low + 1) : undefined };
}

function placeAt(pairs: Float64Array, i: number): Place {
  return { frame: pairs[i * 2] as number, offset: pairs[i * 2 + 1] as number };
}
