import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER } from '../../schema/facts/vocabulary.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { wireText } from './wire-text.ts';

const HEADER = 12;
/** RFC 8907 3.6 lets a receiver refuse more than it likes; real bodies have some hundred bytes. */
const LONGEST_BODY = 0xffff;
const AUTHENTICATION = 1;
const AUTHORIZATION = 2;
const ACCOUNTING = 3;
const UNENCRYPTED = 1;
/** Where user names stand in requests without encryption: length, and bytes before the name. */
const START = { length: 4, name: 8 };
const REPLY = 0x10;
const CONTINUE = 0x20;

const names: ReadonlyMap<number, string> = new Map([
  [AUTHENTICATION, 'authentication start'],
  [AUTHENTICATION | CONTINUE, 'authentication continue'],
  [AUTHENTICATION | REPLY, 'authentication reply'],
  [AUTHORIZATION, 'authorization request'],
  [AUTHORIZATION | REPLY, 'authorization reply'],
  [ACCOUNTING, 'accounting request'],
  [ACCOUNTING | REPLY, 'accounting reply'],
]);

/** TACACS+: a device asks whether somebody may sign in or do something. Bodies are encrypted but where that is switched off. */
export const tacacs: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'tacacs',
  title: 'TACACS+',
  spec: 'RFC 8907',
  fields: {
    'tacplus.majvers': { doc: 'major version; only 12 exists' },
    'tacplus.minvers': { doc: 'minor version' },
    'tacplus.type': { doc: '1 authentication, 2 authorization, 3 accounting' },
    'tacplus.seqno': { doc: 'number of the packet in its session; the client’s are odd' },
    'tacplus.flags': { doc: 'flags: 1 not encrypted, 4 one connection for all' },
    'tacplus.session_id': { doc: 'session' },
    'tacplus.packet_len': { doc: 'length of the body', unit: 'bytes' },
    'tacplus.user': { doc: 'who signs in, where it is not encrypted' },
  },
  anomalies: {
    unencrypted: { doc: 'the body can be read by anyone: names, passwords and commands among it' },
    'body-over-limit': { doc: 'a body longer than any that is used' },
  },
  functionName: (fn) => names.get(fn),
  objectName: () => 'session',
  undecoded: 'Bodies, which are encrypted with a shared secret; of others all but the user’s name.',
  specLists: () => [
    {
      title: 'Packets',
      source: 'RFC 8907 4 to 7',
      entries: [...names].map(([id, name]) => ({ id: `${id}`, name, depth: 'named', functions: [id] })),
    },
  ],
  // Version 7 bits, type 6, flags 6, upper half of the length 16; sessions that begin have a sequence of 1 besides.
  falseMatchLog2: -35,
  canBegin: (byte) => byte === 0xc0 || byte === 0xc1,
  ports: [49],
  maxMessage: HEADER + LONGEST_BODY,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.peek8() >> 1 !== 0x60) return NO;
    if (c.left >= 2 && (c.peek8(1) === 0 || c.peek8(1) > ACCOUNTING)) return NO;
    if (c.left >= 3 && c.peek8(2) === 0) return NO;
    if (c.left >= 4 && (c.peek8(3) & ~5) !== 0) return NO;
    if (c.left < HEADER) return UNSURE;
    const length = c.peek32(8);
    return length >= 5 && length <= LONGEST_BODY ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.peek8() >> 1 !== 0x60) return BAD;
    if (!c.has(HEADER)) return MORE;
    const type = c.peek8(1);
    const sequence = c.peek8(2);
    const flags = c.peek8(3);
    const length = c.peek32(8);
    if (type === 0 || type > ACCOUNTING) return BAD;
    const readable = (flags & UNENCRYPTED) !== 0;
    if (readable && length <= LONGEST_BODY && !c.has(HEADER + length)) return MORE;
    // Even numbers are the server's (RFC 8907 4.1), whoever opened the connection.
    const reply = (sequence & 1) === 0;
    const fn = reply ? type | REPLY : type === AUTHENTICATION && sequence > 1 ? type | CONTINUE : type;
    turn.message(fn);
    if (turn.tracing) {
      turn.field('tacplus.majvers', c.peek8() >> 4);
      turn.field('tacplus.minvers', c.peek8() & 15);
      turn.field('tacplus.type', type);
      turn.field('tacplus.seqno', sequence);
      turn.field('tacplus.flags', flags);
      turn.field('tacplus.session_id', c.peek32(4));
      turn.field('tacplus.packet_len', length);
    }
    if (!reply && sequence === 1) {
      turn.claim(turn.sender, 'role', 'tacacs client');
      turn.claim(turn.receiver, 'role', 'tacacs server');
      turn.command(fn, 0, 0, 0, 0, OTHER);
    }
    c.skip(HEADER);
    if (length > LONGEST_BODY) {
      turn.anomaly('body-over-limit');
      turn.skip(length, 'unrecognised');
    } else if (readable) {
      turn.anomaly('unencrypted');
      if (fn === AUTHENTICATION) readUser(c, turn, length);
      turn.unrecognised(length);
      c.skip(length);
    } else turn.skip(length, 'encrypted');
    return DONE;
  },
};

/** RFC 8907 5.1: action, privilege, kind, service, lengths of name, port, address and data. */
function readUser(c: Cursor, turn: Turn, length: number): void {
  const size = length > START.name ? c.peek8(START.length) : 0;
  if (size === 0 || START.name + size > length) return;
  const user = wireText(c.bytes, c.at + START.name, c.at + START.name + size);
  turn.claim(turn.sender, 'user', user);
  if (turn.tracing) turn.field('tacplus.user', user);
}
