import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import {
  accessOf,
  CONFIRM,
  DIRECT_OPERATE,
  isAnswered,
  isFunction,
  isResponse,
  RESPONSE,
  SELECT,
} from './functions.ts';
import { readObjects, walk } from './read-objects.ts';
import type { Dnp3State } from './state.ts';

const FIRST = 0x80;
/** Internal indications, the low byte sent first: trouble; and of the second byte what refuses a request. */
const DEVICE_TROUBLE = 0x0040;
const CONFIGURATION_CORRUPT = 0x2000;
/** Function, object or parameter not supported, or already executing. */
const REFUSALS = 0x1700;

/** Reads one application message; the window ends with it. `control` is the link's. */
export function readMessage(
  c: Cursor,
  turn: Turn,
  state: Dnp3State,
  source: number,
  destination: number,
  control: number,
): void {
  if (c.left < 2) {
    turn.anomaly('message-short');
    turn.unrecognised(c.left);
    return;
  }
  const application = c.u8();
  const fn = c.u8();
  turn.message(fn);
  const response = isResponse(fn);
  if (turn.tracing) {
    turn.field('dnp3.ctl', control);
    turn.field('dnp3.dst', destination);
    turn.field('dnp3.src', source);
    turn.field('dnp3.al.ctl', application);
    turn.field('dnp3.al.seq', application & 15);
    turn.field('dnp3.al.func', fn);
  }
  if (!isFunction(fn)) turn.anomaly('function-reserved');
  walk.fn = fn;
  walk.unit = response ? source : destination;
  walk.matched = false;
  walk.commands = 0;
  walk.statuses = 0;
  const master = response ? destination : source;
  // One request at a time for each master, outstation and sequence number.
  const key = (walk.unit * 0x1_0000 + master) * 16 + (application & 15);
  if (response) readResponse(c, turn, state, fn, key, (application & FIRST) !== 0);
  else readRequest(c, turn, state, fn, key);
}

function readRequest(c: Cursor, turn: Turn, state: Dnp3State, fn: number, key: number): void {
  if (fn === CONFIRM) return readObjects(c, turn, state);
  if (isAnswered(fn)) {
    const opened = state.requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
    if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
    state.requestsSeen = true;
  }
  readObjects(c, turn, state);
  if (walk.commands > 0) return;
  const handle = turn.command(fn, walk.unit, 0, 0, 0, accessOf(fn, 0));
  if (isAnswered(fn)) state.requests.addHandle(handle);
}

function readResponse(c: Cursor, turn: Turn, state: Dnp3State, fn: number, key: number, first: boolean): void {
  const indications = c.u16le();
  if (c.failed) {
    c.failed = false;
    turn.anomaly('objects-malformed');
    turn.unrecognised(c.left);
    return;
  }
  if (turn.tracing) turn.field('dnp3.al.iin', (indications & 0xff) * 256 + (indications >> 8));
  if ((indications & DEVICE_TROUBLE) !== 0) turn.anomaly('device-trouble');
  if ((indications & CONFIGURATION_CORRUPT) !== 0) turn.anomaly('configuration-corrupt');
  const { requests } = state;
  // Further fragments of an answer have numbers of their own, and unsolicited ones answer nothing.
  const answers = fn !== RESPONSE + 1 && first;
  const taken = answers && requests.take(key);
  if (answers) {
    state.responsesSeen = true;
    if (taken) state.forgiving = false;
    else if (state.requestsSeen && !state.forgiving) turn.anomaly('response-without-request');
  }
  walk.matched = taken && requests.fn >= SELECT && requests.fn <= DIRECT_OPERATE;
  readObjects(c, turn, state);
  if (!taken) return;
  const error = (indications & REFUSALS) >> 8;
  // Above the status codes of single controls, which have seven bits.
  const refused = error === 0 ? 0 : 256 + error;
  for (let i = walk.statuses; i < requests.handles; i++) {
    turn.outcome(requests.handle(i), refused, requests.seconds, requests.nanos);
  }
}
