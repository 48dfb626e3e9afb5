import { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import type { S7State } from './state.ts';

/** System status lists (SZL): of all lists the two that say what the controller is. */

const MODULE_IDENTIFICATION = 0x11;
const COMPONENT_IDENTIFICATION = 0x1c;
/** Records of an identity list that are looked at; a list has one per component and a rack a few. */
export const MAX_RECORDS = 256;

/** What a component identification record says, by its index. */
const components: ReadonlyMap<number, ClaimAttribute> = new Map([
  [0x01, 'hostname'],
  [0x02, 'description'],
  [0x03, 'location'],
  [0x04, 'vendor'],
  [0x05, 'serial'],
  [0x07, 'model'],
  [0x0b, 'location'],
]);

/** Used within one call only. */
const inner: Cursor = new Cursor();

/**
 * Reads the data of an answer to "read SZL". A list longer than a PDU comes in several answers with one data unit
 * reference, cut anywhere; only identity lists are put together.
 */
export function readStatusList(c: Cursor, turn: Turn, state: S7State, unit: number, last: boolean): void {
  if (state.statusUnit >= 0 && state.statusUnit === unit) {
    readRest(c, turn, state, last);
    return;
  }
  if (c.left < 8) {
    turn.unrecognised(c.left);
    c.skip(c.left);
    return;
  }
  const id = c.u16();
  turn.field('s7comm.data.userdata.szl_id', id);
  turn.field('s7comm.data.userdata.szl_index', c.u16());
  turn.field('s7comm.data.userdata.szl_id.partlist_len', c.peek16());
  turn.field('s7comm.data.userdata.szl_id.partlist_cnt', c.peek16(2));
  const list = id & 0xff;
  if (!last) {
    state.statusUnit = unit;
    state.statusListId = list;
  }
  if (!isIdentity(list)) {
    turn.unrecognised(c.left - 4);
    c.skip(c.left);
  } else if (last) {
    readRecords(c, turn, list);
    c.at = c.end;
  } else {
    state.statusList.clear();
    state.statusList.append(c);
  }
}

/** A further answer of the same list. */
function readRest(c: Cursor, turn: Turn, state: S7State, last: boolean): void {
  if (last) state.statusUnit = -1;
  if (!isIdentity(state.statusListId)) {
    turn.unrecognised(c.left);
    c.skip(c.left);
    return;
  }
  const store = state.statusList;
  store.append(c);
  if (!last) return;
  if (store.overflowed) turn.anomaly('status-list-too-long');
  store.read(inner);
  // Where an answer in the middle was lost the records no longer stand where their lengths say.
  if (inner.left === 4 + inner.peek16() * inner.peek16(2)) readRecords(inner, turn, state.statusListId);
  store.clear();
}

function isIdentity(list: number): boolean {
  return list === MODULE_IDENTIFICATION || list === COMPONENT_IDENTIFICATION;
}

function readRecords(c: Cursor, turn: Turn, list: number): void {
  const length = c.u16();
  const records = c.u16();
  const needed = list === MODULE_IDENTIFICATION ? 28 : 34;
  if (length < needed) return;
  for (let i = 0; i < records && c.has(length); i++) {
    if (i === MAX_RECORDS) {
      turn.anomaly('status-list-too-long');
      return;
    }
    const next = c.at + length;
    const index = c.u16();
    if (list === MODULE_IDENTIFICATION) moduleRecord(c, turn, index);
    else componentRecord(c, turn, index);
    c.at = next;
  }
}

/** 1: the module and its hardware version; 7: the operating system's version, a letter V and three numbers. */
function moduleRecord(c: Cursor, turn: Turn, index: number): void {
  const order = trimmed(c.latin1(20));
  c.skip(2);
  const major = c.u16();
  const minor = c.u16();
  if (turn.tracing) turn.field('s7comm.szl.record', `${index}: ${order} ${major}.${minor}`);
  if (index === 1 && order !== '') turn.claim(turn.sender, 'model', order);
  if (index === 1 && major > 0 && major < 256) turn.claim(turn.sender, 'hardware', `${major}`);
  if (index === 7 && major >> 8 === 0x56) {
    turn.claim(turn.sender, 'firmware', `V${major & 0xff}.${minor >> 8}.${minor & 0xff}`);
  }
}

function componentRecord(c: Cursor, turn: Turn, index: number): void {
  const attribute = components.get(index);
  if (attribute === undefined) return;
  const text = trimmed(c.latin1(32));
  if (turn.tracing) turn.field('s7comm.szl.record', `${index}: ${text}`);
  if (text !== '') turn.claim(turn.sender, attribute, text);
}

/** Up to the first zero byte, spaces off both ends. */
function trimmed(text: string): string {
  const zero = text.indexOf('\0');
  return (zero < 0 ? text : text.slice(0, zero)).trim();
}
