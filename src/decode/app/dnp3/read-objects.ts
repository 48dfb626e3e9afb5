import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import { PROGRAM, READ } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import { readAttribute } from './attributes.ts';
import { accessOf, bringsData, isAnswered, isResponse, OPERATE, SELECT } from './functions.ts';
import { isText, type Layout, layout } from './layouts.ts';
import { ALL, CODE_SHIFT } from './objects.ts';
import { file, FILE_READ, readSizedObject } from './sized-object.ts';
import type { Dnp3State } from './state.ts';
import { tracePacked, tracePoint } from './trace-point.ts';

/** Object headers read of one message: as many as fit 2,048 bytes with the shortest of them. */
export const MAX_HEADERS = 680;
/** Objects of one message that are told as commands. */
export const MAX_COMMANDS = 256;

const FREE_FORMAT = 11;
/** Status byte of a control relay output block. */
const CONTROL_BLOCK = 11;

/** What the objects belong to; used within one call only. */
export const walk: { fn: number; unit: number; matched: boolean; commands: number; statuses: number } = {
  fn: 0,
  unit: 0,
  /** A request of the same kind is open, and these are its answer's objects. */
  matched: false,
  /** Commands told so far. */
  commands: 0,
  /** Outcomes told so far, one for each object of a control's answer. */
  statuses: 0,
};

/** Reads object headers and objects up to the end of the window. */
export function readObjects(c: Cursor, turn: Turn, state: Dnp3State): void {
  for (let headers = 0; c.left > 0; headers++) {
    if (headers === MAX_HEADERS) {
      turn.anomaly('too-many-headers');
      break;
    }
    if (!readHeader(c, turn, state)) break;
  }
  if (c.left > 0) turn.unrecognised(c.left);
}

/** An object header, and its range; reused. */
const head = { group: 0, variation: 0, prefix: 0, range: 0, start: 0, count: 0 };

function readHeader(c: Cursor, turn: Turn, state: Dnp3State): boolean {
  const begin = c.at;
  if (!readRange(c)) {
    c.failed = false;
    c.at = begin;
    turn.anomaly('objects-malformed');
    return false;
  }
  if (turn.tracing) traceHeader(turn);
  const { fn } = walk;
  const { group, variation, prefix, count } = head;
  const data = prefix >= 4 || bringsData(fn, group);
  if (!isResponse(fn) && !(data && tellsEach(fn, group, variation)) && prefix < 4) {
    tell(turn, state, group * 256 + variation, head.start, count, accessOf(fn, group));
  }
  if (count === ALL) return true;
  if (!data) return readIndexes(c, turn);
  if (prefix >= 4) return readSized(c, turn, state);
  if (group === 0) return readAttributes(c, turn);
  const shape = layout(group, variation);
  if (shape === undefined && !isText(group)) {
    turn.anomaly('object-unknown');
    return false;
  }
  if (shape !== undefined && shape.bits > 0) return readPacked(c, turn, shape);
  return readPoints(c, turn, state, shape);
}

/** Group, variation, qualifier and range, IEEE 1815-2012 4.2.2.7. */
function readRange(c: Cursor): boolean {
  head.group = c.u8();
  head.variation = c.u8();
  const qualifier = c.u8();
  head.prefix = qualifier >> 4;
  const range = qualifier & 15;
  head.range = range;
  if (c.failed || head.prefix > 6) return false;
  head.start = 0;
  if (range <= 5) {
    // Start and stop as indexes, or as the virtual addresses that nobody uses, in one, two or four bytes.
    const size = 1 << (range % 3);
    head.start = number(c, size);
    head.count = number(c, size) - head.start + 1;
    return !c.failed && head.count > 0;
  }
  if (range === 6) {
    head.count = ALL;
    return true;
  }
  if (range === FREE_FORMAT) head.count = c.u8();
  else if (range >= 7 && range <= 9) head.count = number(c, 1 << (range - 7));
  else return false;
  return !c.failed;
}

function number(c: Cursor, size: number): number {
  return size === 1 ? c.u8() : size === 2 ? c.u16le() : c.u32le();
}

function traceHeader(turn: Turn): void {
  turn.field('dnp3.al.obj', head.group * 256 + head.variation);
  turn.field('dnp3.al.objq.prefix', head.prefix);
  turn.field('dnp3.al.objq.range', head.range);
  if (head.count === ALL) return;
  if (head.range <= 5) {
    turn.field('dnp3.al.range.start', head.start);
    turn.field('dnp3.al.range.stop', head.start + head.count - 1);
  } else turn.field('dnp3.al.range.quantity', head.count);
}

