import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { openvpnAnomalies, openvpnFields, openvpnFunctions } from './openvpn/fields.ts';
import { beginPacket, dataHeader, isOpcode, type OpenvpnState, readControl } from './openvpn/read-packet.ts';
import { isControl, shapeOf, UNSHAPED } from './openvpn/shape.ts';

const LENGTH_PREFIX = 2;
/** The shortest packet that is told by its shape: a reset without any protection. */
const SHORTEST = 14;
/** A control packet that may be told from its beginning; longest are acknowledgements behind an HMAC of 64. */
const MAX_CONTROL = 4096;

const shared = {
  name: 'openvpn',
  spec: 'OpenVPN wire protocol (draft-openvpn-wire-protocol-00), ssl_pkt.h and tls_crypt.h of the reference implementation',
  fields: openvpnFields,
  anomalies: openvpnAnomalies,
  functionName: (fn: number): string | undefined => openvpnFunctions[fn],
  undecoded: 'The TLS session in control packets, control packets under tls-crypt, and data, which are encrypted.',
  // Worst is an acknowledgement under tls-crypt: opcode 1/32, packet id 2^-16, its length one of eight.
  falseMatchLog2: -25,
  ports: [1194],
  open: (): OpenvpnState => ({ shape: UNSHAPED }),
} as const;

/**
 * OpenVPN: sessions and how they are protected (none, tls-auth, tls-crypt, tls-crypt-v2 by their shapes). A flow is
 * recognised by its resets, acknowledgements and control packets; one of which only data was captured is not told
 * from random bytes.
 */
export const openvpnOverUdp: DatagramProtocol<OpenvpnState> = {
  ...shared,
  kind: 'datagram',
  title: 'OpenVPN over UDP',
  probe: (c: Cursor): Verdict => (shapeOf(c) === UNSHAPED ? NO : YES),
  parse(c: Cursor, turn: Turn, state: OpenvpnState): Outcome {
    const opcode = c.peek8() >> 3;
    if (c.left === 0 || !isOpcode(opcode)) return BAD;
    beginPacket(c, turn);
    if (isControl(opcode)) readControl(c, turn, state, opcode);
    else turn.encrypted(c.left > dataHeader(opcode) ? c.left - dataHeader(opcode) : 0);
    c.at = c.end;
    return DONE;
  },
};

/** The same packets, each with its length before it (over TCP). */
export const openvpnOverTcp: StreamProtocol<OpenvpnState> = {
  ...shared,
  kind: 'stream',
  title: 'OpenVPN over TCP',
  probe(c: Cursor): Verdict {
    if (c.left < LENGTH_PREFIX) return UNSURE;
    const length = c.peek16();
    if (length < SHORTEST || length > MAX_CONTROL) return NO;
    if (c.left < LENGTH_PREFIX + 1) return UNSURE;
    if (!isControl(c.peek8(LENGTH_PREFIX) >> 3)) return NO;
    if (c.left < LENGTH_PREFIX + length) return UNSURE;
    const { at, end } = c;
    c.at = at + LENGTH_PREFIX;
    c.end = c.at + length;
    const shape = shapeOf(c);
    c.at = at;
    c.end = end;
    return shape === UNSHAPED ? NO : YES;
  },
  parse(c: Cursor, turn: Turn, state: OpenvpnState): Outcome {
    if (c.left < LENGTH_PREFIX + 1) return MORE;
    const length = c.peek16();
    const opcode = c.peek8(LENGTH_PREFIX) >> 3;
    if (length === 0 || !isOpcode(opcode)) return BAD;
    const control = isControl(opcode);
    const wanted = control ? length : Math.min(length, dataHeader(opcode));
    if (c.left < LENGTH_PREFIX + wanted) return MORE;
    const { end } = c;
    c.skip(LENGTH_PREFIX);
    c.end = c.at + wanted;
    beginPacket(c, turn);
    if (turn.tracing) turn.field('openvpn.plen', length);
    if (control) readControl(c, turn, state, opcode);
    c.at = c.end;
    c.end = end;
    if (length > wanted) turn.skip(length - wanted, 'encrypted');
    return DONE;
  },
  maxMessage: LENGTH_PREFIX + 0xffff,
};
