import type { Turn } from '../../turn.ts';
import { elapsed } from '../../../kernel/time.ts';
import { claimCarrierText } from '../carrier-address.ts';
import { lowerAscii } from '../wire-text.ts';
import { beginBody, goForeign } from './body.ts';
import { TitleSearch } from './title.ts';
import { CONNECT, HEAD } from './fields.ts';
import { type HttpHead, UNTOLD } from './headers.ts';
import { traceHeaders } from './request.ts';
import type { Direction, HttpState, Waiting } from './state.ts';

const SWITCHING_PROTOCOLS = 101;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

/** Emits a response, takes the request it answers from the queue, and says what follows. */
export function readResponse(head: HttpHead, turn: Turn, state: HttpState, direction: Direction): void {
  const line = head.startLine;
  const status = Number(/^HTTP\/\d\.\d +(\d{3})(?: |$)/.exec(line)?.[1] ?? 0);
  turn.message(status);
  // 1xx are interim: the answer is still to come (RFC 9110 15.2).
  const interim = status >= 100 && status < 200 && status !== SWITCHING_PROTOCOLS;
  const asked = interim ? state.waiting[0] : state.waiting.shift();
  if (asked === undefined && state.unmatched > 0 && !interim) state.unmatched--;
  else if (asked === undefined && !interim) turn.anomaly('response-unasked');
  if (turn.tracing) trace(head, turn, line, status, asked);
  if (asked !== undefined && asked.command >= 0 && !interim) {
    turn.outcome(asked.command, status < 400 ? 0 : status, asked.seconds, asked.nanos);
  }
  claim(head, turn);
  if (status === SWITCHING_PROTOCOLS || (asked?.method === CONNECT && status >= 200 && status < 300)) {
    goForeign(turn, state);
    return;
  }
  const empty = asked?.method === HEAD || interim || status === NO_CONTENT || status === NOT_MODIFIED;
  // Without a length a response ends with its connection (RFC 9112 6.3).
  const length = empty ? 0 : head.body === UNTOLD ? Number.POSITIVE_INFINITY : head.body;
  beginBody(turn, direction, length, isPage(head) ? new TitleSearch() : undefined);
}

function trace(head: HttpHead, turn: Turn, line: string, status: number, asked: Waiting | undefined): void {
  turn.field('http.response.version', line.slice(0, 8));
  turn.field('http.response.code', status);
  turn.field('http.response.phrase', line.slice(13));
  traceHeaders(head, turn);
  if (asked === undefined) return;
  turn.field('http.request_in', asked.frame);
  if (asked.uri !== '') turn.field('http.response_for.uri', asked.uri);
  const nanos = elapsed(asked.seconds, asked.nanos, turn.seconds, turn.nanos);
  // Clocks of a capture may step back; then the time says nothing.
  if (nanos >= 0) turn.field('http.time', `${Math.floor(nanos / 1e9)}.${String(nanos % 1e9).padStart(9, '0')}`);
}

function claim(head: HttpHead, turn: Turn): void {
  const server = head.values.get('server');
  if (server) turn.claim(turn.sender, 'http-server', server);
  // The realm of a sign-in often names the device: `Basic realm="…"`.
  const signIn = head.values.get('www-authenticate');
  if (signIn) turn.claim(turn.sender, 'banner', signIn);
  const location = head.values.get('location');
  const host = location === undefined ? undefined : /^https?:\/\/([0-9.]+)/i.exec(location)?.[1];
  if (host !== undefined) claimCarrierText(turn, host);
}

/** HTML that can be read as it is. */
function isPage(head: HttpHead): boolean {
  const encoding = head.values.get('content-encoding');
  if (encoding !== undefined && lowerAscii(encoding) !== 'identity') return false;
  return /^(?:text\/html|application\/xhtml\+xml)(?:$|[; ])/.test(lowerAscii(head.values.get('content-type') ?? ''));
}
