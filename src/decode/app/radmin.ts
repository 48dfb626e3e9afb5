import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';

/** 1, the length of the body in four octets, the sum of the body in four. */
const HEADER = 9;
/** Bodies of the messages that open a connection, which go in the clear; those seen have 1, 5 and 37 bytes. */
export const MAX_RADMIN_BODY = 1024;

const functions: ReadonlyMap<number, string> = new Map([
  [0x08, 'hello'],
  [0x27, 'session'],
]);

/**
 * Radmin: the messages that open a connection. The protocol is not published; that the header's last number is the sum
 * of the body in words of four octets, little endian, was read from traffic, and makes the probe a sure one.
 */
export const radmin: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'radmin',
  title: 'Radmin',
  spec: 'not published; read from traffic of version 3',
  fields: {
    'radmin.length': { doc: 'Bytes of the body.', unit: 'bytes' },
    'radmin.command': { doc: 'First octet of the body.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => functions.get(fn),
  undecoded: 'Everything but the kind of the opening messages; after them all is taken for encrypted.',
  // First octet 8 bits, length 22, sum 32.
  falseMatchLog2: -60,
  ports: [4899],
  canBegin: (byte: number): boolean => byte === 1,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() !== 1) return NO;
    if (c.left < HEADER) return UNSURE;
    const length = c.peek32(1);
    if (length === 0 || length > MAX_RADMIN_BODY) return NO;
    if (!c.has(HEADER + length)) return UNSURE;
    // A body of zeros with a sum of zero is anybody's.
    return c.peek32(5) !== 0 && c.peek32(5) === sum(c, HEADER, length) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.peek8() !== 1) return passOver(turn);
    if (c.left < 5) return MORE;
    const length = c.peek32(1);
    if (length === 0 || length > MAX_RADMIN_BODY) return passOver(turn);
    if (!c.has(HEADER + length)) return MORE;
    if (c.peek32(5) !== sum(c, HEADER, length)) return passOver(turn);
    const command = c.peek8(HEADER);
    turn.message(command);
    if (turn.tracing) {
      turn.field('radmin.length', length);
      turn.field('radmin.command', command);
    }
    c.skip(HEADER + length);
    return DONE;
  },
  maxMessage: HEADER + MAX_RADMIN_BODY,
};

function passOver(turn: Turn): Outcome {
  turn.skip(Number.MAX_SAFE_INTEGER, 'encrypted');
  return DONE;
}

/** Sum of little-endian words of the `length` octets; the last word is filled up with zeros. */
function sum(c: Cursor, from: number, length: number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += c.peek8(from + i) * 2 ** (8 * (i & 3));
  return total % 2 ** 32;
}
