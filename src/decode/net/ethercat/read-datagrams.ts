import type { Cursor } from '../../../kernel/cursor.ts';
import { PROGRAM, STOP } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { ethercatCommands } from './fields.ts';

/** Datagrams of one frame: more than 1,498 bytes hold. */
export const MAX_DATAGRAMS = 128;

const FRAME_HEADER = 2;
const DATAGRAM_HEADER = 10;
const COUNTER = 2;
const MORE_FOLLOW = 0x8000;
/** Registers: state that a device is to take, and what its memory for settings is to do: reading it is asked for by a write too. */
const STATE_CONTROL = 0x0120;
const MEMORY_CONTROL = 0x0502;
const MEMORY_WRITE = 2;
/** Commands that write to one device or all. */
const writes: ReadonlySet<number> = new Set([2, 3, 5, 6, 8, 9]);
/** Commands whose address is one of 32 bits in a memory of all devices. */
const logical: ReadonlySet<number> = new Set([10, 11, 12]);

/** Length in eleven bits, and a type: 1 for datagrams. */
export function holdsDatagrams(c: Cursor): boolean {
  if (c.left < FRAME_HEADER + DATAGRAM_HEADER + COUNTER) return false;
  const header = (c.peek8(1) << 8) | c.peek8();
  return header >> 11 === 2 && (header & 0x7ff) + FRAME_HEADER <= c.left;
}

/** Whether datagrams of known commands fill what the header says. */
export function datagramsFit(c: Cursor): boolean {
  const end = FRAME_HEADER + (((c.peek8(1) << 8) | c.peek8()) & 0x7ff);
  let at = FRAME_HEADER;
  for (let read = 0; read < MAX_DATAGRAMS && at + DATAGRAM_HEADER + COUNTER <= end; read++) {
    const size = (c.peek8(at + 7) << 8) | c.peek8(at + 6);
    if (c.peek8(at) >= ethercatCommands.length || (size & 0x3800) !== 0) return false;
    at += DATAGRAM_HEADER + (size & 0x7ff) + COUNTER;
    if ((size & MORE_FOLLOW) === 0) return at === end;
  }
  return false;
}

/** Each datagram is a message. Moves to the window's end. */
export function readDatagrams(c: Cursor, turn: Turn): void {
  const outer = c.end;
  c.end = Math.min(outer, c.at + FRAME_HEADER + (((c.peek8(1) << 8) | c.peek8()) & 0x7ff));
  c.skip(FRAME_HEADER);
  for (let read = 0, more = true; more; read++) {
    if (read === MAX_DATAGRAMS) {
      turn.anomaly('too-many-entries');
      break;
    }
    const size = (c.peek8(7) << 8) | c.peek8(6);
    const length = size & 0x7ff;
    if (!c.has(DATAGRAM_HEADER + length + COUNTER)) {
      turn.anomaly('cut-short');
      break;
    }
    readDatagram(c, turn, length);
    c.skip(DATAGRAM_HEADER + length + COUNTER);
    more = (size & MORE_FOLLOW) !== 0;
  }
  turn.unrecognised(c.left);
  c.end = outer;
  c.at = outer;
}

function readDatagram(c: Cursor, turn: Turn, length: number): void {
  const command = c.peek8();
  const device = (c.peek8(3) << 8) | c.peek8(2);
  const register = (c.peek8(5) << 8) | c.peek8(4);
  const done = (c.peek8(DATAGRAM_HEADER + length + 1) << 8) | c.peek8(DATAGRAM_HEADER + length);
  turn.message(command);
  if (turn.tracing) {
    turn.field('ecat.cmd', command);
    turn.field('ecat.idx', c.peek8(1));
    if (logical.has(command)) turn.field('ecat.lad', register * 0x1_0000 + device);
    else {
      turn.field('ecat.adp', device);
      turn.field('ecat.ado', register);
    }
    turn.field('ecat.subframe.length', length);
    turn.field('ecat.cnt', done);
  }
  if (command >= ethercatCommands.length) turn.anomaly('command-unknown');
  // A frame comes back to its master with its counters raised: what was asked is told once, before anybody did it.
  if (done === 0 && writes.has(command)) {
    if (register === STATE_CONTROL && length > 0)
      turn.command(command, 0, register, device, c.peek8(DATAGRAM_HEADER) & 15, STOP);
    else if (register === MEMORY_CONTROL && length >= 2 && (c.peek8(DATAGRAM_HEADER + 1) & 7) === MEMORY_WRITE)
      turn.command(command, 0, register, device, length, PROGRAM);
  }
  turn.unrecognised(length);
}
