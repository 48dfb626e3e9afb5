import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import {
  amqpAnomalies,
  amqpFields,
  amqpFunctions,
  CONTENT_BODY,
  CONTENT_HEADER,
  HEADER_FUNCTION,
  HEARTBEAT,
  PERFORMATIVE_BASE,
  START,
} from './amqp/fields.ts';
import { readProperties } from './amqp/properties.ts';
import { wireText } from './wire-text.ts';

/** A method's, or a performative's frame that is kept; of content only the head is looked at. */
export const MAX_FRAME = 0x1_0000;

const NAME = [0x41, 0x4d, 0x51, 0x50];
const PROTOCOL_HEADER = 8;
const OLD_HEADER = 7;
const FRAME_END = 0xce;
const METHOD = 1;
const NEW_HEADER = 8;
const LARGEST_FRAME = 0x0800_0000;
const OPEN = 0x10;

/** Which of the two protocols of this name a connection speaks; 0 until its header or a first frame says so. */
export interface AmqpState {
  version: 0 | 9 | 1;
}

/** AMQP 0-9-1 and 1.0: brokers between systems of a terminal, with what product each is. */
export const amqp: StreamProtocol<AmqpState> = {
  kind: 'stream',
  name: 'amqp',
  title: 'Advanced Message Queuing Protocol',
  spec: 'AMQP 0-9-1; ISO/IEC 19464 (AMQP 1.0); checked against Wireshark 4.0, not against the text',
  fields: amqpFields,
  anomalies: amqpAnomalies,
  functionName: (fn) => amqpFunctions.get(fn),
  undecoded:
    'Contents of messages; arguments of methods other than what peers say of themselves. Signature unproven: no capture at hand has it.',
  specLists: () => [
    {
      title: 'Methods of 0-9-1, performatives of 1.0',
      source: 'AMQP 0-9-1 and 1.0, as Wireshark 4.0 has them',
      entries: [...amqpFunctions].map(([fn, name]) => ({ id: `${fn}`, name, depth: 'named', functions: [fn] })),
    },
  ],
  // Four letters and four bytes of a version; in the middle a frame of 0-9-1 with a known method and its end mark.
  falseMatchLog2: -40,
  canBegin: (byte) => byte === 0x41 || byte === METHOD,
  ports: [5672, 5671],
  maxMessage: MAX_FRAME + PROTOCOL_HEADER,
  open: () => ({ version: 0 }),
  probe(c: Cursor): Verdict {
    if (c.peek8() === NAME[0]) {
      for (let i = 1; i < 4 && i < c.left; i++) if (c.peek8(i) !== NAME[i]) return NO;
      if (c.left < PROTOCOL_HEADER) return UNSURE;
      return versionOf(c) === 0 ? NO : YES;
    }
    if (c.peek8() !== METHOD) return NO;
    if (c.left < OLD_HEADER + 4) return UNSURE;
    const length = c.peek32(3);
    if (length < 4 || length > 2048 || !amqpFunctions.has(c.peek32(OLD_HEADER)) || c.peek16(OLD_HEADER) < 10) return NO;
    if (c.left < OLD_HEADER + length + 1) return UNSURE;
    return c.peek8(OLD_HEADER + length) === FRAME_END ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: AmqpState): Outcome {
    if (c.peek8() === NAME[0] && (c.left < 2 || c.peek8(1) === NAME[1])) return readHeader(c, turn, state);
    return state.version === 1 ? readNew(c, turn) : readOld(c, turn);
  },
};

/** 0-9-1 has 0, 0, 9, 1 behind the name; 1.0 a kind (0 plain, 2 TLS, 3 sign-in) and 1, 0, 0. */
function versionOf(c: Cursor): 0 | 9 | 1 {
  const text = c.peek32(4);
  if (text === 0x0000_0901) return 9;
  return text === 0x0001_0000 || text === 0x0201_0000 || text === 0x0301_0000 ? 1 : 0;
}

function readHeader(c: Cursor, turn: Turn, state: AmqpState): Outcome {
  if (!c.has(PROTOCOL_HEADER)) return MORE;
  for (let i = 0; i < 4; i++) if (c.peek8(i) !== NAME[i]) return BAD;
  const version = versionOf(c);
  if (version === 0) return BAD;
  state.version = version;
  turn.message(HEADER_FUNCTION);
  if (turn.tracing) turn.field('amqp.version', version === 9 ? '0-9-1' : '1.0');
  c.skip(PROTOCOL_HEADER);
  return DONE;
}

