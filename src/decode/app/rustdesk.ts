import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { RendezvousMessage } from './rustdesk/read-message.ts';
import { PEER_DISCOVERY, rendezvousNames, TELLING } from './rustdesk/rendezvous.ts';

const ENCRYPTED = 0x100;
/** Bytes of a frame that is read; those of the rendezvous are shorter. */
export const MAX_RENDEZVOUS = 4096;

const shared = {
  name: 'rustdesk',
  spec: 'rendezvous.proto and the framing of package hbb_common of the program’s source',
  fields: {
    'rustdesk.id': { doc: 'Id of the host that registers, or that is asked for.' },
    'rustdesk.relay': { doc: 'Relay that a session is to use.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => (fn === ENCRYPTED ? 'encrypted frame' : rendezvousNames.get(fn)),
  undecoded:
    'Keys, addresses and options of the rendezvous; sessions, which are encrypted. Signature unproven: no capture at hand has it.',
  open: (): undefined => undefined,
} as const;

/** RustDesk's rendezvous over UDP: which host registers under which id, and who is looked for in the local network. */
export const rustdeskOverUdp: DatagramProtocol<undefined> = {
  ...shared,
  kind: 'datagram',
  title: 'RustDesk rendezvous over UDP',
  // Two tags, two lengths that fit each other, and an id of six characters or more.
  falseMatchLog2: -30,
  ports: [21116, 21119],
  canBegin: (byte: number): boolean => isTag(byte),
  probe: (c: Cursor): Verdict => (MESSAGE.read(c.bytes, c.at, c.end) && MESSAGE.tells() ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (!MESSAGE.read(c.bytes, c.at, c.end)) return BAD;
    tell(turn);
    c.at = c.end;
    return DONE;
  },
};

/** The same over TCP, framed: the low bits of the first octet say how many octets the length has. */
export const rustdeskOverTcp: StreamProtocol<undefined> = {
  ...shared,
  kind: 'stream',
  title: 'RustDesk rendezvous over TCP',
  falseMatchLog2: -30,
  ports: [21115, 21116, 21117],
  probe(c: Cursor): Verdict {
    if (c.left === 0) return UNSURE;
    const header = (c.peek8() & 3) + 1;
    if (header > 2) return NO;
    if (c.left <= header) return UNSURE;
    const length = frameLength(c, header);
    if (length < 4 || length > MAX_RENDEZVOUS || !isTag(c.peek8(header))) return NO;
    if (!c.has(header + length)) return UNSURE;
    const at = c.at + header;
    return MESSAGE.read(c.bytes, at, at + length) && MESSAGE.tells() ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left === 0) return MORE;
    const header = (c.peek8() & 3) + 1;
    if (c.left < header) return MORE;
    const length = frameLength(c, header);
    if (length > MAX_RENDEZVOUS) {
      turn.message(ENCRYPTED);
      c.skip(header);
      turn.skip(length, 'encrypted');
      return DONE;
    }
    if (!c.has(header + length)) return MORE;
    const at = c.at + header;
    if (MESSAGE.read(c.bytes, at, at + length)) tell(turn);
    else {
      turn.message(ENCRYPTED);
      turn.encrypted(length);
    }
    c.skip(header + length);
    return DONE;
  },
  maxMessage: 4 + MAX_RENDEZVOUS,
};

/** First octet of a message that says an id: numbers from 16 on need a second one. */
function isTag(byte: number): boolean {
  return TAGS.has(byte);
}

const TAGS: ReadonlySet<number> = new Set(
  [...TELLING].map((type) => (type < 16 ? 0 : 0x80) | ((type << 3) & 0x7f) | 2),
);

function frameLength(c: Cursor, header: number): number {
  let value = 0;
  for (let i = header - 1; i >= 0; i--) value = value * 256 + c.peek8(i);
  return Math.floor(value / 4);
}

/** Says what {@link MESSAGE} holds. */
function tell(turn: Turn): void {
  const { type, texts } = MESSAGE;
  turn.message(type);
  turn.claim(turn.sender, 'role', 'rustdesk-peer');
  if (type === PEER_DISCOVERY) {
    if (texts[5] !== undefined) turn.claim(turn.sender, 'hostname', texts[5]);
    if (texts[4] !== undefined) turn.claim(turn.sender, 'user', texts[4]);
    if (texts[6] !== undefined) turn.claim(turn.sender, 'os', texts[6]);
    if (turn.tracing && texts[3] !== undefined) turn.field('rustdesk.id', texts[3]);
  } else if (TELLING.has(type) && turn.tracing) {
    if (texts[1] !== undefined) turn.field('rustdesk.id', texts[1]);
    if (type === RELAY && texts[4] !== undefined) turn.field('rustdesk.relay', texts[4]);
  }
}

const RELAY = 18;

/** One is enough: a message is read and told within one call. */
const MESSAGE: RendezvousMessage = new RendezvousMessage();
