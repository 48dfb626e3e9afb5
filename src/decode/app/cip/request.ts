import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { accessOf } from './access.ts';
import { type Attributed, readAttribute } from './attributes.ts';
import { CONNECTION_MANAGER, FILE, FIRMWARE, PCCC, SYMBOL, TEMPLATE } from './classes.ts';
import { readCommonRequest } from './common-services.ts';
import { connectionPath, readForwardClose, readForwardOpen } from './connection-manager.ts';
import { type Exchange, openRequest } from './exchange.ts';
import { readFileRequest } from './file-transfers.ts';
import { readFirmwareRequest } from './firmware-transfers.ts';
import { CONTROLLER, DATA_FILE, kindArea, NAME, objectArea, UNSAID } from './objects.ts';
import { pcccAccess } from './pccc-functions.ts';
import { pccc, peekPccc, readPccc } from './pccc.ts';
import { Path } from './path.ts';
import { readServiceData } from './service-data.ts';
import {
  EXECUTE_PCCC,
  FORWARD_CLOSE,
  FORWARD_OPEN,
  functionOf,
  GET_LIST,
  isTagService,
  LARGE_FORWARD_OPEN,
  LIST_SYMBOLS,
  MULTIPLE,
  pcccFunction,
  READ_TAG,
  RESET,
  SET_LIST,
  SET_SINGLE,
  UNCONNECTED_SEND,
} from './services.ts';
import type { CipState } from './state.ts';
import { readTagRequest, symbolAttributes, tag } from './tags.ts';

/** Attributes read of one list; objects have some thirty. */
export const MAX_LISTED_ATTRIBUTES = 256;

/** What of a message is still to be read: nothing, the messages of a packet of several, or the one to be passed on. */
export const NOTHING = 0;
export const SEVERAL = 1;
export const PASSED_ON = 2;
export type Inside = typeof NOTHING | typeof SEVERAL | typeof PASSED_ON;

const path: Path = new Path();

/**
 * Reads a request that fills the window: one message, and its command unless there are messages inside, which have
 * their own. What it does not understand it leaves in the window.
 */
export function readRequest(c: Cursor, turn: Turn, state: CipState, x: Exchange): Inside {
  const service = c.u8();
  const words = c.left > 0 ? c.u8() : -1;
  const start = c.at;
  const end = Math.min(c.end, start + 2 * Math.max(words, 0));
  path.read(c, end, turn.tracing);
  const { classId, named, malformed } = path;
  const cut = words < 0 || start + 2 * words > c.end;
  // Services of a tag are those of its symbol, whatever way the path names it.
  const meant = named && (classId < 0 || isTagService(service)) ? SYMBOL : classId;
  const isPccc = meant === PCCC && service === EXECUTE_PCCC && !malformed;
  if (malformed || path.tooLong) {
    if (end > c.at) turn.unrecognised(end - c.at);
    c.at = end;
  }
  const code = isPccc ? peekPccc(c) : -1;
  const fn = code >= 0 ? pcccFunction(service, code) : functionOf(meant, service);
  turn.message(fn);
  if (turn.tracing) {
    if (x.sequence >= 0 && x.place === 0) turn.field('cip.seq', x.sequence);
    turn.field('cip.service', service);
    turn.field('cip.rr', 0);
    turn.field('cip.sc', service);
    if (words >= 0) turn.field('cip.request_path_size', words);
    path.tell(c, turn);
  }
  path.note(turn);
  if (cut) turn.anomaly('message-cut');
  if (service === UNCONNECTED_SEND && meant === CONNECTION_MANAGER) return PASSED_ON;
  const instance = path.instance < 0 ? UNSAID : path.instance;
  if (service === MULTIPLE) {
    openRequest(turn, state, x, meant, service, 0, 0);
    return SEVERAL;
  }
  if (service === FORWARD_OPEN || service === LARGE_FORWARD_OPEN || service === FORWARD_CLOSE) {
    if (meant === CONNECTION_MANAGER) {
      openConnection(c, turn, state, x, service, fn);
      return NOTHING;
    }
  }
  if (code >= 0) {
    executePccc(c, turn, state, x, service, fn);
    return NOTHING;
  }
  if (named) {
    const area = kindArea(NAME, 0);
    const id = symbolId(c, turn, state, start, end);
    tag.elements = 1;
    if (isTagService(service) && !readTagRequest(c, turn, service)) short(c, turn);
    openRequest(turn, state, x, meant, service, instance, 0);
    state.requests.addHandle(turn.command(fn, x.unit, area, id, tag.elements, accessOf(meant, service)));
    return NOTHING;
  }
  const attribute = Math.max(path.attribute, 0);
  const about: Attributed = { classId: meant, own: false };
  if (meant === FILE) readFileRequest(c, turn, state, x.unit, service, instance);
  else if (meant === FIRMWARE) readFirmwareRequest(c, turn, state, x.unit, service, instance);
  const remembered = readBody(c, turn, about, service, attribute);
  openRequest(turn, state, x, meant, service, instance, remembered);
  const access = accessOf(meant, service);
  state.requests.addHandle(turn.command(fn, x.unit, objectArea(meant), instance, attribute, access));
  return NOTHING;
}

