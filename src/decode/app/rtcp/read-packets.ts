import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { APPLICATION, DESCRIPTION, descriptionItems, GOODBYE, LAST, RECEIVER_REPORT, SENDER_REPORT } from './base.ts';

/** Items read of one packet's descriptions. */
export const MAX_ITEMS = 64;

const HEADER = 4;
const REPORT_BLOCK = 24;
const SENDER_LENGTH = 28;
const CNAME = 1;
const TOOL = 6;
const PRIVATE = 8;

/** Packets of version 2 one after the other that fill the datagram; of the first, its counts fit its length. */
export function looksLikeControl(c: Cursor): boolean {
  const first = c.peek8(1);
  if (c.left < 8 || c.peek8() >> 6 !== 2 || first < SENDER_REPORT || first > LAST) return false;
  const length = HEADER + 4 * c.peek16(2);
  const blocks = c.peek8() & 31;
  if (first === SENDER_REPORT && length < SENDER_LENGTH + blocks * REPORT_BLOCK) return false;
  if (first === RECEIVER_REPORT && length < 8 + blocks * REPORT_BLOCK) return false;
  if (first === GOODBYE && length < HEADER + 4 * blocks) return false;
  for (let at = 0; at < c.left; ) {
    const type = c.peek8(at + 1);
    if (c.left - at < HEADER || c.peek8(at) >> 6 !== 2 || type < SENDER_REPORT || type > LAST) return false;
    at += HEADER + 4 * c.peek16(at + 2);
    if (at > c.left) return false;
  }
  return true;
}

/** Each packet is a message. Moves to the window's end. */
export function readControlPackets(c: Cursor, turn: Turn): void {
  while (c.left >= HEADER) {
    const type = c.peek8(1);
    const length = HEADER + 4 * c.peek16(2);
    if (c.peek8() >> 6 !== 2 || type < SENDER_REPORT || type > LAST) break;
    turn.message(type);
    if (turn.tracing) {
      turn.field('rtcp.pt', type);
      turn.field('rtcp.length', c.peek16(2));
      if (type !== DESCRIPTION && length >= 8 && c.has(8)) turn.field('rtcp.senderssrc', c.peek32(4));
      if (type === APPLICATION && c.has(12)) turn.field('rtcp.app.name', wireText(c.bytes, c.at + 8, c.at + 12));
    }
    if (!c.has(length)) {
      turn.anomaly('cut-short');
      break;
    }
    if (type === DESCRIPTION) readDescriptions(c, turn, length);
    c.skip(length);
  }
  turn.unrecognised(c.left);
  c.at = c.end;
}

/** A source, items of a kind, a length and a text, a zero, padding to a word; again for each source. */
function readDescriptions(c: Cursor, turn: Turn, length: number): void {
  const { bytes, at } = c;
  const end = at + length;
  let items = 0;
  let next = at + HEADER;
  for (let sources = (bytes[at] as number) & 31; sources > 0 && next + 4 <= end; sources--) {
    next += 4;
    while (next < end && bytes[next] !== 0) {
      const start = next + 2;
      const stop = start + (bytes[next + 1] as number);
      if (start > end || stop > end) {
        turn.anomaly('cut-short');
        return;
      }
      if (items++ === MAX_ITEMS) {
        turn.anomaly('too-many-entries');
        return;
      }
      tellItem(turn, bytes, bytes[next] as number, start, stop);
      next = stop;
    }
    next = at + ((next - at + 4) & ~3);
  }
}

function tellItem(turn: Turn, bytes: Uint8Array, kind: number, start: number, stop: number): void {
  if (kind > PRIVATE) return;
  const text = wireText(bytes, start, stop);
  if (turn.tracing) {
    turn.field('rtcp.sdes.type', descriptionItems[kind] as string);
    turn.field('rtcp.sdes.text', text);
  }
  if (text === '') return;
  if (kind === TOOL) turn.claim(turn.sender, 'banner', text);
  else if (kind !== PRIVATE) turn.claim(turn.sender, 'description', `RTP ${descriptionItems[kind]} ${text}`);
  if (kind === CNAME) {
    const host = /@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)$/.exec(text)?.[1];
    if (host !== undefined && /[A-Za-z]/.test(host)) turn.name('self', host, turn.sender);
  }
}
