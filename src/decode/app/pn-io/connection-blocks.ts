import type { Cursor } from '../../../kernel/cursor.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { uuidText } from '../dcerpc/byte-order.ts';
import { isPrintable, wireText } from '../wire-text.ts';

/** Kind of a connection: of a supervisor, who may take a device from its controller. */
const SUPERVISOR = 6;

/** Who connects: kind, identifier, session, link address, object, properties, timeout, port, name. */
export function readArRequest(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const identifier = uuidText(c, 0, false);
  c.skip(16);
  const session = c.u16();
  const mac = c.at;
  c.skip(6 + 16);
  const properties = c.u32();
  c.skip(4);
  const name = stationName(c);
  if (c.failed) return;
  if (turn.tracing) {
    turn.field('pn_io.ar_type', type);
    turn.field('pn_io.ar_uuid', identifier);
    turn.field('pn_io.session_key', session);
    turn.field('pn_io.cminitiator_mac_add', macText(c.bytes, mac));
    turn.field('pn_io.ar_properties', properties);
    turn.field('pn_io.cminitiator_station_name', name);
  }
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
  turn.claim(turn.sender, 'role', type === SUPERVISOR ? 'io-supervisor' : 'io-controller');
  turn.claim(turn.receiver, 'role', 'io-device');
}

/** The device's answer: kind, identifier, session, link address, port. */
export function readArAnswer(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const identifier = uuidText(c, 0, false);
  c.skip(16);
  const session = c.u16();
  const mac = c.at;
  c.skip(8);
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.ar_type', type);
  turn.field('pn_io.ar_uuid', identifier);
  turn.field('pn_io.session_key', session);
  turn.field('pn_io.cmresponder_macadd', macText(c.bytes, mac));
}

/** The device's name, which newer ones add to their answer. */
export function readArServer(c: Cursor, turn: Turn): void {
  const name = stationName(c);
  // Blocks are filled up to four bytes.
  c.at = c.end;
  if (c.failed) return;
  if (turn.tracing) turn.field('pn_io.cmresponder_station_name', name);
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
}

function stationName(c: Cursor): string {
  const length = c.u16();
  const at = c.at;
  c.skip(length);
  return !c.failed && isPrintable(c.bytes, at, at + length) ? wireText(c.bytes, at, at + length) : '';
}

/** Cyclic data of one direction: how often, under which identifier, and what lies where in its frames. */
export function readIocrRequest(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const reference = c.u16();
  c.skip(2);
  const properties = c.u32();
  const length = c.u16();
  const frame = c.u16();
  const clock = c.u16();
  const ratio = c.u16();
  c.skip(4 + 4);
  const watchdog = c.u16();
  c.skip(2 + 2 + 6);
  const apis = c.u16();
  for (let i = 0; i < apis && !c.failed; i++) {
    c.skip(4);
    c.skip(c.u16() * 6);
    c.skip(c.u16() * 6);
  }
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.iocr_type', type);
  turn.field('pn_io.iocr_reference', reference);
  turn.field('pn_io.iocr_properties', properties);
  turn.field('pn_io.data_length', length);
  turn.field('pn_io.frame_id', frame);
  turn.field('pn_io.send_clock_factor', clock);
  turn.field('pn_io.reduction_ratio', ratio);
  turn.field('pn_io.watchdog_factor', watchdog);
}

export function readIocrAnswer(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const reference = c.u16();
  const frame = c.u16();
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.iocr_type', type);
  turn.field('pn_io.iocr_reference', reference);
  turn.field('pn_io.frame_id', frame);
}

export function readAlarmCr(c: Cursor, turn: Turn, answer: boolean): void {
  const type = c.u16();
  let timeout = 0;
  let retries = 0;
  if (!answer) {
    c.skip(2 + 4);
    timeout = c.u16();
    retries = c.u16();
  }
  c.skip(2);
  const longest = c.u16();
  if (!answer) c.skip(4);
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.alarmcr_type', type);
  if (!answer) turn.field('pn_io.rta_timeoutfactor', timeout);
  if (!answer) turn.field('pn_io.rta_retries', retries);
  turn.field('pn_io.maxalarmdatalength', longest);
}

/** End of parameters, ready, release, and their answers. */
export function readControl(c: Cursor, turn: Turn): void {
  c.skip(2);
  const identifier = c.has(16) ? uuidText(c, 0, false) : '';
  c.skip(16);
  const session = c.u16();
  c.skip(2);
  const command = c.u16();
  c.skip(2);
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.ar_uuid', identifier);
  turn.field('pn_io.session_key', session);
  turn.field('pn_io.control_command', command);
}
