import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/** Function 43/14, V1.1b3 section 6.21: objects that name the device. */

/**
 * What an object says of the device. Product code and model name are both `model`: makers put the order number in
 * one and the family in the other. The vendor's address on the web says nothing the vendor's name does not.
 */
const attributes: ReadonlyMap<number, ClaimAttribute> = new Map([
  [0, 'vendor'],
  [1, 'model'],
  [2, 'firmware'],
  [4, 'description'],
  [5, 'model'],
  [6, 'description'],
]);

export function readIdentification(c: Cursor, turn: Turn): void {
  turn.field('modbus.read_device_id', c.u8());
  turn.field('modbus.conformity_level', c.u8());
  turn.field('modbus.more_follows', c.u8());
  turn.field('modbus.next_object_id', c.u8());
  const objects = c.u8();
  turn.field('modbus.num_objects', objects);
  for (let i = 0; i < objects && c.has(2); i++) {
    const id = c.u8();
    const length = c.u8();
    turn.field('modbus.object_id', id);
    if (length > c.left) turn.anomaly('length-mismatch');
    const text = c.latin1(Math.min(length, c.left));
    turn.field('modbus.object_str_value', text);
    const attribute = attributes.get(id);
    const value = readable(text);
    if (attribute !== undefined && value !== '') turn.claim(turn.sender, attribute, value);
  }
}

/**
 * Function 17: a server id whose layout is the device's own, then 0x00 or 0xFF for stopped or running, then more.
 * What is text in it is claimed as a description; one or two letters are chance.
 */
export function readServerId(c: Cursor, turn: Turn, bytes: number): void {
  let text = '';
  let run = '';
  for (let i = 0; i < bytes && c.has(1); i++) {
    const byte = c.u8();
    const printable = byte >= 0x20 && byte < 0x7f;
    if (printable) run += String.fromCharCode(byte);
    if (printable && i < bytes - 1) continue;
    if (run.length >= 4) text += text === '' ? run : ` ${run}`;
    run = '';
  }
  const value = readable(text);
  if (value !== '') turn.claim(turn.sender, 'description', value);
}

/** Padding and control characters off both ends. */
function readable(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  return text.slice(from, to);
}
