import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierAddress } from '../carrier-address.ts';
import { BerElement, INTEGER, SEQUENCE, signedInteger } from '../snmp/ber-element.ts';
import { wireText } from '../wire-text.ts';
import { weakTypes } from './names.ts';

/** Parts of a name, kinds of encryption, addresses, proofs: of each list that many are read. */
export const MAX_LISTED = 32;
const GENERAL_STRING = 0x1b;
const OCTETS = 0x04;
const TICKET = 0x61;
const IPV4 = 2;
const NETBIOS = 20;
const IPV6 = 24;

/** Used within one call only. */
const element: BerElement = new BerElement();

/** A text or a time of any of ASN.1’s kinds; undefined where there is none. */
export function textAt(c: Cursor, end: number): string | undefined {
  if (!element.read(c, end) || (element.tag !== GENERAL_STRING && element.tag !== 0x18)) return undefined;
  return wireText(c.bytes, c.at, element.end);
}

export function integerAt(c: Cursor, end: number): number | undefined {
  return element.readTag(c, end, INTEGER) ? signedInteger(c, element.end) : undefined;
}

/** 32 bits of flags (RFC 4120 5.2.8): a count of unused bits, then the bits. */
export function flagsAt(c: Cursor, end: number): number | undefined {
  if (!element.readTag(c, end, 0x03) || element.end - c.at < 5) return undefined;
  c.skip(1);
  return c.u32();
}

/** A principal’s name: its parts with strokes between; undefined where there is none. */
export function principalAt(c: Cursor, end: number): string | undefined {
  if (!element.readTag(c, end, SEQUENCE)) return undefined;
  const last = element.end;
  if (!element.readTag(c, last, 0xa0)) return undefined;
  c.at = element.end;
  if (!element.readTag(c, last, 0xa1) || !element.readTag(c, last, SEQUENCE)) return undefined;
  const parts: string[] = [];
  const stop = element.end;
  while (c.at < stop && parts.length < MAX_LISTED) {
    const part = textAt(c, stop);
    if (part === undefined) return undefined;
    parts.push(part);
    c.at = element.end;
  }
  return parts.join('/');
}

/** Encrypted data: kind and key version; the rest is ciphertext. False where malformed. */
export function readEncrypted(c: Cursor, turn: Turn, end: number): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const last = element.end;
  while (c.at < last) {
    if (!element.read(c, last)) return false;
    const { tag, end: next } = element;
    if (tag === 0xa0) {
      const type = integerAt(c, next);
      if (type === undefined) return false;
      if (turn.tracing) turn.field('kerberos.etype', type);
      if (weakTypes.has(type)) turn.anomaly('encryption-weak');
    } else if (tag === 0xa1) {
      const version = integerAt(c, next);
      if (version !== undefined && turn.tracing) turn.field('kerberos.kvno', version);
    } else if (tag === 0xa2) turn.encrypted(next - c.at);
    c.at = next;
  }
  return true;
}

/** A ticket: whose it is is encrypted, whom it is for is not. */
export function readTicket(c: Cursor, turn: Turn, end: number): boolean {
  if (!element.readTag(c, end, TICKET) || !element.readTag(c, element.end, SEQUENCE)) return false;
  const last = element.end;
  let whole = true;
  while (whole && c.at < last) {
    if (!element.read(c, last)) return false;
    const { tag, end: next } = element;
    if (tag === 0xa1) {
      const realm = textAt(c, next);
      whole = realm !== undefined;
      if (realm !== undefined && turn.tracing) turn.field('kerberos.realm', realm);
    } else if (tag === 0xa2) {
      const service = principalAt(c, next);
      whole = service !== undefined;
      if (service !== undefined) tellService(turn, service);
    } else if (tag === 0xa3) whole = readEncrypted(c, turn, next);
    c.at = next;
  }
  return whole;
}

/** Names of services are worth keeping but for the ticket service’s own. */
export function tellService(turn: Turn, service: string): void {
  if (turn.tracing) turn.field('kerberos.service', service);
  if (service !== '' && !service.startsWith('krbtgt')) turn.name('service', service, 0);
}

/** Addresses that a client says it has. */
export function readAddresses(c: Cursor, turn: Turn, end: number): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const last = element.end;
  for (let i = 0; c.at < last; i++) {
    if (i >= MAX_LISTED) {
      turn.anomaly('elements-over-limit');
      return true;
    }
    if (!element.readTag(c, last, SEQUENCE)) return false;
    const next = element.end;
    if (!element.readTag(c, next, 0xa0)) return false;
    const type = integerAt(c, element.end);
    if (type === undefined || !element.readTag(c, next, 0xa1)) return false;
    if (!element.readTag(c, next, OCTETS)) return false;
    tellAddress(c, turn, type, element.end - c.at);
    c.at = next;
  }
  return true;
}

function tellAddress(c: Cursor, turn: Turn, type: number, length: number): void {
  let text = '';
  let field = 'kerberos.addr_nb';
  if (type === IPV4 && length === 4) {
    text = ipv4Text(c.bytes, c.at);
    field = 'kerberos.addr_ip';
    claimCarrierAddress(turn, c.bytes, c.at);
  } else if (type === IPV6 && length === 16) {
    text = ipv6Text(c.bytes, c.at);
    field = 'kerberos.addr_ipv6';
  } else if (type === NETBIOS) {
    text = wireText(c.bytes, c.at, c.at + Math.min(length, 15)).trimEnd();
    if (text !== '') turn.claim(turn.sender, 'hostname', text);
  }
  if (text !== '' && turn.tracing) turn.field(field, text);
}

/** Integers of a list into a field. */
export function traceIntegers(c: Cursor, turn: Turn, end: number, field: string): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const last = element.end;
  for (let i = 0; c.at < last; i++) {
    const value = integerAt(c, last);
    if (value === undefined) return false;
    if (turn.tracing && i < MAX_LISTED) turn.field(field, value);
    c.at = element.end;
  }
  return true;
}
