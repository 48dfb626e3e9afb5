import type { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';

const VISIBLE_STRING = 1;

/** Variations of group 0 that say what the outstation is, IEEE 1815-2012 A.1. */
const identities: ReadonlyMap<number, ClaimAttribute> = new Map([
  [242, 'firmware'],
  [243, 'hardware'],
  [245, 'location'],
  [247, 'description'],
  [248, 'serial'],
  [250, 'model'],
  [252, 'vendor'],
]);

/** A device attribute: type, length, value. The window's end is checked by the cursor. */
export function readAttribute(c: Cursor, turn: Turn, variation: number, about: number): void {
  const type = c.u8();
  const length = c.u8();
  const at = c.at;
  c.skip(length);
  if (c.failed) return;
  const text = type === VISIBLE_STRING;
  if (turn.tracing) {
    turn.field('dnp3.al.datatype', type);
    turn.field('dnp3.al.da.value', text ? wireText(c.bytes, at, c.at) : hexText(c.bytes, at, c.at));
  }
  const attribute = identities.get(variation);
  if (text && length > 0 && about !== 0 && attribute !== undefined) {
    turn.claim(about, attribute, wireText(c.bytes, at, c.at));
  }
}