/** Data of a service of an object. Returns what the answer's reader wants to know: the attribute, or which of a list. */
function readBody(c: Cursor, turn: Turn, about: Attributed, service: number, attribute: number): number {
  const { classId } = about;
  if (service === LIST_SYMBOLS && classId === SYMBOL) return readList(c, turn, true);
  if (isTagService(service) && classId === SYMBOL) {
    if (!readTagRequest(c, turn, service)) short(c, turn);
    return 0;
  }
  if (service === READ_TAG && classId === TEMPLATE && c.has(6)) {
    const offset = c.u32le();
    const bytes = c.u16le();
    if (turn.tracing) {
      turn.field('cip.tag.offset', offset);
      turn.field('cip.template.bytes', bytes);
    }
    return 0;
  }
  switch (service) {
    case GET_LIST:
      return readList(c, turn, false);
    case SET_LIST:
      readSetList(c, turn, about);
      return 0;
    case SET_SINGLE:
      readAttribute(c, turn, about, attribute);
      return attribute;
    case RESET:
      if (c.has(1)) {
        const type = c.u8();
        if (turn.tracing) turn.field('cip.reset.type', type);
      }
      return 0;
  }
  if (!readServiceData(c, turn, classId, service, true)) readCommonRequest(c, turn, classId, service);
  return attribute;
}

/** A count, and numbers of attributes. */
function readList(c: Cursor, turn: Turn, symbols: boolean): number {
  if (!c.has(2)) {
    short(c, turn);
    return 0;
  }
  const count = c.u16le();
  if (turn.tracing) turn.field('cip.num_attr', count);
  const bits = symbols ? symbolAttributes(c, count) : 0;
  for (let i = 0; i < count && i < MAX_LISTED_ATTRIBUTES; i++) {
    if (!c.has(2)) {
      short(c, turn);
      break;
    }
    const attribute = c.u16le();
    if (turn.tracing) turn.field('cip.attribute', attribute);
  }
  return bits;
}

/** A count, and number and value of each; without the type of one, what follows cannot be told. */
function readSetList(c: Cursor, turn: Turn, about: Attributed): void {
  if (!c.has(2)) return short(c, turn);
  const count = c.u16le();
  if (turn.tracing) turn.field('cip.num_attr', count);
  for (let i = 0; i < count && i < MAX_LISTED_ATTRIBUTES && c.has(2); i++) {
    const attribute = c.u16le();
    if (turn.tracing) turn.field('cip.attribute', attribute);
    if (!readAttribute(c, turn, about, attribute, i === count - 1)) return;
  }
}

function openConnection(c: Cursor, turn: Turn, state: CipState, x: Exchange, service: number, fn: number): void {
  const closes = service === FORWARD_CLOSE;
  const read = closes ? readForwardClose(c, turn) : readForwardOpen(c, turn, service === LARGE_FORWARD_OPEN);
  if (!read) {
    short(c, turn);
    connectionPath.read(c, c.at, false);
  }
  // An open that a router of its own passes on says by its own path where the rest of the way goes.
  if (connectionPath.port >= 0) {
    x.routed = true;
    x.slot = connectionPath.link;
  }
  const { classId, instance, point } = connectionPath;
  const what = instance >= 0 ? instance : point >= 0 ? point : UNSAID;
  openRequest(turn, state, x, CONNECTION_MANAGER, service, what, 0);
  state.requests.addHandle(turn.command(fn, x.unit, objectArea(classId), what, 0, OTHER));
}

function executePccc(c: Cursor, turn: Turn, state: CipState, x: Exchange, service: number, fn: number): void {
  if (!readPccc(c, turn)) short(c, turn);
  openRequest(turn, state, x, PCCC, service, pccc.code, 0);
  const { addressed, type, file, element, part, bytes } = pccc;
  const area = addressed ? kindArea(DATA_FILE, type * 65536 + file) : kindArea(CONTROLLER, 0);
  const first = addressed ? element * 65536 + part : 0;
  state.requests.addHandle(turn.command(fn, x.unit, area, first, addressed ? bytes : 0, pcccAccess(pccc.code)));
}

/** The number of a path with names; {@link UNSAID} for those beyond the limit. */
function symbolId(c: Cursor, turn: Turn, state: CipState, start: number, end: number): number {
  const { symbols } = state;
  const known = symbols.find(c.bytes, start, end);
  if (known >= 0) return known;
  if (!symbols.hasRoom(c.bytes, start, end)) return UNSAID;
  let text = path.text;
  if (!turn.tracing) {
    const at = c.at;
    c.at = start;
    path.read(c, end, true);
    text = path.text;
    c.at = at;
  }
  const id = turn.text(text);
  symbols.keep(c.bytes, start, end, id);
  return id;
}

function short(c: Cursor, turn: Turn): void {
  turn.anomaly('message-cut');
  c.failed = false;
}
