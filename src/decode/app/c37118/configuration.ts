import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Stations read of one configuration; a concentrator has some tens. */
export const MAX_STATIONS = 256;
/** Names of one configuration that are shown. */
export const MAX_CHANNELS = 1024;

const NAME = 16;

/** Configuration 1 and 2: names of 16 bytes. The window ends before the checksum. */
export function readConfiguration(c: Cursor, turn: Turn): void {
  c.skip(4);
  const stations = c.u16();
  if (turn.tracing && !c.failed) turn.field('synphasor.conf.numpmu', stations);
  const limits = { channels: MAX_CHANNELS };
  for (let i = 0; i < stations && !c.failed; i++) {
    if (i === MAX_STATIONS) {
      turn.anomaly('too-many-entries');
      return;
    }
    const at = c.at;
    c.skip(NAME);
    const id = c.u16();
    c.skip(2);
    const phasors = c.u16();
    const values = c.u16();
    const switches = c.u16();
    if (c.failed) break;
    tellStation(c, turn, at, at + NAME, id);
    for (let names = phasors + values + 16 * switches; names > 0 && c.has(NAME); names--) {
      traceChannel(c, turn, c.at, c.at + NAME, limits);
      c.skip(NAME);
    }
    c.skip(4 * (phasors + values + switches) + 4);
  }
  finish(c, turn, limits);
}

/** Configuration 3: a fragment's number, names with a length before, and where the station stands. */
export function readConfiguration3(c: Cursor, turn: Turn): void {
  const fragment = c.u16();
  // Only a whole one, or the first of several, begins with a station.
  if (fragment > 1) {
    turn.unrecognised(c.left);
    c.at = c.end;
    return;
  }
  c.skip(4);
  const stations = c.u16();
  if (turn.tracing && !c.failed) turn.field('synphasor.conf.numpmu', stations);
  const limits = { channels: MAX_CHANNELS };
  for (let i = 0; i < stations && !c.failed; i++) {
    if (i === MAX_STATIONS) {
      turn.anomaly('too-many-entries');
      return;
    }
    const length = c.u8();
    const at = c.at;
    c.skip(length);
    const id = c.u16();
    // A global identifier of 16 bytes, and the format.
    c.skip(18);
    const phasors = c.u16();
    const values = c.u16();
    const switches = c.u16();
    if (c.failed) break;
    tellStation(c, turn, at, at + length, id);
    for (let names = phasors + values + 16 * switches; names > 0 && c.has(1); names--) {
      const size = c.u8();
      if (c.has(size)) traceChannel(c, turn, c.at, c.at + size, limits);
      c.skip(size);
    }
    // Scales; latitude, longitude, height; class, window, delay; nominal frequency and count of changes.
    c.skip(12 * phasors + 8 * values + 4 * switches + 25);
  }
  if (fragment === 1) {
    c.failed = false;
    turn.unrecognised(c.left);
    c.at = c.end;
  } else finish(c, turn, limits);
}

function finish(c: Cursor, turn: Turn, limits: { channels: number }): void {
  const rate = c.u16();
  if (c.failed) turn.anomaly('cut-short');
  else if (turn.tracing) turn.field('synphasor.rate_of_transmission', (rate << 16) >> 16);
  if (limits.channels < 0) turn.anomaly('too-many-entries');
  c.failed = false;
  turn.unrecognised(c.left);
  c.at = c.end;
}

function tellStation(c: Cursor, turn: Turn, from: number, to: number, id: number): void {
  const name = wireText(c.bytes, from, to).replace(/[\s\0]+$/, '');
  if (turn.tracing) {
    turn.field('synphasor.station_name', name);
    turn.field('synphasor.idcode_data_source', id);
  }
  if (name === '') return;
  turn.claim(turn.sender, 'description', `synchrophasor station ${name}, number ${id}`);
  turn.name('self', name, turn.sender);
}

function traceChannel(c: Cursor, turn: Turn, from: number, to: number, limits: { channels: number }): void {
  if (limits.channels-- <= 0 || !turn.tracing) return;
  turn.field('synphasor.conf.chnam', wireText(c.bytes, from, to).replace(/[\s\0]+$/, ''));
}
