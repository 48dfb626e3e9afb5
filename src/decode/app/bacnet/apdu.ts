import type { Cursor } from '../../../kernel/cursor.ts';
import { WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { DEVICE, NO_PROPERTY, objectInstance, objectType } from './objects.ts';
import { route, traceRoute } from './route.ts';
import { type Listener, placesOf, readTags, traceObject } from './read-tags.ts';
import {
  ABORT,
  accessOf,
  COMMUNICATION_CONTROL,
  COMPLEX_ACK,
  CONFIRMED,
  ERROR,
  I_AM,
  REINITIALIZE,
  REJECT,
  SEGMENT_ACK,
  SIMPLE_ACK,
  UNCONFIRMED,
  WHO_HAS,
  WHO_IS,
} from './services.ts';
import type { BacnetState } from './state.ts';
import { ENUMERATED, OBJECT, Tag, UNSIGNED } from './tag.ts';
import { vendorName } from './vendors.ts';

/** Properties and objects of one message that are told as commands. */
export const MAX_COMMANDS = 128;

const SEGMENTED = 0x08;
const MORE_SEGMENTS = 0x04;

/** Error of an outcome: the kind above, then class and code, or reason. */
const KIND_ERROR = 0x0100_0000;
const KIND_REJECT = 0x0200_0000;
const KIND_ABORT = 0x0300_0000;

const tag: Tag = new Tag();

/** The message whose properties are told as commands. */
const asked = { fn: 0, type: 0, service: 0, unit: 0, commands: 0 };
let teller: Turn | undefined;
let keeper: BacnetState | undefined;

const commands: Listener = {
  onProperty(object, property) {
    tell(property, object);
  },
};
const silence: Listener = { onProperty: () => undefined };

/** Reads an APDU up to the window's end; begins the message in every case. */
export function readApdu(c: Cursor, turn: Turn, state: BacnetState | undefined): void {
  const first = c.peek8();
  const type = first >> 4;
  const segmented = (type === CONFIRMED || type === COMPLEX_ACK) && (first & SEGMENTED) !== 0;
  const serviceAt = serviceOffset(type, segmented);
  const service = serviceAt < 0 ? 0 : c.peek8(serviceAt);
  turn.message(type * 256 + service);
  if (turn.tracing) {
    traceRoute(c, turn);
    turn.field('bacapp.type', type);
    if (type === UNCONFIRMED) turn.field('bacapp.unconfirmed_service', service);
    else if (type <= ABORT) traceHeader(c, turn, type, segmented, service);
  }
  if (type > ABORT) {
    turn.anomaly('apdu-reserved');
    turn.unrecognised(c.left);
    return;
  }
  const header = headerBytes(type, segmented);
  if (c.left < header) {
    turn.anomaly('apdu-short');
    turn.unrecognised(c.left);
    return;
  }
  // The first segment may end within a tag; further ones begin anywhere.
  const sequence = segmented ? c.peek8(type === CONFIRMED ? 3 : 2) : 0;
  const invoke = type === CONFIRMED ? c.peek8(2) : c.peek8(1);
  const reason = c.peek8(2);
  c.skip(header);
  if (sequence > 0) {
    turn.unrecognised(c.left);
    c.skip(c.left);
    return;
  }
  asked.fn = type * 256 + service;
  asked.type = type;
  asked.service = service;
  asked.unit = route.dnet;
  asked.commands = 0;
  teller = turn;
  keeper = undefined;
  switch (type) {
    case CONFIRMED:
      openRequest(turn, state, invoke, service);
      readRequest(c, turn, service, segmented);
      break;
    case UNCONFIRMED:
      readUnconfirmed(c, turn, service);
      break;
    case SIMPLE_ACK:
      settle(turn, state, invoke, 0);
      break;
    case COMPLEX_ACK:
      settle(turn, state, invoke, 0);
      finish(c, turn, readTags(c, turn, placesOf(true, true, service), route.about, silence) || segmented);
      break;
    case ERROR:
      settle(turn, state, invoke, KIND_ERROR + readError(c, turn));
      break;
    case REJECT:
      settle(turn, state, invoke, KIND_REJECT + reason);
      break;
    case ABORT:
      settle(turn, state, invoke, KIND_ABORT + reason);
      break;
    default:
  }
  teller = undefined;
  keeper = undefined;
}

function headerBytes(type: number, segmented: boolean): number {
  switch (type) {
    case CONFIRMED:
      return segmented ? 6 : 4;
    case UNCONFIRMED:
      return 2;
    case COMPLEX_ACK:
      return segmented ? 5 : 3;
    case SEGMENT_ACK:
      return 4;
    default:
      return 3;
  }
}

/** Service choice ends the header of those that have one. */
function serviceOffset(type: number, segmented: boolean): number {
  if (type === SEGMENT_ACK || type >= REJECT) return -1;
  return headerBytes(type, segmented) - 1;
}

function traceHeader(c: Cursor, turn: Turn, type: number, segmented: boolean, service: number): void {
  const at = type === CONFIRMED ? 2 : 1;
  turn.field('bacapp.invoke_id', c.peek8(at));
  if (segmented || type === SEGMENT_ACK) {
    if (segmented) turn.field('bacapp.more_segments', (c.peek8() & MORE_SEGMENTS) !== 0);
    turn.field('bacapp.sequence_number', c.peek8(at + 1));
    turn.field('bacapp.window_size', c.peek8(at + 2));
  }
  if (type === REJECT) turn.field('bacapp.reject_reason', c.peek8(2));
  else if (type === ABORT) turn.field('bacapp.abort_reason', c.peek8(2));
  else if (type !== SEGMENT_ACK) turn.field('bacapp.confirmed_service', service);
}

/** An invoke id is the requester's, so it counts with the network on the other side of the router. */
function requestKey(fromServer: boolean, network: number, invoke: number): number {
  return (network * 2 + (fromServer ? 1 : 0)) * 256 + invoke;
}

function openRequest(turn: Turn, state: BacnetState | undefined, invoke: number, service: number): void {
  if (state === undefined) return;
  const key = requestKey(turn.fromServer, route.dnet, invoke);
  // A request sent again has the number of the first: it replaces it.
  state.requests.open(key, service, 0, 0, turn.seconds, turn.nanos);
  keeper = state;
}

function tell(area: number, start: number): void {
  const turn = teller;
  if (turn === undefined || asked.commands > MAX_COMMANDS) return;
  if (asked.commands++ === MAX_COMMANDS) {
    turn.anomaly('too-many-commands');
    return;
  }
  const access = accessOf(asked.type, asked.service, start);
  const handle = turn.command(asked.fn, asked.unit, area, start, 1, access);
  keeper?.requests.addHandle(handle);
}

function settle(turn: Turn, state: BacnetState | undefined, invoke: number, error: number): void {
  if (state === undefined) return;
  const { requests } = state;
  if (!requests.take(requestKey(!turn.fromServer, route.snet, invoke))) return;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

function readRequest(c: Cursor, turn: Turn, service: number, segmented: boolean): void {
  if (service === REINITIALIZE || service === COMMUNICATION_CONTROL) {
    readControl(c, turn, service);
    return;
  }
  const read = readTags(c, turn, placesOf(true, false, service), 0, commands);
  if (asked.commands === 0) tell(NO_PROPERTY, NO_PROPERTY);
  finish(c, turn, read || segmented);
}

/** State wanted, after a duration for communication; then perhaps a password, which is passed over. */
function readControl(c: Cursor, turn: Turn, service: number): void {
  const place = service === REINITIALIZE ? 0 : 1;
  let state = -1;
  let read = true;
  for (let tags = 0; read && c.left > 0 && tags < 3; tags++) {
    read = tag.read(c);
    if (!read) break;
    if (tag.context && tag.number === place) state = tag.unsigned(c);
    c.at = tag.end;
  }
  if (state >= 0) {
    if (turn.tracing) turn.field('bacapp.state', state);
    tell(NO_PROPERTY, state);
  }
  finish(c, turn, read && state >= 0);
}

function readUnconfirmed(c: Cursor, turn: Turn, service: number): void {
  if (service === I_AM) {
    finish(c, turn, readIAm(c, turn));
    return;
  }
  if (service === WHO_IS || service === WHO_HAS) {
    readLimits(c, turn);
    return;
  }
  finish(c, turn, readTags(c, turn, placesOf(false, false, service), 0, silence));
  if (accessOf(UNCONFIRMED, service, 0) === WRITE) tell(NO_PROPERTY, NO_PROPERTY);
}

/** Device object, longest APDU, segmentation, vendor. */
function readIAm(c: Cursor, turn: Turn): boolean {
  if (!tag.isApplication(c, OBJECT) || tag.end - c.at !== 4) return false;
  const device = tag.unsigned(c);
  c.at = tag.end;
  if (!tag.isApplication(c, UNSIGNED)) return false;
  c.at = tag.end;
  if (!tag.isApplication(c, ENUMERATED)) return false;
  c.at = tag.end;
  if (!tag.isApplication(c, UNSIGNED)) return false;
  const vendor = tag.unsigned(c);
  c.at = tag.end;
  traceObject(turn, device);
  if (turn.tracing) turn.field('bacapp.vendor_identifier', vendor);
  if (route.about !== 0 && objectType(device) === DEVICE) {
    turn.claim(route.about, 'role', `bacnet device ${objectInstance(device)}`);
    turn.claim(route.about, 'vendor', vendorName(vendor));
  }
  return c.left === 0;
}

/** Limits of the device instances asked for, where there are some; who-has then names an object. */
function readLimits(c: Cursor, turn: Turn): void {
  let read = true;
  for (let tags = 0; c.left > 0 && tags < 4; tags++) {
    read = tag.read(c);
    if (!read) break;
    if (turn.tracing && tag.context) {
      if (tag.number === 0) turn.field('bacapp.who_is.low_limit', tag.unsigned(c));
      else if (tag.number === 1) turn.field('bacapp.who_is.high_limit', tag.unsigned(c));
      else if (tag.number === 2) traceObject(turn, tag.unsigned(c));
    }
    c.at = tag.end;
  }
  finish(c, turn, read);
}

/** Class and code, alone or behind an opening tag; 0 where there are none. */
function readError(c: Cursor, turn: Turn): number {
  let values = 0;
  let error = 0;
  let read = true;
  while (values < 2 && c.left > 0) {
    read = tag.read(c);
    if (!read) break;
    if (!tag.context && tag.number === ENUMERATED) {
      const value = tag.unsigned(c) & 0xffff;
      if (turn.tracing) turn.field(values === 0 ? 'bacapp.error_class' : 'bacapp.error_code', value);
      error = values === 0 ? (value & 0xff) * 0x1_0000 : error + value;
      values++;
    }
    c.at = tag.end;
  }
  if (read) c.skip(c.left);
  finish(c, turn, read);
  return error;
}

/** What is left counts as not recognised. */
function finish(c: Cursor, turn: Turn, read: boolean): void {
  c.failed = false;
  if (!read) turn.anomaly('tags-malformed');
  if (c.left > 0) {
    turn.unrecognised(c.left);
    c.skip(c.left);
  }
}
