import { macText } from '../kernel/mac.ts';
import * as L from './flow-layout.ts';

/** Texts kept, of the first MACs that come: which they are changes the time taken and nothing else. 80 bytes each. */
const MAX_KEPT_MACS = 65_536;
const LAST_SLOTS = 1_024;

/**
 * MACs of flow records as text. A flow's four are asked for again and again, and most flows share a few: a text that
 * is made once is also hashed once by whoever keys a map with it.
 */
export class MacTexts {
  readonly #kept = new Map<number, string>();
  /** What was asked last, by the low bits of the MAC: a hit costs a fifth of one in the map. */
  readonly #lastKeys: Float64Array = new Float64Array(LAST_SLOTS).fill(-1);
  readonly #lastTexts: string[] = new Array<string>(LAST_SLOTS).fill('');
  readonly #bytes = new Uint8Array(6);

  /** `at`: where a direction of a record begins in its page. Empty where the direction has no MACs. */
  source(u: Uint32Array, at: number): string {
    const a = u[at + L.MAC_A] as number;
    const b = u[at + L.MAC_B] as number;
    if (a === 0 && b === 0 && u[at + L.MAC_C] === 0) return '';
    return this.#text(a >>> 16, (a & 0xffff) * 65_536 + (b >>> 16));
  }

  destination(u: Uint32Array, at: number): string {
    const b = u[at + L.MAC_B] as number;
    const c = u[at + L.MAC_C] as number;
    if (b === 0 && c === 0 && u[at + L.MAC_A] === 0) return '';
    return this.#text(b & 0xffff, c);
  }

  #text(high: number, low: number): string {
    const key = high * 4_294_967_296 + low;
    const slot = (low ^ (low >>> 10)) & (LAST_SLOTS - 1);
    if (this.#lastKeys[slot] === key) return this.#lastTexts[slot] as string;
    let text = this.#kept.get(key);
    if (text === undefined) {
      this.#bytes.set([high >>> 8, high, low >>> 24, low >>> 16, low >>> 8, low]);
      text = macText(this.#bytes, 0);
      if (this.#kept.size < MAX_KEPT_MACS) this.#kept.set(key, text);
    }
    this.#lastKeys[slot] = key;
    this.#lastTexts[slot] = text;
    return text;
  }
}
