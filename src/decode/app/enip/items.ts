import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { readCip } from '../cip/read-message.ts';
import type { EnipState } from './state.ts';
import { readIdentityItem, readSocketAddress } from './identity-item.ts';

/** Items read of one message; the standard's longest list, a forward open's, has four. */
export const MAX_ITEMS = 16;

export const IDENTITY = 0x0c;
export const SECURITY = 0x86;
export const CONNECTED_ADDRESS = 0xa1;
export const CONNECTED_DATA = 0xb1;
export const UNCONNECTED_DATA = 0xb2;
export const SERVICE = 0x100;
export const SOCKET_TO_TARGET = 0x8000;
export const SOCKET_TO_ORIGINATOR = 0x8001;
export const SEQUENCED_ADDRESS = 0x8002;

/** Messages inside wait until the fields of the items around them are told: where the one of a message lies. */
const inner = { at: 0, end: 0, type: 0 };

/**
 * Reads a common packet format list that reaches to the window's end: number of items, then type, length and data of
 * each. Of data items the last is read, as there is only one. `context` is the reply's key for unconnected data.
 */
export function readItems(c: Cursor, turn: Turn, state: EnipState, context: number): void {
  if (!c.has(2)) {
    turn.anomaly('body-short');
    turn.unrecognised(c.left);
    c.skip(c.left);
    return;
  }
  const count = c.u16le();
  if (turn.tracing) turn.field('enip.cpf.itemcount', count);
  const outer = c.end;
  let connection = 0;
  inner.type = 0;
  if (count > MAX_ITEMS) turn.anomaly('items-too-many');
  const items = Math.min(count, MAX_ITEMS);
  for (let i = 0; i < items; i++) {
    if (!c.has(4)) {
      turn.anomaly('item-short');
      break;
    }
    const type = c.u16le();
    const length = c.u16le();
    if (turn.tracing) {
      turn.field('enip.cpf.typeid', type);
      turn.field('enip.cpf.length', length);
    }
    if (!c.has(length)) turn.anomaly('item-short');
    c.end = Math.min(outer, c.at + length);
    if (type === CONNECTED_ADDRESS && c.has(4)) {
      connection = c.u32le();
      if (turn.tracing) turn.field('enip.cpf.cai.connid', connection);
    } else if (type === SEQUENCED_ADDRESS && c.has(8)) {
      connection = c.u32le();
      const sequence = c.u32le();
      if (turn.tracing) {
        turn.field('enip.cpf.sai.connid', connection);
        turn.field('enip.cpf.sai.seq', sequence);
      }
    } else if ((type === CONNECTED_DATA || type === UNCONNECTED_DATA) && inner.type === 0) {
      inner.type = type;
      inner.at = c.at;
      inner.end = c.end;
      c.at = c.end;
    } else if (!readItem(c, turn, type)) turn.anomaly('item-short');
    if (c.left > 0) turn.unrecognised(c.left);
    c.at = c.end;
    c.end = outer;
  }
  if (c.left > 0) turn.unrecognised(c.left);
  if (inner.type !== 0) {
    c.at = inner.at;
    c.end = inner.end;
    readCip(c, turn, state.cip, inner.type === CONNECTED_DATA, connection, context);
    c.end = outer;
  }
  c.at = outer;
}

/** False where the item is too short for what it is; what it does not read is left in the window. */
function readItem(c: Cursor, turn: Turn, type: number): boolean {
  switch (type) {
    case IDENTITY:
      return readIdentityItem(c, turn);
    case SERVICE:
      return readService(c, turn);
    case SOCKET_TO_TARGET:
    case SOCKET_TO_ORIGINATOR:
      return readSocketAddress(c, turn);
    case SECURITY:
      return readSecurity(c, turn);
    default:
      return true;
  }
}

function readService(c: Cursor, turn: Turn): boolean {
  if (!c.has(4)) return false;
  const version = c.u16le();
  const flags = c.u16le();
  const name = zeroEndedText(c.bytes, c.at, Math.min(c.end, c.at + 16));
  c.skip(Math.min(16, c.left));
  if (turn.tracing) {
    turn.field('enip.encapver', version);
    turn.field('enip.lsr.capaflags', flags);
    turn.field('enip.lsr.servicename', name);
  }
  return true;
}

function readSecurity(c: Cursor, turn: Turn): boolean {
  if (!c.has(5)) return false;
  const profiles = c.u16le();
  const cip = c.u8();
  const enip = c.u8();
  const ports = c.u8();
  if (turn.tracing) {
    turn.field('enip.security_profiles', profiles);
    turn.field('enip.cip_security_state', cip);
    turn.field('enip.eip_security_state', enip);
    turn.field('enip.iana_port_state_flags', ports);
  }
  return true;
}
