import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { MODIFY_TAG, READ_TAG, READ_TAG_FRAGMENTED, WRITE_TAG_FRAGMENTED } from './services.ts';

/** Symbols shown of one answer; a packet of 4,000 bytes holds at most four hundred. */
export const MAX_LISTED_SYMBOLS = 512;
/** A structure's type is followed by the checksum that tells which one. */
const STRUCTURE = 0x02a0;
/** Bytes of a value that a field shows. */
const SHOWN = 256;

/** How many elements the request read last is about. */
export const tag = { elements: 0 };

/** Data of a request to a tag (Logix 5000 Controllers Data Access, 1756-PM020); false where it is cut. */
export function readTagRequest(c: Cursor, turn: Turn, service: number): boolean {
  tag.elements = 1;
  if (service === MODIFY_TAG) {
    const size = c.u16le();
    if (!c.has(2 * size)) return false;
    if (turn.tracing) turn.field('cip.data', hexText(c.bytes, c.at, c.at + 2 * size, SHOWN));
    c.skip(2 * size);
    return true;
  }
  const reads = service === READ_TAG || service === READ_TAG_FRAGMENTED;
  if (!reads) readType(c, turn);
  tag.elements = c.u16le();
  const fragmented = service === READ_TAG_FRAGMENTED || service === WRITE_TAG_FRAGMENTED;
  const offset = fragmented ? c.u32le() : 0;
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('cip.tag.elements', tag.elements);
    if (fragmented) turn.field('cip.tag.offset', offset);
  }
  if (!reads) readValue(c, turn);
  return true;
}

/** A tag's type and value, as an answer to a read has them. */
export function readTagValue(c: Cursor, turn: Turn): boolean {
  readType(c, turn);
  if (c.failed) return false;
  readValue(c, turn);
  return true;
}

function readType(c: Cursor, turn: Turn): void {
  const type = c.u16le();
  const structure = type === STRUCTURE ? c.u16le() : -1;
  if (!turn.tracing) return;
  turn.field('cip.tag.type', type);
  if (structure >= 0) turn.field('cip.tag.structure', structure);
}

function readValue(c: Cursor, turn: Turn): void {
  if (turn.tracing && c.left > 0) turn.field('cip.data', hexText(c.bytes, c.at, c.end, SHOWN));
  c.at = c.end;
}

/** Which attributes a list of symbols asks for, one bit each; 0 where one of them is none whose length is known. */
export function symbolAttributes(c: Cursor, count: number): number {
  let bits = 0;
  for (let i = 0; i < count && i < 8 && c.has(2 * i + 2); i++) {
    const attribute = c.peek8(2 * i) | (c.peek8(2 * i + 1) << 8);
    if (attribute !== 1 && attribute !== 2 && attribute !== 7 && attribute !== 8) return 0;
    // In the order of their numbers only, as everybody asks.
    if (bits >= 1 << attribute) return 0;
    bits |= 1 << attribute;
  }
  return bits;
}

/** Instance and attributes of symbol after symbol; stops where it no longer understands. */
export function readSymbols(c: Cursor, turn: Turn, attributes: number): void {
  if (attributes === 0) return;
  for (let i = 0; i < MAX_LISTED_SYMBOLS && c.has(6); i++) {
    const start = c.at;
    c.skip(4);
    if ((attributes & 2) !== 0) {
      const length = c.u16le();
      const at = c.at;
      c.skip(length);
      if (!c.failed && turn.tracing) turn.field('cip.symbol', wireText(c.bytes, at, at + length));
    }
    if ((attributes & 4) !== 0) c.skip(2);
    if ((attributes & 0x80) !== 0) c.skip(2);
    if ((attributes & 0x100) !== 0) c.skip(12);
    if (c.failed) {
      c.failed = false;
      c.at = start;
      return;
    }
  }
}
