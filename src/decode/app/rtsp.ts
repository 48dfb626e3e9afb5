import type { Cursor } from '../../kernel/cursor.ts';
import { OpenRequests } from '../../kernel/open-requests.ts';
import { type Access, OTHER, READ, WRITE } from '../../schema/facts/vocabulary.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { headEnd } from './http/headers.ts';
import { rtspAnomalies, rtspFields, rtspMethods } from './rtsp/fields.ts';
import { RtspHead } from './rtsp/head.ts';
import { probeRtsp } from './rtsp/probe.ts';
import { lowerAscii } from './wire-text.ts';

/** Bytes of a start line and its headers. */
export const MAX_HEADER_BYTES = 0x4000;
/** Requests that wait for their answer; clients mostly ask one thing at a time. */
export const MAX_WAITING = 32;
/** Digits of a content length. */
const MAX_DIGITS = 9;
const DOLLAR = 0x24;

/** What is remembered of one connection. */
export class RtspState {
  readonly requests: OpenRequests = new OpenRequests(MAX_WAITING);
  /** Bytes of an unfinished head that were already searched, of each direction. */
  readonly scanned: [client: number, server: number] = [0, 0];
}

/**
 * RTSP 1.0 and 2.0: who asks which camera or recorder for which stream, with which programs. Bodies and media that are
 * interleaved with messages are passed over by their length.
 */
export const rtsp: StreamProtocol<RtspState> = {
  kind: 'stream',
  name: 'rtsp',
  title: 'Real-Time Streaming Protocol',
  spec: 'RFC 2326, RFC 7826',
  fields: rtspFields,
  anomalies: rtspAnomalies,
  functionName: (fn: number): string | undefined =>
    rtspMethods[fn] ?? (fn >= 100 && fn <= 999 ? String(fn) : undefined),
  objectName: (_fn: number, _area: number, start: number): string =>
    start === 0 ? 'server' : `stream #${start.toString(16).padStart(8, '0')}`,
  undecoded: 'Descriptions of streams, parameters, and the media themselves; messages in a tunnel of HTTP.',
  // Media in the middle: two packets of a dollar sign, three bits of channel, two of version and some of length, and the
  // next one's sign. A message has seven given octets at least.
  falseMatchLog2: -34,
  ports: [554, 8554, 5554, 7070],
  maxMessage: MAX_HEADER_BYTES,
  open: () => new RtspState(),
  probe: probeRtsp,
  parse(c: Cursor, turn: Turn, state: RtspState): Outcome {
    const first = c.peek8();
    if (first === DOLLAR) return passMedia(c, turn);
    if (first === 0x0d || first === 0x0a) {
      c.skip(1);
      return DONE;
    }
    return readHead(c, turn, state);
  },
  gap(state: RtspState, fromServer: boolean): void {
    state.requests.clear();
    state.scanned[fromServer ? 1 : 0] = 0;
  },
};

/** A dollar sign, a channel, a length, and as many bytes of media. */
function passMedia(c: Cursor, turn: Turn): Outcome {
  if (!c.has(4)) return MORE;
  const length = c.peek16(2);
  c.skip(4);
  if (length > 0) turn.skip(length, 'decoded');
  return DONE;
}

