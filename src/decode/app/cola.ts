import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { anomalies, fields } from './cola/fields.ts';
import { functionName, kindOf } from './cola/kinds.ts';
import { BINARY, isNameByte, objectName, readTelegram, TEXT, VERSION_2 } from './cola/read-telegram.ts';
import { ColaState } from './cola/state.ts';

const STX = 0x02;
const ETX = 0x03;
const SMALL_S = 0x73;
const SPACE = 0x20;
const BINARY_START = 0x0202_0202;
/** Four start bytes and a length. */
const BINARY_HEADER = 8;
/** Hub counter, number of clients, session, request: before the letters of version 2. */
const SESSION_HEADER = 8;
/** Of one telegram so much is kept to be read: names, identities; scans are longer. */
export const MAX_TELEGRAM = 1024;
/** A scan with all its echoes has some ten thousand bytes. */
const LONGEST = 0x10_0000;

/**
 * SICK's command language to scanners and other sensors: text between STX and ETX (CoLa A), binary with a sum (B), and
 * version 2 with sessions. Methods that restart or store are told from those that only set.
 */
export const cola: StreamProtocol<ColaState> = {
  kind: 'stream',
  name: 'cola',
  title: 'SICK CoLa',
  spec: 'SICK 8014631 Telegram Listing Ranging Sensors; SICK 8022108 (CoLa A and B); sick_safetyscanners (version 2)',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded: 'Measured values and parameters, sums of passwords, search of devices over UDP.',
  // Worst is text: STX, s, space 24 bits, letters 12.
  falseMatchLog2: -36,
  canBegin: (byte) => byte === STX,
  ports: [2111, 2112, 2122],
  maxMessage: MAX_TELEGRAM + BINARY_HEADER + 1,
  open: () => new ColaState(),
  probe(c: Cursor): Verdict {
    if (c.left >= 1 && c.peek8() !== STX) return NO;
    if (c.left < 2) return UNSURE;
    return c.peek8(1) === STX ? probeBinary(c) : probeText(c);
  },
  parse(c: Cursor, turn: Turn, state: ColaState): Outcome {
    const side = turn.fromServer ? 1 : 0;
    if (state.inside[side]) return passOver(c, state, side);
    if (c.peek8() !== STX) return BAD;
    if (c.left < 2) return MORE;
    return c.peek8(1) === STX ? parseBinary(c, turn, state) : parseText(c, turn, state, side);
  },
  gap(state, fromServer) {
    state.requests.clear();
    state.last = -1;
    state.inside[fromServer ? 1 : 0] = false;
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();

function probeText(c: Cursor): Verdict {
  if (c.peek8(1) !== SMALL_S) return NO;
  if (c.left < 5) return UNSURE;
  const fn = kindOf(c.peek16(2), false);
  if (fn === 0 || c.peek8(4) !== SPACE) return NO;
  if (c.left < 6) return UNSURE;
  // A name begins with a letter, an error or an index with a digit.
  return isNameByte(c.peek8(5)) ? YES : NO;
}

function probeBinary(c: Cursor): Verdict {
  for (let i = 2; i < 4 && i < c.left; i++) if (c.peek8(i) !== STX) return NO;
  if (c.left < BINARY_HEADER) return UNSURE;
  const length = c.peek32(4);
  if (length < 4 || length > LONGEST) return NO;
  if (c.left < BINARY_HEADER + 4) return UNSURE;
  if (c.peek8(8) === SMALL_S) return kindOf(c.peek16(9), false) === 0 ? NO : YES;
  if (length < SESSION_HEADER + 2) return NO;
  if (c.left < BINARY_HEADER + SESSION_HEADER + 2) return UNSURE;
  return kindOf(c.peek16(BINARY_HEADER + SESSION_HEADER), true) === 0 ? NO : YES;
}

/** A telegram of text ends with ETX, wherever that comes; of a long one the rest is not kept. */
function parseText(c: Cursor, turn: Turn, state: ColaState, side: 0 | 1): Outcome {
  const { at, bytes } = c;
  if (c.peek8(1) !== SMALL_S) return BAD;
  const limit = c.left < MAX_TELEGRAM ? c.end : at + MAX_TELEGRAM;
  let end = at + 1;
  while (end < limit && bytes[end] !== ETX) end++;
  const whole = end < limit;
  if (!whole && c.left < MAX_TELEGRAM) return MORE;
  if (end - at < 4) return BAD;
  inner.reset(bytes, c.view, at + 2, end);
  readTelegram(inner, turn, state, TEXT);
  if (!whole) {
    turn.anomaly('telegram-long');
    state.inside[side] = true;
    c.at = end;
  } else c.at = end + 1;
  return DONE;
}

/** The rest of a long telegram, as far as it is there. */
function passOver(c: Cursor, state: ColaState, side: 0 | 1): Outcome {
  const { bytes, end } = c;
  let at = c.at;
  while (at < end && bytes[at] !== ETX) at++;
  if (at < end) state.inside[side] = false;
  c.at = at < end ? at + 1 : end;
  return DONE;
}

function parseBinary(c: Cursor, turn: Turn, state: ColaState): Outcome {
  if (c.left < BINARY_HEADER) return MORE;
  if (c.peek32() !== BINARY_START) return BAD;
  const length = c.peek32(4);
  if (length < 4 || length > LONGEST) return BAD;
  const kept = length > MAX_TELEGRAM ? MAX_TELEGRAM : length;
  if (!c.has(BINARY_HEADER + kept)) return MORE;
  const version1 = c.peek8(BINARY_HEADER) === SMALL_S;
  // Version 2 has no sum; that of the first one follows what the length counts.
  const sum = version1 ? 1 : 0;
  if (kept === length && !c.has(BINARY_HEADER + length + sum)) return MORE;
  const { at, bytes, view } = c;
  const start = at + BINARY_HEADER;
  if (version1) {
    inner.reset(bytes, view, start + 1, start + kept);
    readTelegram(inner, turn, state, BINARY);
    if (kept === length && !sumFits(bytes, start, start + length)) turn.anomaly('checksum-bad');
  } else if (length < SESSION_HEADER + 2) return BAD;
  else {
    inner.reset(bytes, view, start + SESSION_HEADER, start + kept);
    readTelegram(inner, turn, state, VERSION_2);
    if (turn.tracing) {
      turn.field('cola.session', view.getUint32(start + 2));
      turn.field('cola.request', view.getUint16(start + 6));
    }
  }
  if (kept < length) {
    turn.anomaly('telegram-long');
    c.at = start + kept;
    turn.skip(length - kept + sum, 'decoded');
  } else c.at = start + length + sum;
  return DONE;
}

/** The exclusive or of all bytes of the content. */
function sumFits(bytes: Uint8Array, start: number, end: number): boolean {
  let sum = 0;
  for (let i = start; i < end; i++) sum ^= bytes[i] as number;
  return sum === bytes[end];
}
