import type { Cursor } from '../../../kernel/cursor.ts';
import { STOP } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { blockOf } from './blocks.ts';
import { BLOCK, INVOCATION, kindArea } from './objects.ts';
import { holdsPassword, serviceAccess, serviceIndex } from './services.ts';
import type { S7State } from './state.ts';

/** A block's name in an argument is eight characters, and the count before them one byte. */
const BLOCK_NAME = 8;

/** Function 0x28 behind its code: seven bytes, an argument, and the service's name. */
export function readInvocation(c: Cursor, turn: Turn, state: S7State, fn: number): void {
  c.skip(7);
  const argument = c.latin1(Math.min(c.u16(), c.left));
  const name = c.latin1(Math.min(c.u8(), c.left));
  turn.field('s7comm.param.pistart.servicename', name);
  if (turn.tracing && !holdsPassword(name)) argumentFields(turn, name, argument);
  const access = serviceAccess(name);
  const blocks = name === '_INSE' || name === '_DELE' || name === '_INS2' ? argument.charCodeAt(0) || 0 : 0;
  let told = 0;
  for (let at = 2; told < blocks && at + BLOCK_NAME <= argument.length; at += BLOCK_NAME, told++) {
    const block = blockOf(argument, at);
    if (turn.tracing) turn.field('s7comm.param.blockcontrol.filename', argument.slice(at, at + BLOCK_NAME));
    command(turn, state, fn, kindArea(BLOCK, block.type), block.number, 1, access);
  }
  if (told < blocks) turn.anomaly('parameters-short');
  if (told > 0) return;
  command(turn, state, fn, kindArea(INVOCATION, serviceIndex(name)), 0, 0, access);
}

/** A numerical control's argument is a row of texts, each with its length before it and filled to an even end. */
function argumentFields(turn: Turn, name: string, argument: string): void {
  turn.field('s7comm.param.pistart.argument', argument);
  if (!name.startsWith('_N_')) return;
  for (let at = 0; at < argument.length; ) {
    const length = argument.charCodeAt(at);
    turn.field('s7comm.param.pi.argument', argument.slice(at + 1, at + 1 + length));
    at += 1 + length + ((1 + length) & 1);
  }
}

/** Function 0x29 behind its code: five bytes and the name of what is stopped. */
export function readStop(c: Cursor, turn: Turn, state: S7State, fn: number): void {
  c.skip(5);
  turn.field('s7comm.param.pistart.servicename', c.latin1(Math.min(c.u8(), c.left)));
  command(turn, state, fn, kindArea(INVOCATION, serviceIndex('P_PROGRAM')), 0, 0, STOP);
}
