import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readObjects } from './elements.ts';
import { CREATE_OBJECT, DELETE_OBJECT, EXPLORE, GET_MULTI, GET_VARIABLE } from './functions.ts';
import { readValue } from './values.ts';
import { lowVlq, vlq32 } from './vlq.ts';

/** The version of a session's server: `1;order number;firmware`. */
const SESSION_VERSION = 319;
const version = /^\d+;([^;]+);\s*(V[0-9.]+)/;

/** Items of one answer or notification that are read. */
export const MAX_ANSWERED = 1024;

/** Reads an answer behind its head; returns the error, 0 for none. */
export function readResponse(c: Cursor, turn: Turn, code: number): number {
  const result = lowVlq(c);
  // The lowest 16 bits are negative for errors; what is positive is news of a success.
  const error = (result & 0x8000) === 0 ? 0 : result & 0xffff;
  turn.field('s7comm-plus.returnvalue', result & 0xffff);
  if (error !== 0 || c.failed) return error;
  switch (code) {
    case CREATE_OBJECT: {
      const ids = c.u8();
      for (let i = 0; i < ids && c.ok; i++) turn.field('s7comm-plus.object.relid', vlq32(c));
      readObjects(c, turn, (id, text) => claim(turn, id, text));
      return 0;
    }
    case DELETE_OBJECT:
      turn.field('s7comm-plus.object.relid', c.u32());
      return 0;
    case EXPLORE:
      turn.field('s7comm-plus.object.relid', c.u32());
      readObjects(c, turn, undefined);
      return 0;
    case GET_MULTI:
      readAnswers(c, turn);
      return 0;
    case GET_VARIABLE:
      readValue(c, turn, 0, undefined);
      return 0;
    default:
      return 0;
  }
}

function claim(turn: Turn, id: number, text: string): void {
  if (id !== SESSION_VERSION) return;
  const parts = version.exec(text);
  if (parts === null) return;
  const [, order = '', firmware = ''] = parts;
  turn.claim(turn.sender, 'model', order.trim());
  turn.claim(turn.sender, 'firmware', firmware);
}

/** Item's number and value; a zero ends them, and the errors of others follow. */
function readAnswers(c: Cursor, turn: Turn): void {
  for (let i = 0; i < MAX_ANSWERED && c.ok; i++) {
    const item = vlq32(c);
    if (item === 0) break;
    if (!readValue(c, turn, item, undefined)) return;
  }
  for (let i = 0; i < MAX_ANSWERED && c.left > 0; i++) {
    const item = vlq32(c);
    if (item === 0) return;
    const error = lowVlq(c) & 0xffff;
    if (turn.tracing) turn.field('s7comm-plus.item.error', `${item}: ${error}`);
  }
}

/** What stands before an item of a notification: a value under a number of fixed or of variable length, or an error. */
const itemKinds: ReadonlySet<number> = new Set([0x92, 0x9b, 0x03, 0x13, 0x9c]);

/** A notification: whose subscription, a number, and the values that changed. */
export function readNotification(c: Cursor, turn: Turn): void {
  turn.field('s7comm-plus.notification.subscrobjectid', c.u32());
  c.skip(6);
  // Early controllers have no tick of credit before the number: the first item's kind then stands one byte sooner.
  if (!itemKinds.has(c.peek8(2)) && c.left > 8) c.skip(1);
  turn.field('s7comm-plus.notification.seqnum', vlq32(c));
  // A counter of changes; where it is zero a time and another counter follow.
  if (c.peek8() === 0) c.skip(9);
  else c.skip(1);
  for (let i = 0; i < MAX_ANSWERED && c.left > 0; i++) {
    const kind = c.u8();
    if (kind === 0) return;
    if (kind === 0x92 || kind === 0x9b) {
      const item = kind === 0x92 ? c.u32() : vlq32(c);
      if (!readValue(c, turn, item, undefined)) return;
    } else if (kind === 0x03 || kind === 0x13 || kind === 0x9c) {
      const item = c.u32();
      if (turn.tracing) turn.field('s7comm-plus.item.error', `${item}: ${kind}`);
    } else {
      c.at--;
      return;
    }
  }
}
