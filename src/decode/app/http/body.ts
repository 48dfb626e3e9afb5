import type { Cursor } from '../../../kernel/cursor.ts';
import { latin1 } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../../verdict.ts';
import { CHUNKED } from './headers.ts';
import type { BodySearch } from './body-search.ts';
import type { Direction, HttpState } from './state.ts';

/** A skip to the end of the connection: no body is longer, and the number is still exact. */
export const UNTIL_CLOSE: number = Number.MAX_SAFE_INTEGER;
/** Bytes of a chunk's size line, extensions included; and hex digits of its size. */
export const MAX_CHUNK_LINE = 4096;
export const MAX_CHUNK_DIGITS = 12;
/** Lines of a trailer, and bytes of one. */
export const MAX_TRAILER_LINES = 64;
export const MAX_TRAILER_LINE = 8192;

/** Sets out what follows a head: `length` bytes, {@link CHUNKED}, or infinity for "until the connection ends". */
export function beginBody(turn: Turn, direction: Direction, length: number, search?: BodySearch): void {
  direction.search = search;
  if (length === CHUNKED) direction.stage = 'chunk-size';
  else if (length > 0) {
    direction.stage = 'body';
    direction.left = length;
    if (search === undefined) passOver(turn, direction);
  }
}

/** After 101 or CONNECT both directions speak something else for good: TLS, mostly. */
export function goForeign(turn: Turn, state: HttpState): void {
  state.client.reset();
  state.server.reset();
  state.client.stage = 'foreign';
  state.server.stage = 'foreign';
  turn.giveWay();
}

/** Reads on where a body is open. */
export function readBody(c: Cursor, turn: Turn, state: HttpState, direction: Direction): Outcome {
  switch (direction.stage) {
    case 'body':
    case 'chunk':
      return searchBody(c, turn, direction);
    case 'chunk-size':
      return readChunkSize(c, turn, direction);
    case 'trailer':
      return readTrailer(c, turn, direction);
    case 'foreign':
      turn.giveWay();
      return DONE;
    case 'head':
      state.lose(turn.fromServer);
      return BAD;
    default:
      return direction.stage satisfies never;
  }
}

/** Body bytes are looked at as they come; once what is looked for is found or given up, the rest is passed over. */
function searchBody(c: Cursor, turn: Turn, direction: Direction): Outcome {
  if (c.left === 0) return MORE;
  const end = direction.left < c.left ? c.at + direction.left : c.end;
  const found = direction.search?.feed(c.bytes, c.at, end);
  direction.left -= end - c.at;
  c.at = end;
  if (found !== undefined) {
    direction.search?.tell(turn, found);
    direction.search = undefined;
  }
  if (direction.left === 0) finishPart(turn, direction);
  else if (direction.search === undefined) passOver(turn, direction);
  return DONE;
}

/** Skips what is left of a body or chunk. */
function passOver(turn: Turn, direction: Direction): void {
  turn.skip(direction.left === Number.POSITIVE_INFINITY ? UNTIL_CLOSE : direction.left, 'decoded');
  direction.left = 0;
  finishPart(turn, direction);
}

/** A body ends a message; a chunk is followed by a line end, which goes before the next size line. */
function finishPart(turn: Turn, direction: Direction): void {
  if (direction.stage === 'chunk') direction.stage = 'chunk-size';
  else {
    endSearch(turn, direction);
    direction.reset();
  }
}

function endSearch(turn: Turn, direction: Direction): void {
  direction.search?.tell(turn, direction.search.end());
  direction.search = undefined;
}

/** RFC 9112 7.1: hex digits, perhaps extensions, a line end. The line end of the chunk before stands in front. */
function readChunkSize(c: Cursor, turn: Turn, direction: Direction): Outcome {
  let start = c.at;
  if (c.peek8() === 0x0d || c.peek8() === 0x0a) start += c.peek8() === 0x0d ? 2 : 1;
  const stop = lineEnd(c, start > c.end ? c.end : start, direction);
  // Judged alike whether the line came in one segment or in many.
  if ((stop < 0 ? c.end : stop) - c.at > MAX_CHUNK_LINE) {
    turn.anomaly('chunk-bad');
    direction.reset();
    return BAD;
  }
  if (stop < 0) return MORE;
  const digits = /^\s*([0-9a-f]+)\s*(?:;|$)/i.exec(
    latin1(c.bytes, start, stop < start + 64 ? stop : start + 64).trimEnd(),
  );
  const text = digits?.[1]?.replace(/^0+(?=.)/, '');
  if (text === undefined || text.length > MAX_CHUNK_DIGITS) {
    turn.anomaly('chunk-bad');
    direction.reset();
    return BAD;
  }
  c.at = stop + 1;
  direction.left = Number.parseInt(text, 16);
  if (direction.left === 0) {
    endSearch(turn, direction);
    direction.stage = 'trailer';
    return DONE;
  }
  direction.stage = 'chunk';
  if (direction.search === undefined) passOver(turn, direction);
  return DONE;
}

/** Lines until an empty one. */
function readTrailer(c: Cursor, turn: Turn, direction: Direction): Outcome {
  const stop = lineEnd(c, c.at, direction);
  if ((stop < 0 ? c.end : stop) - c.at > MAX_TRAILER_LINE) {
    turn.anomaly('trailer-over-limit');
    direction.reset();
    return BAD;
  }
  if (stop < 0) return MORE;
  const empty = stop === c.at || (stop === c.at + 1 && c.peek8() === 0x0d);
  c.at = stop + 1;
  if (empty) direction.reset();
  else if (++direction.lines > MAX_TRAILER_LINES) {
    turn.anomaly('trailer-over-limit');
    direction.reset();
  }
  return DONE;
}

/** Offset of the line feed that ends the line at the cursor, or -1; what was searched before is not searched again. */
function lineEnd(c: Cursor, from: number, direction: Direction): number {
  const searched = c.at + direction.scanned;
  let at = searched > from ? searched : from;
  while (at < c.end && c.bytes[at] !== 0x0a) at++;
  direction.scanned = at < c.end ? 0 : c.left;
  return at < c.end ? at : -1;
}
