import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readObjects } from './elements.ts';
import {
  CREATE_OBJECT,
  DELETE_OBJECT,
  EXPLORE,
  GET_LINK,
  GET_MULTI,
  GET_STREAMED,
  GET_VARIABLE,
  INVOKE,
  SET_MULTI,
  SET_STREAMED,
  SET_VARIABLE,
} from './functions.ts';
import { CLASS, DEVICE, OBJECT, objectAccess, SYMBOL } from './objects.ts';
import type { PlusState } from './state.ts';
import { readValue } from './values.ts';
import { vlq32 } from './vlq.ts';

/** Variables of one request that are read. */
export const MAX_ITEMS = 512;
/** Numbers on the way to one variable. */
export const MAX_PATH = 32;

/** Reads what a request asks for, and tells it as commands; stops where it is not known further. */
export function readRequest(c: Cursor, turn: Turn, state: PlusState, fn: number, code: number, session: number): void {
  switch (code) {
    case CREATE_OBJECT:
      createObject(c, turn, state, fn, session);
      return;
    case SET_MULTI:
    case GET_MULTI:
      readItems(c, turn, state, fn, code, session);
      return;
    case SET_VARIABLE:
    case GET_VARIABLE:
      readVariable(c, turn, state, fn, code, session);
      return;
    case DELETE_OBJECT:
    case EXPLORE:
    case GET_LINK:
    case INVOKE:
    case GET_STREAMED:
    case SET_STREAMED: {
      const object = c.u32();
      turn.field('s7comm-plus.data.requestid', object);
      tell(turn, state, fn, OBJECT, object, 0, objectAccess(code, object, 0, session));
      return;
    }
    default:
      tell(turn, state, fn, DEVICE, 0, 0, objectAccess(code, 0, 0, session));
  }
}

function tell(
  turn: Turn,
  state: PlusState,
  fn: number,
  area: number,
  start: number,
  count: number,
  access: ReturnType<typeof objectAccess>,
): void {
  state.requests.addHandle(turn.command(fn, 0, area, start, count, access));
}

/** Where, a value, four bytes, and the object with all that is in it. Its class says what it is. */
function createObject(c: Cursor, turn: Turn, state: PlusState, fn: number, session: number): void {
  turn.field('s7comm-plus.data.requestid', c.u32());
  const known = readValue(c, turn, 0, undefined) && c.skip(4).ok;
  // Start of object, its number, then the class.
  const at = c.at;
  const kind = known && c.has(6) ? vlq32(c.skip(5)) : 0;
  c.at = at;
  tell(turn, state, fn, CLASS, kind, 0, objectAccess(CREATE_OBJECT, 0, kind, session));
  if (known) readObjects(c, turn, undefined);
}

/** With an object: numbers of its attributes. Without: variables, each a check sum, an area and a path. */
function readItems(c: Cursor, turn: Turn, state: PlusState, fn: number, code: number, session: number): void {
  const object = c.u32();
  const items = vlq32(c);
  const numbers = vlq32(c);
  turn.field('s7comm-plus.data.requestid', object);
  turn.field('s7comm-plus.itemcount', items);
  let told = 0;
  for (; told < items && told < MAX_ITEMS && c.left > 0; told++) {
    if (object !== 0) {
      const attribute = vlq32(c);
      turn.field('s7comm-plus.item.attribute', attribute);
      tell(turn, state, fn, OBJECT, object, attribute, objectAccess(code, object, attribute, session));
    } else if (!readAddress(c, turn, state, fn, code, session)) break;
  }
  if (told < items) {
    turn.anomaly(told === MAX_ITEMS ? 'items-over-limit' : 'cut-short');
    return;
  }
  if (object === 0 && numbers < items) turn.anomaly('cut-short');
  // Of values to be set, each has its item's number.
  if (code !== SET_MULTI) return;
  for (let i = 0; i < items && c.ok; i++) {
    const item = vlq32(c);
    if (!readValue(c, turn, item, undefined)) return;
  }
}

function readAddress(c: Cursor, turn: Turn, state: PlusState, fn: number, code: number, session: number): boolean {
  const checksum = vlq32(c);
  const area = vlq32(c);
  const path = vlq32(c);
  if (c.failed || path > MAX_PATH) return false;
  const part = path > 0 ? vlq32(c) : 0;
  for (let i = 1; i < path; i++) {
    const id = vlq32(c);
    if (turn.tracing) turn.field('s7comm-plus.item.lid', id);
  }
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('s7comm-plus.item.crc', checksum);
    turn.field('s7comm-plus.item.area', area);
    turn.field('s7comm-plus.item.subarea', part);
  }
  tell(turn, state, fn, SYMBOL, area, checksum, objectAccess(code, area, 0, session));
  return true;
}

/** Object, how many numbers follow, the attribute's, and the value to be set. */
function readVariable(c: Cursor, turn: Turn, state: PlusState, fn: number, code: number, session: number): void {
  const object = c.u32();
  const numbers = vlq32(c);
  const attribute = numbers > 0 ? vlq32(c) : 0;
  turn.field('s7comm-plus.data.requestid', object);
  turn.field('s7comm-plus.item.attribute', attribute);
  tell(turn, state, fn, OBJECT, object, attribute, objectAccess(code, object, attribute, session));
  if (code === SET_VARIABLE && numbers === 1) readValue(c, turn, attribute, undefined);
}
