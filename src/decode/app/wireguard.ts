import type { Cursor } from '../../kernel/cursor.ts';
import type { AnomalySpec, DatagramProtocol, FieldSpec } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { hexText } from './wire-text.ts';

const INITIATION = 1;
const RESPONSE = 2;
const COOKIE = 3;
const DATA = 4;
/** Header and authentication tag: a keep-alive is no more than these. */
const DATA_OVERHEAD = 32;
const MAC = 16;

const names: readonly (string | undefined)[] = [
  undefined,
  'handshake initiation',
  'handshake response',
  'cookie reply',
  'transport data',
];
/** Lengths of types 1 to 3 (WireGuard 5.4.2, 5.4.3, 5.4.7). */
const lengths: readonly number[] = [0, 148, 92, 64];

const fields: Readonly<Record<string, FieldSpec>> = {
  'wg.type': { doc: 'Kind of message' },
  'wg.sender': { doc: 'Session by the sender’s number' },
  'wg.receiver': { doc: 'Session by the receiver’s number' },
  'wg.ephemeral': { doc: 'Public key made for this handshake' },
  'wg.mac1': { doc: 'Proof that the sender knows the receiver’s public key' },
  'wg.mac2': { doc: 'Proof of a cookie; zeros without one' },
  'wg.counter': { doc: 'Number of the message in its session' },
  'wg.nonce': { doc: 'Nonce of a cookie reply' },
};

const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'mac-missing': { doc: 'A handshake without its first MAC: no peer answers it' },
};

/**
 * WireGuard: handshakes and how much goes through. Four octets of type, three of them reserved and zero, and lengths that
 * fit tell it from all else, whatever its port. Everything inside is encrypted; peers are known by no more than addresses.
 */
export const wireguard: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'wireguard',
  title: 'WireGuard',
  spec: 'Donenfeld, "WireGuard: Next Generation Kernel Network Tunnel" (NDSS 2017), 5.4',
  fields,
  anomalies,
  functionName: (fn: number): string | undefined => names[fn],
  undecoded: 'Whatever is encrypted: static keys, timestamps, cookies and data.',
  // Types 1 to 3 fix 32 bits and the length; data fix 56 and the length.
  falseMatchLog2: -31,
  ports: [51820],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const type = typeOf(c);
    if (type === 0) return NO;
    // A counter beyond 2^40 would take years at line speed, and a session lives three minutes.
    if (type === DATA) return c.left % 16 === 0 && c.peek16(14) === 0 && c.peek8(13) === 0 ? YES : NO;
    return YES;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    const type = typeOf(c);
    if (type === 0) return BAD;
    turn.message(type);
    if (turn.tracing) trace(c, turn, type);
    if (type === DATA) turn.encrypted(c.left - 16);
    else if (type === COOKIE) turn.encrypted(32);
    else {
      turn.encrypted(type === INITIATION ? 48 + 28 : 16);
      turn.claim(turn.sender, 'role', 'wireguard-peer');
      if (isZero(c, c.end - 2 * MAC)) turn.anomaly('mac-missing');
    }
    c.at = c.end;
    return DONE;
  },
};

/** The type where its reserved octets are zero and the length is one that it can have; else 0. */
function typeOf(c: Cursor): number {
  const { left } = c;
  const type = c.peek8();
  if (type < INITIATION || type > DATA || c.peek8(1) !== 0 || c.peek16(2) !== 0) return 0;
  // Data are padded to 16 octets, but not beyond what the tunnel's MTU leaves room for.
  const fits = type === DATA ? left >= DATA_OVERHEAD : left === lengths[type];
  return fits ? type : 0;
}

function isZero(c: Cursor, at: number): boolean {
  for (let i = at; i < at + MAC; i++) if (c.bytes[i] !== 0) return false;
  return true;
}

/** Numbers are little-endian. */
function trace(c: Cursor, turn: Turn, type: number): void {
  const { bytes, view, at, end } = c;
  turn.field('wg.type', type);
  if (type === INITIATION || type === RESPONSE) turn.field('wg.sender', view.getUint32(at + 4, true));
  if (type === RESPONSE) turn.field('wg.receiver', view.getUint32(at + 8, true));
  if (type === COOKIE || type === DATA) turn.field('wg.receiver', view.getUint32(at + 4, true));
  if (type === DATA) turn.field('wg.counter', view.getBigUint64(at + 8, true));
  else if (type === COOKIE) turn.field('wg.nonce', hexText(bytes, at + 8, at + 32));
  else {
    const key = at + (type === INITIATION ? 8 : 12);
    turn.field('wg.ephemeral', hexText(bytes, key, key + 32));
    turn.field('wg.mac1', hexText(bytes, end - 2 * MAC, end - MAC));
    turn.field('wg.mac2', hexText(bytes, end - MAC, end));
  }
}
