import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import {
  BerElement,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  signedInteger,
  unsignedInteger,
} from './ber-element.ts';
import { accessOf, INFORM, NO_PDU, REPORT, RESPONSE, SET, TRAP_V1, TRAP_V2 } from './functions.ts';
import { claimEnterprise, claimVariable } from './identity.ts';
import { enterpriseOf, identifierText, isSecret, ObjectNumbers } from './objects.ts';
import type { SnmpState } from './state.ts';

/** Variables read of one message. A datagram of 1,500 bytes holds about a hundred, of 64 KiB four thousand. */
export const MAX_BINDINGS = 1024;

/** Application types (RFC 2578 7.1, RFC 1155 3.2.3). */
const IP_ADDRESS = 0x40;
const COUNTER = 0x41;
const GAUGE = 0x42;
const TIME_TICKS = 0x43;
const OPAQUE = 0x44;
const COUNTER_64 = 0x46;
const UNSIGNED = 0x47;

/** What stands in place of a value that is not there (RFC 3416 3). */
const exceptions: ReadonlyMap<number, string> = new Map([
  [0x80, 'snmp.noSuchObject'],
  [0x81, 'snmp.noSuchInstance'],
  [0x82, 'snmp.endOfMibView'],
]);

/** Used within one call only. */
const element: BerElement = new BerElement();
const numbers: ObjectNumbers = new ObjectNumbers();

/** Reads a PDU whose tag and length were read; false where it is malformed. */
export function readPdu(c: Cursor, turn: Turn, state: SnmpState, fn: number, end: number): boolean {
  return fn === TRAP_V1 ? readTrap(c, turn, end) : readUsual(c, turn, state, fn, end);
}

function readUsual(c: Cursor, turn: Turn, state: SnmpState, fn: number, end: number): boolean {
  element.ok = true;
  const id = element.integer(c, end);
  const status = element.integer(c, end);
  const index = element.integer(c, end);
  if (!element.ok) return false;
  if (turn.tracing) {
    turn.field('snmp.request_id', id);
    turn.field(fn === 5 ? 'snmp.non_repeaters' : 'snmp.error_status', status);
    turn.field(fn === 5 ? 'snmp.max_repetitions' : 'snmp.error_index', index);
  }
  const key = (id >>> 0) % 0x1_0000_0000;
  if (fn === RESPONSE || fn === REPORT) answer(turn, state, key, fn === REPORT ? 255 : status);
  else if (fn !== TRAP_V2) {
    const opened = state.requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
    if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
    state.requestsSeen = true;
  }
  return readBindings(c, turn, state, fn, end);
}

function answer(turn: Turn, state: SnmpState, key: number, error: number): void {
  const { requests } = state;
  state.responsesSeen = true;
  if (!requests.take(key)) {
    if (state.requestsSeen) turn.anomaly('response-without-request');
    return;
  }
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

/** RFC 1157 4.1.6: enterprise, address, two kinds, time, variables. */
function readTrap(c: Cursor, turn: Turn, end: number): boolean {
  if (!element.readTag(c, end, OBJECT_IDENTIFIER)) return false;
  numbers.read(c.bytes, c.at, element.end);
  if (turn.tracing) turn.field('snmp.enterprise', identifierText(numbers, c.bytes, c.at, element.end));
  claimEnterprise(turn, turn.sender, enterpriseOf(numbers));
  c.at = element.end;
  if (!element.readTag(c, end, IP_ADDRESS) || element.end - c.at !== 4) return false;
  if (turn.tracing) turn.field('snmp.agent_addr', ipv4Text(c.bytes, c.at));
  c.at = element.end;
  element.ok = true;
  const generic = element.integer(c, end);
  const specific = element.integer(c, end);
  if (!element.ok || !element.readTag(c, end, TIME_TICKS)) return false;
  const time = unsignedInteger(c, element.end);
  if (turn.tracing) {
    turn.field('snmp.generic_trap', generic);
    turn.field('snmp.specific_trap', specific);
    turn.field('snmp.time_stamp', time);
  }
  return readBindings(c, turn, undefined, TRAP_V1, end);
}

function readBindings(c: Cursor, turn: Turn, state: SnmpState | undefined, fn: number, end: number): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const stop = element.end;
  const claims = fn === RESPONSE || fn === TRAP_V1 || fn === TRAP_V2 || fn === INFORM;
  const access = accessOf(fn);
  // A walk asks for thousands of objects: of a request that reads, its first object stands for all.
  let commands = state === undefined || claims || fn === REPORT || fn === NO_PDU ? 0 : fn === SET ? MAX_BINDINGS : 1;
  for (let count = 0; c.at < stop; count++) {
    if (count === MAX_BINDINGS) {
      turn.anomaly('too-many-bindings');
      turn.unrecognised(stop - c.at);
      break;
    }
    if (!element.readTag(c, stop, SEQUENCE)) return false;
    const next = element.end;
    if (!element.readTag(c, next, OBJECT_IDENTIFIER)) return false;
    const from = c.at;
    const to = element.end;
    c.at = to;
    if (!element.read(c, next)) return false;
    const { tag, end: valueEnd } = element;
    numbers.read(c.bytes, from, to);
    if (claims) claimVariable(turn, turn.sender, c.bytes, from, to, tag, c.at, valueEnd);
    if (commands > 0 && state !== undefined) {
      commands--;
      state.requests.addHandle(turn.command(fn, 0, numbers.area, numbers.start, numbers.count, access));
    }
    if (turn.tracing) traceVariable(c, turn, from, to, tag, valueEnd);
    c.at = next;
  }
  c.at = end;
  return true;
}

function traceVariable(c: Cursor, turn: Turn, from: number, to: number, tag: number, end: number): void {
  turn.field('snmp.name', identifierText(numbers, c.bytes, from, to));
  const exception = exceptions.get(tag);
  if (exception !== undefined) turn.field(exception, true);
  if (end === c.at || isSecret(numbers)) return;
  switch (tag) {
    case INTEGER:
      turn.field('snmp.value.int', signedInteger(c, end));
      return;
    case OCTET_STRING:
      turn.field('snmp.value.octets', hexText(c.bytes, c.at, end));
      return;
    case OBJECT_IDENTIFIER: {
      const value = new ObjectNumbers();
      value.read(c.bytes, c.at, end);
      turn.field('snmp.value.oid', identifierText(value, c.bytes, c.at, end));
      return;
    }
    case IP_ADDRESS:
      if (end - c.at === 4) turn.field('snmp.value.ipv4', ipv4Text(c.bytes, c.at));
      return;
    case COUNTER:
    case COUNTER_64:
      turn.field('snmp.value.counter', unsignedInteger(c, end));
      return;
    case GAUGE:
    case UNSIGNED:
      turn.field('snmp.value.u32', unsignedInteger(c, end));
      return;
    case TIME_TICKS:
      turn.field('snmp.value.timeticks', unsignedInteger(c, end));
      return;
    case OPAQUE:
      turn.field('snmp.value.opaque', hexText(c.bytes, c.at, end));
      return;
    default:
  }
}
