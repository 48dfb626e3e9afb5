import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { alarmFunction } from './functions.ts';
import { place } from './place.ts';
import { MAX_BLOCKS, readBlocks } from './read-blocks.ts';

/** Endpoints, kind, flags, two numbers, length. */
const HEADER = 12;
const DATA = 1;
const ERROR = 4;

export function hasAlarmHeader(c: Cursor): boolean {
  return c.has(HEADER);
}

/** Reads one alarm message of the protocol that speaks already (IEC 61158-6-10 4.7). */
export function readAlarm(c: Cursor, turn: Turn, high: boolean): void {
  const destination = c.u16();
  const source = c.u16();
  const kind = c.u8();
  c.skip(1);
  const sent = c.u16();
  const acknowledged = c.u16();
  const length = c.u16();
  turn.message(alarmFunction(high, kind));
  if (turn.tracing) {
    turn.field('pn_io.alarm_dst_endpoint', destination);
    turn.field('pn_io.alarm_src_endpoint', source);
    turn.field('pn_io.pdu_type', kind & 15);
    turn.field('pn_io.send_seq_num', sent);
    turn.field('pn_io.ack_seq_num', acknowledged);
    turn.field('pn_io.var_part_len', length);
  }
  if (length > c.left) turn.anomaly('block-cut');
  const end = c.end;
  c.end = Math.min(c.at + length, end);
  if ((kind & 15) === DATA) {
    place.begin(MAX_BLOCKS, true);
    readBlocks(c, turn, 0, undefined);
  } else if ((kind & 15) === ERROR && c.has(4)) {
    const status = c.u32();
    if (turn.tracing) turn.field('pn_io.status', status);
  }
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = c.end;
  c.end = end;
}
