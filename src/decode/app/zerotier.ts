import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { hexText } from './wire-text.ts';

const DESTINATION = 8;
const SOURCE = 13;
const FLAGS = 18;
const VERB = 27;
const HEADER = 28;
const IDENTITY = 41;
const KEY_LENGTH = 64;
/** Address, type, public key, and a zero for "no private key". */
const HELLO_LENGTH = IDENTITY + 5 + 1 + KEY_LENGTH + 1;
const FRAGMENT_MARK = 0xff;
const FRAGMENT_HEADER = 16;
const HELLO = 1;
const ENCRYPTED = 0x100;
const FRAGMENT = 0x101;

const verbs: ReadonlyMap<number, string> = new Map([
  [0, 'nop'],
  [HELLO, 'hello'],
  [2, 'error'],
  [3, 'ok'],
  [4, 'whois'],
  [5, 'rendezvous'],
  [6, 'frame'],
  [7, 'extended frame'],
  [8, 'echo'],
  [9, 'multicast like'],
  [10, 'network credentials'],
  [11, 'network configuration request'],
  [12, 'network configuration'],
  [13, 'multicast gather'],
  [14, 'multicast frame'],
  [16, 'push direct paths'],
  [18, 'acknowledgement'],
  [19, 'quality of service measurement'],
  [20, 'user message'],
  [21, 'remote trace'],
  [22, 'path negotiation request'],
  [ENCRYPTED, 'encrypted packet'],
  [FRAGMENT, 'fragment'],
]);

/**
 * ZeroTier: a node's hello goes in the clear and says its address twice, in the header and in its identity, and its version.
 * All else is encrypted, verbs too, and is told by having followed a hello on the same flow.
 */
export const zerotier: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'zerotier',
  title: 'ZeroTier (VL1)',
  spec: 'not published; packet layout and verbs of Packet.hpp of the program’s source',
  fields: {
    'zerotier.destination': { doc: 'Address of the node it is for.' },
    'zerotier.source': { doc: 'Address of the node that sent it.' },
    'zerotier.cipher': { doc: '0: in the clear, authenticated; 1: Salsa20/12; 2: trusted path; 3: AES-GMAC-SIV.' },
    'zerotier.hops': { doc: 'How often it was relayed.' },
    'zerotier.version': { doc: 'Version of the program that says hello.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => verbs.get(fn),
  undecoded:
    'What follows the identity of a hello; whatever is encrypted, and fragments. Signature unproven: no capture at hand has it.',
  // The address of five octets twice, a verb, an identity's type and the zero behind its key.
  falseMatchLog2: -60,
  ports: [9993],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isHello(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left >= FRAGMENT_HEADER && c.peek8(SOURCE) === FRAGMENT_MARK) {
      turn.message(FRAGMENT);
      if (turn.tracing) turn.field('zerotier.destination', hexText(c.bytes, c.at + DESTINATION, c.at + SOURCE));
      turn.encrypted(c.left - FRAGMENT_HEADER);
      c.at = c.end;
      return DONE;
    }
    const cipher = (c.peek8(FLAGS) >> 3) & 7;
    if (c.left < HEADER || cipher > 3) return BAD;
    const hello = isHello(c);
    turn.message(hello ? HELLO : cipher === 0 ? c.peek8(VERB) & 0x1f : ENCRYPTED);
    if (turn.tracing) {
      turn.field('zerotier.destination', hexText(c.bytes, c.at + DESTINATION, c.at + SOURCE));
      turn.field('zerotier.source', hexText(c.bytes, c.at + SOURCE, c.at + FLAGS));
      turn.field('zerotier.cipher', cipher);
      turn.field('zerotier.hops', c.peek8(FLAGS) & 7);
    }
    if (hello) {
      const version = `${c.peek8(HEADER + 1)}.${c.peek8(HEADER + 2)}.${c.peek16(HEADER + 3)}`;
      if (turn.tracing) turn.field('zerotier.version', version);
      const node = hexText(c.bytes, c.at + SOURCE, c.at + FLAGS);
      turn.claim(turn.sender, 'role', 'zerotier-node');
      turn.claim(turn.sender, 'description', `ZeroTier node ${node}, version ${version}`);
      turn.unrecognised(c.left - HELLO_LENGTH);
    } else turn.encrypted(c.left - HEADER);
    c.at = c.end;
    return DONE;
  },
};

/** In the clear, the verb, a protocol version that was ever out, and an identity whose address is the sender's own. */
function isHello(c: Cursor): boolean {
  if (c.left < HELLO_LENGTH || (c.peek8(FLAGS) & 0x38) !== 0 || (c.peek8(VERB) & 0x1f) !== HELLO) return false;
  const version = c.peek8(HEADER);
  if (version < 4 || version > 31 || c.peek8(SOURCE) === 0 || c.peek8(SOURCE) === FRAGMENT_MARK) return false;
  for (let i = 0; i < 5; i++) if (c.peek8(SOURCE + i) !== c.peek8(IDENTITY + i)) return false;
  return c.peek8(IDENTITY + 5) === 0 && c.peek8(HELLO_LENGTH - 1) === 0;
}
