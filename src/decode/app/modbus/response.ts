import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { responseFileRecords } from './file-records.ts';
import { DIAGNOSTICS, ENCAPSULATED, UMAS } from './functions.ts';
import { readIdentification, readServerId } from './identification.ts';
import type { ModbusState } from './state.ts';
import { transactionKey } from './state.ts';
import { readUmasResponse } from './umas.ts';
import { bitFields, dataField, registerFields } from './values.ts';

/** Reads a response PDU behind its function code; the window ends with the PDU. */
export function readResponse(
  c: Cursor,
  turn: Turn,
  state: ModbusState,
  code: number,
  exception: boolean,
  transaction: number,
  unit: number,
): void {
  const requests = state.requests;
  state.responsesSeen = true;
  const matched = requests.take(transactionKey(transaction, unit));
  if (!matched && state.requestsSeen && !state.forgiving) turn.anomaly('response-without-request');
  // Only a request of the same function says what the bytes stand for.
  const same = matched && requests.fn === code;
  if (matched) {
    state.forgiving = false;
    if (!same) turn.anomaly('function-mismatch');
  }
  let error = 0;
  if (exception) {
    error = c.u8();
    turn.field('modbus.exception_code', error);
  } else if (code === UMAS) {
    error = readUmasResponse(c, turn, same ? requests.start : -1);
  } else {
    readData(c, turn, code, same ? requests.start : -1, same ? requests.count : -1);
  }
  if (!matched) return;
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

/** `start` and `count` are the request's, or -1 without one. */
function readData(c: Cursor, turn: Turn, code: number, start: number, count: number): void {
  switch (code) {
    case 1:
    case 2: {
      const bytes = counted(c, turn, count < 0 ? -1 : (count + 7) >> 3);
      if (turn.tracing && start >= 0) bitFields(c, turn, Math.min(count, bytes * 8), start);
      dataField(c, turn, bytes);
      return;
    }
    case 3:
    case 4:
    case 23: {
      const bytes = counted(c, turn, count < 0 ? -1 : count * 2);
      const next = c.at + bytes;
      if (turn.tracing) registerFields(c, turn, bytes >> 1, start);
      c.at = next;
      return;
    }
    case 5:
    case 6: {
      const address = c.u16();
      if (turn.tracing) {
        turn.field('modbus.reference_num', address);
        if (code === 6) turn.field('modbus.regval_uint16', c.peek16());
      }
      dataField(c, turn, 2);
      if (start >= 0 && address !== start) turn.anomaly('quantity-mismatch');
      return;
    }
    case 15:
    case 16: {
      const address = c.u16();
      const written = c.u16();
      if (turn.tracing) {
        turn.field('modbus.reference_num', address);
        turn.field(code === 15 ? 'modbus.bit_cnt' : 'modbus.word_cnt', written);
      }
      if (start >= 0 && (address !== start || written !== count)) turn.anomaly('quantity-mismatch');
      return;
    }
    default:
      readRareData(c, turn, code);
  }
}

function readRareData(c: Cursor, turn: Turn, code: number): void {
  switch (code) {
    case 7:
      dataField(c, turn, 1);
      return;
    case DIAGNOSTICS:
      turn.field('modbus.diagnostic_code', c.u16());
      dataField(c, turn, c.left);
      return;
    case 11:
      turn.field('modbus.ev_status', c.u16());
      turn.field('modbus.ev_count', c.u16());
      return;
    case 12: {
      const bytes = counted(c, turn, -1);
      turn.field('modbus.ev_status', c.u16());
      turn.field('modbus.ev_count', c.u16());
      turn.field('modbus.ev_msg_count', c.u16());
      for (let i = 6; i < bytes && c.has(1); i++) turn.field('modbus.event', c.u8());
      return;
    }
    case 17: {
      const bytes = counted(c, turn, -1);
      const at = c.at;
      dataField(c, turn, bytes);
      c.at = at;
      readServerId(c, turn, bytes);
      return;
    }
    case 20:
    case 21:
      responseFileRecords(c, turn, code);
      return;
    case 22:
      turn.field('modbus.reference_num', c.u16());
      turn.field('modbus.and_mask', c.u16());
      turn.field('modbus.or_mask', c.u16());
      return;
    case 24: {
      turn.field('modbus.byte_cnt_16', c.u16());
      const count = c.u16();
      turn.field('modbus.word_cnt', count);
      if (count > 31) turn.anomaly('quantity-out-of-range');
      registerFields(c, turn, count, -1);
      return;
    }
    case ENCAPSULATED: {
      const type = c.u8();
      turn.field('modbus.mei', type);
      if (type === 14) {
        readIdentification(c, turn);
        return;
      }
      turn.unrecognised(c.left);
      c.skip(c.left);
      return;
    }
    default:
      turn.unrecognised(c.left);
      c.skip(c.left);
  }
}

/** Reads a byte count, compares it with what was asked for, and returns what of it is there. */
function counted(c: Cursor, turn: Turn, wanted: number): number {
  const bytes = c.u8();
  if (turn.tracing) turn.field('modbus.byte_cnt', bytes);
  if (bytes > c.left) {
    turn.anomaly('length-mismatch');
    return c.left;
  }
  if (wanted >= 0 && bytes !== wanted) turn.anomaly('quantity-mismatch');
  return bytes;
}
