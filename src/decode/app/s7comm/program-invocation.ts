import type { Cursor } from '../../../kernel/cursor.ts';
import { STOP } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { blockOf } from './blocks.ts';
import { BLOCK, INVOCATION, kindArea, serviceAccess, services } from './objects.ts';
import type { S7State } from './state.ts';

/** A block's name in an argument is eight characters, and the count before them one byte. */
const BLOCK_NAME = 8;

/** Function 0x28 behind its code: seven bytes, an argument, and the service's name. */
export function readInvocation(c: Cursor, turn: Turn, state: S7State, fn: number): void {
  c.skip(7);
  const argument = c.latin1(Math.min(c.u16(), c.left));
  const name = c.latin1(Math.min(c.u8(), c.left));
  turn.field('s7comm.param.pistart.servicename', name);
  turn.field('s7comm.param.pistart.argument', argument);
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
  // Index 0 is the empty name of a service that is not listed.
  command(turn, state, fn, kindArea(INVOCATION, Math.max(0, services.indexOf(name))), 0, 0, access);
}

/** Function 0x29 behind its code: five bytes and the name of what is stopped. */
export function readStop(c: Cursor, turn: Turn, state: S7State, fn: number): void {
  c.skip(5);
  turn.field('s7comm.param.pistart.servicename', c.latin1(Math.min(c.u8(), c.left)));
  command(turn, state, fn, kindArea(INVOCATION, services.indexOf('P_PROGRAM')), 0, 0, STOP);
}
