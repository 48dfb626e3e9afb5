import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../verdict.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { objectName } from './modbus/areas.ts';
import { anomalies, fields } from './modbus/fields.ts';
import { functionName, isAssigned, UMAS } from './modbus/functions.ts';
import { readRequest } from './modbus/request.ts';
import { readResponse } from './modbus/response.ts';
import { fitsRequest, fitsResponse, SHAPE_BYTES } from './modbus/shape.ts';
import { specLists } from './modbus/spec-lists.ts';
import { ModbusState } from './modbus/state.ts';

/** Transaction, protocol and length: the length counts what follows these six bytes. */
const HEADER = 6;
/** Unit identifier and function code: no message is shorter. */
const MIN_LENGTH = 2;
/** V1.1b3 section 4.1: an ADU on TCP has at most 260 bytes. */
const MAX_LENGTH = 254;
/** Schneider controllers agree on UMAS messages of up to 1,024 bytes and a little around them. */
const MAX_UMAS_LENGTH = 1100;
const PORT = 502;

/**
 * Modbus/TCP: one ADU a call, in either direction. What the payload of a maker's own function means is left alone.
 *
 * Requests are told from responses by the port where it is Modbus's, else by the first message that can be only one
 * of the two; else by the flow driver's guess.
 */
export const modbus: StreamProtocol<ModbusState> = {
  kind: 'stream',
  name: 'modbus',
  title: 'Modbus/TCP',
  spec: 'MODBUS Application Protocol V1.1b3; MODBUS Messaging on TCP/IP Implementation Guide V1.0b',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    "payload of makers' functions (Concept, firmware; of UMAS all but identity, reservation and block numbers), " +
    'CANopen in function 43/13, Modbus over UDP',
  specLists,
  // Protocol identifier 16 bits, the length fixed by function and counts 16, of the codes 19 in 256: 2^-35 either way.
  falseMatchLog2: -32,
  ports: [PORT],
  maxMessage: HEADER + MAX_UMAS_LENGTH,
  open: () => new ModbusState(),
  probe,
  parse,
  gap(state) {
    // The missing bytes may have held answers to what is open, or the requests of answers to come.
    state.requests.clear();
    state.forgiving = true;
  },
};

function parse(c: Cursor, turn: Turn, state: ModbusState): Outcome {
  const at = c.at;
  const left = c.end - at;
  if (left < HEADER) return left >= 4 && c.peek16(2) !== 0 ? BAD : MORE;
  // One check of the window for the whole header: this runs for every message of every poll.
  const view = c.view;
  const length = view.getUint16(at + 4);
  if (view.getUint16(at + 2) !== 0 || length < MIN_LENGTH || length > MAX_UMAS_LENGTH) return BAD;
  if (left < HEADER + length) return MORE;
  const transaction = view.getUint16(at);
  const unit = view.getUint8(at + HEADER);
  const code = view.getUint8(at + HEADER + 1);
  const fn = code & 0x7f;
  c.at = at + HEADER + MIN_LENGTH;
  const response = isResponse(c, turn, state, length - 1);
  turn.message(fn);
  if (turn.tracing) headerFields(turn, transaction, length, unit, fn);
  if (length > MAX_LENGTH && fn !== UMAS) turn.anomaly('oversize');

  const end = at + HEADER + length;
  const outer = c.end;
  c.end = end;
  if (response) readResponse(c, turn, state, fn, code > 0x7f, transaction, unit);
  else {
    if (code > 0x7f) turn.anomaly('exception-from-client');
    if (!isAssigned(fn)) turn.anomaly('function-unassigned');
    readRequest(c, turn, state, fn, transaction, unit);
  }
  if (c.failed || c.at < end) {
    turn.anomaly('length-mismatch');
    if (c.at < end) turn.unrecognised(end - c.at);
    // The failure was that of the PDU's window, which ends here.
    c.failed = false;
  }
  c.end = outer;
  c.at = end;
  return DONE;
}

function headerFields(turn: Turn, transaction: number, length: number, unit: number, fn: number): void {
  turn.field('mbtcp.trans_id', transaction);
  turn.field('mbtcp.prot_id', 0);
  turn.field('mbtcp.len', length);
  turn.field('mbtcp.unit_id', unit);
  turn.field('modbus.func_code', fn);
}

/** The cursor stands behind the function code. */
function isResponse(c: Cursor, turn: Turn, state: ModbusState, length: number): boolean {
  if (turn.sourcePort === PORT && turn.destinationPort !== PORT) return true;
  if (turn.destinationPort === PORT && turn.sourcePort !== PORT) return false;
  if (state.orientation === 0) {
    const request = fitsRequest(c, -1, length);
    if (request !== fitsResponse(c, -1, length)) state.orientation = request !== turn.fromServer ? 1 : 2;
  }
  return turn.fromServer !== (state.orientation === 2);
}

const BER_SEQUENCE = 0x3084;
const BER_INTEGER = 2;

function probe(c: Cursor): Verdict {
  const left = c.left;
  if (left >= 4 && c.peek16(2) !== 0) return NO;
  if (left >= 3 && c.peek8(2) !== 0) return NO;
  if (left < HEADER) return left === 5 && c.peek8(4) > MAX_UMAS_LENGTH >> 8 ? NO : UNSURE;
  const length = c.peek16(4);
  if (length < MIN_LENGTH || length > MAX_UMAS_LENGTH) return NO;
  if (left < HEADER + MIN_LENGTH) return UNSURE;
  // Windows writes LDAP's BER with lengths of four bytes: 30 84 00 00 LL LL 02 is a sequence that begins with an integer.
  if (c.peek16(0) === BER_SEQUENCE && c.peek8(6) === BER_INTEGER) return NO;
  if (length > MAX_LENGTH && c.peek8(7) !== UMAS) return NO;
  if (left < HEADER + length && left < HEADER + 1 + SHAPE_BYTES) return UNSURE;
  if (fitsRequest(c, 7, length - 1) || fitsResponse(c, 7, length - 1)) return YES;
  return probeUnusual(c, length);
}

/**
 * A first message that no public function explains: a maker's function, or a scanner's nonsense. Its length alone is
 * too little (2^-24), so the next message has to begin where it ends, with the same unit; or a maker's function ends
 * exactly with the bytes sent so far.
 */
function probeUnusual(c: Cursor, length: number): Verdict {
  const next = HEADER + length;
  const left = c.left;
  const code = c.peek8(7);
  if (left === next) return code === UMAS || (code > 0x80 && length === 3 && c.peek8(8) <= 11) ? YES : UNSURE;
  if (left < next + HEADER + 1) return UNSURE;
  const nextLength = c.peek16(next + 4);
  const follows = c.peek16(next + 2) === 0 && nextLength >= MIN_LENGTH && nextLength <= MAX_LENGTH;
  if (!follows || c.peek8(next + 6) !== c.peek8(6)) return NO;
  if ((code & 0x7f) !== 0) return YES;
  // Function 0 is no function, but scanners begin with it. PostgreSQL and Elasticsearch go on with zeros, they do not.
  if (left < next + HEADER + 2) return UNSURE;
  return (c.peek8(next + 7) & 0x7f) === 0 ? NO : YES;
}
