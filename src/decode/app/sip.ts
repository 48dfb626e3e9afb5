import type { Cursor } from '../../kernel/cursor.ts';
import { OpenRequests } from '../../kernel/open-requests.ts';
import { OTHER } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { headEnd } from './http/headers.ts';
import { sipAnomalies, sipFields, sipMethods } from './sip/fields.ts';
import { SipHead } from './sip/head.ts';
import { readDescription } from './sip/session-description.ts';

/** Bytes of a start line and its headers. */
export const MAX_HEAD = 0x4000;
/** Bytes of a body in a stream that is kept to be read. */
export const MAX_BODY = 0x4000;
/** Requests of one flow that wait for their answer. */
export const MAX_WAITING = 32;
/** Bytes of a request line that the probe looks at. */
const MAX_PROBED_LINE = 512;
const VERSION = 'SIP/2.0';
const LONGEST_METHOD = 9;

/** Of a stream beside the requests: bytes of an unfinished head that were already searched, of each direction. */
export class SipState {
  readonly requests: OpenRequests = new OpenRequests(MAX_WAITING);
  readonly scanned: [client: number, server: number] = [0, 0];
}

const base = {
  name: 'sip',
  title: 'Session Initiation Protocol',
  spec: 'RFC 3261; RFC 8866 (descriptions of sessions)',
  fields: sipFields,
  anomalies: sipAnomalies,
  functionName: (fn: number): string | undefined => sipMethods[fn] ?? (fn >= 100 && fn <= 699 ? String(fn) : undefined),
  objectName: (): string => 'call',
  undecoded: 'Headers other than those shown, bodies other than descriptions of sessions, messages in SigComp.',
  ports: [5060, 5061],
  specLists: () => [
    {
      title: 'Methods',
      source: 'IANA, SIP methods and response codes',
      entries: sipMethods.flatMap((name, id) =>
        id === 0 ? [] : [{ id: name, name, depth: 'decoded' as const, functions: [id] }],
      ),
    },
  ],
  canBegin: (byte: number): boolean => byte >= 0x41 && byte <= 0x55,
  open: () => new SipState(),
};

/** SIP in UDP: telephones, intercoms and door stations, with what program each is. */
export const sipOverUdp: DatagramProtocol<SipState> = {
  ...base,
  kind: 'datagram',
  // Three letters of a method, a blank and four of a scheme; or seven of the version.
  falseMatchLog2: -56,
  probe: (c: Cursor): Verdict => (probeStart(c) === YES ? YES : NO),
  parse(c: Cursor, turn: Turn, state: SipState): Outcome {
    // Blank lines keep the way open (RFC 5626 4.4.1).
    const found = headEnd(c.bytes, c.at, c.end);
    const end = found < 0 ? c.end : found;
    if (!readHead(c, end)) return BAD;
    tell(turn, state);
    if (found < 0) turn.anomaly('head-unfinished');
    readBody(turn, c.bytes, end, c.end);
    c.at = c.end;
    return DONE;
  },
};

/** The same in TCP. */
export const sipOverTcp: StreamProtocol<SipState> = {
  ...base,
  kind: 'stream',
  falseMatchLog2: -56,
  maxMessage: MAX_HEAD + MAX_BODY,
  probe: probeStart,
  parse(c: Cursor, turn: Turn, state: SipState): Outcome {
    const first = c.peek8();
    if (first === 0x0d || first === 0x0a) {
      c.skip(1);
      return DONE;
    }
    if (first < 0x41 || first > 0x5a) return BAD;
    const side = turn.fromServer ? 1 : 0;
    const scanned = state.scanned[side];
    const end = headEnd(c.bytes, c.at + (scanned > 3 ? scanned - 3 : 0), c.end);
    if (end < 0) {
      state.scanned[side] = c.left > MAX_HEAD ? 0 : c.left;
      return c.left > MAX_HEAD ? BAD : MORE;
    }
    if (!readHead(c, end)) {
      state.scanned[side] = 0;
      return BAD;
    }
    const length = bodyLength();
    const kept = length >= 0 && length <= MAX_BODY;
    if (kept && end + length > c.end) {
      state.scanned[side] = end - c.at;
      return MORE;
    }
    state.scanned[side] = 0;
    tell(turn, state);
    if (length < 0) turn.anomaly('length-bad');
    if (kept) readBody(turn, c.bytes, end, end + length);
    c.at = kept ? end + length : end;
    if (length > MAX_BODY) {
      turn.anomaly('body-over-limit');
      turn.skip(length, 'unrecognised');
    }
    return DONE;
  },
  gap(state: SipState, fromServer: boolean): void {
    state.requests.clear();
    state.scanned[fromServer ? 1 : 0] = 0;
  },
};

