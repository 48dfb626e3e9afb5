import type { Cursor } from '../../kernel/cursor.ts';
import { macText } from '../../kernel/mac.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { zeroEndedText } from './wire-text.ts';

const COMMUNITY = 4;
/** The flow's messages may have any of three versions; a function is version * 32 + type. */
const PER_VERSION = 32;
const MAX_TTL = 16;
const FLAGS_KNOWN = 0xe0;

const types: Readonly<Record<number, readonly (string | undefined)[]>> = {
  1: [undefined, 'register', 'deregister', 'packet', 'register acknowledgement'],
  2: [
    'ping',
    'register',
    'deregister',
    'packet',
    'register acknowledgement',
    'register at supernode',
    'supernode acknowledgement',
    'supernode refusal',
    'federation',
  ],
  3: [
    undefined,
    'register',
    'deregister',
    'packet',
    'register acknowledgement',
    'register at supernode',
    'unregister at supernode',
    'supernode acknowledgement',
    'supernode refusal',
    'federation',
    'peer information',
    'query peer',
  ],
};
const communityLengths: Readonly<Record<number, number>> = { 1: 16, 2: 16, 3: 20 };
/** Octets between the header and the sender's link address, by type: a cookie stands before it but in packets. */
const REGISTER = 1;
const PACKET = 3;
const REGISTER_SUPER = 5;

/**
 * n2n, versions 1 to 3, without header encryption: edges register with a supernode and send Ethernet frames. The community's
 * name and the link addresses of the tunnel are in the clear, the frames mostly not.
 */
export const n2n: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'n2n',
  title: 'n2n peer-to-peer VPN',
  spec: 'not published; n2n_wire.h and n2n_define.h of the program’s source',
  fields: {
    'n2n.version': { doc: 'Version of the packet format.' },
    'n2n.ttl': { doc: 'How often supernodes may still forward it.' },
    'n2n.community': { doc: 'Name of the private network.' },
    'n2n.source_mac': { doc: 'Link address of the sender within the tunnel.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => types[fn >> 5]?.[fn & (PER_VERSION - 1)],
  undecoded:
    'Sockets, authentication and the frames carried; with header encryption nothing is recognised. Version 1 was tried on a real peer; signature of versions 2 and 3 unproven: no capture at hand has them.',
  // Worst is version 1: version 8 bits, type 6, time to live 4, flags 7, and a name of two letters or more that ends 5.
  falseMatchLog2: -30,
  canBegin: (byte: number): boolean => byte >= 1 && byte <= 3,
  ports: [7654, 1234],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isPacket(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (!isPacket(c)) return BAD;
    const version = c.peek8();
    const type = typeOf(c, version);
    const body = COMMUNITY + (communityLengths[version] as number);
    turn.message(version * PER_VERSION + type);
    const community = zeroEndedText(c.bytes, c.at + COMMUNITY, c.at + body);
    turn.claim(turn.sender, 'domain', community);
    turn.claim(turn.sender, 'role', 'n2n-peer');
    if (turn.tracing) {
      turn.field('n2n.version', version);
      turn.field('n2n.ttl', c.peek8(version === 1 ? 2 : 1));
      turn.field('n2n.community', community);
      const mac = c.at + body + (version > 1 && type !== PACKET ? 4 : 0);
      const named = type === REGISTER || type === PACKET || (version > 1 && type === REGISTER_SUPER);
      if (named && mac + 6 <= c.end) turn.field('n2n.source_mac', macText(c.bytes, mac));
    }
    if (type === PACKET) turn.encrypted(c.left - body);
    else turn.unrecognised(c.left - body);
    c.at = c.end;
    return DONE;
  },
};

function typeOf(c: Cursor, version: number): number {
  return version === 1 ? c.peek8(1) : c.peek16(2) & 0x1f;
}

function isPacket(c: Cursor): boolean {
  const version = c.peek8();
  const length = communityLengths[version];
  if (length === undefined || c.left < COMMUNITY + length + 4) return false;
  if (types[version]?.[typeOf(c, version)] === undefined) return false;
  const ttl = c.peek8(version === 1 ? 2 : 1);
  if (ttl > MAX_TTL) return false;
  if (version === 1 ? c.peek8(3) > 1 : (c.peek16(2) & ~(FLAGS_KNOWN | 0x1f)) !== 0) return false;
  let i = 0;
  while (i < length && isLetter(c.peek8(COMMUNITY + i))) i++;
  if (i < 2) return false;
  // Version 1 leaves what was in its memory behind the name's end.
  if (version === 1) return i === length || c.peek8(COMMUNITY + i) === 0;
  while (i < length && c.peek8(COMMUNITY + i) === 0) i++;
  return i === length;
}

function isLetter(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}
