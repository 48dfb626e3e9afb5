import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import {
  dhcpv6Anomalies,
  dhcpv6Fields,
  dhcpv6MessageTypes,
  dhcpv6Options,
  LAST_OF_RFC_8415,
  RELAY_FORWARD,
  RELAY_REPLY,
} from './dhcpv6/fields.ts';
import { MESSAGE_HEADER, readMessage, RELAY_HEADER } from './dhcpv6/read-options.ts';

const OPTION_HEADER = 4;
/** Highest number of an option that IANA has given out is below; all of them have an upper byte of zero. */
const LAST_OPTION = 255;
/** Options that the probe walks; by then their lengths have proven themselves. */
const PROBED = 16;

/**
 * DHCP for IPv6: who asks for addresses and under which identifier and name, who hands them out, through which relays
 * and ports, and which name and time servers come with them.
 */
export const dhcpv6: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'dhcpv6',
  title: 'Dynamic Host Configuration Protocol for IPv6',
  spec: 'RFC 8415, RFC 3646, RFC 4075, RFC 4580, RFC 4649, RFC 4704, RFC 5908, RFC 6355, RFC 6939',
  fields: dhcpv6Fields,
  anomalies: dhcpv6Anomalies,
  functionName: (fn: number): string | undefined => dhcpv6MessageTypes[fn] || undefined,
  specLists: () => [
    {
      title: 'Message types',
      source: 'RFC 8415 7.3, RFC 5007, RFC 5460, RFC 7341, RFC 7653, RFC 8156',
      entries: dhcpv6MessageTypes.flatMap((name, id) =>
        name === ''
          ? []
          : [
              {
                id: String(id),
                name,
                depth: id <= LAST_OF_RFC_8415 ? ('decoded' as const) : ('named' as const),
                functions: [id],
              },
            ],
      ),
    },
    {
      title: 'Options',
      source: 'RFC 8415 21, and those of other documents that clients and relays send',
      entries: [...dhcpv6Options].map(([id, [name, depth]]) => ({ id: String(id), name, depth })),
    },
  ],
  undecoded: 'Authentication, classes of users, vendors’ options, boot files, lease queries, and options not listed.',
  // Type 23/256, of an option the upper byte, and lengths that lead to the datagram's very end: 16 bits at least.
  falseMatchLog2: -27,
  canBegin: (byte: number): boolean => byte > 0 && byte < dhcpv6MessageTypes.length,
  ports: [546, 547],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const type = c.peek8();
    if (type === 0 || type >= dhcpv6MessageTypes.length) return NO;
    let ahead = headerOf(type);
    const { left } = c;
    if (left < ahead + OPTION_HEADER) return NO;
    for (let i = 0; i < PROBED && ahead < left; i++) {
      if (left - ahead < OPTION_HEADER || c.peek16(ahead) > LAST_OPTION || c.peek16(ahead) === 0) return NO;
      ahead += OPTION_HEADER + c.peek16(ahead + 2);
      if (ahead > left) return NO;
    }
    return YES;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left === 0 || c.left < headerOf(c.peek8())) return MORE;
    readMessage({ c, turn, options: 0, client: 0, fromServer: false }, c.at, c.end, 0);
    c.at = c.end;
    return DONE;
  },
};

function headerOf(type: number): number {
  return type === RELAY_FORWARD || type === RELAY_REPLY ? RELAY_HEADER : MESSAGE_HEADER;
}
