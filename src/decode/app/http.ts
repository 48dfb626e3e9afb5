import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { type Direction, HttpState } from './http/state.ts';
import { httpAnomalies, httpFields, httpMethods } from './http/fields.ts';
import { headEnd, HttpHead, MAX_HEADER_BYTES } from './http/headers.ts';
import { readBody } from './http/body.ts';
import { probeHttp } from './http/probe.ts';
import { readRequest } from './http/request.ts';
import { readResponse } from './http/response.ts';
import { winrm } from './winrm.ts';

/**
 * HTTP/1.0 and 1.1: who asks whom for what, with which programs, and the titles of pages. Bodies are passed over by
 * the length their headers give, chunk by chunk where need be, and never kept; only the first 4 KiB of an
 * uncompressed HTML body are searched for its title. Requests are matched to responses in their order.
 */
export const http: StreamProtocol<HttpState> = {
  kind: 'stream',
  name: 'http',
  title: 'Hypertext Transfer Protocol 1',
  spec: 'RFC 9110, RFC 9112',
  fields: httpFields,
  anomalies: httpAnomalies,
  functionName: (fn: number): string | undefined =>
    httpMethods[fn] ?? (fn >= 100 && fn <= 999 ? String(fn) : undefined),
  objectName: (_fn, _area, start, _count, text) => `onvif ${text?.(start) ?? start}`,
  undecoded: 'Bodies, but for the title of a page; cookies; what follows an upgrade or a tunnel.',
  // Worst is a response: seven given octets, a digit of two, a blank, a digit of five. A request has eight given
  // octets of version somewhere in its line, beside one of 41 methods.
  falseMatchLog2: -76,
  // A method or HTTP/1.
  canBegin: (byte) => byte >= 0x41 && byte <= 0x5a,
  ports: [80, 8000, 8008, 8080, 8088, 8888, 3128, 5985, 9191],
  carries: [winrm],
  open: () => new HttpState(),
  probe: (c: Cursor): Verdict => probeHttp(c),
  parse(c: Cursor, turn: Turn, state: HttpState): Outcome {
    const direction = turn.fromServer ? state.server : state.client;
    if (direction.stage !== 'head') return readBody(c, turn, state, direction);
    return readHead(c, turn, state, direction);
  },
  gap(state: HttpState, fromServer: boolean): void {
    state.lose(fromServer);
  },
  maxMessage: MAX_HEADER_BYTES,
};

function readHead(c: Cursor, turn: Turn, state: HttpState, direction: Direction): Outcome {
  const { bytes, end } = c;
  // RFC 9112 2.2: an empty line before a request is passed over.
  if (direction.scanned === 0 && (bytes[c.at] === 0x0d || bytes[c.at] === 0x0a)) {
    c.at++;
    return DONE;
  }
  if (direction.scanned === 0) {
    const kind = looksLikeHead(c);
    if (kind !== DONE) return kind;
  }
  // What was searched before need not be searched again; three bytes of overlap hold a cut line end.
  const from = c.at + (direction.scanned > 3 ? direction.scanned - 3 : 0);
  const stop = headEnd(bytes, from, end);
  if (stop < 0) {
    if (c.left > MAX_HEADER_BYTES) {
      direction.scanned = 0;
      return BAD;
    }
    direction.scanned = c.left;
    return MORE;
  }
  direction.scanned = 0;
  HEAD.read(c, stop);
  if (HEAD.startLine.startsWith('HTTP/')) readResponse(HEAD, turn, state, direction);
  else readRequest(HEAD, turn, state, direction);
  for (const code of HEAD.anomalies) turn.anomaly(code);
  return DONE;
}

/** DONE where a head may begin: letters of a method and a blank, or a status line. */
function looksLikeHead(c: Cursor): Outcome {
  for (let i = 0; i < LONGEST_METHOD; i++) {
    if (i >= c.left) return MORE;
    const byte = c.peek8(i);
    if (byte === 0x20) return i > 0 ? DONE : BAD;
    const fits =
      (byte >= 0x41 && byte <= 0x5a) || byte === 0x2d || byte === 0x5f || (i > 0 && byte >= 0x2e && byte <= 0x39);
    if (!fits) return BAD;
  }
  return BAD;
}

const LONGEST_METHOD = 24;

/** One is enough: a head is read and told within one call. */
const HEAD: HttpHead = new HttpHead();