/** One is enough: a head is read and told within one call. */
const head: SipHead = new SipHead();
let method = 0;
let status = 0;

function readHead(c: Cursor, end: number): boolean {
  head.read(c, end);
  const answer = /^SIP\/2\.0 +([1-6]\d\d)(?: |$)/.exec(head.startLine)?.[1];
  const request = /^([A-Z]+) +\S+ +SIP\/2\.0 *$/.exec(head.startLine)?.[1];
  status = answer === undefined ? 0 : Number(answer);
  method = request === undefined ? 0 : Math.max(0, sipMethods.indexOf(request));
  return answer !== undefined || request !== undefined;
}

/** Content length; 0 where it is not told (RFC 3261 20.14 wants it in streams), -1 where it is no number. */
function bodyLength(): number {
  const text = head.values.get('content-length') ?? '0';
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

function readBody(turn: Turn, bytes: Uint8Array, start: number, end: number): void {
  if (head.values.get('content-type')?.startsWith('application/sdp')) readDescription(turn, bytes, start, end);
  else turn.unrecognised(end - start);
}

function tell(turn: Turn, state: SipState): void {
  turn.message(status || method);
  if (turn.tracing) trace(turn);
  for (const code of head.anomalies) turn.anomaly(code);
  const program = head.values.get('user-agent') ?? head.values.get('server');
  if (program) turn.claim(turn.sender, 'banner', program);
  const key = hash(`${head.values.get('call-id') ?? ''} ${/^\d+/.exec(head.values.get('cseq') ?? '')?.[0] ?? ''}`);
  const { requests } = state;
  if (status > 0) {
    if (status < 200 || !requests.take(key)) return;
    turn.outcome(requests.handle(0), status >= 400 ? status : 0, requests.seconds, requests.nanos);
    return;
  }
  if (method === 0) turn.anomaly('method-unknown');
  const speaker = /sips?:([^@;>]{1,64})@/i.exec(head.values.get('from') ?? '')?.[1];
  if (speaker !== undefined) turn.claim(turn.sender, 'user', speaker);
  // An acknowledgment has the number of its invitation and is never answered.
  if (sipMethods[method] === 'ACK') return;
  requests.open(key, method, 0, 0, turn.seconds, turn.nanos);
  requests.addHandle(turn.command(method, 0, 0, 0, 0, OTHER));
}

function trace(turn: Turn): void {
  const [first = '', second = ''] = head.startLine.split(' ', 2);
  if (status > 0) turn.field('sip.Status-Code', status);
  else {
    turn.field('sip.Method', first);
    turn.field('sip.r-uri', second);
  }
  for (const [name, value] of head.values) if (name !== 'content-length') turn.field(`sip.${name}`, value);
}

/** FNV-1a: requests are found by numbers. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x0100_0193);
  return value >>> 0;
}

/** A status line, or a method before a target of one of three schemes in a line that ends with the version. */
function probeStart(c: Cursor): Verdict {
  if (startsWith(c, 0, VERSION)) {
    if (c.left < VERSION.length + 4) return UNSURE;
    const digit = c.peek8(VERSION.length + 1);
    return c.peek8(VERSION.length) === 0x20 && digit >= 0x31 && digit <= 0x36 ? YES : NO;
  }
  let blank = 0;
  while (blank < c.left && blank <= LONGEST_METHOD && c.peek8(blank) !== 0x20) blank++;
  if (!isMethod(c, blank, blank < c.left)) return NO;
  if (blank === c.left) return UNSURE;
  const target = blank + 1;
  const scheme = ['sip:', 'sips:', 'tel:'].find((text) => startsWith(c, target, text));
  if (scheme === undefined) return NO;
  for (let i = target; i < MAX_PROBED_LINE; i++) {
    if (i >= c.left) return UNSURE;
    const byte = c.peek8(i);
    if (byte === 0x0d || byte === 0x0a) {
      const version = i - VERSION.length;
      return version > target + scheme.length && startsWith(c, version, VERSION) ? YES : NO;
    }
    if (byte < 0x20) return NO;
  }
  return NO;
}

/** Whether a method fills the first bytes, or begins with them. */
function isMethod(c: Cursor, length: number, whole: boolean): boolean {
  for (let i = 1; i < sipMethods.length; i++) {
    const name = sipMethods[i] as string;
    if ((whole ? name.length === length : name.length >= length) && startsWith(c, 0, name)) return true;
  }
  return false;
}

/** Whether the window goes on with the text, as far as the window goes. */
function startsWith(c: Cursor, at: number, text: string): boolean {
  for (let i = 0; i < text.length && at + i < c.left; i++) if (c.peek8(at + i) !== text.charCodeAt(i)) return false;
  return true;
}
