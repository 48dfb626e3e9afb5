import type { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import {
  ACTIVATION,
  ACTIVATION_CONFIRMED,
  causeName,
  DEACTIVATION,
  DEACTIVATION_CONFIRMED,
  FILE_TRANSFER,
  FIRST_UNKNOWN,
  LAST_UNKNOWN,
  REQUEST,
} from './causes.ts';
import { commandArea } from './objects.ts';
import type { Iec104State } from './state.ts';
import { traceElement } from './trace-element.ts';
import { accessOf, asduType, type AsduType, isRequest } from './types.ts';

/** Type, qualifier of structure, cause, originator, common address. */
export const ASDU_HEADER = 6;
/** Octets of an information object address. */
const ADDRESS = 3;

/** A segment's file, section and length come before its bytes. */
const SEGMENT = 125;
const SEGMENT_HEAD = 4;

/**
 * Bytes that an ASDU of this type and structure has behind its header, or -1 where they are not fixed. A segment says
 * its own length, which the caller looks up.
 */
export function objectBytes(type: AsduType, structure: number): number {
  if (type.elements === undefined) return -1;
  const count = structure & 0x7f;
  return structure >= 0x80 ? ADDRESS + count * type.size : count * (ADDRESS + type.size);
}

/** Reads an ASDU; the window ends with it, and holds at least its header. */
export function readAsdu(c: Cursor, turn: Turn, state: Iec104State, tx: number, rx: number): void {
  const length = c.left;
  const id = c.u8();
  const structure = c.u8();
  const causeByte = c.u8();
  const originator = c.u8();
  const station = c.u16le();
  const cause = causeByte & 63;
  const negative = (causeByte & 0x40) !== 0;
  turn.message(id);
  if (turn.tracing) {
    turn.field('iec60870_104.apdulen', length + 4);
    turn.field('iec60870_104.tx', tx);
    turn.field('iec60870_104.rx', rx);
    turn.field('iec60870_asdu.typeid', id);
    turn.field('iec60870_asdu.sq', structure >= 0x80);
    turn.field('iec60870_asdu.numix', structure & 0x7f);
    turn.field('iec60870_asdu.causetx', cause);
    turn.field('iec60870_asdu.cause_name', causeName(cause) ?? 'reserved');
    turn.field('iec60870_asdu.nega', negative);
    turn.field('iec60870_asdu.test', causeByte >= 0x80);
    turn.field('iec60870_asdu.oa', originator);
    turn.field('iec60870_asdu.addr', station);
  }
  // 48 to 63 are for special use, which is nobody's fault.
  if (cause < 48 && causeName(cause) === undefined) turn.anomaly('cause-reserved');
  const address = c.left >= ADDRESS ? c.peek8() + c.peek8(1) * 256 + c.peek8(2) * 0x1_0000 : 0;
  const type = asduType(id);
  // Types from 128 on belong to makers.
  if (type === undefined && id < 128) turn.anomaly('type-reserved');
  if (isRequest(id)) readRequest(c, turn, state, id, type, structure, cause, negative, station, address);
  if (type?.elements === undefined) readOpaque(c, turn, id);
  else readObjects(c, turn, type, type.elements, structure);
}

function readRequest(
  c: Cursor,
  turn: Turn,
  state: Iec104State,
  id: number,
  type: AsduType | undefined,
  structure: number,
  cause: number,
  negative: boolean,
  station: number,
  address: number,
): void {
  const key = (station * 0x100_0000 + address) * 128 + id;
  if (cause === ACTIVATION || cause === DEACTIVATION || cause === REQUEST || cause === FILE_TRANSFER) {
    const qualifier = type === undefined ? 0 : qualifierOf(c, id, type);
    const count = structure >= 0x80 ? structure & 0x7f : 1;
    const handle = turn.command(id, station, commandArea(id, qualifier), address, count, accessOf(id, qualifier));
    // What is read, or sent in pieces of a file, is answered with objects of other types.
    if (cause === REQUEST || cause === FILE_TRANSFER) return;
    const opened = state.requests.open(key, id, 0, 0, turn.seconds, turn.nanos);
    state.requests.addHandle(handle);
    if (opened !== ADDED && state.confirmationsSeen) turn.anomaly('command-unconfirmed');
    return;
  }
  const unknown = cause >= FIRST_UNKNOWN && cause <= LAST_UNKNOWN;
  if (cause !== ACTIVATION_CONFIRMED && cause !== DEACTIVATION_CONFIRMED && !unknown) return;
  state.confirmationsSeen = true;
  if (negative || unknown) turn.anomaly('command-refused');
  const { requests } = state;
  if (!requests.take(key)) return;
  // Success, a negative confirmation, or the cause that tells what is unknown.
  const error = unknown ? cause : negative ? 1 : 0;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

/** The byte that says what a command does: state with select bit, or kind of interrogation. */
function qualifierOf(c: Cursor, id: number, type: AsduType): number {
  if (id === 122) return c.peek8(ADDRESS + 3);
  const timed = type.elements?.at(-1) === 'cp56' ? 7 : 0;
  if (id === 51 || id === 64 || id === 102 || id === 103 || id === 104 || id > 105) return 0;
  return c.peek8(ADDRESS + type.size - timed - 1);
}

function readObjects(c: Cursor, turn: Turn, type: AsduType, elements: readonly string[], structure: number): void {
  const wanted = objectBytes(type, structure);
  const end = c.at + (wanted < c.left ? wanted : c.left);
  if (wanted !== c.left) {
    turn.anomaly('length-mismatch');
    turn.unrecognised(wanted < c.left ? c.left - wanted : 0);
  }
  if (turn.tracing) {
    const sequence = structure >= 0x80;
    let address = 0;
    for (let i = 0; i < (structure & 0x7f); i++) {
      if (end - c.at < type.size + (sequence && i > 0 ? 0 : ADDRESS)) break;
      address = sequence && i > 0 ? address + 1 : c.u16le() + c.u8() * 0x1_0000;
      turn.field('iec60870_asdu.ioa', address);
      for (const element of elements) traceElement(c, turn, element);
    }
  }
  c.at = c.end;
}

/** A segment of a file, or what only its maker or secure authentication understands. */
function readOpaque(c: Cursor, turn: Turn, id: number): void {
  if (id === SEGMENT && c.left >= ADDRESS + SEGMENT_HEAD) {
    const file = c.peek8(ADDRESS) + c.peek8(ADDRESS + 1) * 256;
    const length = c.peek8(ADDRESS + SEGMENT_HEAD - 1);
    if (turn.tracing) {
      turn.field('iec60870_asdu.nof', file);
      turn.field('iec60870_asdu.nos', c.peek8(ADDRESS + 2));
    }
    c.skip(ADDRESS + SEGMENT_HEAD);
    if (length !== c.left) turn.anomaly('length-mismatch');
  }
  turn.unrecognised(c.left);
  c.skip(c.left);
}
