import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { teamviewerFields, teamviewerFunctions } from './teamviewer/fields.ts';

/** Number, acknowledged number, connection, and one octet more, before the mark that TCP begins with. */
const MARK_AT = 11;
const HEADER = 16;
const MARK = 0x1724;

/** TeamViewer over UDP, which two computers use with each other when they can. */
export const teamviewerOverUdp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'teamviewer',
  title: 'TeamViewer',
  spec: 'not published; read from traffic',
  fields: teamviewerFields,
  anomalies: {},
  functionName: (fn: number): string | undefined => teamviewerFunctions.get(fn),
  undecoded: 'Bodies of all commands.',
  // The mark has 16 bits, the length that ends with the datagram 16; numbers of a first datagram are small: 16 more.
  falseMatchLog2: -40,
  ports: [5938],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (!isMessage(c)) return NO;
    // Numbers count from 0, in little endian.
    return c.peek8(3) === 0 && c.peek8(7) === 0 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (!isMessage(c)) return MORE;
    const command = c.peek8(MARK_AT + 2);
    turn.message(command);
    if (turn.tracing) {
      turn.field('teamviewer.version', 1);
      turn.field('teamviewer.command', command);
      turn.field('teamviewer.length', c.left - HEADER);
    }
    turn.unrecognised(c.left - HEADER);
    c.at = c.end;
    return DONE;
  },
};

function isMessage(c: Cursor): boolean {
  return (
    c.left >= HEADER &&
    c.peek16(MARK_AT) === MARK &&
    (c.peek8(MARK_AT + 3) | (c.peek8(MARK_AT + 4) << 8)) === c.left - HEADER
  );
}