function readHead(c: Cursor, turn: Turn, state: RtspState): Outcome {
  const side = turn.fromServer ? 1 : 0;
  const scanned = state.scanned[side];
  if (scanned === 0) {
    for (let i = 0; i < LOOKED_AT; i++) {
      if (i === c.left) return MORE;
      const byte = c.peek8(i);
      if (byte === 0x20 && i > 0) break;
      if (byte < 0x21 || byte > 0x7e) return BAD;
    }
  }
  // What was searched before need not be searched again; three bytes of overlap hold a cut line end.
  const stop = headEnd(c.bytes, c.at + (scanned > 3 ? scanned - 3 : 0), c.end);
  if (stop < 0) {
    state.scanned[side] = c.left > MAX_HEADER_BYTES ? 0 : c.left;
    return c.left > MAX_HEADER_BYTES ? BAD : MORE;
  }
  state.scanned[side] = 0;
  head.read(c, stop);
  const status = /^RTSP\/\d\.\d +(\d{3})(?: |$)/.exec(head.startLine)?.[1];
  const request = /^(\S+) +(\S+) +RTSP\/\d\.\d *$/.exec(head.startLine);
  if (status === undefined && request === null) return BAD;
  if (request) tellRequest(turn, state, request[1] as string, request[2] as string);
  else tellResponse(turn, state, Number(status));
  for (const code of head.anomalies) turn.anomaly(code);
  c.skip(stop - c.at);
  skipBody(turn);
  return DONE;
}

/** A method or the version stands in the first bytes of every head. */
const LOOKED_AT = 8;
/** One is enough: a head is read and told within one call. */
const head: RtspHead = new RtspHead();

function skipBody(turn: Turn): void {
  const length = head.values.get('content-length');
  if (length === undefined) return;
  if (!/^\d+$/.test(length) || length.length > MAX_DIGITS) turn.anomaly('length-bad');
  else if (Number(length) > 0) turn.skip(Number(length), 'decoded');
}

function tellRequest(turn: Turn, state: RtspState, method: string, target: string): void {
  const found = rtspMethods.indexOf(method);
  const fn = found > 0 ? found : 0;
  turn.message(fn);
  if (fn === 0) turn.anomaly('method-unknown');
  // Who signs in with the URL must not be told.
  const url = target.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1');
  if (turn.tracing) {
    turn.field('rtsp.method', method);
    turn.field('rtsp.url', url);
    trace(turn);
  }
  tellPrograms(turn);
  const host = /^rtsp[su]?:\/\/(\[[^\]/]*\]|[^:/]+)/i.exec(url)?.[1];
  if (host !== undefined) turn.name('http-host', lowerAscii(host), turn.receiver);
  const stream = host === undefined ? 0 : hash(url);
  state.requests.open(sequence(), fn, 0, 0, turn.seconds, turn.nanos);
  state.requests.addHandle(turn.command(fn, 0, 0, stream, 0, accessOf(method)));
}

function tellResponse(turn: Turn, state: RtspState, status: number): void {
  turn.message(status);
  if (turn.tracing) {
    turn.field('rtsp.status', status);
    trace(turn);
  }
  tellPrograms(turn);
  const { requests } = state;
  if (status < 200 || !requests.take(sequence())) return;
  turn.outcome(requests.handle(0), status >= 400 ? status : 0, requests.seconds, requests.nanos);
}

function tellPrograms(turn: Turn): void {
  for (const name of ['server', 'user-agent', 'www-authenticate']) {
    const value = head.values.get(name);
    if (value) turn.claim(turn.sender, 'banner', value);
  }
}

function trace(turn: Turn): void {
  for (const [name, value] of head.values) turn.field(`rtsp.${name}`, value);
}

/** The number that requests and answers share. */
function sequence(): number {
  const digits = /^\d{1,9}/.exec(head.values.get('cseq') ?? '')?.[0];
  return digits === undefined ? -1 : Number(digits);
}

/** Watching is reading; what is sent to a recorder or set in a camera is written. */
function accessOf(method: string): Access {
  if (method === 'PLAY' || method === 'DESCRIBE' || method === 'GET_PARAMETER') return READ;
  return method === 'RECORD' || method === 'ANNOUNCE' || method === 'SET_PARAMETER' ? WRITE : OTHER;
}

/** FNV-1a: commands carry numbers only. */
function hash(url: string): number {
  let value = 0x811c9dc5;
  for (const letter of url) value = Math.imul(value ^ (letter.codePointAt(0) as number), 0x0100_0193);
  return value >>> 0;
}
