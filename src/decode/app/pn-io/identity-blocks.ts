import type { Cursor } from '../../../kernel/cursor.ts';
import { vendorName } from '../../net/pn-dcp/vendors.ts';
import type { Turn } from '../../turn.ts';
import { isPrintable, wireText } from '../wire-text.ts';
import { IM1, IM2 } from './block-types.ts';
import { place } from './place.ts';

/** Text filled up with blanks or zeros. */
function filled(c: Cursor, length: number): string {
  const at = c.at;
  c.skip(length);
  if (c.failed) return '';
  let end = at + length;
  while (end > at && (c.bytes[end - 1] === 0x20 || c.bytes[end - 1] === 0)) end--;
  return isPrintable(c.bytes, at, end) ? wireText(c.bytes, at, end) : '';
}

/**
 * Identification and Maintenance 0 (PROFIBUS & PROFINET International, I&M): maker, order number, serial number,
 * versions. That of slot 0 is the device's; others are modules' and told as its description.
 */
export function readIdentity(c: Cursor, turn: Turn): void {
  const vendor = c.u16();
  const order = filled(c, 20);
  const serial = filled(c, 16);
  const hardware = c.u16();
  const prefix = c.u8();
  const software = [c.u8(), c.u8(), c.u8()];
  c.skip(2);
  const profile = c.u16();
  c.skip(2 + 2 + 2);
  if (c.failed) return;
  const version = `${prefix > 0x20 && prefix < 0x7f ? String.fromCharCode(prefix) : ''}${software.join('.')}`;
  if (turn.tracing) {
    turn.field('pn_io.vendor_id', vendor);
    turn.field('pn_io.im_order_id', order);
    turn.field('pn_io.im_serial_number', serial);
    turn.field('pn_io.im_hardware_revision', hardware);
    turn.field('pn_io.im_revision_prefix', version);
    turn.field('pn_io.im_profile_id', profile);
  }
  if (place.slot !== 0) {
    if (order !== '') turn.claim(turn.sender, 'description', `slot ${place.slot}: ${order} ${serial}`.trim());
    return;
  }
  const name = vendorName(vendor);
  if (name !== undefined) turn.claim(turn.sender, 'vendor', name);
  if (order !== '') turn.claim(turn.sender, 'model', order);
  if (serial !== '') turn.claim(turn.sender, 'serial', serial);
  turn.claim(turn.sender, 'hardware', String(hardware));
  turn.claim(turn.sender, 'firmware', version);
}

/** What the plant calls it: function and place, date of installation, description. */
export function readTag(c: Cursor, turn: Turn, type: number): void {
  if (type === IM1) {
    const task = filled(c, 32);
    const location = filled(c, 22);
    if (c.failed) return;
    if (turn.tracing) {
      turn.field('pn_io.im_tag_function', task);
      turn.field('pn_io.im_tag_location', location);
    }
    if (location !== '' && place.slot === 0) turn.claim(turn.sender, 'location', location);
    return;
  }
  const text = filled(c, type === IM2 ? 16 : 54);
  if (c.failed) return;
  if (turn.tracing) turn.field(type === IM2 ? 'pn_io.im_date' : 'pn_io.im_descriptor', text);
}
