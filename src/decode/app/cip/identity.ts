import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { deviceTypeName } from './device-types.ts';
import { vendorName } from './vendors.ts';

/** What {@link readIdentity} read last. */
export const identity = {
  vendor: 0,
  deviceType: 0,
  productCode: 0,
  major: 0,
  minor: 0,
  status: 0,
  serial: 0,
  name: '',
};

/** The identity object's first seven attributes, as an identity reply and get attributes all have them; false if cut. */
export function readIdentity(c: Cursor): boolean {
  if (!c.has(15)) return false;
  identity.vendor = c.u16le();
  identity.deviceType = c.u16le();
  identity.productCode = c.u16le();
  identity.major = c.u8();
  identity.minor = c.u8();
  identity.status = c.u16le();
  identity.serial = c.u32le();
  const length = c.u8();
  if (!c.has(length)) return false;
  identity.name = wireText(c.bytes, c.at, c.at + length).trim();
  c.skip(length);
  return true;
}

/** The sender is the device itself: no module behind it was asked. */
export function claimIdentity(turn: Turn): void {
  const { vendor, deviceType, major, minor, serial, name } = identity;
  turn.claim(turn.sender, 'vendor', vendorName(vendor));
  if (name !== '') turn.claim(turn.sender, 'model', name);
  turn.claim(turn.sender, 'firmware', revisionText(major, minor));
  if (serial !== 0) turn.claim(turn.sender, 'serial', serialText(serial));
  const role = deviceTypeName(deviceType);
  if (role !== undefined) turn.claim(turn.sender, 'role', role);
}

/** The identity is that of a module that the sender passes messages on to, e.g. in its rack. */
export function claimModule(turn: Turn, slot: number): void {
  const { vendor, major, minor, serial, name } = identity;
  const where = slot < 0 ? 'module' : `slot ${slot}`;
  const text = `${where}: ${vendorName(vendor)} ${name} ${revisionText(major, minor)} serial ${serialText(serial)}`;
  turn.claim(turn.sender, 'description', text);
}

/** Major and minor, the minor in three digits as on labels. */
export function revisionText(major: number, minor: number): string {
  return `${major & 0x7f}.${String(minor).padStart(3, '0')}`;
}

export function serialText(serial: number): string {
  return serial.toString(16).padStart(8, '0');
}
