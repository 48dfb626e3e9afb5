import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { ACK, ACK_DATA, JOB, USERDATA } from './functions.ts';
import { readAnswer, readJob } from './job.ts';
import type { S7State } from './state.ts';
import { readUserdata, userdataFn } from './userdata.ts';

export const PROTOCOL_ID = 0x32;
const HEADER = 10;
/** Answers carry an error class and code as well. */
const ANSWER_HEADER = 12;

/** Reads one S7 PDU that fills the window: one message. What is no S7 PDU is counted and left alone. */
export function readPdu(c: Cursor, turn: Turn, state: S7State): void {
  const rosctr = c.peek8(1);
  if (c.left < HEADER || c.peek8() !== PROTOCOL_ID || rosctr < 1 || rosctr > 7) {
    if (c.left === 0) return;
    turn.anomaly('foreign-payload');
    turn.unrecognised(c.left);
    c.skip(c.left);
    return;
  }
  const answer = (rosctr === ACK || rosctr === ACK_DATA) && c.left >= ANSWER_HEADER;
  c.skip(4);
  const reference = c.u16();
  const parameterLength = c.u16();
  const dataLength = c.u16();
  const error = answer ? c.u16() : 0;
  const data = Math.min(c.at + parameterLength, c.end);
  const end = Math.min(data + dataLength, c.end);
  const fn = rosctr === USERDATA ? userdataFn(c, data - c.at) : rosctr * 256 + (data > c.at ? c.peek8() : 0);

  turn.message(fn);
  if (turn.tracing) {
    connectionFields(turn, state);
    turn.field('s7comm.header.rosctr', rosctr);
    turn.field('s7comm.header.pduref', reference);
    turn.field('s7comm.header.parlg', parameterLength);
    turn.field('s7comm.header.datlg', dataLength);
    if (answer) {
      turn.field('s7comm.header.errcls', error >> 8);
      turn.field('s7comm.header.errcod', error & 0xff);
    }
    if (rosctr !== USERDATA && data > c.at) turn.field('s7comm.param.func', fn & 0xff);
  }
  const outer = c.end;
  if (c.at + parameterLength + dataLength !== outer) turn.anomaly('length-mismatch');
  if (end < outer) turn.unrecognised(outer - end);
  c.end = end;
  if (rosctr === JOB) readJob(c, turn, state, fn, reference, data);
  else if (rosctr === ACK || rosctr === ACK_DATA) readAnswer(c, turn, state, fn, reference, data, error);
  else if (rosctr === USERDATA) readUserdata(c, turn, state, fn, reference, data);
  else {
    turn.anomaly('rosctr-unknown');
    turn.unrecognised(c.left);
  }
  if (c.failed) {
    turn.anomaly('parameters-short');
    // The failure was that of a window inside the PDU, which ends here.
    c.failed = false;
  }
  c.end = outer;
  c.at = outer;
}

/** The connection request is no S7 message; what it said is told with the first that is. */
function connectionFields(turn: Turn, state: S7State): void {
  if (state.calledTsap === '' || state.tsapsTold) return;
  turn.field('cotp.src-tsap-bytes', state.callingTsap);
  turn.field('cotp.dst-tsap-bytes', state.calledTsap);
  if (state.calledTsap.length === 4) {
    turn.field('s7comm.connection', connectionKind(Number.parseInt(state.calledTsap.slice(0, 2), 16)));
    turn.field('s7comm.rack', state.unit >> 5);
    turn.field('s7comm.slot', state.unit & 31);
  }
  state.tsapsTold = true;
}

function connectionKind(value: number): string {
  return value === 1 ? 'pg' : value === 2 ? 'op' : value === 3 ? 'basic' : `${value}`;
}
