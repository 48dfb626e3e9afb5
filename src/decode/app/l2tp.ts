import type { Cursor } from '../../kernel/cursor.ts';
import { EACH_WAY, INNER_ETHERNET, INNER_PPP, OTHER_NUMBER } from '../inner-kind.ts';
import { looksLikeEthernet } from '../link/looks-like-ethernet.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { DATA, EMPTY, l2tpAnomalies, l2tpFields, l2tpFunctions } from './l2tp/fields.ts';
import { ATTRIBUTE_HEADER, readAttributes } from './l2tp/read-attributes.ts';

/** Flags, length, tunnel and session (or control connection), Ns, Nr. */
const CONTROL_HEADER = 12;
const CONTROL = 0x8000;
const LENGTH = 0x4000;
const SEQUENCE = 0x0800;
const OFFSET = 0x0200;
/** Bits that must be zero in version 2 (RFC 2661 3.1), priority being any. */
const RESERVED = 0x34f0;

/**
 * The Layer 2 Tunneling Protocol, versions 2 and 3 over UDP: who builds a tunnel, by the names and makers that both ends
 * give, and when; and the PPP packets and Ethernet frames in it. User names and challenges of calls are passed over.
 */
export const l2tp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'l2tp',
  title: 'Layer 2 Tunneling Protocol',
  spec: 'RFC 2661, RFC 3931',
  fields: l2tpFields,
  anomalies: l2tpAnomalies,
  functionName: (fn: number): string | undefined => l2tpFunctions.get(fn),
  tunnelName,
  undecoded:
    'Attributes of calls and links, those of vendors, and hidden ones; pseudowires of other than PPP and Ethernet.',
  // Worst is a message without a body: flags 2/65536, a length of 16 bits that must be twelve.
  falseMatchLog2: -31,
  ports: [1701],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const flags = c.peek16();
    if ((flags & CONTROL) === 0) return isData(c, flags) ? YES : NO;
    if (flags !== 0xc802 && flags !== 0xc803) return NO;
    const length = c.peek16(2);
    if (length > c.left || length < CONTROL_HEADER) return NO;
    if (length === CONTROL_HEADER) return c.left === CONTROL_HEADER ? YES : NO;
    return messageType(c) > 0 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    const flags = c.peek16();
    const version = flags & 15;
    if (c.left < 6 || (version !== 2 && version !== 3)) return BAD;
    if ((flags & CONTROL) !== 0) return c.left < CONTROL_HEADER ? BAD : readControl(c, turn, version);
    return version === 2 && (flags & RESERVED) !== 0 ? BAD : readData(c, turn, flags, version);
  },
};

/** The first attribute says what message it is (RFC 2661 4.1): mandatory, eight octets, vendor 0, attribute 0. */
function messageType(c: Cursor): number {
  if (c.left < CONTROL_HEADER + ATTRIBUTE_HEADER + 2) return 0;
  if ((c.peek16(CONTROL_HEADER) & 0x7fff) !== 8 || c.peek32(CONTROL_HEADER + 2) !== 0) return 0;
  const type = c.peek16(CONTROL_HEADER + ATTRIBUTE_HEADER);
  return type < EMPTY && l2tpFunctions.has(type) ? type : 0;
}

/**
 * Data of version 2 in the middle of a session: what they carry must be PPP, by its protocol, and they must be as long as
 * they say, or else PPP in the form of HDLC. Bits: 13 of flags, 16 of either, 12 of protocol.
 */
function isData(c: Cursor, flags: number): boolean {
  if ((flags & 15) !== 2 || (flags & RESERVED) !== 0) return false;
  const header = dataHeader(flags);
  const hdlc = c.peek16(header) === PPP_HDLC;
  const whole = (flags & LENGTH) !== 0 && c.peek16(2) === c.left;
  return (hdlc || whole) && c.left >= header + 8 && pppProtocols.has(c.peek16(hdlc ? header + 2 : header));
}

function dataHeader(flags: number): number {
  return 6 + ((flags & LENGTH) !== 0 ? 2 : 0) + ((flags & SEQUENCE) !== 0 ? 4 : 0) + ((flags & OFFSET) !== 0 ? 2 : 0);
}

