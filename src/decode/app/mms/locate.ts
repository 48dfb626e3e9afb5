import type { Cursor } from '../../../kernel/cursor.ts';
import { APPLICATION, BerTag, CONTEXT, INTEGER, SEQUENCE, SET, UNIVERSAL } from './ber.ts';

/**
 * Finds the MMS PDU in a unit of ISO transport: behind the session (ISO 8327-1), the presentation (ISO 8823-1) and, in
 * an association's beginning and end, ACSE (ISO 8650-1). Nothing is kept: the depth is that of the standards.
 */

/** The unit holds no MMS PDU: it opens, closes or gives tokens. */
export const NOTHING = 0;
/** What is there is neither. */
export const FOREIGN = -1;
export const FOUND = 1;

/** Session PDUs: give tokens, which also begins data; connect, accept; then refuse, finish, disconnect, abort and their answers. */
const DATA = 1;
const CONNECT = 13;
const ACCEPT = 14;
const others: ReadonlySet<number> = new Set([8, 9, 10, 12, 25, 26]);
const USER_DATA = 0xc1;
const EXTENDED_USER_DATA = 0xc2;

const FULLY_ENCODED = 1;
const OBJECT_IDENTIFIER = 6;
const EXTERNAL = 8;
/** ACSE's PDUs are application tags 0 to 4; what an application says in them stands in context tag 30. */
const ACSE_LAST = 4;
const USER_INFORMATION = 30;

/** Elements looked at of one level: a connection has some ten. */
const MAX_ELEMENTS = 64;

/** Used within one call only. */
const tag: BerTag = new BerTag();

/** Points the cursor's window at the PDU; where there is none the window stays as it was. */
export function locate(c: Cursor): typeof FOUND | typeof NOTHING | typeof FOREIGN {
  const first = c.peek8();
  if (isPdu(first)) return FOUND;
  const start = c.at;
  const end = c.end;
  const found = session(c);
  if (found === FOUND) return FOUND;
  c.at = start;
  c.end = end;
  c.failed = false;
  return found;
}

/** Initiate, confirmed and unconfirmed PDUs and the others: context tags 0 to 13, some of them primitive. */
export function isPdu(byte: number): boolean {
  const number = byte & 31;
  const constructed = (byte & 0x20) !== 0;
  const primitive = number === 5 || number === 6 || number === 11 || number === 12;
  return byte >> 6 === CONTEXT && number <= 13 && constructed !== primitive;
}

function session(c: Cursor): typeof FOUND | typeof NOTHING | typeof FOREIGN {
  const type = c.u8();
  const length = sessionLength(c);
  const end = c.at + length;
  if (c.failed || end > c.end) return FOREIGN;
  if (type === DATA) {
    // Give tokens without parameters, then data transfer, whose parameters say nothing here.
    c.at = end;
    if (c.left === 0) return NOTHING;
    if (c.u8() !== DATA) return FOREIGN;
    const parameters = sessionLength(c);
    c.skip(parameters);
    return c.failed ? FOREIGN : presentation(c);
  }
  if (type !== CONNECT && type !== ACCEPT && !others.has(type)) return FOREIGN;
  for (let i = 0; i < MAX_ELEMENTS && c.at + 2 <= end; i++) {
    const parameter = c.u8();
    const size = sessionLength(c);
    if (c.failed || c.at + size > end) return FOREIGN;
    if (parameter === USER_DATA || parameter === EXTENDED_USER_DATA) {
      c.end = c.at + size;
      return presentation(c);
    }
    c.skip(size);
  }
  return NOTHING;
}

/** One byte, or 255 and two. */
function sessionLength(c: Cursor): number {
  const length = c.u8();
  return length === 255 ? c.u16() : length;
}

/** A connection's parameters are a set with the user data among them; data is that alone. */
function presentation(c: Cursor): typeof FOUND | typeof NOTHING | typeof FOREIGN {
  if (!tag.read(c, c.end)) return FOREIGN;
  if (tag.class === UNIVERSAL && tag.number === SET) {
    c.end = tag.end;
    // Mode first, then what belongs to it.
    if (!enter(c, CONTEXT, 2)) return NOTHING;
    if (!enter(c, APPLICATION, FULLY_ENCODED)) return NOTHING;
  } else if (tag.class === APPLICATION && tag.number === FULLY_ENCODED && tag.constructed) c.end = tag.end;
  else return tag.class === CONTEXT || tag.number === SEQUENCE ? NOTHING : FOREIGN;
  return value(c);
}

/** A list of values with the number of their context; the first is the one that matters. */
function value(c: Cursor): typeof FOUND | typeof NOTHING | typeof FOREIGN {
  if (!enter(c, UNIVERSAL, SEQUENCE)) return FOREIGN;
  if (!tag.read(c, c.end)) return FOREIGN;
  for (const head of [OBJECT_IDENTIFIER, INTEGER]) {
    if (tag.class !== UNIVERSAL || tag.number !== head) continue;
    c.at = tag.end;
    if (!tag.read(c, c.end)) return FOREIGN;
  }
  if (!tag.is(0) && !tag.is(1)) return FOREIGN;
  c.end = tag.end;
  return isPdu(c.peek8()) ? FOUND : association(c);
}

/** What opens or closes the association may bring what opens or closes the conversation. */
function association(c: Cursor): typeof FOUND | typeof NOTHING | typeof FOREIGN {
  if (!tag.read(c, c.end) || tag.class !== APPLICATION || tag.number > ACSE_LAST) return FOREIGN;
  c.end = tag.end;
  if (!enter(c, CONTEXT, USER_INFORMATION)) return NOTHING;
  if (!enter(c, UNIVERSAL, EXTERNAL)) return NOTHING;
  if (!enter(c, CONTEXT, 0)) return NOTHING;
  return isPdu(c.peek8()) ? FOUND : FOREIGN;
}

/** Looks among the window's elements for one and makes the window its content; false where it is not there. */
function enter(c: Cursor, wantedClass: number, wanted: number): boolean {
  for (let i = 0; i < MAX_ELEMENTS && c.left >= 2; i++) {
    if (!tag.read(c, c.end)) return false;
    if (tag.class === wantedClass && tag.number === wanted) {
      c.end = tag.end;
      return true;
    }
    c.at = tag.end;
  }
  return false;
}
