import { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { functionName } from './message-names.ts';

const ANTENNA = 1007;
const ANTENNA_AND_SERIAL = 1008;
const RECEIVER_AND_ANTENNA = 1033;

/** Used within one call only. */
const body: Cursor = new Cursor();

/** Reads a frame's message, `[start, end)`, whose sum was right; it has two bytes at least. */
export function readMessage(turn: Turn, bytes: Uint8Array, view: DataView, start: number, end: number): void {
  const number = view.getUint16(start) >>> 4;
  turn.message(number);
  if (turn.tracing) {
    turn.field('rtcm3.length', end - start);
    turn.field('rtcm3.number', number);
  }
  if (functionName(number) === undefined) turn.anomaly('number-unassigned');
  if (end - start < 3) return;
  if (turn.tracing) turn.field('rtcm3.station', view.getUint16(start + 1) & 0xfff);
  if (number !== ANTENNA && number !== ANTENNA_AND_SERIAL && number !== RECEIVER_AND_ANTENNA) return;
  body.reset(bytes, view, start + 3, end);
  readDescriptors(turn, number);
}

/** Texts with their length before; number and station took three bytes, so that they begin with one. */
function readDescriptors(turn: Turn, number: number): void {
  const antenna = text();
  body.skip(1);
  const antennaSerial = number === ANTENNA ? '' : text();
  let receiver = '';
  let firmware = '';
  let serial = '';
  if (number === RECEIVER_AND_ANTENNA) {
    receiver = text();
    firmware = text();
    serial = text();
  }
  if (body.failed) {
    turn.anomaly('message-cut');
    return;
  }
  if (turn.tracing) {
    if (antenna !== '') turn.field('rtcm3.antenna', antenna);
    if (antennaSerial !== '') turn.field('rtcm3.antenna_serial', antennaSerial);
    if (receiver !== '') turn.field('rtcm3.receiver', receiver);
    if (firmware !== '') turn.field('rtcm3.firmware', firmware);
    if (serial !== '') turn.field('rtcm3.serial', serial);
  }
  // Of a caster the sender is a relay, and the claim is about the station behind it.
  if (receiver !== '') turn.claim(turn.sender, 'model', receiver);
  if (firmware !== '') turn.claim(turn.sender, 'firmware', firmware);
  if (serial !== '') turn.claim(turn.sender, 'serial', serial);
  if (antenna !== '') turn.claim(turn.sender, 'hardware', `antenna ${antenna}`);
}

function text(): string {
  const length = body.u8();
  const start = body.at;
  return body.skip(length).ok ? wireText(body.bytes, start, body.at).trim() : '';
}
