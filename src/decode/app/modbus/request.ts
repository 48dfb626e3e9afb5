import { READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import {
  COILS,
  DEVICE,
  DIAGNOSTIC,
  DISCRETE_INPUTS,
  FIFO_QUEUE,
  HOLDING_REGISTERS,
  IDENTIFICATION,
  INPUT_REGISTERS,
  MAKER,
} from './areas.ts';
import { ask } from './ask.ts';
import { requestFileRecords } from './file-records.ts';
import { accessOf, DIAGNOSTICS, ENCAPSULATED, UMAS, withSubFunction } from './functions.ts';
import type { ModbusState } from './state.ts';
import { transactionKey } from './state.ts';
import { readUmasRequest, umasAccess } from './umas.ts';
import { bitFields, dataField, registerFields } from './values.ts';

/** Reads a request PDU behind its function code; the window ends with the PDU. */
export function readRequest(
  c: Cursor,
  turn: Turn,
  state: ModbusState,
  code: number,
  transaction: number,
  unit: number,
): void {
  const key = transactionKey(transaction, unit);
  state.requestsSeen = true;
  switch (code) {
    case 1:
    case 2: {
      const start = c.u16();
      const count = c.u16();
      if (turn.tracing) range(turn, start, 'modbus.bit_cnt', count);
      if (count < 1 || count > 2000) turn.anomaly('quantity-out-of-range');
      ask(turn, state, key, code, unit, code === 1 ? COILS : DISCRETE_INPUTS, start, count, READ);
      return;
    }
    case 3:
    case 4: {
      const start = c.u16();
      const count = c.u16();
      if (turn.tracing) range(turn, start, 'modbus.word_cnt', count);
      if (count < 1 || count > 125) turn.anomaly('quantity-out-of-range');
      ask(turn, state, key, code, unit, code === 3 ? HOLDING_REGISTERS : INPUT_REGISTERS, start, count, READ);
      return;
    }
    case 5: {
      const start = c.u16();
      const value = c.peek16();
      if (turn.tracing) turn.field('modbus.reference_num', start);
      dataField(c, turn, 2);
      if (value !== 0 && value !== 0xff00) turn.anomaly('value-out-of-range');
      ask(turn, state, key, code, unit, COILS, start, 1, WRITE);
      return;
    }
    case 6: {
      const start = c.u16();
      if (turn.tracing) {
        turn.field('modbus.reference_num', start);
        turn.field('modbus.regval_uint16', c.peek16());
      }
      dataField(c, turn, 2);
      ask(turn, state, key, code, unit, HOLDING_REGISTERS, start, 1, WRITE);
      return;
    }
    case 15:
    case 16: {
      const start = c.u16();
      const count = c.u16();
      const bytes = c.u8();
      const wanted = code === 15 ? (count + 7) >> 3 : count * 2;
      if (count < 1 || count > (code === 15 ? 1968 : 123)) turn.anomaly('quantity-out-of-range');
      else if (bytes !== wanted) turn.anomaly('length-mismatch');
      if (turn.tracing) writeMany(c, turn, code, start, count, bytes);
      c.skip(bytes);
      ask(turn, state, key, code, unit, code === 15 ? COILS : HOLDING_REGISTERS, start, count, WRITE);
      return;
    }
    case 22: {
      const start = c.u16();
      const and = c.u16();
      const or = c.u16();
      if (turn.tracing) maskWrite(turn, start, and, or);
      ask(turn, state, key, code, unit, HOLDING_REGISTERS, start, 1, WRITE);
      return;
    }
    case 23:
      readWriteRegisters(c, turn, state, key, unit);
      return;
    default:
      readRareRequest(c, turn, state, key, code, unit);
  }
}

function readRareRequest(c: Cursor, turn: Turn, state: ModbusState, key: number, code: number, unit: number): void {
  switch (code) {
    case 7:
    case 11:
    case 12:
    case 17:
      ask(turn, state, key, code, unit, DEVICE, 0, 0, accessOf(code, 0));
      return;
    case DIAGNOSTICS: {
      const sub = c.u16();
      if (turn.tracing) {
        turn.field('modbus.diagnostic_code', sub);
      }
      dataField(c, turn, c.left);
      ask(turn, state, key, withSubFunction(code, sub), unit, DIAGNOSTIC, sub, 0, accessOf(code, sub));
      return;
    }
    case 20:
    case 21:
      requestFileRecords(c, turn, state, key, code, unit);
      return;
    case 24: {
      const start = c.u16();
      turn.field('modbus.reference_num', start);
      ask(turn, state, key, code, unit, FIFO_QUEUE, start, 0, READ);
      return;
    }
    case ENCAPSULATED: {
      const type = c.u8();
      turn.field('modbus.mei', type);
      const fn = withSubFunction(code, type);
      if (type !== 14) {
        turn.unrecognised(c.left);
        c.skip(c.left);
        ask(turn, state, key, fn, unit, MAKER, type, 0, accessOf(code, 0));
        return;
      }
      const level = c.u8();
      const object = c.u8();
      turn.field('modbus.read_device_id', level);
      turn.field('modbus.object_id', object);
      ask(turn, state, key, fn, unit, IDENTIFICATION, object, level, accessOf(code, 0));
      return;
    }
    default:
      readMakerRequest(c, turn, state, key, code, unit);
  }
}

/** A function whose layout is its maker's: named and counted. Of UMAS the function byte behind the session is read. */
function readMakerRequest(c: Cursor, turn: Turn, state: ModbusState, key: number, code: number, unit: number): void {
  if (code === UMAS && c.has(2)) {
    const detail = readUmasRequest(c, turn);
    ask(turn, state, key, withSubFunction(code, detail), unit, MAKER, detail, 0, umasAccess(detail));
    return;
  }
  turn.unrecognised(c.left);
  c.skip(c.left);
  ask(turn, state, key, code, unit, MAKER, 0, 0, accessOf(code, 0));
}

function readWriteRegisters(c: Cursor, turn: Turn, state: ModbusState, key: number, unit: number): void {
  const readStart = c.u16();
  const readCount = c.u16();
  const writeStart = c.u16();
  const writeCount = c.u16();
  const bytes = c.u8();
  if (readCount < 1 || readCount > 125 || writeCount < 1 || writeCount > 121) turn.anomaly('quantity-out-of-range');
  else if (bytes !== writeCount * 2 || bytes !== c.left) turn.anomaly('length-mismatch');
  if (turn.tracing) {
    turn.field('modbus.read_reference_num', readStart);
    turn.field('modbus.read_word_cnt', readCount);
    turn.field('modbus.write_reference_num', writeStart);
    turn.field('modbus.write_word_cnt', writeCount);
    turn.field('modbus.byte_cnt', bytes);
    registerFields(c, turn, Math.min(writeCount, bytes >> 1), writeStart);
  }
  // While tracing the registers moved the cursor already.
  c.skip(c.left);
  ask(turn, state, key, 23, unit, HOLDING_REGISTERS, readStart, readCount, READ);
  state.requests.addHandle(turn.command(23, unit, HOLDING_REGISTERS, writeStart, writeCount, WRITE));
}

function range(turn: Turn, start: number, countName: string, count: number): void {
  turn.field('modbus.reference_num', start);
  turn.field(countName, count);
}

function maskWrite(turn: Turn, start: number, and: number, or: number): void {
  turn.field('modbus.reference_num', start);
  turn.field('modbus.and_mask', and);
  turn.field('modbus.or_mask', or);
}

function writeMany(c: Cursor, turn: Turn, code: number, start: number, count: number, bytes: number): void {
  range(turn, start, code === 15 ? 'modbus.bit_cnt' : 'modbus.word_cnt', count);
  turn.field('modbus.byte_cnt', bytes);
  const at = c.at;
  if (code === 15) {
    bitFields(c, turn, Math.min(count, bytes * 8), start);
    dataField(c, turn, bytes);
  } else registerFields(c, turn, Math.min(count, bytes >> 1), start);
  c.at = at;
}
