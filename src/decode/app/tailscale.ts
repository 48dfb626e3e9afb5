import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { stunOverUdp } from './stun.ts';
import { hexText } from './wire-text.ts';
import { wireguard } from './wireguard.ts';

/** "TS" and the UTF-8 of a speech balloon. */
const MAGIC_HIGH = 0x5453f09f;
const MAGIC_LOW = 0x92ac;
const KEY_AT = 6;
const NONCE_AT = 38;
const BOX_AT = 62;
/** The authentication tag of a box, and the type and version of the message in it. */
const SHORTEST = BOX_AT + 16 + 2;
const DISCO = 1;

/**
 * Tailscale between two hosts: path discovery ("disco") by its magic and lengths. WireGuard and STUN on the same port are
 * read as what they are. Through a relay nothing of this is seen: there the relay's name tells.
 */
export const tailscale: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'tailscale',
  title: 'Tailscale path discovery',
  spec: 'not published; the magic, key, nonce and box of package disco of the program’s source',
  fields: {
    'tailscale.disco_key': { doc: 'Public key of the sender, made anew when its program starts.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => (fn === DISCO ? 'disco' : undefined),
  undecoded:
    'What is in the box: whether it is a ping, a pong or a call to try paths. Signature unproven: no capture at hand has it.',
  // Six octets of magic.
  falseMatchLog2: -48,
  canBegin: (byte: number): boolean => byte === 0x54,
  ports: [41641],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isDisco(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (isDisco(c)) {
      turn.message(DISCO);
      if (turn.tracing) turn.field('tailscale.disco_key', hexText(c.bytes, c.at + KEY_AT, c.at + NONCE_AT));
      turn.claim(turn.sender, 'role', 'tailscale-node');
      turn.encrypted(c.left - BOX_AT);
      c.at = c.end;
      return DONE;
    }
    const inner = wireguard.probe(c, turn.fromServer) === YES ? wireguard : stunOverUdp;
    if (inner.probe(c, turn.fromServer) !== YES) return BAD;
    turn.inside(inner);
    return inner.parse(c, turn, undefined);
  },
};

function isDisco(c: Cursor): boolean {
  return c.left >= SHORTEST && c.peek32() === MAGIC_HIGH && c.peek16(4) === MAGIC_LOW;
}
