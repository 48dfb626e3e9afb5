import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { shortClock } from './clock.ts';
import type { S7State } from './state.ts';
import { readValues } from './variables.ts';

/** Messages that blocks of the program send, and what is done with them: group 4 of userdata but for status lists. */

export const ALARM_QUERY = 0x13;
const ALARM_8 = 0x05;
const NOTIFY = 0x06;
const ALARM_LOCK = 0x07;
const ALARM_UNLOCK = 0x08;
const SCAN = 0x09;
const ALARM_ACK = 0x0b;
const ALARM_ACK_INDICATION = 0x0c;
const UNLOCK_INDICATION = 0x0e;
const ALARM_SQ = 0x11;
const ALARM_S = 0x12;
const NOTIFY_8 = 0x16;

/** Syntax bytes of an alarm's object. */
const INDICATED = 0x16;
const ACKNOWLEDGED = 0x19;
const QUERIED = 0x1a;
const LOCKED = 0x15;
const NOTIFIED = 0x1c;

const alarms: ReadonlySet<number> = new Set([
  ALARM_8,
  NOTIFY,
  ALARM_LOCK,
  ALARM_UNLOCK,
  SCAN,
  ALARM_ACK,
  ALARM_ACK_INDICATION,
  0x0d,
  UNLOCK_INDICATION,
  ALARM_SQ,
  ALARM_S,
  ALARM_QUERY,
  NOTIFY_8,
]);
const timed: ReadonlySet<number> = new Set([ALARM_8, NOTIFY, ALARM_ACK_INDICATION, ALARM_SQ, ALARM_S, NOTIFY_8]);

export function isAlarm(sub: number): boolean {
  return alarms.has(sub);
}

/** A request about alarms, or one that the controller sends. */
export function readAlarms(c: Cursor, turn: Turn, state: S7State, sub: number): void {
  if (sub === SCAN) c.skip(2);
  if (sub === SCAN || timed.has(sub)) {
    if (turn.tracing) turn.field('s7comm.alarm.timestamp_coming', shortClock(c));
    else c.skip(8);
  }
  if (sub === SCAN) c.skip(2);
  c.skip(1);
  const objects = c.u8();
  turn.field('s7comm.alarm.nr_objects', objects);
  for (let i = 0; i < objects && c.has(3); i++) {
    c.skip(1);
    const length = c.u8();
    const syntax = c.u8();
    turn.field('s7comm.param.item.syntaxid', syntax);
    readObject(c, turn, state, syntax, length);
  }
}

function readObject(c: Cursor, turn: Turn, state: S7State, syntax: number, length: number): void {
  if (syntax === QUERIED) {
    c.skip(1);
    const by = c.u8();
    turn.field('s7comm.alarm.query.querytype', by);
    c.skip(1);
    turn.field(by === 1 ? 's7comm.alarm.query.alarmtype' : 's7comm.alarm.event_id', c.u32());
    return;
  }
  const indicated = syntax === INDICATED || syntax === NOTIFIED;
  if (!indicated && syntax !== LOCKED && syntax !== ACKNOWLEDGED) {
    const rest = Math.min(Math.max(length - 1, 0), c.left);
    turn.unrecognised(rest);
    c.skip(rest);
    return;
  }
  const values = c.u8();
  turn.field('s7comm.alarm.event_id', c.u32());
  if (indicated) {
    turn.field('s7comm.alarm.eventstate', c.u8());
    turn.field('s7comm.alarm.state', c.u8());
  }
  if (syntax !== LOCKED) {
    turn.field('s7comm.alarm.ack_state.going', c.u8());
    turn.field('s7comm.alarm.ack_state.coming', c.u8());
  }
  if (syntax === NOTIFIED) {
    turn.field('s7comm.alarm.event.going', c.u8());
    turn.field('s7comm.alarm.event.coming', c.u8());
    turn.field('s7comm.alarm.event.lastchanged', c.u8());
    c.skip(1);
  }
  if (indicated) readValues(c, turn, state, values, true);
}

/** An answer: a return code for each object; or, to a query, the alarms that stand. */
export function readAlarmAnswer(c: Cursor, turn: Turn, state: S7State, sub: number): void {
  c.skip(1);
  const objects = c.u8();
  turn.field('s7comm.alarm.nr_objects', objects);
  if (sub !== ALARM_QUERY) {
    for (let i = 0; i < objects && c.has(1); i++) turn.field('s7comm.data.returncode', c.u8());
    return;
  }
  turn.field('s7comm.data.returncode', c.u8());
  // Transport size, and the length of all data sets, which a controller may leave open.
  c.skip(3);
  // A data set is at least twelve bytes: the PDU's length bounds how many there are.
  while (c.has(12) && c.peek8() !== 0) readStanding(c, turn, state);
}

/** Length, two bytes, kind of alarm, number, then its states; a message of its own kind brings when and with what. */
function readStanding(c: Cursor, turn: Turn, state: S7State): void {
  c.skip(3);
  const kind = c.u8();
  turn.field('s7comm.alarm.query.alarmtype', kind);
  turn.field('s7comm.alarm.event_id', c.u32());
  c.skip(1);
  turn.field('s7comm.alarm.eventstate', c.u8());
  turn.field('s7comm.alarm.ack_state.going', c.u8());
  turn.field('s7comm.alarm.ack_state.coming', c.u8());
  if (kind !== 4) return;
  for (const name of ['s7comm.alarm.timestamp_coming', 's7comm.alarm.timestamp_going']) {
    if (turn.tracing && c.has(8)) turn.field(name, shortClock(c));
    else c.skip(8);
    readValues(c, turn, state, 1, true);
  }
}
