import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { COUNTERS, DATA_BLOCK, DEVICE, kindArea, memoryArea, TIMERS } from './objects.ts';
import type { S7State } from './state.ts';
import { PROGRAMMER } from './userdata-functions.ts';
import { MAX_ITEMS, readReturnCodes, readValues } from './variables.ts';

/** Test and installation: what a programmer's device does with a running controller, group 1 of userdata. */

const VARIABLE_STATUS = 2;
const MODIFY = 8;
const FORCE = 9;
const EXIT_HOLD = 11;
const DISABLE_JOB = 13;
const READ_JOB_LIST = 16;
const REPLACE_JOB = 18;

/** Words of a request's parameters, by their place. */
const parameterNames: readonly string[] = [
  's7comm.tis.param1',
  's7comm.tis.param2',
  's7comm.tis.param3',
  's7comm.tis.answersize',
  's7comm.tis.param5',
  's7comm.tis.param6',
  's7comm.tis.param7',
  's7comm.tis.param8',
  's7comm.tis.param9',
  's7comm.varstat.trgevent',
];
const answerNames: readonly string[] = ['s7comm.tis.res.param1', 's7comm.tis.res.param2'];

/** The memory area is the upper half of a byte, what one element is the lower: a bit, 8, 16 or 32 bits, a number. */
const memoryAreas: readonly number[] = [0x83, 0x81, 0x82, 0x80, 0, TIMERS, COUNTERS, DATA_BLOCK];
const elementBits: readonly number[] = [1, 8, 16, 32, 1];

/** Reads a request's data, told by its sub-function, and what it commands. */
export function readTestRequest(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access): void {
  const sub = fn & 0xff;
  const outer = readParameters(c, turn, parameterNames);
  if (sub === VARIABLE_STATUS || sub === MODIFY || sub === FORCE) {
    const items = c.u16();
    turn.field('s7comm.varstat.item_count', items);
    const told = Math.min(items, MAX_ITEMS);
    if (items > MAX_ITEMS) turn.anomaly('items-over-limit');
    for (let i = 0; i < told && c.has(6); i++) readItem(c, turn, state, fn, access);
    if (sub !== VARIABLE_STATUS && readValues(c, turn, state, told, true) !== told) turn.anomaly('items-mismatch');
  } else {
    // A request for the list of jobs has four bytes that say nothing.
    if (sub === READ_JOB_LIST) c.skip(Math.min(4, c.left));
    else if (sub >= DISABLE_JOB && sub <= REPLACE_JOB) readJobs(c, turn, sub);
    else if (sub === EXIT_HOLD && c.has(2)) {
      turn.field('s7comm.tis.exithold_until', c.u8());
      c.skip(1);
    }
    command(turn, state, fn, kindArea(DEVICE, PROGRAMMER), sub, 0, access);
  }
  finish(c, turn, outer);
}

/** Reads an answer, or what the controller sends by itself once a job runs. */
export function readTestAnswer(c: Cursor, turn: Turn, state: S7State, sub: number): void {
  const outer = readParameters(c, turn, answerNames);
  if ((sub === VARIABLE_STATUS || sub === MODIFY || sub === FORCE) && c.has(2)) {
    const items = c.u16();
    turn.field('s7comm.varstat.item_count', items);
    const read = sub === VARIABLE_STATUS ? readValues : readReturnCodes;
    if (read(c, turn, state, items, true) !== items) turn.anomaly('items-mismatch');
    // A filling byte makes the number of return codes even.
    if (sub !== VARIABLE_STATUS && c.left === 1) c.skip(1);
  } else if (sub >= DISABLE_JOB && sub <= REPLACE_JOB) readJobs(c, turn, sub);
  finish(c, turn, outer);
}

/** Both lengths, then the parameters' words; the window then ends with the data. Returns where it ended before. */
function readParameters(c: Cursor, turn: Turn, names: readonly string[]): number {
  const outer = c.end;
  const parameters = c.u16();
  const data = c.u16();
  turn.field('s7comm.tis.parametersize', parameters);
  turn.field('s7comm.tis.datasize', data);
  const end = Math.min(c.at + parameters, outer);
  for (const name of names) {
    if (c.at + 2 > end) break;
    turn.field(name, c.u16());
  }
  if (c.at < end) turn.unrecognised(end - c.at);
  c.at = end;
  c.end = Math.min(end + data, outer);
  return outer;
}

function finish(c: Cursor, turn: Turn, outer: number): void {
  if (c.left > 0) turn.unrecognised(c.left);
  c.skip(c.left);
  c.end = outer;
}

function readItem(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access): void {
  const kind = c.u8();
  const repeated = c.u8();
  const block = c.u16();
  const start = c.u16();
  const bits = elementBits[kind & 15] ?? 8;
  const single = (kind & 15) === 0;
  const numbered = (kind & 15) === 4;
  if (turn.tracing) {
    turn.field('s7comm.varstat.req.memory_area', kind);
    turn.field(single ? 's7comm.varstat.req.bitpos' : 's7comm.varstat.req.repetition_factor', repeated);
    turn.field('s7comm.varstat.req.db_number', block);
    turn.field('s7comm.varstat.req.startaddress', start);
  }
  const area = memoryArea(memoryAreas[kind >> 4] ?? 0, block);
  const first = numbered ? start : start * 8 + (single ? repeated & 7 : 0);
  command(turn, state, fn, area, first, single ? 1 : bits * Math.max(1, repeated), access);
}

/** Two bytes name a job: its function and its number; a list has two more behind each, and a request two before. */
function readJobs(c: Cursor, turn: Turn, sub: number): void {
  const size = sub === READ_JOB_LIST ? 4 : 2;
  if (size === 2 && c.left === 4) c.skip(2);
  while (c.has(size)) {
    turn.field('s7comm.tis.job.function', c.u8());
    turn.field('s7comm.tis.job.response_seq_num', c.u8());
    if (size === 4) c.skip(2);
    else return;
  }
}
