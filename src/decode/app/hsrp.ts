import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { zeroEndedText } from './wire-text.ts';

/** Most TLVs read of one version 2 message; routers send one to three. */
export const MAX_TLVS = 16;

const ADVERTISE = 3;
const GROUP_STATE = 1;
const TEXT_AUTHENTICATION = 3;
const GROUP_STATE_LENGTH = 40;
const operations: readonly string[] = ['hello', 'coup', 'resign', 'advertise'];
/** States of version 1 (RFC 2281 5.3): initial, learn, listen, speak, standby, active. */
const STATES: ReadonlySet<number> = new Set([0, 1, 2, 4, 8, 16]);
/** What every Cisco router sends as its password until somebody changes it (RFC 2281 5.9). */
const DEFAULT_PASSWORD = 'cisco';

/** Hot Standby Router Protocol: Cisco's routers that share an address. Versions 1 and 2 are told apart by the first byte. */
export const hsrp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'hsrp',
  title: 'Hot Standby Router Protocol',
  spec: 'RFC 2281 (version 1); version 2 after the layout that Wireshark 4.0 documents in its field list',
  // Version 1: version (8 bits), operation (6), state (5), reserved byte (8), and a length that is 20, 16, or given by a TLV.
  falseMatchLog2: -27,
  ports: [1985, 2029],
  undecoded: 'Interface states and MD5 authentication are named, not read.',
  fields: {
    'hsrp.version': { doc: '0 is version 1' },
    'hsrp.opcode': { doc: 'operation' },
    'hsrp.state': { doc: 'state of the sender' },
    'hsrp.priority': { doc: 'priority' },
    'hsrp.group': { doc: 'group; the end of its virtual MAC' },
    'hsrp.auth_data': { doc: 'password, in clear' },
    'hsrp.virt_ip': { doc: 'address that the group shares' },
    'hsrp2.version': { doc: '2' },
    'hsrp2.opcode': { doc: 'operation' },
    'hsrp2.state': { doc: 'state of the sender' },
    'hsrp2.priority': { doc: 'priority' },
    'hsrp2.group': { doc: 'group; the end of its virtual MAC' },
    'hsrp2.auth_data': { doc: 'password, in clear' },
    'hsrp2.virt_ip': { doc: 'address that the group shares' },
    'hsrp2.virt_ip_v6': { doc: 'address that the group shares' },
  },
  anomalies: {
    'default-password': { doc: 'the password is the one that everybody knows' },
    'cut-short': { doc: 'a TLV reaches beyond the message' },
    'too-many-tlvs': { doc: 'more TLVs than are read' },
  },
  functionName: (fn) => operations[fn],
  open: () => undefined,
  probe,
  parse,
};

function probe(c: Cursor): Verdict {
  if (isVersion2(c)) return YES;
  const operation = c.peek8(1);
  if (c.peek8() !== 0 || operation > ADVERTISE) return NO;
  // An interface state, whose length counts its own four bytes: so in every capture at hand.
  if (operation === ADVERTISE) return c.left === 16 && c.peek16(2) === 1 && c.peek16(4) === 14 ? YES : NO;
  // RFC 2281 5.5: the hold time must be greater than the hello time, and neither is zero. Headers of mDNS, MPLS echoes
  // and file sharing have zeros in their places. Cisco appends one TLV where it signs with MD5.
  const hello = c.peek8(3);
  if (!STATES.has(c.peek8(2)) || hello === 0 || c.peek8(4) <= hello || c.peek8(7) !== 0) return NO;
  return c.left === 20 || (c.left >= 22 && c.peek8(21) === c.left - 22) ? YES : NO;
}

/** A group state TLV of its one length, then version 2, an operation, a state, and 4 or 6. */
function isVersion2(c: Cursor): boolean {
  if (c.left < GROUP_STATE_LENGTH + 2 || c.peek16() !== ((GROUP_STATE << 8) | GROUP_STATE_LENGTH)) return false;
  const family = c.peek8(5);
  return c.peek8(2) === 2 && c.peek8(3) < ADVERTISE && c.peek8(4) <= 6 && (family === 4 || family === 6);
}

function parse(c: Cursor, turn: Turn): Outcome {
  if (isVersion2(c)) return version2(c, turn);
  if (!c.has(16)) return MORE;
  const at = c.at;
  const { bytes, view } = c;
  const operation = view.getUint8(at + 1);
  if (view.getUint8(at) !== 0 || operation > ADVERTISE) return BAD;
  if (operation !== ADVERTISE && !c.has(20)) return MORE;
  turn.message(operation);
  turn.field('hsrp.version', 0);
  turn.field('hsrp.opcode', operation);
  if (operation !== ADVERTISE) {
    turn.field('hsrp.state', view.getUint8(at + 2));
    turn.field('hsrp.priority', view.getUint8(at + 5));
    turn.field('hsrp.group', view.getUint8(at + 6));
    password(bytes, at + 8, turn, 'hsrp.auth_data');
    if (turn.tracing) turn.field('hsrp.virt_ip', ipv4Text(bytes, at + 16));
    virtualRouter(bytes, view, at + 16, 4, turn);
  }
  c.skip(c.left);
  return DONE;
}

/** Type, version, operation, state, IP version, group (2), identifier (6), priority, hello, hold (4 each), address (16). */
function version2(c: Cursor, turn: Turn): Outcome {
  const at = c.at + 2;
  const { bytes, view } = c;
  const operation = view.getUint8(at + 1);
  turn.message(operation);
  turn.field('hsrp2.version', view.getUint8(at));
  turn.field('hsrp2.opcode', operation);
  turn.field('hsrp2.state', view.getUint8(at + 2));
  turn.field('hsrp2.group', view.getUint16(at + 4));
  turn.field('hsrp2.priority', view.getUint32(at + 12));
  const length = view.getUint8(at + 3) === 4 ? 4 : 16;
  if (turn.tracing) {
    if (length === 4) turn.field('hsrp2.virt_ip', ipv4Text(bytes, at + 24));
    else turn.field('hsrp2.virt_ip_v6', ipv6Text(bytes, at + 24));
  }
  virtualRouter(bytes, view, at + 24, length, turn);
  c.skip(GROUP_STATE_LENGTH + 2);
  for (let tlvs = 1; c.left >= 2; tlvs++) {
    if (tlvs === MAX_TLVS) {
      turn.anomaly('too-many-tlvs');
      break;
    }
    const type = c.u8();
    const size = c.u8();
    if (!c.has(size)) {
      turn.anomaly('cut-short');
      break;
    }
    if (type === TEXT_AUTHENTICATION && size >= 8) password(bytes, c.at, turn, 'hsrp2.auth_data');
    else turn.unrecognised(size);
    c.skip(size);
  }
  c.skip(c.left);
  return DONE;
}

/** A router that has not learned the address yet sends zeros. */
function virtualRouter(bytes: Uint8Array, view: DataView, at: number, length: 4 | 16, turn: Turn): void {
  const known = view.getUint32(at) !== 0;
  turn.forwarding('virtual-router', turn.sender, known ? turn.ip(bytes, at, length) : 0);
}

function password(bytes: Uint8Array, at: number, turn: Turn, field: string): void {
  const text = zeroEndedText(bytes, at, at + 8);
  if (text === DEFAULT_PASSWORD) turn.anomaly('default-password');
  turn.field(field, text);
}
