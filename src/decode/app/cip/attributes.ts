import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { CLASS_LEVEL, layouts } from './attribute-layouts.ts';
import type { Kind } from './attribute-part.ts';
import { CONNECTION_MANAGER, ETHERNET_LINK, IDENTITY, MESSAGE_ROUTER, QOS, TCP_IP } from './classes.ts';
import { deviceTypeName } from './device-types.ts';
import { revisionText, serialText } from './identity.ts';
import { internationalText } from './international-text.ts';
import { vendorName } from './vendors.ts';

/** Numbers of a list that are shown: a message router's classes, the attributes of a class. */
export const MAX_LISTED_CLASSES = 256;

/** Objects whose get attributes all brings their attributes by number from 1 on; others have an order of their own. */
const inOrder: ReadonlySet<number> = new Set([
  IDENTITY,
  MESSAGE_ROUTER,
  CONNECTION_MANAGER,
  TCP_IP,
  ETHERNET_LINK,
  QOS,
  CLASS_LEVEL,
]);

/** The fields that attributes become. */
export const attributeFields: readonly string[] = [
  ...new Set([...layouts.values()].flat(2).map(([field]) => field)),
  'cip.elink.icapability.array_count',
  'cip.elink.icapability.speed',
  'cip.elink.icapability.duplex',
];

/** Whom the values are about: claims are made of the sender itself only. */
export interface Attributed {
  readonly classId: number;
  /** True for the device's own first instance, read from it: its values become claims. */
  readonly own: boolean;
}

/** Reads one attribute's value at the cursor; false, without moving, where it is not known or cut short. */
export function readAttribute(c: Cursor, turn: Turn, about: Attributed, attribute: number): boolean {
  const parts = layouts.get(about.classId)?.[attribute - 1];
  if (parts === undefined || parts.length === 0) return false;
  const start = c.at;
  let first: string | number | bigint = 0;
  let last: string | number | bigint = 0;
  for (const [i, [field, kind]] of parts.entries()) {
    const value = readPart(c, turn, field, kind);
    if (value === undefined) {
      c.at = start;
      return false;
    }
    if (i === 0) first = value;
    last = value;
  }
  if (about.own) claimAttribute(turn, about.classId, attribute, first, last);
  return true;
}

/** The values of get attributes all, up to the first that is not known or not there. */
export function readAllAttributes(c: Cursor, turn: Turn, about: Attributed): void {
  const count = inOrder.has(about.classId) ? (layouts.get(about.classId)?.length ?? 0) : 0;
  for (let attribute = 1; attribute <= count && c.left > 0; attribute++) {
    if (!readAttribute(c, turn, about, attribute)) return;
  }
}

function readPart(c: Cursor, turn: Turn, field: string, kind: Kind): string | number | bigint | undefined {
  const value = valueOf(c, turn, field, kind);
  if (c.failed) {
    c.failed = false;
    return undefined;
  }
  if (turn.tracing && kind !== 'list2' && kind !== 'modes' && value !== '') turn.field(field, value);
  return value;
}

function valueOf(c: Cursor, turn: Turn, field: string, kind: Kind): string | number | bigint {
  switch (kind) {
    case 1:
      return c.u8();
    case 2:
      return c.u16le();
    case 4:
      return c.u32le();
    case 8:
      return BigInt(c.u32le()) | (BigInt(c.u32le()) << 32n);
    case 'signed1':
      return (c.u8() << 24) >> 24;
    case 'signed2':
      return (c.u16le() << 16) >> 16;
    case 'bytes3':
      return bytesOf(c, 3);
    case 'bytes6':
      return bytesOf(c, 6);
    case 'bytes8':
      return bytesOf(c, 8);
    case 'bytes28':
      return bytesOf(c, 28);
    case 'texts':
      return internationalText(c);
    case 'modes':
      return readModes(c, turn);
    case 'text4':
      return textOf(c, c.u32le(), 0);
    case 'text1':
      return textOf(c, c.u8(), 0);
    case 'text2': {
      const length = c.u16le();
      return textOf(c, length, length & 1);
    }
    case 'ip': {
      // The only addresses that are little-endian numbers, as all else in an object is.
      const at = c.at;
      if (c.u32le() === 0) return c.failed ? '' : '0.0.0.0';
      reversed[0] = c.bytes[at + 3] as number;
      reversed[1] = c.bytes[at + 2] as number;
      reversed[2] = c.bytes[at + 1] as number;
      reversed[3] = c.bytes[at] as number;
      return ipv4Text(reversed, 0);
    }
    case 'mac': {
      const at = c.at;
      c.skip(6);
      return c.failed ? '' : macText(c.bytes, at);
    }
    case 'path': {
      c.skip(2 * c.u16le());
      return '';
    }
    default:
      return readClasses(c, turn, field);
  }
}

const reversed: Uint8Array = new Uint8Array(4);

function bytesOf(c: Cursor, length: number): string {
  const at = c.at;
  c.skip(length);
  return c.failed ? '' : hexText(c.bytes, at, at + length);
}

/** Speeds and duplex modes that a port can be set to. */
function readModes(c: Cursor, turn: Turn): number {
  const count = c.u8();
  const at = c.at;
  c.skip(3 * count);
  if (c.failed || !turn.tracing) return count;
  turn.field('cip.elink.icapability.array_count', count);
  for (let i = 0; i < count; i++) {
    turn.field('cip.elink.icapability.speed', c.view.getUint16(at + 3 * i, true));
    turn.field('cip.elink.icapability.duplex', c.view.getUint8(at + 3 * i + 2));
  }
  return count;
}

function textOf(c: Cursor, length: number, padding: number): string {
  const at = c.at;
  c.skip(length);
  if (c.failed) return '';
  const text = wireText(c.bytes, at, at + length);
  if (padding === 1 && c.left > 0) c.skip(1);
  return text;
}

function readClasses(c: Cursor, turn: Turn, field: string): number {
  const count = c.u16le();
  const at = c.at;
  c.skip(2 * count);
  if (c.failed || !turn.tracing) return count;
  for (let i = 0; i < Math.min(count, MAX_LISTED_CLASSES); i++) turn.field(field, c.view.getUint16(at + 2 * i, true));
  return count;
}

function claimAttribute(
  turn: Turn,
  classId: number,
  attribute: number,
  first: string | number | bigint,
  last: string | number | bigint,
): void {
  const about = turn.sender;
  if (classId === IDENTITY) {
    if (attribute === 1) turn.claim(about, 'vendor', vendorName(Number(first)));
    else if (attribute === 2) {
      const role = deviceTypeName(Number(first));
      if (role !== undefined) turn.claim(about, 'role', role);
    } else if (attribute === 4) turn.claim(about, 'firmware', revisionText(Number(first), Number(last)));
    else if (attribute === 6 && first !== 0) turn.claim(about, 'serial', serialText(Number(first)));
    else if (attribute === 7) {
      const name = String(first).trim();
      if (name !== '') turn.claim(about, 'model', name);
    }
  } else if (classId === TCP_IP) {
    if (attribute === 5 && last !== '') turn.claim(about, 'domain', String(last));
    else if (attribute === 6 && first !== '') turn.claim(about, 'hostname', String(first));
  }
}
