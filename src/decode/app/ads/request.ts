import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import {
  ADD_NOTIFICATION,
  accessOf,
  DELETE_NOTIFICATION,
  HANDLE_BY_NAME,
  isCommand,
  NOTIFICATION,
  READ_DATA,
  READ_WRITE,
  RELEASE_HANDLE,
  takesName,
  VALUE_BY_HANDLE,
  WRITE_CONTROL,
  WRITE_DATA,
} from './functions.ts';
import { DEVICE, NAMED, STATE, SUBSCRIPTION } from './objects.ts';
import type { AdsState } from './state.ts';

/** Reads a request's data: what is asked of which object. The window is the data, as far as they are kept. */
export function readRequest(c: Cursor, turn: Turn, state: AdsState, fn: number, port: number, key: number): void {
  let area = DEVICE;
  let start = 0;
  let count = 0;
  let group = 0;
  let symbol = 0;
  let length = 0;
  switch (fn) {
    case READ_DATA:
    case WRITE_DATA:
    case READ_WRITE:
    case ADD_NOTIFICATION:
      group = c.u32le();
      start = c.u32le();
      count = c.u32le();
      area = group;
      if (turn.tracing) {
        turn.field('ams.ads_indexgroup', group);
        turn.field('ams.ads_indexoffset', start);
        turn.field(fn === READ_WRITE ? 'ams.ads_cbreadlength' : 'ams.ads_cblength', count);
      }
      if (fn === READ_WRITE) symbol = readWritten(c, turn, state, group);
      else if (fn === ADD_NOTIFICATION) readNotification(c, turn);
      else if (fn === WRITE_DATA && group === RELEASE_HANDLE && c.left >= 4) symbol = state.symbolOf(c.u32le(), port);
      if (group === VALUE_BY_HANDLE) symbol = state.symbolOf(start, port);
      if (symbol !== 0) {
        area = NAMED;
        start = symbol;
      }
      break;
    case WRITE_CONTROL:
      area = STATE;
      start = c.u16le();
      count = c.u16le();
      length = c.u32le();
      if (turn.tracing) {
        turn.field('ams.ads_state', start);
        turn.field('ams.ads_devicestate', count);
        turn.field('ams.ads_cblength', length);
      }
      break;
    case DELETE_NOTIFICATION:
      area = SUBSCRIPTION;
      start = c.u32le();
      if (turn.tracing) turn.field('ams.ads_notificationhandle', start);
      break;
    case NOTIFICATION: {
      // Its own length, then the stamps; nobody answers it.
      const stamps = c.skip(4).u32le();
      if (turn.tracing) turn.field('ams.ads_noteblocksstamps', stamps);
      if (c.failed) turn.anomaly('data-cut');
      return;
    }
    default:
  }
  if (c.failed) {
    turn.anomaly('data-cut');
    return;
  }
  if (!isCommand(fn)) return;
  const kept = fn === READ_WRITE && group === HANDLE_BY_NAME ? symbol : 0;
  const opened = state.requests.open(key, fn, kept, port, turn.seconds, turn.nanos);
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
  state.requests.addHandle(turn.command(fn, port, area, start, count, accessOf(fn, group)));
}

/** The written part of a read-write; the number of the symbol's name where it is one. */
function readWritten(c: Cursor, turn: Turn, state: AdsState, group: number): number {
  const length = c.u32le();
  if (turn.tracing) turn.field('ams.ads_cbwritelength', length);
  if (!takesName(group) || c.failed) return 0;
  const start = c.at;
  const stop = length < c.left ? start + length : c.end;
  let end = start;
  while (end < stop && c.bytes[end] !== 0) end++;
  if (end === start) return 0;
  if (turn.tracing) turn.field('ads.symbol', wireText(c.bytes, start, end));
  const known = state.symbols.find(c.bytes, start, end);
  if (known >= 0) return known;
  if (!state.symbols.hasRoom(c.bytes, start, end)) return 0;
  const id = turn.text(wireText(c.bytes, start, end));
  state.symbols.keep(c.bytes, start, end, id);
  return id;
}

function readNotification(c: Cursor, turn: Turn): void {
  const mode = c.u32le();
  const delay = c.u32le();
  const cycle = c.u32le();
  if (!turn.tracing) return;
  turn.field('ams.ads_transmode', mode);
  turn.field('ams.ads_maxdelay', delay);
  turn.field('ams.ads_cycletime', cycle);
}
