import type { Turn } from '../../turn.ts';

/** Six bits a character, from `0` to `w` without the eight in the middle. */
function six(byte: number): number {
  const value = byte - 0x30;
  return value > 40 ? value - 8 : value;
}

/** Bits `[from, from + count)` of an armoured payload, at most 30; -1 where it is too short. */
function bits(bytes: Uint8Array, start: number, end: number, from: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const at = start + Math.floor((from + i) / 6);
    if (at >= end) return -1;
    value = value * 2 + ((six(bytes[at] as number) >> (5 - ((from + i) % 6))) & 1);
  }
  return value;
}

/** Text of six bits a letter, up to its padding (ITU-R M.1371 table 47). */
function text(bytes: Uint8Array, start: number, end: number, from: number, letters: number): string {
  let result = '';
  for (let i = 0; i < letters; i++) {
    const value = bits(bytes, start, end, from + i * 6, 6);
    if (value <= 0) break;
    result += String.fromCharCode(value < 32 ? value + 64 : value);
  }
  return result.trim();
}

const STATIC_DATA = 5;
const STATIC_DATA_B = 24;

/** The first part of an AIS message: who speaks, and of ships' static data number and names. Only while tracing. */
export function traceAis(turn: Turn, bytes: Uint8Array, start: number, end: number): void {
  const type = bits(bytes, start, end, 0, 6);
  const station = bits(bytes, start, end, 8, 30);
  if (type < 0 || station < 0) return;
  turn.field('ais.type', type);
  turn.field('ais.mmsi', String(station).padStart(9, '0'));
  if (type === STATIC_DATA) {
    turn.field('ais.imo', bits(bytes, start, end, 40, 30));
    turn.field('ais.callsign', text(bytes, start, end, 70, 7));
    turn.field('ais.name', text(bytes, start, end, 112, 20));
  } else if (type === STATIC_DATA_B && bits(bytes, start, end, 38, 2) === 0) {
    turn.field('ais.name', text(bytes, start, end, 40, 20));
  }
}
