/** A cell of Tor's link protocol 4 and later. */
const CELL = 514;
/** What TLS adds to a record of cells: 1.3, 1.2 with GCM; with CBC a cell alone comes to 544. */
const OVERHEADS: readonly number[] = [17, 24];
const CBC_CELL = 544;
/** Records of whole cells that make a link: by chance one in a hundred and fifty has such a length. */
export const LEAST_CELLS = 8;
/** Records of other lengths that make it none. */
export const MAX_OTHERS = 16;

/** Looks at the lengths of records, where the client asked for a name of the kind that Tor makes up. */
export class CellWatch {
  #cells = 0;
  #others = 0;

  /** True once: when enough records had the length of whole cells. */
  sees(length: number): boolean {
    if (this.#cells >= LEAST_CELLS || this.#others >= MAX_OTHERS) return false;
    const whole = length === CBC_CELL || OVERHEADS.some((more) => length > more && (length - more) % CELL === 0);
    if (!whole) this.#others++;
    else if (++this.#cells === LEAST_CELLS) return true;
    return false;
  }
}

/** Names that Tor makes up for a hello: base 32 between `www` and `com` or `net`. Others have such names too. */
export const MADE_UP_NAME: RegExp = /^www\.[a-z2-7]{4,25}\.(?:com|net)$/;
