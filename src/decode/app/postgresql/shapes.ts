import { SERVER } from './messages.ts';

/** True where `[at, end)` of `bytes`, the body of a message, is built as the specification has it for its kind. */
type Shape = (bytes: Uint8Array, at: number, end: number) => boolean;

/** By letter and speaker. Kinds that nothing but their length tells have none: a session is not begun on them. */
const shapes: ReadonlyMap<number, Shape> = new Map<number, Shape>([
  [client('Q'), (bytes, at, end) => text(bytes, at, end) === end],
  [client('P'), isParse],
  [client('B'), isBind],
  [client('D'), isNamed],
  [client('C'), isNamed],
  [client('E'), (bytes, at, end) => text(bytes, at, end) === end - 4],
  ...['S', 'H', 'X', 'c'].map((letter): [number, Shape] => [client(letter), isEmpty]),
  ...['I', '1', '2', '3', 'n', 's', 'c'].map((letter): [number, Shape] => [server(letter), isEmpty]),
  [server('R'), isAuthentication],
  [server('S'), isSetting],
  [server('K'), (_, at, end) => end - at === 8],
  [server('Z'), (bytes, at) => 'ITE'.includes(String.fromCharCode(bytes[at] as number))],
  [server('T'), isRowDescription],
  [server('D'), (bytes, at, end) => values(bytes, at, end) === end],
  [server('C'), isTag],
  [server('E'), isReport],
  [server('N'), isReport],
  [server('t'), (bytes, at, end) => at + 2 + 4 * u16(bytes, at) === end],
  [server('G'), isCopy],
  [server('H'), isCopy],
  [server('W'), isCopy],
  [server('A'), (bytes, at, end) => text(bytes, text(bytes, at + 4, end), end) === end],
]);

/** Whether the whole body of a message is one of its kind, from either side. */
export function hasShape(letter: number, bytes: Uint8Array, at: number, end: number): boolean {
  return shapes.get(letter)?.(bytes, at, end) === true || shapes.get(SERVER | letter)?.(bytes, at, end) === true;
}

function client(letter: string): number {
  return letter.charCodeAt(0);
}

function server(letter: string): number {
  return SERVER | letter.charCodeAt(0);
}

function isEmpty(_: Uint8Array, at: number, end: number): boolean {
  return at === end;
}

/** Statement, text, and the types of its parameters. */
function isParse(bytes: Uint8Array, at: number, end: number): boolean {
  const types = text(bytes, text(bytes, at, end), end);
  return types > 0 && types + 2 <= end && types + 2 + 4 * u16(bytes, types) === end;
}

/** Portal, statement, formats of the parameters, the parameters, formats of the results. */
function isBind(bytes: Uint8Array, at: number, end: number): boolean {
  const results = values(bytes, formats(bytes, text(bytes, text(bytes, at, end), end), end), end);
  return formats(bytes, results, end) === end;
}

/** `S` for a statement or `P` for a portal, and its name. */
function isNamed(bytes: Uint8Array, at: number, end: number): boolean {
  return (bytes[at] === 0x53 || bytes[at] === 0x50) && text(bytes, at + 1, end) === end;
}

function isAuthentication(bytes: Uint8Array, at: number, end: number): boolean {
  if (u16(bytes, at) !== 0 || bytes[at + 2] !== 0) return false;
  const asked = bytes[at + 3] as number;
  const rest = end - at - 4;
  if (asked === 5) return rest === 4;
  if (asked === 10) return rest > 2 && bytes[end - 1] === 0 && bytes[end - 2] === 0;
  if (asked === 8 || asked === 11 || asked === 12) return rest > 0;
  return rest === 0 && (asked === 0 || asked === 2 || asked === 3 || asked === 7 || asked === 9);
}

/** A name of letters and what it stands for. */
function isSetting(bytes: Uint8Array, at: number, end: number): boolean {
  const value = text(bytes, at, end);
  return value > at + 1 && isWord(bytes[at] as number) && text(bytes, value, end) === end;
}

/** Columns: name, table, number, type, size, modifier, format. */
function isRowDescription(bytes: Uint8Array, at: number, end: number): boolean {
  const count = u16(bytes, at);
  let next = at + 2;
  for (let i = 0; i < count; i++) {
    next = text(bytes, next, end);
    if (next < 0 || next + 18 > end || u16(bytes, next + 16) > 1) return false;
    next += 18;
  }
  return next === end;
}

/** `SELECT 5`, `CREATE TABLE`: capitals first. */
function isTag(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at] as number;
  return first >= 0x41 && first <= 0x5a && end - at > 2 && text(bytes, at, end) === end;
}

/** Fields of a letter and a text each, the severity first, and a zero. */
function isReport(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== 0x53) return false;
  let next = at;
  while (next > 0 && next < end - 1) {
    if (!isWord(bytes[next] as number)) return false;
    next = text(bytes, next + 1, end);
  }
  return next === end - 1 && bytes[next] === 0;
}

/** Format of all, and of each column. */
function isCopy(bytes: Uint8Array, at: number, end: number): boolean {
  return (bytes[at] as number) <= 1 && formats(bytes, at + 1, end) === end;
}

function isWord(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f;
}

/** Where a text that ends in a zero has its end; -1 where it has none before `end`, or holds what no text does. */
function text(bytes: Uint8Array, at: number, end: number): number {
  if (at < 0) return -1;
  for (let i = at; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === 0) return i + 1;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) return -1;
  }
  return -1;
}

/** Where a list of formats, each 0 or 1, ends; -1 where it is none. */
function formats(bytes: Uint8Array, at: number, end: number): number {
  if (at < 0 || at + 2 > end) return -1;
  const stop = at + 2 + 2 * u16(bytes, at);
  if (stop > end) return -1;
  for (let i = at + 2; i < stop; i += 2) if (u16(bytes, i) > 1) return -1;
  return stop;
}

/** Where a list of values, each with its length, ends; -1 where it is none. A length of -1 stands for no value. */
function values(bytes: Uint8Array, at: number, end: number): number {
  if (at < 0 || at + 2 > end) return -1;
  const count = u16(bytes, at);
  let next = at + 2;
  for (let i = 0; i < count; i++) {
    if (next + 4 > end) return -1;
    const length = (u16(bytes, next) << 16) | u16(bytes, next + 2);
    if (length < -1) return -1;
    next += 4 + (length < 0 ? 0 : length);
  }
  return next > end ? -1 : next;
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
