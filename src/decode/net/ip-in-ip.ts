import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_IP, NO_ID } from '../inner-kind.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const names: ReadonlyMap<number, string> = new Map([
  [4, 'IPv4'],
  [6, 'IPv6'],
]);

function ipInIpOf(ipProtocol: number): PacketProtocol {
  return {
    kind: 'packet',
    name: 'ipip',
    title: 'IP in IP: 4in4, 6in4, 4in6, 6in6',
    spec: 'RFC 2003, RFC 2473, RFC 4213, RFC 5214',
    carriedIn: { ipProtocol },
    undecoded: 'Nothing: there is no header between the two.',
    fields: { 'ip.version': { doc: 'version of the packet inside' } },
    anomalies: {},
    functionName: (fn) => names.get(fn),
    parse,
  };
}

/** A packet straight behind another's header, as 6to4, ISATAP, DS-Lite and plain tunnels of routers have it. */
export const ipv4InIp: PacketProtocol = ipInIpOf(4);
export const ipv6InIp: PacketProtocol = ipInIpOf(41);

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 1) return MORE;
  const version = c.peek8() >> 4;
  if (!names.has(version)) return BAD;
  turn.message(version);
  if (turn.tracing) turn.field('ip.version', version);
  turn.carry(INNER_IP, c.at, -1, NO_ID, 0);
  c.skip(c.left);
  return DONE;
}
