import { macText } from '../../../kernel/mac.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { objectIdentifierText } from '../tls/der.ts';
import { isPrintable, wireText } from '../wire-text.ts';
import { OBJECT_IDENTIFIER, OCTET_STRING } from './ber-element.ts';
import { enterpriseName } from './enterprises.ts';
import { enterpriseOf, ObjectNumbers } from './objects.ts';

/** Content of 1.3.6.1.2.1. */
const MIB_2: readonly number[] = [0x2b, 6, 1, 2, 1];
/** Columns of ifEntry (2.2.1) and ifXEntry (31.1.1.1), and entPhysicalEntry (47.1.1.1.1): arcs between MIB-2 and column. */
const IF_ENTRY: readonly number[] = [2, 2, 1];
const IFX_ENTRY: readonly number[] = [31, 1, 1, 1];
const PHYSICAL_ENTRY: readonly number[] = [47, 1, 1, 1, 1];

const IF_DESCR = 2;
const IF_PHYS_ADDRESS = 6;
const IF_NAME = 1;
const IF_ALIAS = 18;

/** Columns of entPhysicalTable (RFC 6933). */
const physical: ReadonlyMap<number, ClaimAttribute> = new Map([
  [2, 'description'],
  [8, 'hardware'],
  [9, 'firmware'],
  [10, 'os'],
  [11, 'serial'],
  [12, 'vendor'],
  [13, 'model'],
]);

const numbers: ObjectNumbers = new ObjectNumbers();

/** Claims what a variable says of `about`: name `[from, to)`, value of type `tag` in `[start, end)`. */
export function claimVariable(
  turn: Turn,
  about: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  tag: number,
  start: number,
  end: number,
): void {
  if (end === start || to - from < 7 || !begins(bytes, from, to, MIB_2)) return;
  const at = from + MIB_2.length;
  const group = bytes[at];
  if (group === 1) claimSystem(turn, about, bytes, bytes[at + 1] as number, tag, start, end);
  else if (tag !== OCTET_STRING) return;
  else if (begins(bytes, at, to, IF_ENTRY)) {
    claimInterface(turn, about, bytes, at + IF_ENTRY.length, to, start, end, IF_DESCR, IF_PHYS_ADDRESS);
  } else if (begins(bytes, at, to, IFX_ENTRY)) {
    claimInterface(turn, about, bytes, at + IFX_ENTRY.length, to, start, end, IF_NAME, 0);
    claimInterface(turn, about, bytes, at + IFX_ENTRY.length, to, start, end, IF_ALIAS, 0);
  } else if (begins(bytes, at, to, PHYSICAL_ENTRY)) {
    const attribute = physical.get(bytes[at + PHYSICAL_ENTRY.length] as number);
    if (attribute !== undefined) turn.claim(about, attribute, wireText(bytes, start, end));
  }
}

function begins(bytes: Uint8Array, at: number, to: number, arcs: readonly number[]): boolean {
  if (at + arcs.length >= to) return false;
  for (let i = 0; i < arcs.length; i++) if (bytes[at + i] !== arcs[i]) return false;
  return true;
}

/** Scalars of the system group (RFC 3418). */
function claimSystem(
  turn: Turn,
  about: number,
  bytes: Uint8Array,
  object: number,
  tag: number,
  start: number,
  end: number,
): void {
  if (object === 2 && tag === OBJECT_IDENTIFIER) {
    turn.claim(about, 'hardware', `sysObjectID ${objectIdentifierText(bytes, start, end)}`);
    numbers.read(bytes, start, end);
    claimEnterprise(turn, about, enterpriseOf(numbers));
    return;
  }
  if (tag !== OCTET_STRING) return;
  if (object === 1) turn.claim(about, 'description', wireText(bytes, start, end));
  else if (object === 6) turn.claim(about, 'location', wireText(bytes, start, end));
  else if (object === 5) {
    const name = wireText(bytes, start, end);
    turn.claim(about, 'hostname', name);
    turn.name('self', name, about);
  }
}

/** A row of an interface table; the row's number is its index of at most five octets. */
function claimInterface(
  turn: Turn,
  about: number,
  bytes: Uint8Array,
  at: number,
  to: number,
  start: number,
  end: number,
  text: number,
  address: number,
): void {
  const column = bytes[at];
  if (column === text)
    turn.claim(about, 'port-id', `interface ${index(bytes, at + 1, to)}: ${wireText(bytes, start, end)}`);
  else if (column === address && end - start === 6) {
    turn.claim(about, 'port-id', `interface ${index(bytes, at + 1, to)}: ${macText(bytes, start)}`);
  }
}

function index(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to && i < from + 5; i++) value = ((value << 7) | ((bytes[i] as number) & 0x7f)) >>> 0;
  return value;
}

/** Net-SNMP and UCD-SNMP are what answers, not who made the device. */
export function claimEnterprise(turn: Turn, about: number, enterprise: number): void {
  if (enterprise < 0) return;
  const name = enterpriseName(enterprise) ?? `enterprise ${enterprise}`;
  if (enterprise === 8072 || enterprise === 2021) turn.claim(about, 'os', `SNMP agent ${name}`);
  else turn.claim(about, 'vendor', name);
}

/** Formats of an engine id's rest (RFC 3411 5, SnmpEngineID). */
const IPV4 = 1;
const MAC = 3;
const TEXT = 4;

/** An engine id tells its maker and often the MAC or a name. `about` is 0 where the engine is not known to be the sender. */
export function readEngineId(turn: Turn, about: number, bytes: Uint8Array, start: number, end: number): void {
  const length = end - start;
  if (length < 5) return;
  const high = bytes[start] as number;
  const enterprise =
    (high & 0x7f) * 0x1000000 +
    (bytes[start + 1] as number) * 0x10000 +
    (bytes[start + 2] as number) * 256 +
    (bytes[start + 3] as number);
  if (turn.tracing) turn.field('snmp.engineid.enterprise', enterprise);
  if (about !== 0 && enterprise !== 0) claimEnterprise(turn, about, enterprise);
  if (high < 0x80) return;
  const format = bytes[start + 4] as number;
  if (turn.tracing) turn.field('snmp.engineid.format', format);
  const at = start + 5;
  if (format === MAC && end - at === 6) {
    if (turn.tracing) turn.field('snmp.engineid.mac', macText(bytes, at));
    if (about !== 0) turn.claim(about, 'port-id', `engine ${macText(bytes, at)}`);
  } else if (format === TEXT && isPrintable(bytes, at, end)) {
    if (turn.tracing) turn.field('snmp.engineid.text', wireText(bytes, at, end));
    if (about !== 0) turn.claim(about, 'description', `engine ${wireText(bytes, at, end)}`);
  } else if (format === IPV4 && end - at === 4 && turn.tracing) {
    turn.field('snmp.engineid.ipv4', `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`);
  }
}
