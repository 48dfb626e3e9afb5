/** Different paths with names that one flow's commands tell apart; a visualisation reads some hundred tags. */
export const MAX_SYMBOLS = 1024;
/** Places looked at for one path, so that paths made to look alike cost no more. */
const MAX_STEPS = 8;

interface Known {
  readonly path: Uint8Array;
  readonly id: number;
}

/** Paths with names by their bytes, so that a tag that is polled costs no text. */
export class Symbols {
  readonly #known: Map<number, Known> = new Map();

  /** The number that was kept for these bytes, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let place = hash(bytes, start, end);
    for (let i = 0; i < MAX_STEPS; i++, place = (place + 1) >>> 0) {
      const known = this.#known.get(place);
      if (known === undefined) return -1;
      if (same(known.path, bytes, start, end)) return known.id;
    }
    return -1;
  }

  /** Keeps a number for them; false where there is no room. */
  keep(bytes: Uint8Array, start: number, end: number, id: number): boolean {
    if (!this.hasRoom(bytes, start, end)) return false;
    let place = hash(bytes, start, end);
    while (this.#known.has(place)) place = (place + 1) >>> 0;
    this.#known.set(place, { path: bytes.slice(start, end), id });
    return true;
  }

  hasRoom(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#known.size >= MAX_SYMBOLS) return false;
    let place = hash(bytes, start, end);
    for (let i = 0; i < MAX_STEPS; i++, place = (place + 1) >>> 0) if (!this.#known.has(place)) return true;
    return false;
  }
}

/** FNV-1a over 32 bits. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c_9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 0x0100_0193);
  return h >>> 0;
}

function same(path: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (path.length !== end - start) return false;
  for (let i = 0; i < path.length; i++) if (path[i] !== bytes[start + i]) return false;
  return true;
}
