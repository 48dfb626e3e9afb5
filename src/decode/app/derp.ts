import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { hexText } from './wire-text.ts';

const HEADER = 5;
const SERVER_KEY = 1;
const MAGIC = [0x44, 0x45, 0x52, 0x50, 0xf0, 0x9f, 0x94, 0x91];
const KEY = 32;
/** Relays take packets of 64 KiB, and information of up to 1 MiB; what says that it is longer is another protocol. */
export const MAX_DERP_FRAME: number = 1 << 20;

const names: ReadonlyMap<number, string> = new Map([
  [1, 'server key'],
  [2, 'client info'],
  [3, 'server info'],
  [4, 'send packet'],
  [5, 'receive packet'],
  [6, 'keep alive'],
  [7, 'note preferred'],
  [8, 'peer gone'],
  [9, 'peer present'],
  [10, 'forward packet'],
  [16, 'watch connections'],
  [17, 'close peer'],
  [18, 'ping'],
  [19, 'pong'],
  [20, 'health'],
  [21, 'restarting'],
]);

/**
 * DERP, Tailscale's relay, where it is not within TLS: behind an HTTP upgrade to an own relay, or behind a proxy that took
 * the TLS off. The server's first frame has the magic; frames are counted by type and their content is encrypted.
 */
export const derp: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'derp',
  title: 'Tailscale relay (DERP)',
  spec: 'not published; frame types and lengths of package derp of the program’s source',
  fields: {
    'derp.type': { doc: 'Type of the frame.' },
    'derp.length': { doc: 'Length of what follows the header.', unit: 'bytes' },
    'derp.server_key': { doc: 'Public key of the relay.' },
  },
  anomalies: {
    'type-unknown': { doc: 'A frame of a type that is not known.' },
  },
  functionName: (fn: number): string | undefined => names.get(fn),
  undecoded:
    'What frames carry, all of it encrypted; over TLS, the usual case, nothing is seen but names. Signature unproven: no capture at hand has it.',
  // Type, two octets of a length below 2^16, and eight octets of magic.
  falseMatchLog2: -88,
  canBegin: (byte: number): boolean => byte === SERVER_KEY,
  ports: [443, 3340],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    // The server speaks first. What a client begins with, its key, a nonce and a box, is no proof.
    if (c.peek8() !== SERVER_KEY) return NO;
    if (c.left >= 3 && c.peek16(1) !== 0) return NO;
    if (c.left >= HEADER && c.peek32(1) < MAGIC.length + KEY) return NO;
    for (let i = 0; i < MAGIC.length; i++) {
      if (c.left <= HEADER + i) return UNSURE;
      if (c.peek8(HEADER + i) !== MAGIC[i]) return NO;
    }
    return YES;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEADER) return MORE;
    const type = c.peek8();
    const length = c.peek32(1);
    if (length > MAX_DERP_FRAME || type === 0 || type > 0x3f) return BAD;
    if (type === SERVER_KEY && c.left < HEADER + MAGIC.length + KEY) return MORE;
    turn.message(type);
    if (!names.has(type)) turn.anomaly('type-unknown');
    if (turn.tracing) {
      turn.field('derp.type', type);
      turn.field('derp.length', length);
    }
    if (type === SERVER_KEY && turn.tracing) {
      const at = c.at + HEADER + MAGIC.length;
      turn.field('derp.server_key', hexText(c.bytes, at, at + KEY));
    }
    if (type === SERVER_KEY) turn.claim(turn.sender, 'role', 'tailscale-relay');
    c.skip(HEADER);
    if (length > 0) turn.skip(length, type === SERVER_KEY ? 'decoded' : 'encrypted');
    return DONE;
  },
  maxMessage: HEADER + MAGIC.length + KEY,
};