/** Kind, channel, length, content, and the mark that ends it. */
function readOld(c: Cursor, turn: Turn): Outcome {
  if (!c.has(OLD_HEADER)) return MORE;
  const kind = c.peek8();
  const length = c.peek32(3);
  if (
    (kind !== METHOD && kind !== CONTENT_HEADER && kind !== CONTENT_BODY && kind !== HEARTBEAT) ||
    length > LARGEST_FRAME
  )
    return BAD;
  const kept = kind === METHOD && length <= MAX_FRAME - OLD_HEADER - 1;
  if (kept && !c.has(OLD_HEADER + length + 1)) return MORE;
  const fn = kept && length >= 4 ? c.peek32(OLD_HEADER) : kind;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('amqp.type', kind);
    turn.field('amqp.channel', c.peek16(1));
    turn.field('amqp.length', length);
    if (kept && length >= 4) {
      turn.field('amqp.method.class', fn >>> 16);
      turn.field('amqp.method.method', fn & 0xffff);
    }
  }
  if (!kept) {
    if (kind === METHOD) turn.anomaly('frame-over-limit');
    c.skip(OLD_HEADER);
    turn.skip(length + 1, kind === CONTENT_BODY ? 'decoded' : 'unrecognised');
    return DONE;
  }
  if (c.peek8(OLD_HEADER + length) !== FRAME_END) turn.anomaly('frame-end-missing');
  const { at, end } = c;
  c.end = at + OLD_HEADER + length;
  // Of the server's first method two numbers of its version stand before.
  if (fn === START) readProperties(c.skip(OLD_HEADER + 6), turn);
  else if (fn === START + 1) readProperties(c.skip(OLD_HEADER + 4), turn);
  else if (length > 4) turn.unrecognised(length - 4);
  c.failed = false;
  c.end = end;
  c.at = at + OLD_HEADER + length + 1;
  return DONE;
}

/** Length, offset of the content in words, kind, channel; then a descriptor of one byte and what it describes. */
function readNew(c: Cursor, turn: Turn): Outcome {
  if (!c.has(NEW_HEADER)) return MORE;
  const length = c.peek32();
  const before = 4 * c.peek8(4);
  if (length < NEW_HEADER || before < NEW_HEADER || before > length || c.peek8(5) > 1) return BAD;
  const kept = length <= MAX_FRAME;
  if (kept && !c.has(length)) return MORE;
  if (!kept && !c.has(before + 3)) return MORE;
  const described = length >= before + 3 && c.peek8(before) === 0 && c.peek8(before + 1) === 0x53;
  const code = described ? c.peek8(before + 2) : 0;
  turn.message(described ? PERFORMATIVE_BASE + code : HEARTBEAT);
  if (turn.tracing) {
    turn.field('amqp.type', c.peek8(5));
    turn.field('amqp.channel', c.peek16(6));
    turn.field('amqp.length', length);
  }
  if (!kept) {
    turn.anomaly('frame-over-limit');
    c.skip(before + 3);
    turn.skip(length - before - 3, 'unrecognised');
    return DONE;
  }
  if (described && code === OPEN) readContainer(c, turn, before + 3, length);
  turn.unrecognised(length - before - (described ? 3 : 0));
  c.skip(length);
  return DONE;
}

/** A list (short 0xc0, long 0xd0) whose first value is a text: the peer's name. */
function readContainer(c: Cursor, turn: Turn, ahead: number, length: number): void {
  const at = ahead + (c.peek8(ahead) === 0xc0 ? 3 : c.peek8(ahead) === 0xd0 ? 9 : length);
  if (at + 2 > length || c.peek8(at) !== 0xa1) return;
  const size = c.peek8(at + 1);
  if (size === 0 || at + 2 + size > length) return;
  const name = wireText(c.bytes, c.at + at + 2, c.at + at + 2 + size);
  if (turn.tracing) turn.field('amqp.container-id', name);
  turn.claim(turn.sender, 'description', `AMQP container ${name}`);
}
