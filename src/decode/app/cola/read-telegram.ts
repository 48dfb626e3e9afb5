import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { hexNumber, readIdentity } from './identity.ts';
import {
  accessOf,
  ERROR,
  EVENT,
  isRequest,
  kindOf,
  OPEN_SESSION,
  READ_ANSWER,
  READ_INDEX,
  SESSION_CLOSED,
} from './kinds.ts';
import type { ColaState } from './state.ts';

export const TEXT = 'a';
export const BINARY = 'b';
export const VERSION_2 = '2';
export type Dialect = typeof TEXT | typeof BINARY | typeof VERSION_2;

/** Longest name of a variable that is read; those of the manuals have up to 24 characters. */
export const MAX_COLA_NAME = 64;
/** Areas of a command's object: a name, or a number. */
const NAMED = 0;
const INDEXED = 1;
const SPACE = 0x20;

export function objectName(
  _fn: number,
  area: number,
  start: number,
  _count: number,
  text?: (id: number) => string,
): string {
  return area === NAMED ? (text?.(start) ?? `name ${start}`) : `index ${start}`;
}

/** Reads a telegram from its letters on; those of texts and binary telegrams follow an `s`. The window ends with it. */
export function readTelegram(c: Cursor, turn: Turn, state: ColaState, dialect: Dialect): void {
  const fn = kindOf(c.peek16(), dialect === VERSION_2);
  c.skip(2);
  turn.message(fn);
  if (turn.tracing) turn.field('cola.dialect', dialect);
  if (fn === 0) {
    turn.anomaly('kind-unknown');
    turn.unrecognised(c.left);
    return;
  }
  if (c.peek8() === SPACE) c.skip(1);
  if (fn >= OPEN_SESSION && fn <= SESSION_CLOSED) return;
  if (fn === ERROR) readError(c, turn, state, dialect);
  else if (fn === READ_INDEX || (fn > READ_INDEX && dialect === VERSION_2)) readIndexed(c, turn, state, fn, dialect);
  else readNamed(c, turn, state, fn, dialect);
}

function readNamed(c: Cursor, turn: Turn, state: ColaState, fn: number, dialect: Dialect): void {
  const { at, bytes } = c;
  let end = at;
  while (end < c.end && isNameByte(bytes[end] as number)) end++;
  if (end - at > MAX_COLA_NAME) {
    turn.anomaly('name-over-limit');
    return;
  }
  const id = idOf(bytes, at, end, turn, state);
  if (turn.tracing) turn.field('cola.name', wireText(bytes, at, end));
  c.at = end;
  if (c.peek8() === SPACE) c.skip(1);
  if (isRequest(fn)) {
    const name = wireText(bytes, at, end);
    if (name === 'SetAccessMode') turn.anomaly('access-mode');
    ask(turn, state, fn, id * 2, NAMED, id, accessOf(fn, name));
  } else if (fn !== EVENT) {
    answer(turn, state, id * 2, 0);
    if (fn === READ_ANSWER) readIdentity(c, turn, wireText(bytes, at, end), dialect !== TEXT);
  }
}

/** Version 2 and some tools ask by number. */
function readIndexed(c: Cursor, turn: Turn, state: ColaState, fn: number, dialect: Dialect): void {
  const index = dialect === TEXT ? hexNumber(c) : c.left >= 2 ? c.u16le() : -1;
  if (index < 0) return;
  if (turn.tracing) turn.field('cola.index', index);
  if (isRequest(fn)) ask(turn, state, fn, index * 2 + 1, INDEXED, index, accessOf(fn, ''));
  else answer(turn, state, index * 2 + 1, 0);
}

function readError(c: Cursor, turn: Turn, state: ColaState, dialect: Dialect): void {
  const code = dialect === TEXT ? hexNumber(c) : c.left >= 2 ? c.u16() : -1;
  if (turn.tracing && code >= 0) turn.field('cola.error', code);
  answer(turn, state, state.last, code > 0 ? code : 1);
}

function ask(
  turn: Turn,
  state: ColaState,
  fn: number,
  key: number,
  area: number,
  start: number,
  access: ReturnType<typeof accessOf>,
): void {
  const opened = state.requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
  if (opened !== ADDED && state.answersSeen) turn.anomaly('request-unanswered');
  state.last = key;
  state.requests.addHandle(turn.command(fn, 0, area, start, 0, access));
}

function answer(turn: Turn, state: ColaState, key: number, error: number): void {
  const { requests } = state;
  state.answersSeen = true;
  if (!requests.take(key)) return;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

/** The number of a name, or 0 where there is no room for another one. */
function idOf(bytes: Uint8Array, start: number, end: number, turn: Turn, state: ColaState): number {
  const known = state.names.find(bytes, start, end);
  if (known >= 0) return known;
  if (!state.names.hasRoom(bytes, start, end)) return 0;
  const id = turn.text(wireText(bytes, start, end));
  state.names.keep(bytes, start, end, id);
  return id;
}

/** Letters, digits and underscore. */
export function isNameByte(byte: number): boolean {
  const letter = byte & 0xdf;
  return (letter >= 0x41 && letter <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}
