import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { shortClock } from './clock.ts';

/** Subscribing to what a controller tells by itself, and what it then tells: sub-functions 2 and 3 of group 4. */

const ALARMS = 0x80;

/** Which events, under which name; and for messages of blocks, which kind. The answer says how it went. */
export function readMessageService(c: Cursor, turn: Turn, request: boolean): void {
  if (!request) {
    turn.field('s7comm.cpu.msg.res_result', c.u8());
    c.skip(1);
    if (!c.has(3)) return;
    turn.field('s7comm.cpu.msg.almtype', c.u8());
    c.skip(2);
    return;
  }
  const events = c.u8();
  turn.field('s7comm.cpu.msg.events', events);
  c.skip(1);
  turn.field('s7comm.cpu.msg.username', c.latin1(8).replace(/[\0 ]+$/, ''));
  if ((events & ALARMS) === 0 || !c.has(2)) return;
  turn.field('s7comm.cpu.msg.almtype', c.u8());
  c.skip(1);
}

/** One entry of the diagnostic buffer, sent when it was made. */
export function readDiagnosticMessage(c: Cursor, turn: Turn): void {
  if (!c.has(20)) return;
  turn.field('s7comm.cpu.diag_msg.eventid', c.u16());
  turn.field('s7comm.cpu.diag_msg.prioclass', c.u8());
  turn.field('s7comm.cpu.diag_msg.obnumber', c.u8());
  turn.field('s7comm.cpu.diag_msg.datid', c.u16());
  turn.field('s7comm.cpu.diag_msg.info1', c.u16());
  turn.field('s7comm.cpu.diag_msg.info2', c.u32());
  if (turn.tracing) turn.field('s7comm.data.ts', shortClock(c));
  else c.skip(8);
}
