import type { Cursor } from '../../kernel/cursor.ts';
import { EVICTED, OpenRequests } from '../../kernel/open-requests.ts';
import { OTHER } from '../../schema/facts/vocabulary.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { srtpAnomalies, srtpFields, srtpSegments, srtpServices } from './srtp/fields.ts';

/** Requests of one connection that may wait for an answer; clients ask one thing at a time. */
export const MAX_WAITING = 64;

const HEADER = 56;
const LONGEST = HEADER + 0xffff;
const OPENED = 1;
const REQUEST = 2;
const ANSWER = 3;
/** Functions: these, or a service behind the base. */
const SERVICE_BASE = 0x100;
const SHORT_REQUEST = 0xc0;
const LONG_REQUEST = 0x80;
const REFUSED = 0xd1;
const answers: ReadonlySet<number> = new Set([0xd4, 0x94, REFUSED]);
const kinds: readonly string[] = ['open', 'opened', 'request', 'answer'];

/** GE's Service Request Transport Protocol: programming and reading of Series 90, PACSystems and VersaMax controllers. */
export const srtp: StreamProtocol<OpenRequests> = {
  kind: 'stream',
  name: 'srtp',
  title: 'GE Service Request Transport Protocol',
  spec: 'no public standard: icsnpp-ge-srtp (Battelle Energy Alliance) with the tables of Denton and others (DFRWS 2017), a Wireshark dissector and three clients in public repositories',
  fields: srtpFields,
  anomalies: srtpAnomalies,
  functionName: (fn) =>
    fn >= SERVICE_BASE
      ? (srtpServices.get(fn - SERVICE_BASE)?.name ?? `service 0x${(fn - SERVICE_BASE).toString(16)}`)
      : kinds[fn],
  objectName: (_fn, area, start, count) => {
    const segment = srtpSegments.get(area);
    return segment === undefined ? 'controller' : `${segment} ${start + 1}, ${count}`;
  },
  undecoded:
    'Values of memory, programs, fault tables, states, names in answers; who asks as whom. Signature unproven: no capture at hand has it.',
  specLists: () => [
    {
      title: 'Service request codes',
      source: 'Denton and others, table 2, as icsnpp-ge-srtp has it',
      entries: [...srtpServices].map(([id, { name }]) => ({
        id: `0x${id.toString(16).padStart(2, '0')}`,
        name,
        depth: 'named',
        functions: [SERVICE_BASE + id],
      })),
    },
  ],
  // Kind 7 bits, seven fixed bytes 56; form of a request 7.
  falseMatchLog2: -60,
  canBegin: (byte) => byte <= ANSWER,
  ports: [18245, 18246],
  maxMessage: LONGEST,
  open: () => new OpenRequests(MAX_WAITING),
  probe(c: Cursor): Verdict {
    // A connection is opened by 56 zeros, or a one and zeros, which alone prove nothing.
    const kind = c.peek8();
    if (kind > ANSWER) return NO;
    if (kind >= REQUEST) return probeMessage(c, 0);
    const seen = Math.min(c.left, HEADER);
    for (let i = 1; i < seen; i++) if (c.peek8(i) !== 0 && (kind !== OPENED || i !== 8)) return NO;
    if (c.left <= HEADER) return UNSURE;
    return c.peek8(HEADER) === REQUEST || c.peek8(HEADER) === ANSWER ? probeMessage(c, HEADER) : NO;
  },
  parse(c: Cursor, turn: Turn, state: OpenRequests): Outcome {
    const kind = c.peek8();
    if (kind > ANSWER) return BAD;
    if (!c.has(HEADER)) return MORE;
    const length = kind >= REQUEST ? c.peek8(4) | (c.peek8(5) << 8) : 0;
    if (!c.has(HEADER + length)) return MORE;
    if (kind < REQUEST) {
      turn.message(kind);
      if (turn.tracing) turn.field('srtp.type', kind);
    } else readMessage(c, turn, state, kind, length);
    c.skip(HEADER + length);
    return DONE;
  },
  gap: (state) => state.clear(),
};

/** Reserved bytes are zero, one of a request says whether data follow it: 1 without, 2 with, and one of an answer may. */
function probeMessage(c: Cursor, at: number): Verdict {
  const request = c.peek8(at) === REQUEST;
  for (const zero of [1, 10, 11, 12, 13, 14, 15]) {
    if (at + zero < c.left && c.peek8(at + zero) !== 0) return NO;
  }
  if (at + 9 < c.left && request && c.peek8(at + 9) !== 1 && c.peek8(at + 9) !== 2) return NO;
  if (c.left < at + 32) return UNSURE;
  const form = c.peek8(at + 31);
  return (request ? form === SHORT_REQUEST || form === LONG_REQUEST : answers.has(form)) ? YES : NO;
}

function readMessage(c: Cursor, turn: Turn, state: OpenRequests, kind: number, length: number): void {
  const sequence = sequenceOf(c);
  const form = c.peek8(31);
  if (kind === REQUEST) {
    // With data behind it, a request has its service eight bytes later.
    const at = form === LONG_REQUEST ? 50 : 42;
    const service = c.peek8(at);
    const fn = SERVICE_BASE + service;
    const known = srtpServices.get(service);
    const segment = c.peek8(at + 1);
    const memory = srtpSegments.has(segment) && known !== undefined && service >= 4 && service <= 9;
    const offset = c.peek8(at + 2) | (c.peek8(at + 3) << 8);
    const count = c.peek8(at + 4) | (c.peek8(at + 5) << 8);
    turn.message(fn);
    if (turn.tracing) {
      traceHead(c, turn, length);
      turn.field('srtp.service', service);
      if (memory) {
        turn.field('srtp.segment', srtpSegments.get(segment) ?? '');
        turn.field('srtp.offset', offset);
        turn.field('srtp.count', count);
      }
    }
    if (state.open(sequence, fn, 0, 0, turn.seconds, turn.nanos) === EVICTED) turn.anomaly('requests-forgotten');
    state.addHandle(
      turn.command(fn, 0, memory ? segment : 0, memory ? offset : 0, memory ? count : 0, known?.access ?? OTHER),
    );
    turn.unrecognised(length);
    return;
  }
  turn.message(kind);
  if (turn.tracing) traceHead(c, turn, length);
  turn.unrecognised(length);
  if (!state.take(sequence)) return;
  turn.outcome(state.handle(0), form === REFUSED ? c.peek8(42) || 1 : 0, state.seconds, state.nanos);
}

function sequenceOf(c: Cursor): number {
  return c.peek8(2) | (c.peek8(3) << 8);
}

function traceHead(c: Cursor, turn: Turn, length: number): void {
  turn.field('srtp.type', c.peek8());
  turn.field('srtp.sequence', sequenceOf(c));
  turn.field('srtp.length', length);
  turn.field('srtp.message_type', c.peek8(31));
}
