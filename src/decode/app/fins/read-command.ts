import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import {
  accessOf,
  FORCED_SET,
  isCommand,
  MEMORY_FILL,
  MEMORY_READ,
  MEMORY_TRANSFER,
  MEMORY_WRITE,
  MULTIPLE_READ,
  PARAMETER_CLEAR,
  PARAMETER_READ,
  PROGRAM_READ,
  PROGRAM_WRITE,
  RUN,
} from './commands.ts';
import { readResponse } from './read-response.ts';
import { CONTROLLER, FORCED, PARAMETERS, PROGRAM_AREA } from './objects.ts';
import type { FinsState } from './state.ts';

/** Flags, reserved, gateways, two addresses of three bytes, number; then the command code. */
export const HEADER = 12;
const RESPONSE = 0x40;
/** Areas of one multiple read; as many as its longest message has room for have no use for more. */
export const MAX_AREAS = 167;

/** Reads one FINS message, its header included; the caller has checked that the header is there. */
export function readCommand(c: Cursor, turn: Turn, state: FinsState): void {
  const { at, view } = c;
  const flags = view.getUint8(at);
  const number = view.getUint8(at + 9);
  const fn = view.getUint16(at + 10);
  turn.message(fn);
  if (turn.tracing) trace(c, turn, flags, number, fn);
  if (!isCommand(fn)) turn.anomaly('command-unassigned');
  c.skip(HEADER);
  const key = fn * 256 + number;
  if (flags & RESPONSE) readResponse(c, turn, state, fn, key);
  else readRequest(c, turn, state, fn, key, view.getUint8(at + 4));
  if (c.failed) turn.anomaly('data-cut');
  c.at = c.end;
}

function trace(c: Cursor, turn: Turn, flags: number, number: number, fn: number): void {
  turn.field('omron.icf', flags);
  turn.field('omron.gct', c.peek8(2));
  turn.field('omron.dna', c.peek8(3));
  turn.field('omron.da1', c.peek8(4));
  turn.field('omron.da2', c.peek8(5));
  turn.field('omron.sna', c.peek8(6));
  turn.field('omron.sa1', c.peek8(7));
  turn.field('omron.sa2', c.peek8(8));
  turn.field('omron.sid', number);
  turn.field('omron.command', fn);
}

function readRequest(c: Cursor, turn: Turn, state: FinsState, fn: number, key: number, node: number): void {
  let area = CONTROLLER;
  let start = 0;
  let count = 0;
  switch (fn) {
    case MEMORY_READ:
    case MEMORY_WRITE:
    case MEMORY_FILL:
    case MEMORY_TRANSFER:
      area = c.u8();
      start = c.u24();
      if (turn.tracing && !c.failed) traceMemory(turn, area, start);
      // A transfer's source is followed by its destination, which is what it changes.
      if (fn === MEMORY_TRANSFER) {
        area = c.u8();
        start = c.u24();
        if (turn.tracing && !c.failed) traceMemory(turn, area, start);
      }
      count = c.u16();
      if (turn.tracing && !c.failed) turn.field('omron.memory.numitems', count);
      break;
    case MULTIPLE_READ:
      readAreas(c, turn, state, fn, key, node);
      return;
    case PARAMETER_READ:
    case PARAMETER_READ + 1:
    case PARAMETER_CLEAR:
      area = PARAMETERS;
      start = c.u16();
      if (turn.tracing && !c.failed) turn.field('omron.parameter_area_code', start);
      break;
    case PROGRAM_READ:
    case PROGRAM_WRITE: {
      area = PROGRAM_AREA;
      const program = c.u16();
      start = c.u32();
      count = c.u16() & 0x7fff;
      if (turn.tracing && !c.failed) turn.field('omron.program_number', program);
      break;
    }
    case RUN:
      // Program number and mode may both be left out.
      if (c.left >= 3 && turn.tracing) turn.field('omron.mode_code', c.peek8(2));
      break;
    case FORCED_SET:
      area = FORCED;
      start = c.u16();
      break;
    default:
  }
  if (c.failed || !isCommand(fn)) return;
  state.requests.open(key, fn % 256, area, 0, turn.seconds, turn.nanos);
  state.requests.addHandle(turn.command(fn, node, area, start, count, accessOf(fn)));
}

function traceMemory(turn: Turn, area: number, start: number): void {
  turn.field('omron.memory.area.read', area);
  turn.field('omron.memory.address', start >>> 8);
  turn.field('omron.memory.address.bits', start & 0xff);
}

/** One area and place each, without a count: one item of every one. */
function readAreas(c: Cursor, turn: Turn, state: FinsState, fn: number, key: number, node: number): void {
  state.requests.open(key, fn % 256, 0, 0, turn.seconds, turn.nanos);
  for (let i = 0; c.left >= 4; i++) {
    if (i === MAX_AREAS) {
      turn.anomaly('items-over-limit');
      turn.unrecognised(c.left);
      return;
    }
    const area = c.u8();
    const start = c.u24();
    if (turn.tracing) traceMemory(turn, area, start);
    state.requests.addHandle(turn.command(fn, node, area, start, 1, accessOf(fn)));
  }
  if (c.left > 0) turn.anomaly('data-cut');
}
