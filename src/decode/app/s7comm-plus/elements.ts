import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readValue } from './values.ts';
import type { OnText } from './values.ts';
import { vlq32 } from './vlq.ts';

/** Objects as they are created and explored: a number, a class, attributes, relations, and objects within. */

export const START_OBJECT = 0xa1;
export const elementNames: ReadonlyMap<number, string> = new Map([
  [START_OBJECT, 'start of object'],
  [0xa2, 'end of object'],
  [0xa3, 'attribute'],
  [0xa4, 'relation'],
  [0xa7, 'start of tag description'],
  [0xa8, 'end of tag description'],
  [0xab, 'list of types'],
  [0xac, 'list of names'],
]);
const END_OBJECT = 0xa2;
const ATTRIBUTE = 0xa3;
const RELATION = 0xa4;

/** Objects within each other. */
export const MAX_OBJECTS_DEEP = 16;
/** Elements of one message that are read. */
export const MAX_ELEMENTS = 2048;

/** Reads the objects at the cursor; false where one has to stop in their middle. */
export function readObjects(c: Cursor, turn: Turn, onText: OnText | undefined): boolean {
  let depth = 0;
  for (let read = 0; read < MAX_ELEMENTS && c.ok; read++) {
    const element = c.peek8();
    if (depth === 0 && element !== START_OBJECT) return true;
    c.skip(1);
    if (element === START_OBJECT) {
      if (depth++ === MAX_OBJECTS_DEEP) return false;
      const id = c.u32();
      const kind = vlq32(c);
      vlq32(c);
      vlq32(c);
      turn.field('s7comm-plus.object.relid', id);
      turn.field('s7comm-plus.object.classid', kind);
    } else if (element === END_OBJECT) depth--;
    else if (element === ATTRIBUTE) {
      if (!readValue(c, turn, vlq32(c), onText)) return false;
    } else if (element === RELATION) {
      vlq32(c);
      turn.field('s7comm-plus.object.relation', c.u32());
    } else return false;
  }
  return false;
}