/** Controls are told one by one: each may be refused by itself. */
function tellsEach(fn: number, group: number, variation: number): boolean {
  return fn >= SELECT && fn <= OPERATE + 2 && ((group === 12 && variation < 3) || group === 41);
}

function tell(turn: Turn, state: Dnp3State, area: number, start: number, count: number, access: Access): void {
  if (walk.commands === MAX_COMMANDS) {
    turn.anomaly('too-many-commands');
    walk.commands++;
  }
  if (walk.commands > MAX_COMMANDS) return;
  walk.commands++;
  const handle = turn.command(walk.fn, walk.unit, area, start, count, access);
  if (isAnswered(walk.fn)) state.requests.addHandle(handle);
}

function fits(c: Cursor, turn: Turn, bytes: number): boolean {
  if (bytes <= c.left) return true;
  turn.anomaly('objects-malformed');
  return false;
}

/** A request that names points by their indexes and brings no data. */
function readIndexes(c: Cursor, turn: Turn): boolean {
  const { prefix, count } = head;
  if (prefix === 0) return true;
  const size = 1 << (prefix - 1);
  if (!fits(c, turn, count * size)) return false;
  if (turn.tracing) for (let i = 0; i < count; i++) turn.field('dnp3.al.point_index', number(c, size));
  else c.skip(count * size);
  return true;
}

function readSized(c: Cursor, turn: Turn, state: Dnp3State): boolean {
  const { group, variation, prefix, count } = head;
  const outer = c.end;
  for (let i = 0; i < count; i++) {
    const size = number(c, 1 << (prefix - 4));
    if (c.failed || size > c.left) {
      c.failed = false;
      turn.anomaly('objects-malformed');
      return false;
    }
    if (turn.tracing) turn.field('dnp3.al.size', size);
    c.end = c.at + size;
    readSizedObject(c, turn, group, variation);
    if (c.failed) turn.anomaly('objects-malformed');
    c.failed = false;
    c.at = c.end;
    c.end = outer;
    if (isResponse(walk.fn) || group === 120) continue;
    const access = file.mode === FILE_READ ? READ : file.mode >= 0 ? PROGRAM : accessOf(walk.fn, group);
    tell(turn, state, group * 256 + variation, 0, 1, access);
  }
  return true;
}

function readAttributes(c: Cursor, turn: Turn): boolean {
  for (let i = 0; i < head.count; i++) {
    readAttribute(c, turn, head.variation, isResponse(walk.fn) ? turn.sender : 0);
    if (!c.failed) continue;
    c.failed = false;
    turn.anomaly('objects-malformed');
    return false;
  }
  return true;
}

function readPacked(c: Cursor, turn: Turn, { bits }: Layout): boolean {
  const { start, count, prefix } = head;
  const bytes = Math.ceil((count * bits) / 8);
  if (prefix !== 0 || !fits(c, turn, bytes)) return false;
  if (turn.tracing) tracePacked(c, turn, start, count, bits);
  c.skip(bytes);
  return true;
}

/** Points of one size, each perhaps behind its index; without a layout they are text as long as the variation. */
function readPoints(c: Cursor, turn: Turn, state: Dnp3State, shape: Layout | undefined): boolean {
  const { group, variation, prefix, start, count } = head;
  const size = shape?.size ?? variation;
  const indexed = prefix === 0 ? 0 : 1 << (prefix - 1);
  if (!fits(c, turn, count * (size + indexed))) return false;
  const each = tellsEach(walk.fn, group, variation);
  const answers = walk.matched && ((group === 12 && variation < 3) || group === 41);
  if (size + indexed === 0 || !(turn.tracing || each || answers)) {
    c.skip(count * (size + indexed));
    return true;
  }
  for (let i = 0; i < count; i++) {
    const index = indexed === 0 ? start + i : number(c, indexed);
    const code = group === 12 ? c.peek8() * CODE_SHIFT : 0;
    if (each) tell(turn, state, code + group * 256 + variation, index, 1, accessOf(walk.fn, group));
    if (answers) settleOne(turn, state, c.peek8((group === 12 ? CONTROL_BLOCK : size) - 1) & 0x7f);
    const next = c.at + size;
    if (turn.tracing) {
      turn.field('dnp3.al.point_index', index);
      if (shape !== undefined) tracePoint(c, turn, group, shape);
      else turn.field('dnp3.al.octet_string', hexText(c.bytes, c.at, next));
    }
    c.at = next;
  }
  return true;
}

/** The status in an answer's next control. */
function settleOne(turn: Turn, state: Dnp3State, status: number): void {
  if (status !== 0) turn.anomaly('control-refused');
  const { requests } = state;
  if (walk.statuses >= requests.handles) return;
  turn.outcome(requests.handle(walk.statuses++), status, requests.seconds, requests.nanos);
}
