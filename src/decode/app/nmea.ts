import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { anomalies, fields } from './nmea/fields.ts';
import { emptySentence, findSentence, isSentenceStart, type Sentence } from './nmea/line.ts';
import { readSentence } from './nmea/read-sentence.ts';
import { BINARY_FILE, functionName } from './nmea/sentences.ts';
import { NmeaState } from './nmea/state.ts';

const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
/** A sentence has 82 characters, a tag block as many; makers' own are longer. */
export const MAX_NMEA_LINE = 1024;
/** Sentences of one datagram: its 65,535 bytes have no room for more with a sum. */
export const MAX_SENTENCES = 512;
/** `UdPbC`: sentences; `RaUdP`, `RrUdP`, `RpUdP`: files. A zero byte follows (IEC 61162-450 7.1). */
const SENTENCES = 'UdPbC\0';
const FILES: readonly string[] = ['RaUdP\0', 'RrUdP\0', 'RpUdP\0'];
const HEADER = 6;

const said = {
  name: 'nmea',
  title: 'NMEA 0183',
  spec: 'NMEA 0183 4.11, IEC 61162-1:2016, IEC 61162-450:2018; ITU-R M.1371-5 (AIS)',
  fields,
  anomalies,
  functionName,
  undecoded: 'AIS beyond who speaks, sentences beyond positions, courses and headings, files of IEC 61162-450.',
} as const;

/** Used within one call only. */
const found: Sentence = emptySentence();

/** Sentences of instruments and satellite receivers, one a line, by their sum. Positions are fields, never claims. */
export const nmeaOverTcp: StreamProtocol<NmeaState> = {
  ...said,
  kind: 'stream',
  // Start 7 bits, five letters 13, comma and star 16, the sum 16.
  falseMatchLog2: -48,
  canBegin: (byte) => byte === BACKSLASH || isSentenceStart(byte),
  ports: [10_110],
  maxMessage: MAX_NMEA_LINE,
  open: () => new NmeaState(),
  probe(c: Cursor): Verdict {
    const { at, bytes } = c;
    if (c.left > 0 && bytes[at] !== BACKSLASH && !isSentenceStart(bytes[at] as number)) return NO;
    const end = lineEnd(c);
    if (end < 0) return c.left < MAX_NMEA_LINE && isText(bytes, at, c.end) ? UNSURE : NO;
    return findSentence(bytes, at, end, found) && found.sum === 1 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: NmeaState): Outcome {
    const end = lineEnd(c);
    if (end < 0) {
      if (c.left < MAX_NMEA_LINE) return MORE;
      turn.anomaly('line-bad');
      turn.unrecognised(MAX_NMEA_LINE);
      c.skip(MAX_NMEA_LINE);
      return DONE;
    }
    readLine(c, turn, state, end);
    return DONE;
  },
};

/** The same over UDP, plain or behind the header of IEC 61162-450. */
export const nmeaOverUdp: DatagramProtocol<NmeaState> = {
  ...said,
  kind: 'datagram',
  // As above; of a file the six bytes of the header alone.
  falseMatchLog2: -46,
  canBegin: (byte) => byte === BACKSLASH || byte === 0x55 || byte === 0x52 || isSentenceStart(byte),
  ports: [10_110, 60_001, 60_002, 60_003, 60_004],
  open: () => new NmeaState(),
  probe(c: Cursor): Verdict {
    if (FILES.some((text) => startsWith(c, text))) return YES;
    const headed = startsWith(c, SENTENCES);
    const at = headed ? c.at + HEADER : c.at;
    c.at = at;
    const end = lineEnd(c);
    const known = findSentence(c.bytes, at, end < 0 ? lastEnd(c) : end, found) && (headed || found.sum === 1);
    return known ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: NmeaState): Outcome {
    const file = FILES.find((text) => startsWith(c, text));
    if (file !== undefined) {
      turn.message(BINARY_FILE);
      if (turn.tracing) turn.field('nmea.header', file.slice(0, 5));
      turn.unrecognised(c.left - HEADER);
      c.at = c.end;
      return DONE;
    }
    if (startsWith(c, SENTENCES)) c.skip(HEADER);
    for (let i = 0; c.left > 0; i++) {
      if (i === MAX_SENTENCES) {
        turn.anomaly('sentences-over-limit');
        turn.unrecognised(c.left);
        c.at = c.end;
        break;
      }
      const end = lineEnd(c);
      readLine(c, turn, state, end < 0 ? lastEnd(c) : end);
    }
    return DONE;
  },
};

/** The line at the cursor, and its end mark. */
function readLine(c: Cursor, turn: Turn, state: NmeaState, end: number): void {
  const { at, bytes } = c;
  if (findSentence(bytes, at, end, found)) readSentence(turn, state, bytes, found, end);
  else if (end > at) {
    turn.anomaly('line-bad');
    turn.unrecognised(end - at);
  }
  let next = end;
  while (next < c.end && next < end + 2 && (bytes[next] === CR || bytes[next] === LF)) next++;
  c.at = next;
}

/** Where the line's text ends; -1 where no end mark is there within the longest line. */
function lineEnd(c: Cursor): number {
  const { at, bytes, end } = c;
  const stop = end - at > MAX_NMEA_LINE ? at + MAX_NMEA_LINE : end;
  for (let i = at; i < stop; i++) {
    if (bytes[i] === LF) return i;
    // A CR at the window's end may still be followed by its LF.
    if (bytes[i] === CR && i + 1 < end) return i;
  }
  return -1;
}

/** A datagram may end with its last sentence, or with half an end mark. */
function lastEnd(c: Cursor): number {
  return c.end > c.at && c.bytes[c.end - 1] === CR ? c.end - 1 : c.end;
}

function isText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if ((byte < 0x20 || byte > 0x7e) && !(byte === CR && i === end - 1)) return false;
  }
  return true;
}

function startsWith(c: Cursor, text: string): boolean {
  if (c.left < text.length) return false;
  for (let i = 0; i < text.length; i++) if (c.peek8(i) !== text.charCodeAt(i)) return false;
  return true;
}
