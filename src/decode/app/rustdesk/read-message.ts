import { isPrintable, wireText } from '../wire-text.ts';
import { PEER_DISCOVERY, rendezvousNames, TELLING } from './rendezvous.ts';

/** Fields of one message; the largest has thirteen. */
export const MAX_PROTO_FIELDS = 32;
const MAX_ID = 16;
const MIN_ID = 6;
const LENGTH_DELIMITED = 2;
const VARINT = 0;

/** One message: its number, and its texts by their number. Reused: a message is told before the next is read. */
export class RendezvousMessage {
  type = 0;
  readonly texts: string[] = [];

  /**
   * Reads `[start, end)`: one field of a known number whose length is that of all the rest, and in it fields that end where
   * it ends. False for anything else.
   */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.texts.length = 0;
    const tagEnd = varint(bytes, start, end);
    const tag = varintValue;
    const from = tagEnd < 0 ? -1 : varint(bytes, tagEnd, end);
    if (from < 0 || (tag & 7) !== LENGTH_DELIMITED || from + varintValue !== end) return false;
    this.type = tag >>> 3;
    return rendezvousNames.has(this.type) && this.#fields(bytes, from, end);
  }

  /** Whether it is one that says an id, as no other protocol would. */
  tells(): boolean {
    if (!TELLING.has(this.type)) return false;
    const first = this.texts[1] ?? '';
    if (this.type === PEER_DISCOVERY) return first === 'ping' || first === 'pong';
    return first.length >= MIN_ID && first.length <= MAX_ID && /^[A-Za-z0-9_-]+$/.test(first);
  }

  #fields(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    let last = 0;
    for (let count = 0; at < end; count++) {
      const tagEnd = varint(bytes, at, end);
      const number = varintValue >>> 3;
      const kind = varintValue & 7;
      at = tagEnd < 0 ? -1 : varint(bytes, tagEnd, end);
      // The program's library writes fields in their order; lists repeat their number.
      if (at < 0 || number < last || number === 0 || count === MAX_PROTO_FIELDS) return false;
      last = number;
      if (kind === VARINT) continue;
      const stop = at + varintValue;
      if (kind !== LENGTH_DELIMITED || stop > end) return false;
      if (this.texts[number] === undefined && number < MAX_PROTO_FIELDS && isPrintable(bytes, at, stop))
        this.texts[number] = wireText(bytes, at, stop, 128);
      at = stop;
    }
    return true;
  }
}

/** What {@link varint} read last. */
let varintValue = 0;

/**
 * Offset behind the number at `at`, or -1. No length or tag here needs more than four octets: of a longer one, which is a
 * time or the like, the value is not kept.
 */
function varint(bytes: Uint8Array, at: number, end: number): number {
  varintValue = 0;
  for (let i = 0; i < 10 && at + i < end; i++) {
    const byte = bytes[at + i] as number;
    varintValue = i < 4 ? varintValue | ((byte & 0x7f) << (7 * i)) : 0;
    if (byte < 0x80) return at + i + 1;
  }
  return -1;
}