/** Address and control octets before PPP's protocol (RFC 1662 3.1). */
const PPP_HDLC = 0xff03;
/** IANA "PPP DLL Protocol Numbers": IPv4, IPv6, compressed, IPCP, IPV6CP, CCP, LCP, PAP, CHAP, EAP. */
const pppProtocols: ReadonlySet<number> = new Set([
  0x0021, 0x0057, 0x00fd, 0x8021, 0x8057, 0x80fd, 0xc021, 0xc023, 0xc223, 0xc227,
]);

function readControl(c: Cursor, turn: Turn, version: number): Outcome {
  const length = c.peek16(2);
  const type = messageType(c);
  const empty = length <= CONTROL_HEADER;
  turn.message(empty ? EMPTY : type);
  if (turn.tracing) {
    turn.field('l2tp.type', 1);
    turn.field('l2tp.version', version);
    turn.field('l2tp.length', length);
    if (version === 3) turn.field('l2tp.ccid', c.peek32(4));
    else {
      turn.field('l2tp.tunnel', c.peek16(4));
      turn.field('l2tp.session', c.peek16(6));
    }
    turn.field('l2tp.Ns', c.peek16(8));
    turn.field('l2tp.Nr', c.peek16(10));
    if (!empty) turn.field('l2tp.avp.message_type', type);
  }
  const { end } = c;
  if (length < CONTROL_HEADER || length !== c.left) turn.anomaly('length-bad');
  const stop = c.at + Math.max(length, CONTROL_HEADER);
  if (stop < end) c.end = stop;
  c.skip(CONTROL_HEADER);
  readAttributes(c, turn);
  turn.unrecognised(end - c.at);
  c.end = end;
  c.at = end;
  return DONE;
}

function readData(c: Cursor, turn: Turn, flags: number, version: number): Outcome {
  const header = version === 3 ? 8 : dataHeader(flags);
  if (c.left < header) return BAD;
  if (version === 3) {
    c.skip(4);
    return readSession(c, turn);
  }
  turn.message(DATA);
  const idsAt = (flags & LENGTH) !== 0 ? 4 : 2;
  if (turn.tracing) {
    turn.field('l2tp.type', 0);
    turn.field('l2tp.version', version);
    turn.field('l2tp.tunnel', c.peek16(idsAt));
    turn.field('l2tp.session', c.peek16(idsAt + 2));
  }
  const ids = c.peek32(idsAt);
  const at = header + ((flags & OFFSET) !== 0 ? c.peek16(header - 2) : 0);
  const length = (flags & LENGTH) !== 0 ? c.peek16(2) : c.left;
  if (length > c.left) turn.anomaly('length-bad');
  if (at < length && at < c.left) turn.carry(INNER_PPP, c.at + at, length - at, ids, EACH_WAY);
  turn.unrecognised(Math.max(0, c.left - Math.max(length, header)));
  c.at = c.end;
  return DONE;
}

/** Most bytes between the session's number and what it carries: a cookie of eight (RFC 3931 4.1) and a sublayer of four. */
const LONGEST_COOKIE = 12;

/**
 * Data of version 3 from the session's number on. Whether a cookie and a sublayer follow is told only when the tunnel is
 * made, so they are looked for: PPP in the form of HDLC, or an Ethernet frame, behind 0, 4, 8 or 12 bytes.
 */
export function readSession(c: Cursor, turn: Turn): Outcome {
  const session = c.peek32();
  turn.message(DATA);
  if (turn.tracing) {
    turn.field('l2tp.type', 0);
    turn.field('l2tp.version', 3);
    turn.field('l2tp.sid', session);
  }
  for (let at = 4; at <= 4 + LONGEST_COOKIE; at += 4) {
    const isPpp = c.peek16(at) === PPP_HDLC && pppProtocols.has(c.peek16(at + 2));
    if (!isPpp && !looksLikeEthernet(c, at)) continue;
    turn.carry(isPpp ? INNER_PPP : INNER_ETHERNET, c.at + at, -1, session, EACH_WAY | OTHER_NUMBER);
    c.at = c.end;
    return DONE;
  }
  turn.unrecognised(c.left - 4);
  c.at = c.end;
  return DONE;
}

/** Version 2 has a tunnel and a session of 16 bits each, version 3 a session of 32. */
function tunnelName(id: number, how: number): string {
  return (how & OTHER_NUMBER) !== 0 ? `session ${id}` : `session ${id >>> 16}:${id & 0xffff}`;
}
