import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { CLASS_LEVEL } from './attribute-layouts.ts';
import { readAllAttributes, readAttribute } from './attributes.ts';
import { CONNECTION_MANAGER, FILE, FIRMWARE, IDENTITY, PCCC, SYMBOL, TCP_IP, ETHERNET_LINK } from './classes.ts';
import { readCommonAnswer } from './common-services.ts';
import { readClosed, readOpened, readRefusal } from './connection-manager.ts';
import { asked, type Exchange, settle, takeRequest } from './exchange.ts';
import { readFileAnswer } from './file-transfers.ts';
import { noteFirmwareAnswer } from './firmware-transfers.ts';
import { claimModule, readIdentity } from './identity.ts';
import { readPcccData } from './pccc-answer.ts';
import { pccc, peekPccc, readPcccReply } from './pccc.ts';
import { MAX_LISTED_ATTRIBUTES, NOTHING, type Inside, SEVERAL } from './request.ts';
import { readServiceData } from './service-data.ts';
import {
  EXECUTE_PCCC,
  FORWARD_CLOSE,
  FORWARD_OPEN,
  functionOf,
  GET_ALL,
  GET_LIST,
  GET_SINGLE,
  isTagService,
  LARGE_FORWARD_OPEN,
  LIST_SYMBOLS,
  MULTIPLE,
  pcccFunction,
  READ_TAG,
  READ_TAG_FRAGMENTED,
  SET_LIST,
  UNCONNECTED_SEND,
} from './services.ts';
import type { CipState } from './state.ts';
import { readSymbols, readTagValue } from './tags.ts';

const SUCCESS = 0;
const PARTIAL = 6;
const EMBEDDED_ERROR = 0x1e;

/** Reads a response that fills the window: one message; what it does not understand it leaves in the window. */
export function readResponse(c: Cursor, turn: Turn, state: CipState, x: Exchange): Inside {
  const byte = c.u8();
  const service = byte & 0x7f;
  const place = x.place;
  takeRequest(turn, state, x, service);
  // An unconnected send that could not be passed on is refused under its own name.
  const refusedOnTheWay = service === UNCONNECTED_SEND && asked.service !== UNCONNECTED_SEND && asked.matched;
  const classId = refusedOnTheWay ? CONNECTION_MANAGER : asked.classId;
  const isPccc = classId === PCCC && service === EXECUTE_PCCC;
  const fn = isPccc ? pcccFunction(byte, Math.min(asked.start, 0x2ff)) : functionOf(classId, byte);
  turn.message(fn);
  if (asked.matched && service !== asked.service && !refusedOnTheWay) turn.anomaly('response-mismatch');
  const whole = c.has(3);
  c.skip(1);
  const status = c.u8();
  const words = c.u8();
  if (turn.tracing) {
    if (x.sequence >= 0 && place === 0) turn.field('cip.seq', x.sequence);
    turn.field('cip.service', byte);
    turn.field('cip.rr', 1);
    turn.field('cip.sc', service);
    if (whole) {
      turn.field('cip.genstat', status);
      turn.field('cip.addstat_size', words);
    }
  }
  const more = Math.min(2 * words, c.left);
  if (!whole || more < 2 * words) turn.anomaly('message-cut');
  c.failed = false;
  if (turn.tracing && more >= 2) turn.field('cip.addstat', c.view.getUint16(c.at, true));
  c.skip(more);
  if (!whole) return NOTHING;
  const good = status === SUCCESS || status === PARTIAL;
  let error = good ? 0 : status;
  if (service === MULTIPLE && (good || status === EMBEDDED_ERROR)) return SEVERAL;
  if (classId === FILE && asked.matched) {
    if (!readFileAnswer(c, turn, state, Math.max(asked.slot, 0), asked.service, asked.start, good)) short(c, turn);
  }
  if (classId === FIRMWARE && asked.matched) {
    noteFirmwareAnswer(turn, state, Math.max(asked.slot, 0), asked.service, asked.start, good);
  }
  if (isPccc && good) {
    if (peekPccc(c) < 0 || !readPcccReply(c, turn)) short(c, turn);
    else error = pccc.status;
    if (error === 0) readPcccData(c, turn, asked.matched ? asked.start : -1, !asked.routed);
  } else if (good) {
    if (!readData(c, turn, state, service)) short(c, turn);
  } else if (classId === CONNECTION_MANAGER && service >= FORWARD_CLOSE) {
    if (!readRefusal(c, turn, service !== UNCONNECTED_SEND)) short(c, turn);
  }
  settle(turn, state, error);
  return NOTHING;
}

/** The data of a good answer, by what was asked; false where they are shorter than they have to be. */
function readData(c: Cursor, turn: Turn, state: CipState, service: number): boolean {
  const { classId, matched, routed, slot, start, count } = asked;
  if (!matched || classId < 0) return true;
  const own = !routed && start === 1;
  if (classId === SYMBOL) {
    if (service === LIST_SYMBOLS) readSymbols(c, turn, count);
    else if (service === READ_TAG || service === READ_TAG_FRAGMENTED) return c.left === 0 || readTagValue(c, turn);
    if (isTagService(service) || service === LIST_SYMBOLS) return true;
  }
  if (classId === CONNECTION_MANAGER) {
    if (service === FORWARD_OPEN || service === LARGE_FORWARD_OPEN) return readOpened(c, turn, state);
    if (service === FORWARD_CLOSE) return readClosed(c, turn);
  }
  // Instance 0 is the class itself, whose attributes are the same for every object.
  const about = { classId: start === 0 ? CLASS_LEVEL : classId, own };
  switch (service) {
    case GET_ALL:
      if (start !== 0 && classId === IDENTITY && routed) claimRouted(c, turn, slot);
      readAllAttributes(c, turn, about);
      return true;
    case GET_SINGLE:
      readAttribute(c, turn, about, count);
      return true;
    case GET_LIST:
    case SET_LIST:
      return readStatusList(c, turn, about, service === GET_LIST);
    case 0x4c:
      if (classId === TCP_IP || classId === ETHERNET_LINK) readAttribute(c, turn, about, count);
  }
  if (classId === FILE || readServiceData(c, turn, classId, service, false)) return true;
  readCommonAnswer(c, turn, classId, service);
  return true;
}

/** The identity of a module behind the sender, without moving. */
function claimRouted(c: Cursor, turn: Turn, slot: number): void {
  const at = c.at;
  if (readIdentity(c)) claimModule(turn, slot);
  c.failed = false;
  c.at = at;
}

/** A count; of each attribute its number, status and, where that is 0 and a value was asked for, the value. */
function readStatusList(
  c: Cursor,
  turn: Turn,
  about: { readonly classId: number; readonly own: boolean },
  values: boolean,
): boolean {
  if (!c.has(2)) return false;
  const count = c.u16le();
  if (turn.tracing) turn.field('cip.num_attr', count);
  for (let i = 0; i < count && i < MAX_LISTED_ATTRIBUTES; i++) {
    if (!c.has(4)) return c.left === 0;
    const attribute = c.u16le();
    const status = c.u16le();
    if (turn.tracing) {
      turn.field('cip.attribute', attribute);
      turn.field('cip.getlist.attr_status', status);
    }
    // Without the type of one, where the next begins cannot be told.
    if (values && status === 0 && !readAttribute(c, turn, about, attribute, i === count - 1)) return true;
  }
  return true;
}

function short(c: Cursor, turn: Turn): void {
  turn.anomaly('message-cut');
  c.failed = false;
}
