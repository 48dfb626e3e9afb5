import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { BerTag, CONTEXT, integerAt, INTEGER, UNIVERSAL } from './ber.ts';
import { tellCommands } from './commands.ts';
import {
  ERROR,
  INITIATE_REQUEST,
  INITIATE_RESPONSE,
  kinds,
  REJECT,
  REQUEST,
  RESPONSE,
  UNCONFIRMED,
  UNKNOWN_SERVICE,
} from './functions.ts';
import { FOREIGN, locate, NOTHING } from './locate.ts';
import type { Member } from './schema.ts';
import { member } from './schema.ts';
import {
  IDENTIFY,
  INITIATE_CALLED,
  INITIATE_CALLING,
  READ_SERVICE,
  services,
  unconfirmedServices,
  WRITE_SERVICE,
} from './services.ts';
import { showBody } from './show.ts';
import type { MmsState } from './state.ts';

/** Added to why a request failed, so that no failure reads as success: data access, service error, reject. */
const ACCESS_FAILED = 1;
const SERVICE_ERROR = 0x1000;
const REJECTED = 0x2000;

/** Answers that bring pieces of a program or a file: downloadSegment, uploadSegment, fileRead. */
const pieces: ReadonlySet<number> = new Set([27, 30, 73]);

/** Texts of an identify response, by their tag. */
const identity = ['vendor', 'model', 'firmware'] as const;

const tag: BerTag = new BerTag();
const inner: BerTag = new BerTag();

/** Reads one unit of ISO transport: a message where it holds an MMS PDU. */
export function readPdu(c: Cursor, turn: Turn, state: MmsState): void {
  const start = c.at;
  const outer = c.end;
  const found = locate(c);
  if (found === FOREIGN) {
    turn.anomaly('foreign-payload');
    turn.unrecognised(outer - start);
  } else if (found !== NOTHING) {
    const at = c.at;
    const end = c.end;
    if (!readLocated(c, turn, state)) {
      turn.anomaly('malformed');
      turn.unrecognised(end - at);
    }
  }
  c.failed = false;
  c.end = outer;
  c.at = outer;
}

/** False where an element does not fit in what is around it. */
function readLocated(c: Cursor, turn: Turn, state: MmsState): boolean {
  if (!tag.read(c, c.end)) return false;
  const kind = tag.number;
  const end = tag.end;
  if (kind <= ERROR) return readConfirmed(c, turn, state, kind, end);
  if (kind === UNCONFIRMED) return readUnconfirmed(c, turn, end);
  turn.message(kind * 256);
  if (turn.tracing) turn.field('mms.MMSpdu', kinds[kind] ?? `${kind}`);
  if (kind === REJECT) return readReject(c, turn, state, end);
  if (kind === INITIATE_REQUEST) return show(c, turn, end, INITIATE_CALLING);
  if (kind === INITIATE_RESPONSE) return show(c, turn, end, INITIATE_CALLED);
  // Cancel and conclude are a number, or nothing; their errors are shown as they stand.
  if (turn.tracing && end > c.at && end - c.at <= 6) turn.field('mms.invokeID', integerAt(c, end));
  return true;
}

/** Invoke number, modifiers in a request, the service; of an error, what was wrong. */
function readConfirmed(c: Cursor, turn: Turn, state: MmsState, kind: number, end: number): boolean {
  if (!tag.read(c, end)) return false;
  const number = tag.class === UNIVERSAL ? tag.number === INTEGER : kind === ERROR && tag.is(0);
  if (!number) return false;
  const invoke = integerAt(c, tag.end) >>> 0;
  c.at = tag.end;
  // A list of modifiers is the only sequence that may stand here; a modifier's position the only [1] of an error.
  let there = tag.read(c, end);
  if (there && (tag.class === UNIVERSAL || (kind === ERROR && tag.is(1)))) {
    c.at = tag.end;
    there = tag.read(c, end);
  }
  if (!there) {
    head(turn, kind, invoke, UNKNOWN_SERVICE);
    return false;
  }
  const service = tag.class === CONTEXT ? tag.number : UNKNOWN_SERVICE;
  const bodyEnd = tag.end;
  if (kind === REQUEST) openRequest(c, turn, state, invoke, service, bodyEnd);
  else if (kind === RESPONSE) takeResponse(c, turn, state, invoke, service, bodyEnd);
  else takeError(c, turn, state, invoke, bodyEnd);
  return true;
}

function head(turn: Turn, kind: number, invoke: number, service: number): void {
  turn.message(kind * 256 + Math.min(service, UNKNOWN_SERVICE));
  if (!turn.tracing) return;
  turn.field('mms.MMSpdu', kinds[kind] ?? `${kind}`);
  turn.field('mms.invokeID', invoke);
  const name = services[service]?.name;
  if (name !== undefined) turn.field(serviceFields[kind] ?? 'mms.failedService', name);
}

const serviceFields: Readonly<Record<number, string>> = {
  [REQUEST]: 'mms.confirmedServiceRequest',
  [RESPONSE]: 'mms.confirmedServiceResponse',
};

function openRequest(c: Cursor, turn: Turn, state: MmsState, invoke: number, service: number, end: number): void {
  const constructed = tag.constructed;
  head(turn, REQUEST, invoke, service);
  state.requestsSeen = true;
  const key = invoke * 2 + (turn.fromServer ? 1 : 0);
  const opened = state.requests.open(key, service, 0, 0, turn.seconds, turn.nanos);
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
  const at = c.at;
  const spec = services[service];
  if (spec === undefined) {
    turn.anomaly('service-unknown');
    turn.unrecognised(end - at);
  }
  tellCommands(c, turn, state, Math.min(service, UNKNOWN_SERVICE), end, constructed);
  c.failed = false;
  c.at = at;
  if (spec !== undefined) show(c, turn, end, spec.request);
}

