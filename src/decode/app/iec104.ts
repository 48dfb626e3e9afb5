import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER } from '../../schema/facts/vocabulary.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { ASDU_HEADER, objectBytes, readAsdu } from './iec104/asdu.ts';
import { anomalies, fields } from './iec104/fields.ts';
import { objectName } from './iec104/objects.ts';
import { specLists } from './iec104/spec-lists.ts';
import { Iec104State } from './iec104/state.ts';
import { asduType, functionName, LINK, START_ACT, STOP_ACT } from './iec104/types.ts';

const START = 0x68;
/** Start and length. */
const PREFIX = 2;
/** The four control octets; also the shortest APDU's length, and a control frame's. */
const CONTROL = 4;
/** IEC 60870-5-104 5.1: the longest APDU is 253 octets behind its length. */
const LONGEST = 253;

const SUPERVISORY = 1;
const UNNUMBERED = 3;
/** The first control octet of a U frame: activation and confirmation of start, stop, test. */
const START_CON = 0x0b;
const STOP_CON = 0x23;
const TEST_ACT = 0x43;
const TEST_CON = 0x83;

/**
 * IEC 60870-5-104: telecontrol over TCP, one APDU a call. Every ASDU is one message; control and supervisory frames,
 * which carry none, are read, keep sequence numbers honest, tell of started and stopped transfer, and are no message.
 */
export const iec104: StreamProtocol<Iec104State> = {
  kind: 'stream',
  name: 'iec104',
  title: 'IEC 60870-5-104 telecontrol',
  spec: 'IEC 60870-5-104:2006 with Amd 1, IEC 60870-5-101:2003 for ASDUs, IEC TS 60870-5-7 for secure authentication',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    "Bytes of file segments, contents of secure authentication, makers' types from 128 on, addresses of other lengths " +
    'than the standard fixes, IEC 104 behind TLS.',
  specLists,
  // Weakest is an information frame: start 8 bits, two format bits, one type in four, and a length that fits type
  // and number (8) and ends where the data end or the next start stands (8).
  falseMatchLog2: -27,
  ports: [2404],
  maxMessage: PREFIX + LONGEST,
  open: () => new Iec104State(),
  probe,
  parse,
  gap: (state) => state.gap(),
};

function parse(c: Cursor, turn: Turn, state: Iec104State): Outcome {
  if (c.peek8() !== START) return BAD;
  if (c.left < PREFIX) return MORE;
  const length = c.peek8(1);
  if (length < CONTROL || length > LONGEST) return BAD;
  if (c.left < PREFIX + length) return MORE;
  const outer = c.end;
  const end = c.at + PREFIX + length;
  const first = c.peek8(2);
  c.skip(PREFIX);
  c.end = end;
  if ((first & 1) === 0) readInformation(c, turn, state);
  else readControl(c, turn, state, first, length);
  c.failed = false;
  c.end = outer;
  c.at = end;
  return DONE;
}

function readInformation(c: Cursor, turn: Turn, state: Iec104State): void {
  const tx = c.u16le() >> 1;
  const rx = c.u16le() >> 1;
  const side = turn.fromServer ? 1 : 0;
  const expected = state.expected[side];
  state.expected[side] = (tx + 1) & 0x7fff;
  if (c.left < ASDU_HEADER) {
    turn.anomaly('asdu-short');
    turn.unrecognised(c.left);
    return;
  }
  readAsdu(c, turn, state, tx, rx);
  if (expected !== -1 && expected !== tx) turn.anomaly('sequence-gap');
}

/** Supervisory and unnumbered frames: four control octets and nothing else. */
function readControl(c: Cursor, turn: Turn, state: Iec104State, first: number, length: number): void {
  const rest = c.peek32() & 0xff_ffff;
  const supervisory = (first & 3) === SUPERVISORY;
  const known = supervisory ? first === SUPERVISORY && (c.peek8(2) & 1) === 0 : isUnnumbered(first) && rest === 0;
  if (!known || length !== CONTROL) {
    turn.anomaly('control-unknown');
    turn.unrecognised(length);
    return;
  }
  if (first === START_ACT || first === STOP_ACT) {
    state.requests.open(-first, LINK + first, 0, 0, turn.seconds, turn.nanos);
    state.requests.addHandle(turn.command(LINK + first, 0, 0, 0, 0, OTHER));
  } else if (first === START_CON || first === STOP_CON) {
    const { requests } = state;
    if (!requests.take(first === START_CON ? -START_ACT : -STOP_ACT)) return;
    for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), 0, requests.seconds, requests.nanos);
  }
}

function isUnnumbered(first: number): boolean {
  return (
    first === START_ACT ||
    first === START_CON ||
    first === STOP_ACT ||
    first === STOP_CON ||
    first === TEST_ACT ||
    first === TEST_CON
  );
}

function probe(c: Cursor): Verdict {
  const left = c.left;
  if (left > 0 && c.peek8() !== START) return NO;
  if (left < 2) return UNSURE;
  const length = c.peek8(1);
  if (length < CONTROL || length > LONGEST) return NO;
  if (left < 3) return UNSURE;
  const first = c.peek8(2);
  return (first & 1) === 0 ? probeInformation(c, length) : probeControl(c, length, first);
}

/** 48 bits but for the six functions, or 33 of a supervisory frame. */
function probeControl(c: Cursor, length: number, first: number): Verdict {
  if (length !== CONTROL) return NO;
  const { left } = c;
  const unnumbered = (first & 3) === UNNUMBERED;
  if (unnumbered ? !isUnnumbered(first) : first !== SUPERVISORY) return NO;
  if (left > 3 && c.peek8(3) !== 0) return NO;
  if (left > 4 && (unnumbered ? c.peek8(4) !== 0 : (c.peek8(4) & 1) !== 0)) return NO;
  if (left > 5 && unnumbered && c.peek8(5) !== 0) return NO;
  return left < PREFIX + CONTROL ? UNSURE : YES;
}

function probeInformation(c: Cursor, length: number): Verdict {
  const { left } = c;
  const asdu = length - CONTROL;
  if (asdu < ASDU_HEADER) return NO;
  if (left > 4 && (c.peek8(4) & 1) !== 0) return NO;
  if (left < 8) return UNSURE;
  const type = asduType(c.peek8(6));
  if (type === undefined) return NO;
  const structure = c.peek8(7);
  const bytes = objectBytes(type, structure);
  // Lengths that vary are for a connection's later messages; a first one has to fit.
  if (bytes < 0 || (structure & 0x7f) === 0 || ASDU_HEADER + bytes !== asdu) return NO;
  if (left < 9) return UNSURE;
  // Cause 0 is not used.
  if ((c.peek8(8) & 63) === 0) return NO;
  const next = PREFIX + length;
  if (left < next) return UNSURE;
  if (left === next) return YES;
  if (c.peek8(next) !== START) return NO;
  if (left < next + 2) return UNSURE;
  return c.peek8(next + 1) >= CONTROL && c.peek8(next + 1) <= LONGEST ? YES : NO;
}
