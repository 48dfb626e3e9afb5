import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { ForwardingKind } from '../../schema/facts/vocabulary.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';
import { isPattern } from './echo-payload.ts';
import { icmpCodeName, icmpTypeName } from './icmp-names.ts';
import { icmpTunnel, tellIcmpTunnel } from './icmp-tunnel.ts';
import { quotedFields, readQuotedPacket } from './quoted-packet.ts';

/** Most router addresses read of one router advertisement of RFC 1256; its count field allows 255. */
export const MAX_ROUTERS = 32;

const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const SOURCE_QUENCH = 4;
const REDIRECT = 5;
const ECHO = 8;
const ROUTER_ADVERTISEMENT = 9;
const TIME_EXCEEDED = 11;
const PARAMETER_PROBLEM = 12;
const TIMESTAMP = 13;
const MASK_REPLY = 18;

const FRAGMENTATION_NEEDED = 4;

/** Internet Control Message Protocol. A message's function is type * 256 + code. Errors betray who forwards. */
export const icmp: PacketProtocol = {
  kind: 'packet',
  name: 'icmp',
  title: 'Internet Control Message Protocol',
  spec: 'RFC 792, RFC 950, RFC 1191, RFC 1256, RFC 1812, RFC 4884',
  carriedIn: { ipProtocol: 1 },
  carries: [icmpTunnel],
  undecoded: 'Extensions behind the quoted packet (RFC 4884) and the data of echoes.',
  fields: {
    'icmp.type': { doc: 'type' },
    'icmp.code': { doc: 'code within the type' },
    'icmp.ident': { doc: 'identifier of an echo or timestamp' },
    'icmp.seq': { doc: 'sequence number of an echo or timestamp' },
    'icmp.mtu': { doc: 'largest packet the next link takes', unit: 'bytes' },
    'icmp.redir_gw': { doc: 'the router that a redirect recommends' },
    'icmp.router': { doc: 'a router that an advertisement names' },
    'icmp.mask': { doc: 'address mask' },
    ...quotedFields,
  },
  anomalies: {
    'quote-unreadable': { doc: 'an error quotes less than an IPv4 header, or none' },
    'echo-odd': { doc: 'an echo with forty octets or more that are no pattern: a tunnel, or data of a tool’s own' },
    'unknown-type': { doc: 'a type that no document defines' },
  },
  functionName: (fn) => {
    const type = icmpTypeName(fn >> 8);
    const code = icmpCodeName(fn >> 8, fn & 255);
    return type === undefined || code === undefined ? type : `${type}: ${code}`;
  },
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  const at = c.at;
  const { bytes, view, end } = c;
  const type = c.u8();
  const code = c.u8();
  c.skip(6);
  if (c.failed) return MORE;
  turn.message(type * 256 + code);
  turn.field('icmp.type', type);
  turn.field('icmp.code', code);
  c.skip(c.left);
  switch (type) {
    case ECHO:
    case ECHO_REPLY:
      turn.field('icmp.ident', view.getUint16(at + 4));
      turn.field('icmp.seq', view.getUint16(at + 6));
      if (!isPattern(bytes, at + 8, end)) turn.anomaly('echo-odd');
      tellIcmpTunnel(bytes, view, at + 8, end, turn, type === ECHO);
      return DONE;
    case TIMESTAMP:
    case TIMESTAMP + 1:
      turn.field('icmp.ident', view.getUint16(at + 4));
      turn.field('icmp.seq', view.getUint16(at + 6));
      return DONE;
    case UNREACHABLE: {
      const destination = quoted(bytes, view, at, end, turn);
      if (code !== FRAGMENTATION_NEEDED) forward('unreachable', destination, turn);
      else {
        forward('too-big', destination, turn);
        const mtu = view.getUint16(at + 6);
        turn.field('icmp.mtu', mtu);
        if (mtu > 0) turn.claim(turn.sender, 'mtu', String(mtu));
      }
      return DONE;
    }
    case TIME_EXCEEDED: {
      const destination = quoted(bytes, view, at, end, turn);
      // Code 1 comes from the host that waited for fragments, not from a router.
      if (code === 0) forward('ttl-exceeded', destination, turn);
      return DONE;
    }
    case REDIRECT: {
      if (turn.tracing) turn.field('icmp.redir_gw', ipv4Text(bytes, at + 4));
      const destination = quoted(bytes, view, at, end, turn);
      turn.forwarding('redirect', turn.ip(bytes, at + 4, 4), destination);
      return DONE;
    }
    case SOURCE_QUENCH:
    case PARAMETER_PROBLEM:
      quoted(bytes, view, at, end, turn);
      return DONE;
    case ROUTER_ADVERTISEMENT:
      routers(bytes, view, at, end, turn);
      return DONE;
    case MASK_REPLY - 1:
    case MASK_REPLY:
      if (turn.tracing && at + 12 <= end) turn.field('icmp.mask', ipv4Text(bytes, at + 8));
      return DONE;
    default:
      if (icmpTypeName(type) === undefined) {
        turn.anomaly('unknown-type');
        turn.unrecognised(end - at - 4);
      }
      return DONE;
  }
}

function quoted(bytes: Uint8Array, view: DataView, at: number, end: number, turn: Turn): number {
  const destination = readQuotedPacket(bytes, view, at + 8, end, 4, turn);
  if (destination === 0) turn.anomaly('quote-unreadable');
  return destination;
}

function forward(kind: ForwardingKind, destination: number, turn: Turn): void {
  turn.forwarding(kind, turn.sender, destination);
}

/** Count, entry size in 32-bit words, lifetime, then addresses with preferences (RFC 1256 3). */
function routers(bytes: Uint8Array, view: DataView, at: number, end: number, turn: Turn): void {
  const count = view.getUint8(at + 4);
  const size = view.getUint8(at + 5) * 4;
  if (size < 8) return;
  for (let i = 0, entry = at + 8; i < count && i < MAX_ROUTERS && entry + 8 <= end; i++, entry += size) {
    if (turn.tracing) turn.field('icmp.router', ipv4Text(bytes, entry));
    turn.forwarding('router-advertisement', turn.ip(bytes, entry, 4), 0);
  }
}