function takeResponse(c: Cursor, turn: Turn, state: MmsState, invoke: number, service: number, end: number): void {
  head(turn, RESPONSE, invoke, service);
  const at = c.at;
  const matched = take(turn, state, invoke);
  if (matched && state.requests.fn !== service) turn.anomaly('service-mismatch');
  if (matched) settleEach(c, turn, state, service, end);
  c.at = at;
  const spec = services[service];
  if (spec === undefined) {
    turn.anomaly('service-unknown');
    turn.unrecognised(end - at);
    return;
  }
  if (service === IDENTIFY) claimIdentity(c, turn, end);
  // What is in a program or a file is not looked at.
  if (pieces.has(service) && inner.read(c, end)) turn.unrecognised(inner.end - c.at);
  c.at = at;
  c.failed = false;
  show(c, turn, end, spec.response);
}

function takeError(c: Cursor, turn: Turn, state: MmsState, invoke: number, end: number): void {
  const matched = take(turn, state, invoke);
  const service = matched ? state.requests.fn : UNKNOWN_SERVICE;
  head(turn, ERROR, invoke, service);
  // Of the service error the class stands in context tag 0, and in it the class's own tag with a code.
  let reason = SERVICE_ERROR;
  if (inner.read(c, end) && inner.is(0) && inner.read(c, inner.end)) {
    const code = integerAt(c, inner.end);
    reason += inner.number * 256 + (code & 0xff);
    turn.field('mms.errorClass', inner.number);
    turn.field('mms.errorCode', code);
  }
  if (matched) settle(turn, state, reason);
}

function readReject(c: Cursor, turn: Turn, state: MmsState, end: number): boolean {
  let matched = false;
  if (!tag.read(c, end)) return false;
  if (tag.is(0)) {
    const invoke = integerAt(c, tag.end) >>> 0;
    turn.field('mms.invokeID', invoke);
    matched = take(turn, state, invoke);
    c.at = tag.end;
    if (!tag.read(c, end)) return false;
  }
  const code = integerAt(c, tag.end);
  turn.field('mms.errorClass', tag.number);
  turn.field('mms.errorCode', code);
  if (matched) settle(turn, state, REJECTED + tag.number * 256 + (code & 0xff));
  return true;
}

function readUnconfirmed(c: Cursor, turn: Turn, end: number): boolean {
  if (!tag.read(c, end) || tag.class !== CONTEXT) return false;
  const service = Math.min(tag.number, UNKNOWN_SERVICE);
  const bodyEnd = tag.end;
  turn.message(UNCONFIRMED * 256 + service);
  const spec = unconfirmedServices[service];
  if (spec === undefined) {
    turn.anomaly('service-unknown');
    turn.unrecognised(bodyEnd - c.at);
    return true;
  }
  if (turn.tracing) turn.field('mms.unconfirmedService', spec.name);
  return show(c, turn, bodyEnd, spec.request);
}

function take(turn: Turn, state: MmsState, invoke: number): boolean {
  state.responsesSeen = true;
  if (state.requests.take(invoke * 2 + (turn.fromServer ? 0 : 1))) {
    state.forgiving = false;
    return true;
  }
  if (state.requestsSeen && !state.forgiving) turn.anomaly('answer-without-request');
  return false;
}

function settle(turn: Turn, state: MmsState, error: number): void {
  const { requests } = state;
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

/** A read and a write succeed or fail variable by variable: each has an element in the answer, tag 0 where it failed. */
function settleEach(c: Cursor, turn: Turn, state: MmsState, service: number, end: number): void {
  const { requests } = state;
  const handles = requests.handles;
  let last = end;
  let each = service === WRITE_SERVICE;
  if (service === READ_SERVICE) {
    while (c.at < end && inner.read(c, end)) {
      if (inner.is(1)) {
        last = inner.end;
        each = true;
        break;
      }
      c.at = inner.end;
    }
  }
  for (let i = 0; i < handles; i++) {
    let error = 0;
    if (each && c.at < last && inner.read(c, last)) {
      if (inner.is(0)) error = ACCESS_FAILED + (integerAt(c, inner.end) & 0xff);
      c.at = inner.end;
    }
    turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
  }
  c.failed = false;
}

/** Vendor, model and revision in that order, tags 0 to 2. */
function claimIdentity(c: Cursor, turn: Turn, end: number): void {
  while (c.at < end && inner.read(c, end)) {
    const attribute = inner.class === CONTEXT ? identity[inner.number] : undefined;
    const text = attribute === undefined ? '' : c.latin1(inner.end - c.at).trim();
    if (attribute !== undefined && text !== '') turn.claim(turn.sender, attribute, text);
    c.at = inner.end;
  }
}

const bodies: Map<string, Member> = new Map();

/** Fields of a body by its notation; nothing while nobody traces. */
function show(c: Cursor, turn: Turn, end: number, notation: string): boolean {
  if (!turn.tracing) return true;
  let body = bodies.get(notation);
  if (body === undefined) {
    body = member(notation);
    bodies.set(notation, body);
  }
  if (body.kind !== 'null' && !showBody(c, turn, 'mms.', body, end)) turn.field('mms.cut', true);
  c.failed = false;
  return true;
}
