import type { Cursor } from '../../kernel/cursor.ts';
import { ToldNetworks } from '../net/routing/told-networks.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { ripCommands } from './rip/fields.ts';

const HEADER = 4;
const ENTRY = 20;
const REQUEST = 1;
const RESPONSE = 2;
/** An entry with this metric names the next hop of those behind it. */
const NEXT_HOP = 255;
const UNREACHABLE = 16;
/** Entries the probe looks at. */
const MAX_PROBED = 8;

/** Routing Information Protocol for IPv6. */
export const ripng: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'ripng',
  title: 'Routing Information Protocol for IPv6',
  spec: 'RFC 2080',
  // Command 7 bits, version 8, two zero bytes 16, a length of whole entries 4, and of the first entry length and metric 5.
  falseMatchLog2: -40,
  canBegin: (byte) => byte === REQUEST || byte === RESPONSE,
  ports: [521],
  undecoded: 'Next hops and route tags.',
  fields: {
    'ripng.cmd': { doc: '1 asks, 2 tells' },
    'ripng.rte.metric': { doc: 'hops to a network; 16 is out of reach' },
    'ripng.network': { doc: 'network that is advertised' },
  },
  anomalies: { 'too-many-entries': { doc: 'more networks than are read' } },
  functionName: (fn) => ripCommands.get(fn),
  open: () => undefined,
  probe,
  parse,
};

const networks: ToldNetworks = new ToldNetworks();

function probe(c: Cursor): Verdict {
  const command = c.peek8();
  if ((command !== REQUEST && command !== RESPONSE) || c.peek8(1) !== 1 || c.peek16(2) !== 0) return NO;
  if (c.left < HEADER + ENTRY || (c.left - HEADER) % ENTRY !== 0) return NO;
  for (let i = 0, at = HEADER; i < MAX_PROBED && at + ENTRY <= c.left; i++, at += ENTRY) {
    const metric = c.peek8(at + 19);
    if (metric === 0 || (metric > UNREACHABLE && metric !== NEXT_HOP) || c.peek8(at + 18) > 128) return NO;
    // What stands behind a prefix's length is zero (RFC 2080 2.1), and no network begins like a version 1 entry of IPv4.
    const bits = c.peek8(at + 18);
    if (metric !== NEXT_HOP && !zeroBehind(c, at, bits)) return NO;
    if (command === RESPONSE && metric !== NEXT_HOP && bits > 0 && c.peek16(at) < 0x100) return NO;
  }
  return YES;
}

function zeroBehind(c: Cursor, at: number, bits: number): boolean {
  for (let byte = (bits + 7) >> 3; byte < 16; byte++) if (c.peek8(at + byte) !== 0) return false;
  return true;
}

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(HEADER + ENTRY)) return MORE;
  const command = c.peek8();
  c.skip(HEADER);
  turn.message(command);
  if (turn.tracing) turn.field('ripng.cmd', command);
  if (command === RESPONSE) {
    turn.claim(turn.sender, 'role', 'rip router');
    turn.forwarding('routing-protocol', turn.sender, 0);
  }
  networks.begin();
  for (; c.has(ENTRY); c.skip(ENTRY)) {
    const metric = c.peek8(19);
    if (metric === NEXT_HOP) continue;
    if (turn.tracing) turn.field('ripng.rte.metric', metric);
    if (command === RESPONSE && metric < UNREACHABLE)
      networks.tell(turn, 'ripng.network', c.bytes, c.at, 16, c.peek8(18), 16);
  }
  if (networks.full) turn.anomaly('too-many-entries');
  turn.unrecognised(c.left);
  c.at = c.end;
  return DONE;
}
