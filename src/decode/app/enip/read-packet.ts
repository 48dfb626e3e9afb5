import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import {
  commandName,
  LIST_IDENTITY,
  LIST_INTERFACES,
  LIST_SERVICES,
  NOP,
  REGISTER_SESSION,
  SEND_RR_DATA,
  SEND_UNIT_DATA,
} from './commands.ts';
import { readItems } from './items.ts';
import { HEADER, le16, le32 } from './recognise.ts';
import type { EnipState } from './state.ts';

/** Reads one whole encapsulated message, which fills the window: one message, and those inside. */
export function readPacket(c: Cursor, turn: Turn, state: EnipState): void {
  const command = c.u16le();
  const length = c.u16le();
  const session = c.u32le();
  const status = c.u32le();
  const low = le32(c, 0);
  const high = le32(c, 4);
  const context = c.at;
  c.skip(8);
  const options = c.u32le();
  turn.message(command);
  if (turn.tracing) {
    turn.field('enip.command', command);
    turn.field('enip.length', length);
    turn.field('enip.session', session);
    turn.field('enip.status', status);
    turn.field('enip.context', hexText(c.bytes, context, context + 8));
    turn.field('enip.options', options);
  }
  if (commandName(command) === undefined) turn.anomaly('command-unknown');
  if (options !== 0) turn.anomaly('options-set');
  readBody(c, turn, state, command, (low ^ Math.imul(high, 0x9e37_79b1)) >>> 0);
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = c.end;
}

function readBody(c: Cursor, turn: Turn, state: EnipState, command: number, context: number): void {
  if (c.left === 0) return;
  switch (command) {
    case NOP:
      // Bytes that nobody is to look at.
      c.at = c.end;
      return;
    case LIST_SERVICES:
    case LIST_IDENTITY:
    case LIST_INTERFACES:
      readItems(c, turn, state, context);
      return;
    case REGISTER_SESSION: {
      if (!c.has(4)) return turn.anomaly('body-short');
      const version = c.u16le();
      const flags = c.u16le();
      if (turn.tracing) {
        turn.field('enip.rs.version', version);
        turn.field('enip.rs.flags', flags);
      }
      return;
    }
    case SEND_RR_DATA:
    case SEND_UNIT_DATA: {
      if (!c.has(8)) return turn.anomaly('body-short');
      const handle = c.u32le();
      const timeout = c.u16le();
      if (turn.tracing) {
        turn.field(command === SEND_RR_DATA ? 'enip.srrd.iface' : 'enip.sud.iface', handle);
        turn.field('enip.timeout', timeout);
      }
      if (handle !== 0) return turn.anomaly('interface-foreign');
      readItems(c, turn, state, context);
    }
  }
}

/** Bytes of the message at the cursor by its header, or 0 while that is not all there. */
export function packetLength(c: Cursor): number {
  return c.has(HEADER) ? HEADER + le16(c, 2) : 0;
}
