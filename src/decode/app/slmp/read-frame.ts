import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { isPrintable, wireText } from '../wire-text.ts';
import {
  accessOf,
  BATCH_READ,
  BATCH_WRITE,
  BLOCK_READ,
  BLOCK_WRITE,
  functionName,
  LOCK,
  RANDOM_READ,
  RANDOM_WRITE,
  READ_TYPE,
  REGISTER_MONITOR,
  RESPONSE,
  UNLOCK,
} from './commands.ts';
import { CONTROLLER, objectName } from './devices.ts';
import type { SlmpFrame } from './frame.ts';
import { SlmpReader } from './reader.ts';
import type { SlmpState } from './state.ts';

/** Devices or blocks of one message; controllers take 192 at most. */
export const MAX_DEVICES = 256;
/** Characters of a type name, padded with spaces. */
const TYPE_NAME = 16;
/** Set in sub-commands that write bits, and in those that write devices in the longer form of iQ-R. */
const BITS = 1;
const LONG = 2;
/** What stands for the number where the frame has none. */
const UNNUMBERED = 0x1_0000;

/** Used within one call only. */
const r: SlmpReader = new SlmpReader();

/** Reads a whole frame, whose header has been read; the cursor is left where it stands. */
export function readFrame(c: Cursor, turn: Turn, state: SlmpState, frame: SlmpFrame): void {
  const start = c.at + frame.header;
  r.reset(c, start, start + frame.content, frame.ascii);
  const key = frame.numbered ? frame.serial : UNNUMBERED;
  if (frame.response) readResponse(turn, state, frame, key);
  else readRequest(turn, state, frame, key);
  if (r.bad) turn.anomaly('digits-bad');
  else if (r.c.failed) turn.anomaly('data-cut');
}

function traceHeader(turn: Turn, frame: SlmpFrame): void {
  turn.field('slmp.code', frame.ascii ? 'ascii' : 'binary');
  turn.field('slmp.frame', frame.numbered ? '4E' : '3E');
  if (frame.numbered) turn.field('slmp.serial', frame.serial);
  turn.field('slmp.network', frame.network);
  turn.field('slmp.pc', frame.pc);
  turn.field('slmp.module_io', frame.module);
  turn.field('slmp.station', frame.station);
  turn.field('slmp.length', frame.content);
}

function readRequest(turn: Turn, state: SlmpState, frame: SlmpFrame, key: number): void {
  const timer = r.u16();
  const fn = r.u16();
  const sub = r.u16();
  turn.message(fn);
  if (turn.tracing) {
    traceHeader(turn, frame);
    turn.field('slmp.timer', timer);
    turn.field('slmp.command', fn);
    turn.field('slmp.subcommand', sub);
  }
  if (functionName(fn) === undefined || fn === RESPONSE) {
    turn.anomaly('command-unassigned');
    turn.unrecognised(r.c.left);
    return;
  }
  const opened = state.requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
  const long = (sub & LONG) !== 0;
  // Sub-commands from 0x80 on put more before a device: modules and indirect addresses, which are not read.
  const extended = (sub & 0x80) !== 0;
  switch (fn) {
    case BATCH_READ:
    case BATCH_WRITE:
      if (extended || !r.readDevice(long)) break;
      tell(turn, state, frame, fn, r.u16());
      return;
    case RANDOM_READ:
    case REGISTER_MONITOR:
    case RANDOM_WRITE:
      if (extended) break;
      readRandom(turn, state, frame, fn, long, (sub & BITS) !== 0);
      return;
    case BLOCK_READ:
    case BLOCK_WRITE:
      if (extended) break;
      readBlocks(turn, state, frame, fn, long);
      return;
    case UNLOCK:
    case LOCK:
      turn.anomaly('password-in-clear');
      break;
    default:
  }
  state.requests.addHandle(turn.command(fn, frame.station, CONTROLLER, 0, 0, accessOf(fn)));
}

/** Tells of the device read last. */
function tell(turn: Turn, state: SlmpState, frame: SlmpFrame, fn: number, count: number): void {
  if (r.c.failed || r.bad) return;
  if (turn.tracing) {
    turn.field('slmp.device', objectName(fn, r.device, r.number, 1));
    turn.field('slmp.points', count);
  }
  state.requests.addHandle(turn.command(fn, frame.station, r.device, r.number, count, accessOf(fn)));
}

/** Counts of words and double words, or one of bits; devices one by one, with values where they are written. */
function readRandom(turn: Turn, state: SlmpState, frame: SlmpFrame, fn: number, long: boolean, bits: boolean): void {
  const write = fn === RANDOM_WRITE;
  const words = r.u8();
  const doubles = write && bits ? 0 : r.u8();
  for (let i = 0; i < words + doubles; i++) {
    if (overLimit(turn, i) || !r.readDevice(long)) return;
    if (write) r.skip(bits ? (long ? 2 : 1) : i < words ? 2 : 4);
    tell(turn, state, frame, fn, 1);
  }
}

/** Counts of blocks of words and of bits; each a device and a count of words, then they where they are written. */
function readBlocks(turn: Turn, state: SlmpState, frame: SlmpFrame, fn: number, long: boolean): void {
  const blocks = r.u8() + r.u8();
  for (let i = 0; i < blocks; i++) {
    if (overLimit(turn, i) || !r.readDevice(long)) return;
    const count = r.u16();
    if (fn === BLOCK_WRITE) r.skip(count * 2);
    tell(turn, state, frame, fn, count);
  }
}

function overLimit(turn: Turn, index: number): boolean {
  if (index < MAX_DEVICES) return false;
  turn.anomaly('devices-over-limit');
  turn.unrecognised(r.c.left);
  return true;
}

function readResponse(turn: Turn, state: SlmpState, frame: SlmpFrame, key: number): void {
  const code = r.u16();
  const { requests } = state;
  const matched = requests.take(key);
  const fn = matched ? requests.fn : RESPONSE;
  state.responsesSeen = true;
  turn.message(fn);
  if (turn.tracing) {
    traceHeader(turn, frame);
    turn.field('slmp.end_code', code);
  }
  if (!matched) return;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), code, requests.seconds, requests.nanos);
  if (fn === READ_TYPE && code === 0) readType(turn);
}

function readType(turn: Turn): void {
  const { c } = r;
  const start = c.at;
  if (!c.skip(TYPE_NAME).ok) return;
  const code = r.u16();
  if (!isPrintable(c.bytes, start, start + TYPE_NAME)) return;
  const name = wireText(c.bytes, start, start + TYPE_NAME).trim();
  if (turn.tracing) {
    turn.field('slmp.model', name);
    turn.field('slmp.model_code', code);
  }
  turn.claim(turn.sender, 'vendor', 'Mitsubishi Electric');
  if (name !== '') turn.claim(turn.sender, 'model', name);
}
