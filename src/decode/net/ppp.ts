import type { Cursor } from '../../kernel/cursor.ts';
import { wireText } from '../app/wire-text.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

/** Options read of one IPCP packet; an address and two pairs of servers are all that is defined. */
export const MAX_IPCP_OPTIONS = 32;

const IPCP = 0x8021;
const PAP = 0xc023;
const CHAP = 0xc223;
const COMPRESSED = 0x00fd;

/** Protocols that have codes (RFC 1661 5, and those that follow its form), by the numbers of IANA's "PPP DLL Protocol Numbers". */
const controls: ReadonlyMap<number, string> = new Map([
  [IPCP, 'IPCP'],
  [0x8031, 'BCP'],
  [0x8053, 'ECP'],
  [0x8057, 'IPV6CP'],
  [0x80fd, 'CCP'],
  [0x8207, 'CDPCP'],
  [0x8281, 'MPLSCP'],
  [0xc021, 'LCP'],
  [PAP, 'PAP'],
  [CHAP, 'CHAP'],
  [0xc227, 'EAP'],
]);
const codes: readonly string[] = [
  '',
  'Configure-Request',
  'Configure-Ack',
  'Configure-Nak',
  'Configure-Reject',
  'Terminate-Request',
  'Terminate-Ack',
  'Code-Reject',
  'Protocol-Reject',
  'Echo-Request',
  'Echo-Reply',
  'Discard-Request',
  'Identification',
  'Time-Remaining',
];
const papCodes: readonly string[] = ['', 'Authenticate-Request', 'Authenticate-Ack', 'Authenticate-Nak'];
const chapCodes: readonly string[] = ['', 'Challenge', 'Response', 'Success', 'Failure'];
const eapCodes: readonly string[] = ['', 'Request', 'Response', 'Success', 'Failure'];
const others: ReadonlyMap<number, string> = new Map([
  [0x003d, 'multilink'],
  [COMPRESSED, 'compressed or encrypted datagram'],
  [0xc025, 'link quality report'],
]);

/** What PPP carries beside IP: how a link is set up, who signs in, which addresses are given out. Never a password. */
export const ppp: PacketProtocol = {
  kind: 'packet',
  name: 'ppp',
  title: 'Point-to-Point Protocol',
  spec: 'RFC 1661, RFC 1332, RFC 1334, RFC 1994',
  carriedIn: { ppp: true },
  undecoded:
    'Options of the link, EAP, multilink fragments; compressed datagrams count as encrypted, as MPPE makes them.',
  fields: {
    'ppp.protocol': { doc: 'what is carried' },
    'ppp.code': { doc: 'code of a control packet' },
    'ppp.identifier': { doc: 'matches a request and its answer' },
    'ppp.length': { doc: 'length of the control packet', unit: 'bytes' },
    'pap.peer_id': { doc: 'name that signs in with a password' },
    'chap.name': { doc: 'name of who challenges, or of who answers' },
    'ipcp.opt.ip_address': { doc: 'address that is asked for or given' },
  },
  anomalies: {
    'length-bad': { doc: 'a control packet that is not as long as it says' },
    'password-in-clear': { doc: 'a password was sent, readable to all' },
    'options-over-limit': { doc: 'more options than are read' },
  },
  functionName,
  parse,
};

function functionName(fn: number): string | undefined {
  const protocol = fn >>> 8;
  const code = fn & 0xff;
  const name = controls.get(protocol);
  if (name === undefined) return code === 0 ? others.get(protocol) : undefined;
  const list = protocol === PAP ? papCodes : protocol === CHAP ? chapCodes : name === 'EAP' ? eapCodes : codes;
  return `${name} ${list[code] || `code ${code}`}`;
}

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 1) return MORE;
  // The high byte, always even, may be left out where it is zero (RFC 1661 6.5).
  const short = (c.peek8() & 1) !== 0;
  if (!short && c.left < 2) return MORE;
  const protocol = short ? c.u8() : c.u16();
  if (!controls.has(protocol)) {
    turn.message(protocol * 0x100);
    if (turn.tracing) turn.field('ppp.protocol', protocol);
    if (protocol === COMPRESSED) turn.encrypted(c.left);
    else turn.unrecognised(c.left);
    c.skip(c.left);
    return DONE;
  }
  if (c.left < 4) return MORE;
  const code = c.peek8();
  const length = c.peek16(2);
  turn.message(protocol * 0x100 + code);
  if (turn.tracing) {
    turn.field('ppp.protocol', protocol);
    turn.field('ppp.code', code);
    turn.field('ppp.identifier', c.peek8(1));
    turn.field('ppp.length', length);
  }
  if (length < 4 || length > c.left) turn.anomaly('length-bad');
  const end = c.at + Math.min(c.left, Math.max(4, length));
  c.skip(4);
  if (protocol === PAP && code === 1) readPassword(c, turn, end);
  else if (protocol === CHAP && (code === 1 || code === 2)) readChallenge(c, turn, end, code);
  else if (protocol === IPCP && code >= 1 && code <= 4) readAddresses(c, turn, end);
  else if (code > 13 || protocol === 0xc227) turn.unrecognised(end - c.at);
  // Behind its length stands only padding.
  c.skip(c.left);
  return DONE;
}

/** RFC 1334 2.2.1: a name and a password, each with its length. */
function readPassword(c: Cursor, turn: Turn, end: number): void {
  const size = c.at < end ? c.u8() : 0;
  if (size === 0 || c.at + size > end) return;
  const name = wireText(c.bytes, c.at, c.at + size);
  if (turn.tracing) turn.field('pap.peer_id', name);
  turn.claim(turn.sender, 'user', name);
  if (c.at + size + 1 < end && c.peek8(size) > 0) turn.anomaly('password-in-clear');
}

/** RFC 1994 4.1: a value with its length, then a name: the router's own in a challenge, the user's in its answer. */
function readChallenge(c: Cursor, turn: Turn, end: number, code: number): void {
  const at = c.at + 1 + c.peek8();
  if (at >= end) return;
  const name = wireText(c.bytes, at, end);
  if (turn.tracing) turn.field('chap.name', name);
  turn.claim(turn.sender, code === 1 ? 'hostname' : 'user', name);
}

function readAddresses(c: Cursor, turn: Turn, end: number): void {
  for (let options = 0; c.at + 2 <= end; options++) {
    const type = c.peek8();
    const size = c.peek8(1);
    if (options === MAX_IPCP_OPTIONS) {
      turn.anomaly('options-over-limit');
      turn.unrecognised(end - c.at);
      return;
    }
    if (size < 2 || c.at + size > end) {
      turn.anomaly('length-bad');
      turn.unrecognised(end - c.at);
      return;
    }
    if (type === 3 && size === 6 && turn.tracing) {
      const a = [c.peek8(2), c.peek8(3), c.peek8(4), c.peek8(5)];
      turn.field('ipcp.opt.ip_address', a.join('.'));
    }
    c.skip(size);
  }
}
