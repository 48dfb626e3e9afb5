import type { Dice } from './dice.ts';

/** What mutations may put in, beside noise. */
export interface Materials {
  /** Constants of the source under test, as bytes. */
  readonly words: readonly Uint8Array[];
  readonly others: readonly Uint8Array[];
  readonly maxLength: number;
}

const EDGES: readonly number[] = [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 192, 254, 255];
const WIDE_EDGES: readonly number[] = [
  0, 1, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0xffff_ffff,
];

/** A changed copy: one to eight changes, each of a kind that headers and lengths are known to be wrong in. */
export function mutateBytes(input: Uint8Array, dice: Dice, materials: Materials): Uint8Array {
  let bytes: Uint8Array = input.slice();
  for (let i = dice.few(8); i > 0; i--) bytes = changed(bytes, dice, materials);
  return bytes.length > materials.maxLength ? bytes.slice(0, materials.maxLength) : bytes;
}

function changed(bytes: Uint8Array, dice: Dice, materials: Materials): Uint8Array {
  const length = bytes.length;
  if (length === 0)
    return dice.below(2) === 0 || materials.words.length === 0
      ? noise(dice, 1 + dice.below(16))
      : dice.pick(materials.words).slice();
  const at = dice.below(length);
  switch (dice.below(16)) {
    case 0:
      bytes[at] = (bytes[at] as number) ^ (1 << dice.below(8));
      return bytes;
    case 1:
      bytes[at] = dice.pick(EDGES);
      return bytes;
    case 2:
      bytes[at] = dice.next();
      return bytes;
    case 3:
      bytes[at] = (bytes[at] as number) + dice.below(9) - 4;
      return bytes;
    case 4:
      return written(bytes, at, dice.pick(WIDE_EDGES), dice);
    case 5:
      // A length field that tells the truth, or misses it by a little.
      return written(bytes, at, Math.max(0, length - at - dice.below(8) + dice.below(4)), dice);
    case 6:
      return materials.words.length > 0 ? overwritten(bytes, at, dice.pick(materials.words)) : bytes;
    case 7:
      return materials.words.length > 0 ? inserted(bytes, at, dice.pick(materials.words)) : bytes;
    case 8:
      return without(bytes, at, 1 + dice.below(Math.min(length - at, 1 << dice.below(8))));
    case 9:
      return bytes.slice(0, at);
    case 10:
      return inserted(bytes, at, noise(dice, dice.few(32)));
    case 11: {
      const piece = bytes.slice(at, at + 1 + dice.below(Math.min(length - at, 64)));
      return inserted(bytes, dice.below(length), piece);
    }
    case 12: {
      const piece = bytes.slice(at, at + 1 + dice.below(Math.min(length - at, 32)));
      const times = Math.min(1 << dice.below(8), Math.ceil((materials.maxLength - length) / piece.length));
      let repeated: Uint8Array = bytes;
      for (let i = 0; i < times && repeated.length < materials.maxLength; i++) repeated = inserted(repeated, at, piece);
      return repeated;
    }
    case 13: {
      if (materials.others.length === 0) return bytes;
      const other = dice.pick(materials.others);
      return inserted(bytes.slice(0, at), at, other.slice(dice.below(other.length)));
    }
    case 14: {
      if (materials.others.length === 0) return bytes;
      const other = dice.pick(materials.others);
      const from = dice.below(other.length);
      return overwritten(bytes, at, other.subarray(from, from + 1 + dice.below(32)));
    }
    default:
      for (let i = dice.below(8); i >= 0; i--) bytes[dice.below(length)] = dice.next();
      return bytes;
  }
}

/** A number in one, two or four bytes of either order. */
function written(bytes: Uint8Array, at: number, value: number, dice: Dice): Uint8Array {
  const width = dice.pick([1, 2, 2, 4]);
  const little = dice.below(2) === 0;
  for (let i = 0; i < width && at + i < bytes.length; i++) {
    bytes[at + i] = Math.floor(value / 2 ** (8 * (little ? i : width - 1 - i)));
  }
  return bytes;
}

function overwritten(bytes: Uint8Array, at: number, word: Uint8Array): Uint8Array {
  bytes.set(word.subarray(0, bytes.length - at), at);
  return bytes;
}

function inserted(bytes: Uint8Array, at: number, word: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + word.length);
  longer.set(bytes.subarray(0, at));
  longer.set(word, at);
  longer.set(bytes.subarray(at), at + word.length);
  return longer;
}

function without(bytes: Uint8Array, at: number, count: number): Uint8Array {
  return inserted(bytes.slice(0, at), at, bytes.subarray(at + count));
}

function noise(dice: Dice, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => dice.next());
}
