import type { Turn } from '../../turn.ts';
import { claimCarrierText } from '../carrier-address.ts';
import { serverNameOwner } from '../tls/hidden-owner.ts';
import { lowerAscii } from '../wire-text.ts';
import { SoapSearch } from '../winrm/soap-search.ts';
import { tellEncrypted, winrmRequest } from '../winrm.ts';
import { beginBody } from './body.ts';
import { httpMethods } from './fields.ts';
import { CHUNKED, type HttpHead } from './headers.ts';
import { accessOfOperation, MAX_OPERATIONS, onvifOperation } from './onvif-operation.ts';
import { type Direction, type HttpState, MAX_WAITING } from './state.ts';

const methodNumbers: ReadonlyMap<string, number> = new Map(httpMethods.map((name, i) => [name, i]));
/** Addresses of an X-Forwarded-For looked at. */
const MAX_FORWARDED = 16;

/** Emits a request and remembers it for its response. */
export function readRequest(head: HttpHead, turn: Turn, state: HttpState, direction: Direction): void {
  const line = head.startLine;
  const blank = line.indexOf(' ');
  const word = blank < 0 ? line : line.slice(0, blank);
  const method = methodNumbers.get(word) ?? 0;
  turn.message(method);
  if (method === 0) turn.anomaly('method-unknown');
  const last = line.lastIndexOf(' ');
  const target = last > blank ? line.slice(blank + 1, last) : line.slice(blank + 1);
  const host = head.values.get('host') ?? '';
  if (turn.tracing) {
    turn.field('http.request.method', word);
    turn.field('http.request.uri', target);
    if (last > blank) turn.field('http.request.version', line.slice(last + 1));
    traceHeaders(head, turn);
  }
  const agent = head.values.get('user-agent');
  if (agent) turn.claim(turn.sender, 'http-agent', agent);
  if (host !== '') claimHost(turn, host);
  const forwarded = head.values.get('x-forwarded-for');
  if (forwarded) for (const text of forwarded.split(',', MAX_FORWARDED)) claimCarrierText(turn, text.trim());
  const command = commandOf(head, turn, state, method);
  if (state.waiting.length + state.unmatched < MAX_WAITING && state.unmatched === 0) {
    const uri = turn.tracing ? (target.startsWith('/') ? `http://${host}${target}` : target) : '';
    state.waiting.push({ method, frame: turn.frame, seconds: turn.seconds, nanos: turn.nanos, uri, command });
  } else {
    state.unmatched++;
    turn.anomaly('requests-over-limit');
  }
  // A request has a body only where its headers say so (RFC 9112 6.3).
  const remote = winrmRequest(target, head.values.get('content-type') ?? '');
  if (remote === 'encrypted') tellEncrypted(turn);
  const search = remote === 'soap' ? new SoapSearch() : undefined;
  beginBody(turn, direction, head.body === CHUNKED || head.body > 0 ? head.body : 0, search);
  const owner = serverNameOwner(lowerAscii(host));
  if (owner === undefined) return;
  turn.inside(owner);
  turn.message(owner.fn);
  turn.inside(undefined);
}

/** An operation of ONVIF is a command to a camera; returns its handle, or -1. */
function commandOf(head: HttpHead, turn: Turn, state: HttpState, method: number): number {
  const type = head.values.get('content-type');
  const operation = type === undefined ? '' : onvifOperation(type);
  if (operation === '') return -1;
  if (turn.tracing) turn.field('onvif.operation', operation);
  let id = state.operations.get(operation);
  if (id === undefined) {
    if (state.operations.size >= MAX_OPERATIONS) {
      turn.anomaly('operations-over-limit');
      return -1;
    }
    id = turn.text(operation);
    state.operations.set(operation, id);
  }
  return turn.command(method, 0, 0, id, 0, accessOfOperation(operation));
}

/** Emits the headers kept, by their names in Wireshark. */
export function traceHeaders(head: HttpHead, turn: Turn): void {
  for (const [name, value] of head.values) {
    turn.field(name === 'content-length' ? 'http.content_length_header' : `http.${name.replaceAll('-', '_')}`, value);
  }
}

/** The host without its port; an address in brackets or in dots is a name too, since clients ask for it as one. */
function claimHost(turn: Turn, host: string): void {
  const name = lowerAscii(host.replace(/:\d{1,5}$/, ''));
  turn.name('http-host', name, turn.receiver);
  claimCarrierText(turn, name);
}
