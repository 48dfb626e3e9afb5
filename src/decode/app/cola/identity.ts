import type { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** What the texts of a variable say of a device, in their order. */
const said: ReadonlyMap<string, readonly ClaimAttribute[]> = new Map<string, readonly ClaimAttribute[]>([
  ['DeviceIdent', ['model', 'firmware']],
  ['DItype', ['model']],
  ['OrdNum', ['hardware']],
  ['SerialNumber', ['serial']],
  ['FirmwareVersion', ['firmware']],
  ['LocationName', ['location']],
]);

/** Reads the texts of an answer to a question for the device's identity; the cursor stands behind the name's space. */
export function readIdentity(c: Cursor, turn: Turn, name: string, binary: boolean): void {
  const attributes = said.get(name);
  if (attributes === undefined) return;
  for (const [i, attribute] of attributes.entries()) {
    const length = binary ? c.u16() : hexNumber(c);
    const start = c.at;
    if (length <= 0 || !c.skip(length).ok) return;
    const text = wireText(c.bytes, start, c.at).trim();
    if (!binary) c.skip(1);
    if (text === '') continue;
    if (turn.tracing) turn.field('cola.text', text);
    if (i === 0) turn.claim(turn.sender, 'vendor', 'SICK');
    turn.claim(turn.sender, attribute, text);
  }
}

/** Hexadecimal digits and the space behind them; -1 where there are none. */
export function hexNumber(c: Cursor): number {
  let value = 0;
  let digits = 0;
  for (; digits < 8 && c.left > 0; digits++) {
    const byte = c.peek8();
    const digit = byte <= 0x39 ? byte - 0x30 : (byte & 0xdf) - 0x37;
    if (byte < 0x30 || digit < 0 || digit > 15 || (byte > 0x39 && digit < 10)) break;
    value = value * 16 + digit;
    c.skip(1);
  }
  if (digits > 0 && c.peek8() === 0x20) c.skip(1);
  return digits === 0 ? -1 : value;
}
