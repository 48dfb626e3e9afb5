import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { isAlarm, readAlarmAnswer, readAlarms } from './alarms.ts';
import { command, openJob, settle, takeJob } from './ask.ts';
import { blockOf } from './blocks.ts';
import { readBlockInfo } from './block-info.ts';
import { readClock } from './clock.ts';
import { readMessageService, readDiagnosticMessage } from './messages.ts';
import { accessOf, userdataFunction } from './functions.ts';
import { BLOCK, DEVICE, kindArea, STATUS_LIST } from './objects.ts';
import type { S7State } from './state.ts';
import { readStatusList } from './status-list.ts';
import { readTestAnswer, readTestRequest } from './test-functions.ts';
import { BLOCKS, CLOCK, CPU, CYCLIC, PARTNER, PROGRAMMER, REQUEST, RESPONSE } from './userdata-functions.ts';
import { dataBytes, readAddresses, readValues } from './variables.ts';

const SUCCESS = 0xff;
/** The parameters' length when a data unit reference, a mark for more and an error code follow. */
const LONG = 8;

/** The message number of userdata, its parameters at the cursor. */
export function userdataFn(c: Cursor, length: number): number {
  const kind = length >= 6 ? c.peek8(5) : 0;
  return userdataFunction(kind >> 4, kind & 15, length >= 7 ? c.peek8(6) : 0);
}

/** Reads a userdata PDU: parameters from the cursor to `data`, data from there to the end of the window. */
export function readUserdata(c: Cursor, turn: Turn, state: S7State, fn: number, reference: number, data: number): void {
  const end = c.end;
  c.end = data;
  c.skip(3);
  const length = c.u8();
  c.skip(3);
  const type = (fn >> 12) & 15;
  const group = (fn >> 8) & 15;
  const sub = fn & 0xff;
  const sequence = c.u8();
  const long = length >= LONG && c.has(4);
  const unit = long ? c.u8() : 0;
  const last = long ? c.u8() === 0 : true;
  const error = long ? c.u16() : 0;
  if (turn.tracing) {
    turn.field('s7comm.param.userdata.type', type);
    turn.field('s7comm.param.userdata.funcgroup', group);
    turn.field('s7comm.param.userdata.subfunc', sub);
    turn.field('s7comm.param.userdata.seq_num', sequence);
    if (long) {
      turn.field('s7comm.param.userdata.dataunitref', unit);
      turn.field('s7comm.param.userdata.lastdataunit', last ? 0 : 1);
      turn.field('s7comm.param.errcod', error);
    }
  }
  // Four low bits of the type: 4 and 8, or 7 and 11 of a numerical control, are request and response.
  const request = type === REQUEST || type === 7;
  const response = type === RESPONSE || type === 11;
  const matched = response && takeJob(turn, state, reference);
  if (matched && (state.requests.fn & 0xfff) !== (fn & 0xfff)) turn.anomaly('function-mismatch');
  if (request) openJob(turn, state, reference, fn);
  c.end = end;
  c.at = data;
  if (c.left < 4) {
    if (request && !long) command(turn, state, fn, kindArea(DEVICE, group), sub, 0, accessOf(fn));
    if (matched) settle(turn, state, error);
    return;
  }
  const code = c.u8();
  const size = c.u8();
  const bytes = dataBytes(size, c.u16());
  if (turn.tracing) {
    turn.field('s7comm.data.returncode', code);
    turn.field('s7comm.data.transportsize', size);
    turn.field('s7comm.data.length', bytes);
  }
  if (bytes > c.left) turn.anomaly('length-mismatch');
  c.end = Math.min(c.at + bytes, end);
  // A request without data of its own that has a data unit reference asks for the rest of an answer: no second command.
  if (request && (!long || code === SUCCESS)) readRequest(c, turn, state, fn, group, sub);
  else if (response && code === SUCCESS) readResponse(c, turn, state, group, sub, unit, last);
  else if (!request && !response) readPush(c, turn, state, group, sub);
  else if (c.left > 0) turn.unrecognised(c.left);
  c.at = c.end;
  c.end = end;
  // Without an error code in the parameters the return code tells; an empty answer's "no such object" is not a refusal.
  if (matched) settle(turn, state, long ? error : code === SUCCESS ? 0 : code);
}

