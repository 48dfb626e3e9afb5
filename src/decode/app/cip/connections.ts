/** Connections of one flow whose opening was seen; a programmer keeps some ten, a scanner one per device. */
export const MAX_CONNECTIONS = 64;
const WORDS = 4;

/**
 * Connection identifiers of one flow: a connection has one in each direction, and a path that says which module
 * answers. Of too many the oldest is forgotten.
 */
export class Connections {
  #words: number[] = [];
  #next = 0;

  add(toTarget: number, toOriginator: number, routed: boolean, slot: number): void {
    const at = this.#next * WORDS;
    this.#words[at] = toTarget;
    this.#words[at + 1] = toOriginator;
    this.#words[at + 2] = routed ? 1 : 0;
    this.#words[at + 3] = slot;
    this.#next = (this.#next + 1) % MAX_CONNECTIONS;
  }

  /** The connection with this identifier in either direction; the one opened last where there are two; -1 if none. */
  find(id: number): number {
    const words = this.#words;
    const count = words.length / WORDS;
    for (let i = 0; i < count; i++) {
      const index = (this.#next - 1 - i + 2 * count) % count;
      if (words[index * WORDS] === id || words[index * WORDS + 1] === id) return index;
    }
    return -1;
  }

  isRouted(index: number): boolean {
    return this.#words[index * WORDS + 2] === 1;
  }

  slot(index: number): number {
    return this.#words[index * WORDS + 3] as number;
  }
}
