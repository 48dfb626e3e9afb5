import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { teamviewerFields, teamviewerFunctions } from './teamviewer/fields.ts';

const VERSION_1 = 0x1724;
const VERSION_2 = 0x1130;
const HEADER_1 = 5;
const HEADER_2 = 24;
/** Bodies of first messages; those seen have up to some thousand bytes. */
export const MAX_FIRST_BODY = 65_535;
/** Bodies of any message; those seen have up to some thousand bytes. */
export const MAX_BODY: number = 1 << 24;

/**
 * TeamViewer over TCP: its commands by number. The protocol is not published; header and lengths were read from
 * traffic, and hold in every message seen. Bodies are encrypted or packed, and passed over.
 */
export const teamviewer: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'teamviewer',
  title: 'TeamViewer',
  spec: 'not published; read from traffic',
  fields: teamviewerFields,
  anomalies: {},
  functionName: (fn: number): string | undefined => teamviewerFunctions.get(fn),
  undecoded:
    'Bodies of all commands. Sessions over TLS or HTTP are told by the name of the server, and count as those too.',
  // Version 1: two octets of mark, and a length that ends with the segment or before the next mark, 16 each.
  // Version 2: mark 16, a zero octet, the upper octet of the length, and the header's own length in four: 64.
  falseMatchLog2: -28,
  ports: [5938],
  canBegin: (byte: number): boolean => byte === 0x17 || byte === 0x11,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.left < 2) return c.left === 0 || c.peek8() === 0x17 || c.peek8() === 0x11 ? UNSURE : NO;
    const mark = c.peek16();
    if (mark === VERSION_2) return probe2(c);
    return mark === VERSION_1 ? probe1(c) : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < 2) return MORE;
    const mark = c.peek16();
    if (mark !== VERSION_1 && mark !== VERSION_2) return BAD;
    const header = mark === VERSION_1 ? HEADER_1 : HEADER_2;
    if (!c.has(header)) return MORE;
    const command = c.peek8(2);
    const length = mark === VERSION_1 ? c.peek8(3) | (c.peek8(4) << 8) : wordLe(c, 4);
    if (length > MAX_BODY) return BAD;
    turn.message(command);
    if (turn.tracing) {
      turn.field('teamviewer.version', mark === VERSION_1 ? 1 : 2);
      turn.field('teamviewer.command', command);
      turn.field('teamviewer.length', length);
      if (mark === VERSION_2) turn.field('teamviewer.sequence', wordLe(c, 8));
    }
    c.skip(header);
    if (length > 0) turn.skip(length, 'unrecognised');
    return DONE;
  },
  maxMessage: HEADER_2,
};

function probe1(c: Cursor): Verdict {
  if (c.left < HEADER_1) return UNSURE;
  const next = HEADER_1 + (c.peek8(3) | (c.peek8(4) << 8));
  // A header without a body proves nothing by ending where it ends.
  if (c.left < next || (c.left === next && next === HEADER_1)) return UNSURE;
  if (c.left === next) return YES;
  if (c.left === next + 1) return c.peek8(next) === VERSION_1 >> 8 || c.peek8(next) === VERSION_2 >> 8 ? UNSURE : NO;
  return c.peek16(next) === VERSION_1 || c.peek16(next) === VERSION_2 ? YES : NO;
}

function probe2(c: Cursor): Verdict {
  if (c.left > 3 && c.peek8(3) !== 0) return NO;
  if (c.left < HEADER_2) return UNSURE;
  return wordLe(c, 4) <= MAX_FIRST_BODY && wordLe(c, 20) === HEADER_2 ? YES : NO;
}

function wordLe(c: Cursor, at: number): number {
  return (c.peek8(at) | (c.peek8(at + 1) << 8) | (c.peek8(at + 2) << 16) | (c.peek8(at + 3) << 24)) >>> 0;
}
