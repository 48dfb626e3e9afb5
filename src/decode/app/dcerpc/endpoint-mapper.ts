import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { half, uuidText, within, word } from './byte-order.ts';
import { findInterface, interfaces, UNKNOWN_INTERFACE } from './interfaces.ts';
import type { StubData } from './stub-data.ts';

/** Towers of one answer that are read; clients ask for four or so. */
export const MAX_TOWERS = 64;
/** Floors of one tower; those of Windows have five or six. */
export const MAX_FLOORS = 16;

const UUID_FLOOR = 0x0d;
const TCP_FLOOR = 0x07;
const UDP_FLOOR = 0x08;
const IP_FLOOR = 0x09;
const PIPE_FLOOR = 0x0f;

/** What is asked for: an object, and the tower of an interface without addresses (C706 appendix O). */
export function readMapRequest(c: Cursor, turn: Turn, stub: StubData): number {
  let at = stub.at;
  // A pointer to an object's identifier, which most leave out or fill with zeros.
  at += word(c, at, stub.little) === 0 ? 4 : 20;
  if (word(c, at, stub.little) === 0) return at + 4 - stub.at;
  const end = readTower(c, turn, at + 4, stub);
  return Math.min(end - stub.at, stub.length);
}

/** Where the interface is spoken: handle, count, pointers to towers, themselves, and a status. */
export function readMapReply(c: Cursor, turn: Turn, stub: StubData): number {
  const { at, length, little } = stub;
  const found = word(c, at + 32, little);
  if (length < 36 || found > MAX_TOWERS) {
    if (found > MAX_TOWERS) turn.anomaly('too-many-towers');
    return Math.min(length, 36);
  }
  let next = at + 36 + found * 4;
  for (let i = 0; i < found && next + 8 <= at + length; i++) next = readTower(c, turn, next, stub);
  return Math.min(next - at + 4, length);
}

/** One tower: its size twice, the number of floors, and floors of two sides. Returns where the next begins. */
function readTower(c: Cursor, turn: Turn, ahead: number, stub: StubData): number {
  const size = word(c, ahead + 4, stub.little);
  const start = ahead + 8;
  const limit = stub.at + stub.length;
  if (size < 2 || start + size > limit || !within(c, start, size)) return limit;
  const end = start + size;
  // Towers are little-endian whatever the call is.
  const floors = Math.min(half(c, start, true), MAX_FLOORS);
  let at = start + 2;
  for (let i = 0; i < floors && at + 2 <= end; i++) {
    const left = half(c, at, true);
    const right = at + 2 + left;
    if (right + 2 > end) break;
    const length = half(c, right, true);
    if (right + 2 + length > end) break;
    if (turn.tracing) traceFloor(c, turn, at + 2, left, right + 2, length, i);
    at = right + 2 + length;
  }
  return end + ((4 - ((end - stub.at) & 3)) & 3);
}

function traceFloor(
  c: Cursor,
  turn: Turn,
  left: number,
  leftLength: number,
  right: number,
  length: number,
  i: number,
): void {
  switch (c.peek8(left)) {
    case UUID_FLOOR: {
      // The second of them is the transfer syntax.
      if (i !== 0 || leftLength < 17) return;
      const at = left + 1;
      const index = findInterface(
        word(c, at, true),
        half(c, at + 4, true),
        half(c, at + 6, true),
        c.peek32(at + 8) >>> 0,
        c.peek32(at + 12) >>> 0,
      );
      const name = index === UNKNOWN_INTERFACE ? uuidText(c, at, true) : (interfaces[index]?.name ?? '');
      turn.field('epm.interface', name);
      return;
    }
    case TCP_FLOOR:
      if (length === 2) turn.field('epm.proto.tcp_port', c.peek16(right));
      return;
    case UDP_FLOOR:
      if (length === 2) turn.field('epm.proto.udp_port', c.peek16(right));
      return;
    case IP_FLOOR:
      if (length === 4) turn.field('epm.proto.ip', ipv4Text(c.bytes, c.at + right));
      return;
    case PIPE_FLOOR:
      turn.field('epm.proto.named_pipe', zeroEndedText(c.bytes, c.at + right, c.at + right + length));
      return;
    default:
  }
}
