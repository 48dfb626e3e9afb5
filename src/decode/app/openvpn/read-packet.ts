import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import {
  ACK,
  CRYPT,
  DATA_V2,
  HEAD,
  isControl,
  isReset,
  MAX_ACKS,
  PLAIN,
  REPLAY,
  RESET_CLIENT_V1,
  RESET_CLIENT_V2,
  RESET_CLIENT_V3,
  shapeOf,
  UNSHAPED,
} from './shape.ts';

/** What is known of a session: how its control packets are protected. */
export interface OpenvpnState {
  shape: number;
}

/** Length of a data packet's header: what follows is ciphertext. */
export function dataHeader(opcode: number): number {
  return opcode === DATA_V2 ? 4 : 1;
}

/** Begins the message of any packet, whose first octet is at the cursor. */
export function beginPacket(c: Cursor, turn: Turn): number {
  const opcode = c.peek8() >> 3;
  turn.message(opcode);
  if (turn.tracing) {
    turn.field('openvpn.opcode', opcode);
    turn.field('openvpn.keyid', c.peek8() & 7);
    if (opcode === DATA_V2 && c.left >= 4) turn.field('openvpn.peerid', c.peek32() & 0xff_ffff);
  }
  return opcode;
}

/** Reads a control packet, all of which lies before the cursor's end, and stands behind it. */
export function readControl(c: Cursor, turn: Turn, state: OpenvpnState, opcode: number): void {
  const { bytes, at } = c;
  if (isReset(opcode)) {
    const shape = shapeOf(c);
    if (shape !== UNSHAPED) state.shape = shape;
    turn.claim(turn.sender, 'role', isClients(opcode) ? 'openvpn-client' : 'openvpn-server');
  } else if (state.shape === UNSHAPED) state.shape = shapeOf(c);
  const head = state.shape === PLAIN ? HEAD : state.shape > 0 ? HEAD + state.shape + REPLAY : HEAD + REPLAY + 32;
  if (c.left < (state.shape === UNSHAPED ? HEAD : head)) {
    turn.anomaly('packet-cut');
    c.at = c.end;
    return;
  }
  if (turn.tracing) turn.field('openvpn.sessionid', hexText(bytes, at + 1, at + HEAD));
  if (turn.tracing && state.shape !== PLAIN && state.shape !== UNSHAPED) traceProtection(c, turn, state.shape);
  if (state.shape === CRYPT || state.shape === UNSHAPED) turn.encrypted(c.left - head > 0 ? c.left - head : 0);
  else {
    c.skip(head);
    readReliable(c, turn, opcode);
  }
  c.at = c.end;
}

/** The HMAC stands before the replay protection with tls-auth, behind it with tls-crypt. */
function traceProtection(c: Cursor, turn: Turn, shape: number): void {
  const { bytes, at } = c;
  const hmac = shape === CRYPT ? HEAD + REPLAY : HEAD;
  const replay = shape === CRYPT ? HEAD : HEAD + shape;
  turn.field('openvpn.hmac', hexText(bytes, at + hmac, at + hmac + (shape === CRYPT ? 32 : shape)));
  turn.field('openvpn.pid', c.peek32(replay));
  turn.field('openvpn.net_time', c.peek32(replay + 4));
}

/** Acknowledgements, packet number, and a piece of the TLS session, which is not put together. */
function readReliable(c: Cursor, turn: Turn, opcode: number): void {
  const acks = c.u8();
  if (acks > MAX_ACKS) {
    turn.anomaly('acks-over-limit');
    turn.unrecognised(c.left);
    return;
  }
  if (turn.tracing) turn.field('openvpn.mpidarraylength', acks);
  for (let i = 0; i < acks; i++) {
    const number = c.u32();
    if (turn.tracing && c.ok) turn.field('openvpn.mpidarrayelement', number);
  }
  const session = c.at;
  if (acks > 0) c.skip(8);
  if (turn.tracing && c.ok && acks > 0) turn.field('openvpn.rsessionid', hexText(c.bytes, session, session + 8));
  if (opcode !== ACK) {
    const number = c.u32();
    if (turn.tracing && c.ok) turn.field('openvpn.mpid', number);
  }
  if (c.failed) turn.anomaly('packet-cut');
  else turn.unrecognised(c.left);
}

function isClients(opcode: number): boolean {
  return opcode === RESET_CLIENT_V1 || opcode === RESET_CLIENT_V2 || opcode === RESET_CLIENT_V3;
}

export function isOpcode(opcode: number): boolean {
  return isControl(opcode) || opcode === 6 || opcode === DATA_V2;
}
