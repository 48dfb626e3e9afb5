import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import { asked } from './exchange.ts';
import { Path } from './path.ts';
import type { CipState } from './state.ts';

/** The path of the connection read last: the way to the module and what is meant there. */
export const connectionPath: Path = new Path();

/** Tick time and ticks: how long the request may take on its way. */
export function readTimeout(c: Cursor, turn: Turn): void {
  const priority = c.u8();
  const ticks = c.u8();
  if (!turn.tracing) return;
  turn.field('cip.cm.priority', (priority >> 4) & 1);
  turn.field('cip.cm.tick_time', priority & 15);
  turn.field('cip.cm.timeout_tick', ticks);
}

/** A forward open; the parameters of both directions have 16 bits, or 32 in a large one. False where it is cut. */
export function readForwardOpen(c: Cursor, turn: Turn, large: boolean): boolean {
  readTimeout(c, turn);
  const toTarget = c.u32le();
  const toOriginator = c.u32le();
  if (turn.tracing) {
    turn.field('cip.cm.ot_connid', toTarget);
    turn.field('cip.cm.to_connid', toOriginator);
  }
  readTriad(c, turn);
  const multiplier = c.u8();
  c.skip(3);
  const targetInterval = c.u32le();
  const targetParameters = large ? c.u32le() : c.u16le();
  const originatorInterval = c.u32le();
  const originatorParameters = large ? c.u32le() : c.u16le();
  const transport = c.u8();
  const words = c.u8();
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('cip.cm.timeout_multiplier', multiplier);
    turn.field('cip.cm.otrpi', targetInterval);
    turn.field('cip.cm.ot_net_params', targetParameters);
    turn.field('cip.cm.torpi', originatorInterval);
    turn.field('cip.cm.to_net_params', originatorParameters);
    turn.field('cip.cm.transport_type_trigger', transport);
    turn.field('cip.cm.connpath_size', words);
  }
  readConnectionPath(c, turn, words);
  return true;
}

export function readForwardClose(c: Cursor, turn: Turn): boolean {
  readTimeout(c, turn);
  readTriad(c, turn);
  const words = c.u8();
  c.skip(1);
  if (c.failed) return false;
  if (turn.tracing) turn.field('cip.cm.connpath_size', words);
  readConnectionPath(c, turn, words);
  return true;
}

/** What names a connection all over a plant: its number, and vendor and serial number of who opened it. */
function readTriad(c: Cursor, turn: Turn): void {
  const connection = c.u16le();
  const vendor = c.u16le();
  const serial = c.u32le();
  if (!turn.tracing) return;
  turn.field('cip.cm.conn_serial_num', connection);
  turn.field('cip.cm.vendor', vendor);
  turn.field('cip.cm.orig_serial_num', serial);
}

function readConnectionPath(c: Cursor, turn: Turn, words: number): void {
  const end = c.at + 2 * words;
  if (end > c.end) turn.anomaly('message-cut');
  connectionPath.read(c, Math.min(c.end, end), turn.tracing);
  connectionPath.tell(c, turn);
  connectionPath.note(turn);
}

/** The answer to a forward open that was accepted: its identifiers are kept, with the way that the request said. */
export function readOpened(c: Cursor, turn: Turn, state: CipState): boolean {
  const toTarget = c.u32le();
  const toOriginator = c.u32le();
  if (turn.tracing) {
    turn.field('cip.cm.ot_connid', toTarget);
    turn.field('cip.cm.to_connid', toOriginator);
  }
  readTriad(c, turn);
  const targetInterval = c.u32le();
  const originatorInterval = c.u32le();
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('cip.cm.otapi', targetInterval);
    turn.field('cip.cm.toapi', originatorInterval);
  }
  if (asked.matched) state.connections.add(toTarget, toOriginator, asked.routed, asked.slot);
  return readApplicationReply(c, turn);
}

export function readClosed(c: Cursor, turn: Turn): boolean {
  readTriad(c, turn);
  return !c.failed && readApplicationReply(c, turn);
}

/** A request refused: of an open or close its triad, of all how much of the path was left. */
export function readRefusal(c: Cursor, turn: Turn, withTriad: boolean): boolean {
  if (withTriad) {
    if (!c.has(8)) return c.left === 0;
    readTriad(c, turn);
  }
  if (!c.has(1)) return true;
  const remaining = c.u8();
  if (withTriad && c.left > 0) c.skip(1);
  if (turn.tracing) turn.field('cip.cm.remain_path_size', remaining);
  return true;
}

function readApplicationReply(c: Cursor, turn: Turn): boolean {
  if (!c.has(2)) return c.left === 0;
  const words = c.u8();
  c.skip(1);
  const length = 2 * words;
  const whole = c.has(length);
  if (turn.tracing) {
    turn.field('cip.cm.app_reply_size', words);
    if (whole && length > 0) turn.field('cip.cm.app_reply_data', hexText(c.bytes, c.at, c.at + length));
  }
  if (whole) c.skip(length);
  return whole;
}
