import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { lowerAscii, zeroEndedText } from '../wire-text.ts';

/** Attributes read of one control message; the longest messages have some twenty. */
export const MAX_ATTRIBUTES = 64;
export const ATTRIBUTE_HEADER = 6;
const HIDDEN = 0x4000;
const RESULT = 1;
const FIRMWARE = 6;
const HOST_NAME = 7;
const VENDOR_NAME = 8;

/** Numbers and texts that are shown under a name of their own. */
const numbers: ReadonlyMap<number, string> = new Map([
  [RESULT, 'l2tp.result_code'],
  [9, 'l2tp.avp.assigned_tunnel_id'],
  [14, 'l2tp.avp.assigned_session_id'],
  [61, 'l2tp.avp.assigned_control_conn_id'],
]);
const texts: ReadonlyMap<number, string> = new Map([
  [HOST_NAME, 'l2tp.avp.host_name'],
  [VENDOR_NAME, 'l2tp.avp.vendor_name'],
  [21, 'l2tp.avp.called_number'],
  [22, 'l2tp.avp.calling_number'],
]);

/** Walks the attributes from the cursor to its end (RFC 2661 4.1), and stands there. */
export function readAttributes(c: Cursor, turn: Turn): void {
  for (let count = 0; c.left > 0; count++) {
    const flags = c.peek16();
    const length = flags & 0x3ff;
    if (count === MAX_ATTRIBUTES || length < ATTRIBUTE_HEADER || length > c.left) {
      turn.anomaly(count === MAX_ATTRIBUTES ? 'avps-over-limit' : 'avp-bad');
      turn.unrecognised(c.left);
      c.at = c.end;
      return;
    }
    const vendor = c.peek16(2);
    const type = c.peek16(4);
    const start = c.at + ATTRIBUTE_HEADER;
    if (turn.tracing) {
      turn.field('l2tp.avp.type', type);
      if (vendor !== 0) turn.field('l2tp.avp.vendor_id', vendor);
    }
    if ((flags & HIDDEN) !== 0) turn.encrypted(length - ATTRIBUTE_HEADER);
    else if (vendor === 0) readAttribute(c, turn, type, start, c.at + length);
    c.skip(length);
  }
}

function readAttribute(c: Cursor, turn: Turn, type: number, start: number, end: number): void {
  const text = texts.get(type);
  if (text !== undefined) {
    const value = zeroEndedText(c.bytes, start, end);
    if (value !== '' && type === HOST_NAME) {
      turn.claim(turn.sender, 'hostname', value);
      turn.name('self', lowerAscii(value), turn.sender);
    } else if (value !== '' && type === VENDOR_NAME) turn.claim(turn.sender, 'vendor', value);
    if (turn.tracing) turn.field(text, value);
  } else if (type === FIRMWARE && end - start === 2) {
    const revision = c.peek16(ATTRIBUTE_HEADER);
    turn.claim(turn.sender, 'firmware', revision.toString(16).padStart(4, '0'));
    if (turn.tracing) turn.field('l2tp.avp.firmware_revision', revision);
  } else if (turn.tracing && end - start >= 2) {
    const number = numbers.get(type);
    const wide = end - start === 4 && type !== RESULT;
    if (number !== undefined) turn.field(number, wide ? c.peek32(ATTRIBUTE_HEADER) : c.peek16(ATTRIBUTE_HEADER));
  }
}
