import { Cursor } from '../../kernel/cursor.ts';
import { RepeatedText } from '../app/repeated-text.ts';
import { BerElement, signedInteger, unsignedInteger } from '../app/snmp/ber-element.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { anomalies, fields } from './goose/fields.ts';
import { utcNanosText } from './goose/utc-nanos-text.ts';
import { readValues } from './goose/values.ts';
import { APDU_HEADER, apduEnd, SIMULATED } from './iec61850-header.ts';

const MANAGEMENT = 0x60;
const PUBLICATION = 0x61;
/** Elements of a publication; twelve are defined. */
export const MAX_ELEMENTS = 24;

const GOCB_REF = 0x80;
const TIME_TO_LIVE = 0x81;
const DATA_SET = 0x82;
const GO_ID = 0x83;
const TIME = 0x84;
const STATE_NUMBER = 0x85;
const SEQUENCE_NUMBER = 0x86;
const SIMULATION = 0x87;
const REVISION = 0x88;
const NEEDS_COMMISSIONING = 0x89;
const ENTRIES = 0x8a;
const ALL_DATA = 0xab;
/** Control block, state and sequence number: bits of the elements without which nobody can follow a publication. */
const NEEDED = 0b110_0001;

/** Used within one call only. */
const body: Cursor = new Cursor();
const data: Cursor = new Cursor();
const element: BerElement = new BerElement();
const texts: RepeatedText = new RepeatedText();

/**
 * Generic Object Oriented Substation Events: a protection or control device tells all who listen the state of a data
 * set, again and again. Who publishes what is told; whether numbers go on as they should is not judged.
 */
export const goose: PacketProtocol = {
  kind: 'packet',
  name: 'goose',
  title: 'Generic Object Oriented Substation Events',
  spec: 'IEC 61850-8-1:2011 clause 18 and annex A; IEC 62351-6 (recognised)',
  carriedIn: { etherType: 0x88b8 },
  undecoded: 'GOOSE management beyond its request number, signatures of IEC 62351-6, GOOSE over UDP (IEC 61850-90-5).',
  fields,
  anomalies,
  functionName: (fn) => (fn === PUBLICATION ? 'publication' : fn === MANAGEMENT ? 'management' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < APDU_HEADER + 2) return MORE;
  const { at, bytes, view } = c;
  const tag = view.getUint8(at + APDU_HEADER);
  if (tag !== PUBLICATION && tag !== MANAGEMENT) return BAD;
  const end = apduEnd(c);
  const flags = view.getUint16(at + 4);
  turn.message(tag);
  if (turn.tracing) {
    turn.field('goose.appid', view.getUint16(at));
    turn.field('goose.length', view.getUint16(at + 2));
    turn.field('goose.reserve1.s_bit', (flags & SIMULATED) !== 0);
  }
  if (end < 0) turn.anomaly('length-mismatch');
  body.reset(bytes, view, at + APDU_HEADER, end < 0 ? c.end : end);
  c.at = c.end;
  // Where the outer length is wrong the content is read as far as it goes.
  if (!element.read(body, body.end)) {
    turn.anomaly('malformed');
    turn.unrecognised(body.left);
    return DONE;
  }
  body.end = element.end;
  if (tag === PUBLICATION) readPublication(turn, (flags & SIMULATED) !== 0);
  else if (turn.tracing && element.read(body, body.end) && element.tag === 0x80 && element.end - body.at <= 6)
    turn.field('goose.stateID', signedInteger(body, element.end));
  return DONE;
}

/** Reads {@link body}. */
function readPublication(turn: Turn, simulatedFrame: boolean): void {
  let seen = 0;
  let entries = -1;
  let simulated = simulatedFrame;
  for (let i = 0; body.left > 0; i++) {
    if (i === MAX_ELEMENTS || !element.read(body, body.end)) {
      turn.anomaly('malformed');
      turn.unrecognised(body.left);
      return;
    }
    const { tag, end } = element;
    if (tag >= GOCB_REF && tag <= ENTRIES) seen |= 1 << (tag - GOCB_REF);
    if (tag === SIMULATION) simulated ||= body.peek8() !== 0 && end > body.at;
    else if (tag === NEEDS_COMMISSIONING && end > body.at && body.peek8() !== 0) turn.anomaly('commissioning-needed');
    else if (tag === GOCB_REF) publisher(turn, end);
    else if (tag === ENTRIES && end - body.at <= 4)
      entries = body.peek8(end - body.at - 1) + 256 * (end - body.at > 1 ? body.peek8(end - body.at - 2) : 0);
    if (turn.tracing && tag !== ALL_DATA) traceElement(turn, tag, end);
    if (tag === ALL_DATA) readAllData(turn, end, entries);
    body.at = end;
  }
  if ((seen & NEEDED) !== NEEDED) turn.anomaly('field-missing');
  if (simulated) turn.anomaly('simulated');
}

function publisher(turn: Turn, end: number): void {
  const reference = texts.read(body.bytes, body.at, end);
  if (reference === '') return;
  turn.name('service', reference, turn.sender);
  turn.claim(turn.sender, 'role', 'goose-publisher');
}

function readAllData(turn: Turn, end: number, entries: number): void {
  data.reset(body.bytes, body.view, body.at, end);
  const members = readValues(data, turn);
  if (members === -1) {
    turn.anomaly('malformed');
    turn.unrecognised(data.left);
  } else if (members >= 0 && entries >= 0 && members !== entries) turn.anomaly('entries-mismatch');
}

const textFields: ReadonlyMap<number, string> = new Map([
  [GOCB_REF, 'goose.gocbRef'],
  [DATA_SET, 'goose.datSet'],
  [GO_ID, 'goose.goID'],
]);
const numberFields: ReadonlyMap<number, string> = new Map([
  [TIME_TO_LIVE, 'goose.timeAllowedtoLive'],
  [STATE_NUMBER, 'goose.stNum'],
  [SEQUENCE_NUMBER, 'goose.sqNum'],
  [REVISION, 'goose.confRev'],
  [ENTRIES, 'goose.numDatSetEntries'],
]);
const flagFields: ReadonlyMap<number, string> = new Map([
  [SIMULATION, 'goose.simulation'],
  [NEEDS_COMMISSIONING, 'goose.ndsCom'],
]);

function traceElement(turn: Turn, tag: number, end: number): void {
  const { at, bytes } = body;
  const text = textFields.get(tag);
  if (text !== undefined) turn.field(text, texts.read(bytes, at, end));
  const number = numberFields.get(tag);
  if (number !== undefined) turn.field(number, unsignedInteger(body, end));
  const flag = flagFields.get(tag);
  if (flag !== undefined && end > at) turn.field(flag, bytes[at] !== 0);
  if (tag === TIME && end - at === 8) turn.field('goose.t', utcNanosText(body, at));
}
