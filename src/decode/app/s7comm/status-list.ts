import { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { shortClock } from './clock.ts';
import { hexText } from './hex-field.ts';
import type { S7State } from './state.ts';
import { COMPONENT_IDENTIFICATION, ETHERNET, MODULE_IDENTIFICATION, statusLists } from './status-records.ts';
import type { RecordPart } from './status-records.ts';

/** System status lists (SZL). Some say what the controller is; all are shown record by record. */

/** Records of a list that are looked at: an identity list has one per component, a diagnostic buffer up to 500. */
export const MAX_RECORDS = 512;

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
 * reference, cut anywhere, and is put together.
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
  countUnknown(c, turn, list, 4);
  if (last) {
    readRecords(c, turn, list);
    c.at = c.end;
    return;
  }
  state.statusUnit = unit;
  state.statusListId = list;
  state.statusList.clear();
  state.statusList.append(c);
}

/** A further answer of the same list. */
function readRest(c: Cursor, turn: Turn, state: S7State, last: boolean): void {
  if (last) state.statusUnit = -1;
  const store = state.statusList;
  countUnknown(c, turn, state.statusListId, 0);
  store.append(c);
  if (!last) return;
  if (store.overflowed) turn.anomaly('status-list-too-long');
  store.read(inner);
  // Where an answer in the middle was lost the records no longer stand where their lengths say.
  if (inner.left === 4 + inner.peek16() * inner.peek16(2)) readRecords(inner, turn, state.statusListId);
  store.clear();
}

/** A list that is not known is told by its number; its records behind the `head` are not. */
function countUnknown(c: Cursor, turn: Turn, list: number, head: number): void {
  if (!statusLists.has(list) && c.left > head) turn.unrecognised(c.left - head);
}

function readRecords(c: Cursor, turn: Turn, list: number): void {
  const length = c.u16();
  const records = c.u16();
  const parts = statusLists.get(list)?.parts;
  if (length === 0) return;
  for (let i = 0; i < records && c.has(length); i++) {
    if (i === MAX_RECORDS) {
      turn.anomaly('status-list-too-long');
      return;
    }
    const next = c.at + length;
    if (turn.tracing) turn.field('s7comm.szl.record', shownRecord(c, parts, next));
    c.at = next - length;
    if (list === MODULE_IDENTIFICATION && length >= 28) moduleRecord(c, turn);
    else if (list === COMPONENT_IDENTIFICATION && length >= 34) componentRecord(c, turn);
    else if (list === ETHERNET && length >= 20) ethernetRecord(c, turn);
    c.at = next;
  }
}

/** `name=value` of every part; what is longer than its layout, or has none, as hexadecimal digits. */
function shownRecord(c: Cursor, parts: readonly RecordPart[] | undefined, end: number): string {
  const shown: string[] = [];
  for (const { name, size, kind } of parts ?? []) {
    if (c.at + size > end) break;
    if (kind === 'text') shown.push(`${name}=${trimmed(c.latin1(size))}`);
    else if (kind === 'time') shown.push(`${name}=${shortClock(c)}`);
    else if (kind === 'hex' || size > 4) shown.push(`${name}=0x${hexText(c, size)}`);
    else shown.push(`${name}=${size === 1 ? c.u8() : size === 2 ? c.u16() : c.u32()}`);
  }
  if (c.at < end) shown.push(`0x${hexText(c, end - c.at)}`);
  return shown.join(' ');
}

/** 1: the module and its hardware version; 7: the operating system's version, a letter V and three numbers. */
function moduleRecord(c: Cursor, turn: Turn): void {
  const index = c.u16();
  if (index !== 1 && index !== 7) return;
  const order = trimmed(c.latin1(20));
  c.skip(2);
  const major = c.u16();
  const minor = c.u16();
  if (index === 1 && order !== '') turn.claim(turn.sender, 'model', order);
  if (index === 1 && major > 0 && major < 256) turn.claim(turn.sender, 'hardware', `${major}`);
  if (index === 7 && major >> 8 === 0x56) {
    turn.claim(turn.sender, 'firmware', `V${major & 0xff}.${minor >> 8}.${minor & 0xff}`);
  }
}

function componentRecord(c: Cursor, turn: Turn): void {
  const attribute = components.get(c.u16());
  if (attribute === undefined) return;
  const text = trimmed(c.latin1(32));
  if (text !== '') turn.claim(turn.sender, attribute, text);
}

/** An interface's own address, also where the controller is reached through another. */
function ethernetRecord(c: Cursor, turn: Turn): void {
  c.skip(2);
  const address = `${c.u8()}.${c.u8()}.${c.u8()}.${c.u8()}`;
  if (address !== '0.0.0.0') turn.claim(turn.sender, 'address-in-payload', address);
}

/** Up to the first zero byte, spaces off both ends. */
function trimmed(text: string): string {
  const zero = text.indexOf('\0');
  return (zero < 0 ? text : text.slice(0, zero)).trim();
}
