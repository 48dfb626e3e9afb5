import type { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { BerElement, OCTET_STRING, SEQUENCE, signedInteger } from '../snmp/ber-element.ts';
import { wireText } from '../wire-text.ts';
import { readNetlogon } from './netlogon.ts';

export const ENUMERATED = 0x0a;
/** Attributes read of one entry or change. */
export const MAX_ATTRIBUTES = 512;
const SET = 0x31;

/** What a server says of itself in the entry that has no name (RFC 4512 5.1, RFC 3045, MS-ADTS 3.1.1.3.2). */
const rootClaims: ReadonlyMap<string, ClaimAttribute> = new Map([
  ['dnshostname', 'hostname'],
  ['defaultnamingcontext', 'domain'],
  ['vendorname', 'vendor'],
  ['vendorversion', 'firmware'],
]);

/** Used within one call only. */
const element: BerElement = new BerElement();

/** Attributes of an entry: their names, and of the server's own entry what it is. False where malformed. */
export function readAttributes(c: Cursor, turn: Turn, end: number, root: boolean): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  for (let i = 0; c.at < end; i++) {
    if (i >= MAX_ATTRIBUTES) {
      turn.anomaly('elements-over-limit');
      return true;
    }
    if (!element.readTag(c, end, SEQUENCE)) return false;
    const next = element.end;
    if (!element.readTag(c, next, OCTET_STRING)) return false;
    const type = root || turn.tracing ? wireText(c.bytes, c.at, element.end) : '';
    if (turn.tracing) turn.field('ldap.type', type);
    c.at = element.end;
    if (root && element.readTag(c, next, SET) && element.readTag(c, next, OCTET_STRING)) {
      tellRoot(c, turn, type.toLowerCase(), element.end);
    }
    c.failed = false;
    c.at = next;
  }
  return true;
}

function tellRoot(c: Cursor, turn: Turn, type: string, end: number): void {
  if (type === 'netlogon') {
    readNetlogon(c.bytes, c.at, end, turn);
    return;
  }
  const attribute = rootClaims.get(type);
  if (attribute === undefined) return;
  const value = wireText(c.bytes, c.at, end);
  if (value !== '') turn.claim(turn.sender, attribute, value);
}

/** Names of what is added, or, with `changes`, what is done to which attribute. Values are left alone. */
export function readTypes(c: Cursor, turn: Turn, end: number, changes: boolean): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  for (let i = 0; c.at < end; i++) {
    if (i >= MAX_ATTRIBUTES) {
      turn.anomaly('elements-over-limit');
      return true;
    }
    if (!element.readTag(c, end, SEQUENCE)) return false;
    const next = element.end;
    if (changes) {
      if (!element.readTag(c, next, ENUMERATED)) return false;
      if (turn.tracing) turn.field('ldap.operation', signedInteger(c, element.end));
      c.at = element.end;
      if (!element.readTag(c, next, SEQUENCE)) return false;
    }
    if (!element.readTag(c, next, OCTET_STRING)) return false;
    if (turn.tracing) turn.field('ldap.type', wireText(c.bytes, c.at, element.end));
    c.at = next;
  }
  return true;
}
