import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { BerTag, integerAt, SEQUENCE, UNIVERSAL } from './ber.ts';
import { referenceText } from './reference.ts';
import { accessOf, numbered, READ_SERVICE, WRITE_SERVICE } from './services.ts';
import type { MmsState } from './state.ts';

/** What a request would do, and to what: read and written variables one by one, of all else the first name. */

/** Areas of a command's object; `start` is the text of a name, or a number. */
export const DEVICE = 0;
export const NAMED = 1;
export const NUMBERED = 2;
/** More names than are told apart. */
const FURTHER = 3;

/** Variables of one request that become commands. */
export const MAX_VARIABLES = 512;
/** Levels looked through for a first name. */
const MAX_LEVELS = 6;
const DOMAIN = 1;
const VISIBLE_STRING = 26;

const tag: BerTag = new BerTag();

export function objectName(
  _fn: number,
  area: number,
  start: number,
  _count: number,
  text?: (id: number) => string,
): string {
  if (area === NAMED) return text?.(start) ?? 'named object';
  if (area === NUMBERED) return `number ${start}`;
  return area === FURTHER ? 'further named objects' : 'device';
}

/** The cursor stands at the service's body, which ends at `end`; the request was opened before. */
export function tellCommands(
  c: Cursor,
  turn: Turn,
  state: MmsState,
  fn: number,
  end: number,
  constructed: boolean,
): void {
  const service = fn & 0xff;
  const access = accessOf(service);
  if (service === READ_SERVICE || service === WRITE_SERVICE) {
    if (tellVariables(c, turn, state, fn, access, end)) return;
  } else if (numbered.has(service)) {
    add(turn, state, fn, NUMBERED, integerAt(c, end) >>> 0, access);
    return;
  } else if (tellFirst(c, turn, state, fn, access, end, constructed)) return;
  add(turn, state, fn, DEVICE, 0, access);
}

function add(turn: Turn, state: MmsState, fn: number, area: number, start: number, access: Access): void {
  state.requests.addHandle(turn.command(fn, 0, area, start, area === DEVICE ? 0 : 1, access));
}

/** A read's specification stands in context tag 1, a write's comes first: a list of variables, or the name of one. */
function tellVariables(c: Cursor, turn: Turn, state: MmsState, fn: number, access: Access, end: number): boolean {
  let last = end;
  if ((fn & 0xff) === READ_SERVICE) {
    if (!tag.read(c, end)) return false;
    if (tag.is(0)) {
      c.at = tag.end;
      if (!tag.read(c, end)) return false;
    }
    if (!tag.is(1)) return false;
    last = tag.end;
  }
  if (!tag.read(c, last)) return false;
  const list = tag.end;
  if (tag.is(1)) {
    tellObject(c, turn, state, fn, access, list);
    return true;
  }
  if (!tag.is(0)) return false;
  let told = 0;
  while (c.at < list && tag.read(c, list)) {
    const next = tag.end;
    if (told++ === MAX_VARIABLES) {
      turn.anomaly('variables-over-limit');
      return true;
    }
    // Of a variable that has no name (an address, a scattered access) only that it was there is told.
    if (tag.class === UNIVERSAL && tag.number === SEQUENCE && tag.read(c, next) && tag.is(0)) {
      tellObject(c, turn, state, fn, access, tag.end);
    } else add(turn, state, fn, DEVICE, 0, access);
    c.at = next;
  }
  return told > 0;
}

/** A name in the window: kept by its bytes, made a text once. */
function tellObject(c: Cursor, turn: Turn, state: MmsState, fn: number, access: Access, end: number): void {
  let id = state.names.find(c.bytes, c.at, end);
  if (id < 0) id = keep(c, turn, state, c.at, end, () => (tag.read(c, end) ? referenceText(c, tag, tag.end) : ''));
  addText(turn, state, fn, id, access);
}

/** The first text of a body: the name of what it is about. A body that is no structure is that text itself. */
function tellFirst(
  c: Cursor,
  turn: Turn,
  state: MmsState,
  fn: number,
  access: Access,
  end: number,
  constructed: boolean,
): boolean {
  let last = end;
  let deep = constructed;
  for (let level = 0; deep && level < MAX_LEVELS; level++) {
    const start = c.at;
    if (!tag.read(c, last)) return false;
    last = tag.end;
    deep = tag.constructed;
    // Two texts in one element are a name in a domain.
    if (deep && tag.is(DOMAIN) && c.peek8() === VISIBLE_STRING) {
      addText(
        turn,
        state,
        fn,
        keep(c, turn, state, start, last, () => referenceText(c, tag, last)),
        access,
      );
      return true;
    }
  }
  if (deep || c.at >= last || !isText(c, last)) return false;
  addText(
    turn,
    state,
    fn,
    keep(c, turn, state, c.at, last, () => c.latin1(last - c.at)),
    access,
  );
  return true;
}

function addText(turn: Turn, state: MmsState, fn: number, id: number, access: Access): void {
  add(turn, state, fn, id < 0 ? FURTHER : NAMED, Math.max(0, id), access);
}

/** The number of a text by its bytes; -1 where there is no room for it. */
function keep(c: Cursor, turn: Turn, state: MmsState, start: number, end: number, text: () => string): number {
  const known = state.names.find(c.bytes, start, end);
  if (known >= 0) return known;
  if (!state.names.hasRoom(c.bytes, start, end)) return -1;
  const id = turn.text(text());
  state.names.keep(c.bytes, start, end, id);
  return id;
}

/** Names are of letters, digits, `$` and `_` (ISO 9506-2 6), file names of what can be printed. */
function isText(c: Cursor, end: number): boolean {
  if (end - c.at > 256) return false;
  for (let ahead = 0; ahead < end - c.at; ahead++) {
    const byte = c.peek8(ahead);
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}
