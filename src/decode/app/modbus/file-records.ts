import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { FILE_RECORDS } from './areas.ts';
import { accessOf, WRITE_FILE_RECORD } from './functions.ts';
import { ask } from './ask.ts';
import type { ModbusState } from './state.ts';
import { dataField } from './values.ts';

/**
 * Functions 20 and 21: groups of (reference type 6, file, record, length), V1.1b3 sections 6.14 and 6.15. What is left
 * behind the last group stays in the window, and whoever set it counts that.
 */

/** A group is at least 7 bytes and a byte count at most 255: no request holds more groups than this. */
export const MAX_GROUPS = 36;

export function requestFileRecords(
  c: Cursor,
  turn: Turn,
  state: ModbusState,
  key: number,
  code: number,
  unit: number,
): void {
  const bytes = c.u8();
  turn.field('modbus.byte_cnt', bytes);
  if (bytes !== c.left) turn.anomaly('length-mismatch');
  const access = accessOf(code, 0);
  let groups = 0;
  while (c.has(7) && groups < MAX_GROUPS) {
    const type = c.u8();
    const start = c.u32();
    const count = c.u16();
    groupFields(turn, type, start, count);
    if (code === WRITE_FILE_RECORD) recordData(c, turn, count);
    if (groups++ === 0) ask(turn, state, key, code, unit, FILE_RECORDS, start, count, access);
    else state.requests.addHandle(turn.command(code, unit, FILE_RECORDS, start, count, access));
  }
  // An empty request still is one, and its answer has to find it.
  if (groups === 0) ask(turn, state, key, code, unit, FILE_RECORDS, 0, 0, access);
}

export function responseFileRecords(c: Cursor, turn: Turn, code: number): void {
  const bytes = c.u8();
  turn.field('modbus.byte_cnt', bytes);
  if (bytes !== c.left) turn.anomaly('length-mismatch');
  for (let groups = 0; groups < MAX_GROUPS && c.has(code === WRITE_FILE_RECORD ? 7 : 2); groups++) {
    if (code === WRITE_FILE_RECORD) {
      const type = c.u8();
      const start = c.u32();
      const count = c.u16();
      groupFields(turn, type, start, count);
      recordData(c, turn, count);
    } else {
      // The length counts the reference type and the data.
      const length = c.u8();
      turn.field('modbus.reference_type', c.u8());
      if (length < 1 || length - 1 > c.left) turn.anomaly('length-mismatch');
      dataField(c, turn, Math.min(Math.max(0, length - 1), c.left));
    }
  }
}

function groupFields(turn: Turn, type: number, start: number, count: number): void {
  turn.field('modbus.reference_type', type);
  turn.field('modbus.reference_num_32', start);
  turn.field('modbus.word_cnt', count);
  if (type !== 6) turn.anomaly('value-out-of-range');
}

function recordData(c: Cursor, turn: Turn, count: number): void {
  if (count * 2 > c.left) turn.anomaly('length-mismatch');
  dataField(c, turn, Math.min(count * 2, c.left));
}
