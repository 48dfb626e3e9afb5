import type { Cursor } from '../../kernel/cursor.ts';
import type { AnomalySpec, FieldSpec, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../verdict.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { FRAME_INCOMPLETE, frameAt, MAX_FRAME, NO_FRAME, shape } from './modbus-rtu/frame.ts';
import { objectName } from './modbus/areas.ts';
import { anomalies as modbusAnomalies, fields as modbusFields } from './modbus/fields.ts';
import { functionName } from './modbus/functions.ts';
import { readRequest } from './modbus/request.ts';
import { readResponse } from './modbus/response.ts';
import { specLists } from './modbus/spec-lists.ts';
import { ModbusState } from './modbus/state.ts';

/** Units above are reserved (section 2.2). */
const LAST_UNIT = 247;
/** Unit, function and check sum. */
const AROUND = 4;

/**
 * Modbus as on a serial line, its frames put into TCP as they are by gateways that know nothing of Modbus: no header,
 * a check sum at the end. What the functions mean is read by what reads Modbus/TCP.
 */
export const modbusRtu: StreamProtocol<ModbusState> = {
  kind: 'stream',
  name: 'modbus-rtu',
  title: 'Modbus RTU over TCP',
  spec: 'MODBUS over Serial Line V1.02; MODBUS Application Protocol V1.1b3',
  fields: rtuFields(),
  anomalies: rtuAnomalies(),
  functionName,
  objectName,
  undecoded: "makers' functions, whose length nobody else knows, Modbus ASCII over TCP",
  specLists,
  // Two frames one after the other, each with a check sum of 16 bits, one of 19 functions of 256, and counts that fit.
  falseMatchLog2: -40,
  ports: [502, 4001, 10001],
  maxMessage: MAX_FRAME,
  open: () => new ModbusState(),
  probe,
  parse,
  gap(state) {
    state.requests.clear();
    state.forgiving = true;
  },
};

function rtuFields(): Record<string, FieldSpec> {
  const shared = Object.entries(modbusFields).filter(([name]) => !name.startsWith('mbtcp.') && !name.includes('umas'));
  return {
    'mbrtu.unit_id': { doc: 'address of the device on the line; 0 is all of them' },
    'mbrtu.crc16': { doc: 'check sum of the frame' },
    ...Object.fromEntries(shared),
  };
}

function rtuAnomalies(): Record<string, AnomalySpec> {
  const { oversize: _, ...shared } = modbusAnomalies;
  return shared;
}

function parse(c: Cursor, turn: Turn, state: ModbusState): Outcome {
  const length = frameAt(c, 0);
  if (length === FRAME_INCOMPLETE) return MORE;
  if (length === NO_FRAME) return BAD;
  const start = c.at;
  const response = isResponse(turn, state);
  const unit = c.u8();
  const code = c.u8();
  const fn = code & 0x7f;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('mbrtu.unit_id', unit);
    turn.field('modbus.func_code', fn);
    turn.field('mbrtu.crc16', c.peek8(length - AROUND) + 256 * c.peek8(length - AROUND + 1));
  }
  const outer = c.end;
  const end = start + length - 2;
  c.end = end;
  // A line has one request open at a time; a unit's is found by its number.
  if (response) readResponse(c, turn, state, fn, code > 0x7f, 0, unit);
  else readRequest(c, turn, state, fn, 0, unit);
  if (c.failed || c.at < end) {
    turn.anomaly('length-mismatch');
    if (c.at < end) turn.unrecognised(end - c.at);
    c.failed = false;
  }
  c.end = outer;
  c.at = start + length;
  return DONE;
}

/** Told by the frame that was found last, where it can be only one of the two; else by who sent such a one before. */
function isResponse(turn: Turn, state: ModbusState): boolean {
  if (shape.request !== shape.response) {
    if (state.orientation === 0) state.orientation = shape.request !== turn.fromServer ? 1 : 2;
    return shape.response;
  }
  return turn.fromServer !== (state.orientation === 2);
}

/** Two frames in a row that are as the specification has them. */
function probe(c: Cursor): Verdict {
  if (c.left > 0 && c.peek8() > LAST_UNIT) return NO;
  let ahead = 0;
  for (let frames = 0; frames < 2; frames++) {
    const length = frameAt(c, ahead);
    if (length === FRAME_INCOMPLETE) return UNSURE;
    if (length === NO_FRAME || (!shape.request && !shape.response)) return NO;
    ahead += length;
  }
  return YES;
}
