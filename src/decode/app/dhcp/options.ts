/** Options read of one message; more are not walked. 312 octets of options hold at most 156. */
export const MAX_OPTIONS = 512;

const PAD = 0;
const END = 255;
/** In `overload`: the file field holds options; the server name field does (RFC 2132 9.3). */
const OVERLOAD_FILE = 1;
const OVERLOAD_SERVER_NAME = 2;
const OPTION_OVERLOAD = 52;

/**
 * Where each option of a message stands: an index by code, reused from message to message.
 *
 * A code met again continues the first (RFC 3396); the parts are not joined, the first is kept and
 * {@link repeated} says so. Overloaded fields are walked after the options proper, file first.
 */
export class DhcpOptions {
  /** Offset plus one; 0 is "not there". */
  readonly #at = new Int32Array(256);
  readonly #length = new Int32Array(256);
  /** Codes in the order met; only the first {@link count} are of this message. */
  readonly codes: Uint8Array = new Uint8Array(256);
  count = 0;
  repeated = false;
  /** An option runs out of its field, or no end mark was met. */
  cut = false;
  overLimit = false;

  /** Offset of the option's data, or -1. */
  at(code: number): number {
    return (this.#at[code] as number) - 1;
  }

  length(code: number): number {
    return this.#length[code] as number;
  }

  /** Offset of the option's data when it has exactly that many octets; else -1. */
  exactly(code: number, length: number): number {
    return this.length(code) === length ? this.at(code) : -1;
  }

  /** Walks the options at `[start, end)`, then the overloaded fields of the fixed header at `header`. */
  read(bytes: Uint8Array, header: number, start: number, end: number): void {
    for (let i = 0; i < this.count; i++) {
      const code = this.codes[i] as number;
      this.#at[code] = 0;
      this.#length[code] = 0;
    }
    this.count = 0;
    this.repeated = false;
    this.cut = false;
    this.overLimit = false;
    let budget = this.#walk(bytes, start, end, MAX_OPTIONS);
    const overload = this.exactly(OPTION_OVERLOAD, 1);
    if (overload < 0) return;
    const fields = bytes[overload] as number;
    if (fields & OVERLOAD_FILE) budget = this.#walk(bytes, header + 108, header + 236, budget);
    if (fields & OVERLOAD_SERVER_NAME) this.#walk(bytes, header + 44, header + 108, budget);
  }

  #walk(bytes: Uint8Array, at: number, end: number, budget: number): number {
    while (at < end) {
      const code = bytes[at] as number;
      if (code === END) return budget;
      if (code === PAD) {
        at++;
        continue;
      }
      if (budget-- === 0) {
        this.overLimit = true;
        return 0;
      }
      if (at + 2 > end) break;
      const length = bytes[at + 1] as number;
      if (at + 2 + length > end) break;
      if (this.#at[code] === 0) {
        this.#at[code] = at + 2 + 1;
        this.#length[code] = length;
        this.codes[this.count++] = code;
      } else this.repeated = true;
      at += 2 + length;
    }
    this.cut = true;
    return budget;
  }
}
