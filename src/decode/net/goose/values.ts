import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { BerElement, signedInteger, unsignedInteger } from '../../app/snmp/ber-element.ts';
import { shownFloat } from '../../app/shown-float.ts';
import { hexText, wireText } from '../../app/wire-text.ts';
import { utcNanosText } from './utc-nanos-text.ts';

/** Values read of one message, those of structures included; a frame of 1,500 bytes has room for 480 of the shortest. */
export const MAX_VALUES = 512;
/** Structures within structures. */
export const MAX_DEPTH = 8;
const ARRAY = 0xa1;
const STRUCTURE = 0xa2;
const BOOLEAN = 0x83;
const BIT_STRING = 0x84;
const INTEGER = 0x85;
const UNSIGNED = 0x86;
const FLOATING_POINT = 0x87;
const OCTET_STRING = 0x89;
const VISIBLE_STRING = 0x8a;
const MMS_STRING = 0x90;
const UTC_TIME = 0x91;

/** Used within one call only. */
const element: BerElement = new BerElement();
const ends: number[] = new Array<number>(MAX_DEPTH).fill(0);

/**
 * Walks the values of a data set; the window ends with them. Returns how many members the outermost list has, or -1
 * where it is malformed.
 */
export function readValues(c: Cursor, turn: Turn): number {
  let depth = 0;
  let members = 0;
  for (let i = 0; ; i++) {
    while (depth > 0 && c.at === (ends[depth - 1] as number)) depth--;
    if (c.left === 0) return members;
    if (i === MAX_VALUES) {
      turn.anomaly('values-over-limit');
      turn.unrecognised(c.left);
      c.at = c.end;
      return -2;
    }
    const limit = depth === 0 ? c.end : (ends[depth - 1] as number);
    if (!element.read(c, limit)) return -1;
    if (depth === 0) members++;
    if (element.tag !== ARRAY && element.tag !== STRUCTURE) {
      if (turn.tracing) traceValue(c, turn);
      c.at = element.end;
    } else if (depth === MAX_DEPTH) {
      turn.anomaly('values-over-limit');
      turn.unrecognised(element.end - c.at);
      c.at = element.end;
    } else ends[depth++] = element.end;
  }
}

/** The bits as octets, those that are not used zero. */
function bitsText(bytes: Uint8Array, at: number, end: number): string {
  const unused = (bytes[at] as number) & 7;
  const text = hexText(bytes, at + 1, end);
  if (unused === 0 || text.length < 2) return text;
  const last = ((bytes[end - 1] as number) >> unused) << unused;
  return text.slice(0, -2) + last.toString(16).padStart(2, '0');
}

/** The value at the cursor; {@link element} says of which type, and where it ends. */
function traceValue(c: Cursor, turn: Turn): void {
  const { at, bytes } = c;
  const { tag, end } = element;
  const length = end - at;
  if (tag === BOOLEAN && length === 1) turn.field('goose.boolean', bytes[at] !== 0);
  else if (tag === INTEGER && length > 0 && length <= 6) turn.field('goose.integer', signedInteger(c, end));
  else if (tag === UNSIGNED && length > 0) turn.field('goose.unsigned', unsignedInteger(c, end));
  else if (tag === FLOATING_POINT && length === 5)
    turn.field('goose.float_value', shownFloat(c.view.getFloat32(at + 1)));
  else if (tag === BIT_STRING && length > 0) turn.field('goose.bit_string', bitsText(bytes, at, end));
  else if (tag === OCTET_STRING) turn.field('goose.octet_string', hexText(bytes, at, end));
  else if (tag === VISIBLE_STRING || tag === MMS_STRING) turn.field('goose.visible_string', wireText(bytes, at, end));
  else if (tag === UTC_TIME && length === 8) turn.field('goose.utc_time', utcNanosText(c, at));
  else turn.field('goose.data', hexText(bytes, at, end));
}