function readRequest(c: Cursor, turn: Turn, state: S7State, fn: number, group: number, sub: number): void {
  const access = accessOf(fn);
  if (group === PROGRAMMER && c.has(4)) {
    readTestRequest(c, turn, state, fn, access);
    return;
  }
  if (group === CPU && sub === 1 && c.has(4)) {
    const id = c.u16();
    const index = c.u16();
    turn.field('s7comm.data.userdata.szl_id', id);
    turn.field('s7comm.data.userdata.szl_index', index);
    command(turn, state, fn, kindArea(STATUS_LIST, 0), id, index, access);
  } else if (group === BLOCKS && sub === 3 && c.has(8)) {
    const name = c.latin1(8);
    const block = blockOf(name, 0);
    turn.field('s7comm.blockinfo.blocktype', name.slice(0, 2));
    turn.field('s7comm.data.blockinfo.block_number', name.slice(2, 7));
    command(turn, state, fn, kindArea(BLOCK, block.type), block.number, 1, access);
  } else if (group === CYCLIC && (sub === 1 || sub === 5 || sub === 7) && c.has(4)) {
    const items = c.u16();
    turn.field('s7comm.param.itemcount', items);
    turn.field('s7comm.cyclic.interval_timebase', c.u8());
    turn.field('s7comm.cyclic.interval_time', c.u8());
    readAddresses(c, turn, state, fn, items, access);
  } else {
    readOtherRequest(c, turn, state, group, sub);
    command(turn, state, fn, kindArea(DEVICE, group), sub, 0, access);
  }
  if (c.left > 0) turn.unrecognised(c.left);
}

function readOtherRequest(c: Cursor, turn: Turn, state: S7State, group: number, sub: number): void {
  if (group === BLOCKS && sub === 2 && c.has(2)) turn.field('s7comm.blockinfo.blocktype', c.latin1(2));
  else if (group === CLOCK && c.has(10)) readClock(c, turn);
  else if (group === CPU && sub === 2) readMessageService(c, turn, true);
  else if (group === CPU && isAlarm(sub)) readAlarms(c, turn, state, sub);
  else if (group === PARTNER) readPartner(c, turn);
  else if (group === CYCLIC && sub === 4 && c.has(2)) {
    turn.field('s7comm.cyclic.function', c.u8());
    turn.field('s7comm.cyclic.job_id', c.u8());
  }
}

/** What one program sends another (BSEND): a number that names the pair, a length, and their own bytes. */
function readPartner(c: Cursor, turn: Turn): void {
  if (!c.has(8) || c.peek8(2) !== 0x13) return;
  c.skip(4);
  turn.field('s7comm.pbc.req.bsend.r_id', c.u32());
}

/** What a controller sends by itself, because somebody subscribed to it. */
function readPush(c: Cursor, turn: Turn, state: S7State, group: number, sub: number): void {
  if (group === PROGRAMMER && c.has(4)) readTestAnswer(c, turn, state, sub);
  else if (group === CYCLIC && c.has(2)) readCyclicValues(c, turn, state);
  else if (group === CPU && sub === 3) readDiagnosticMessage(c, turn);
  else if (group === CPU && isAlarm(sub)) readAlarms(c, turn, state, sub);
  else if (group === PARTNER) readPartner(c, turn);
  if (c.left > 0) turn.unrecognised(c.left);
}

function readCyclicValues(c: Cursor, turn: Turn, state: S7State): void {
  const items = c.u16();
  turn.field('s7comm.param.itemcount', items);
  if (readValues(c, turn, state, items, true) !== items) turn.anomaly('items-mismatch');
}

function readResponse(
  c: Cursor,
  turn: Turn,
  state: S7State,
  group: number,
  sub: number,
  unit: number,
  last: boolean,
): void {
  if (group === CPU && sub === 1) readStatusList(c, turn, state, unit, last);
  else if (group === CPU && sub === 2) readMessageService(c, turn, false);
  else if (group === CPU && isAlarm(sub) && c.has(2)) readAlarmAnswer(c, turn, state, sub);
  else if (group === PROGRAMMER && c.has(4)) readTestAnswer(c, turn, state, sub);
  else if (group === CYCLIC && (sub === 1 || sub === 5) && c.has(2)) readCyclicValues(c, turn, state);
  else if (group === CLOCK && c.has(10)) readClock(c, turn);
  else if (group === BLOCKS && sub === 1) {
    // Type and how many there are, four bytes each.
    while (c.has(4)) {
      turn.field('s7comm.blockinfo.blocktype', c.latin1(2));
      turn.field('s7comm.blockinfo.block_count', c.u16());
    }
  } else if (group === BLOCKS && sub === 2) {
    while (c.has(4)) {
      turn.field('s7comm.blockinfo.block_num', c.u16());
      turn.field('s7comm.blockinfo.flags', c.u8());
      turn.field('s7comm.blockinfo.block_lang', c.u8());
    }
  } else if (group === BLOCKS && sub === 3) readBlockInfo(c, turn);
  if (c.left > 0) turn.unrecognised(c.left);
}
