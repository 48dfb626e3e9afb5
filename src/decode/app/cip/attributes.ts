import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { CLASS_LEVEL, layouts } from './attribute-layouts.ts';
import type { Part } from './attribute-part.ts';
import { CONNECTION_MANAGER, ETHERNET_LINK, IDENTITY, MESSAGE_ROUTER, QOS, TCP_IP } from './classes.ts';
import { deviceTypeName } from './device-types.ts';
import { revisionText, serialText } from './identity.ts';
import { isOpen, readPart, type Value } from './part-reader.ts';
import { vendorName } from './vendors.ts';

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
  ...new Set([...layouts.values()].flat(2).flatMap(fieldsOf)),
  'cip.elink.icapability.array_count',
  'cip.elink.icapability.speed',
  'cip.elink.icapability.duplex',
];

/** A part's own field, and those of what it has several of. */
export function fieldsOf([field, , parts]: Part): readonly string[] {
  const own = field === '' ? [] : [field];
  return parts === undefined ? own : [...own, ...parts.map(([inner]) => inner)];
}

/** Whom the values are about: claims are made of the sender itself only. */
export interface Attributed {
  readonly classId: number;
  /** True for the device's own first instance, read from it: its values become claims. */
  readonly own: boolean;
}

/**
 * Reads one attribute's value at the cursor; false, without moving, where it is not known or cut short, or where its
 * end cannot be told from what follows it.
 */
export function readAttribute(c: Cursor, turn: Turn, about: Attributed, attribute: number, atEnd = true): boolean {
  const parts = layouts.get(about.classId)?.[attribute - 1];
  if (parts === undefined || parts.length === 0 || (!atEnd && isOpen(parts))) return false;
  const start = c.at;
  let first: Value = 0;
  let last: Value = 0;
  for (const [i, part] of parts.entries()) {
    const value = readPart(c, turn, part);
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
    if (!readAttribute(c, turn, about, attribute, attribute === count)) return;
  }
}

function claimAttribute(turn: Turn, classId: number, attribute: number, first: Value, last: Value): void {
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
