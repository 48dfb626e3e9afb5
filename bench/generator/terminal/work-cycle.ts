import type { Random } from '../random.ts';
import { microsecond } from '../simulate/scheduler.ts';

export interface Move {
  readonly start: number;
  readonly end: number;
  readonly job: number;
  readonly container: string;
  readonly from: string;
  readonly to: string;
}

/** What the crane's controls would read at one instant. */
export interface CraneState {
  /** Millimetres and millimetres a second, tenths of a tonne. */
  readonly hoist: number;
  readonly hoistSpeed: number;
  readonly trolley: number;
  readonly trolleySpeed: number;
  readonly load: number;
  readonly locked: boolean;
  readonly working: boolean;
}

/** A quay crane makes a move in about two minutes: lift, travel, lower, land. */
export function planMoves(random: Random, end: number): readonly Move[] {
  const moves: Move[] = [];
  let at = random.between(8_000_000, 40_000_000) * microsecond;
  let job = random.between(41000, 88000);
  while (at < end) {
    const duration = random.between(55_000_000, 85_000_000) * microsecond;
    moves.push({
      start: at,
      end: at + duration,
      job: job++,
      container: containerNumber(random),
      from: `BAY${random.between(2, 38) * 2}.${random.between(1, 16)}.${random.between(2, 9)}`,
      to: `LANE${random.between(1, 6)}`,
    });
    at += duration + random.between(35_000_000, 90_000_000) * microsecond;
  }
  return moves;
}

export function craneState(moves: readonly Move[], now: number): CraneState {
  const move = moves.find((candidate) => now >= candidate.start && now < candidate.end);
  if (move === undefined) {
    return { hoist: 12000, hoistSpeed: 0, trolley: 4000, trolleySpeed: 0, load: 95, locked: false, working: false };
  }
  const part = (now - move.start) / (move.end - move.start);
  const lifting = part < 0.3 ? part / 0.3 : part < 0.7 ? 1 : (1 - part) / 0.3;
  const travelling = part < 0.25 ? 0 : part < 0.75 ? (part - 0.25) / 0.5 : 1;
  return {
    hoist: Math.round(12000 + 22000 * lifting),
    hoistSpeed: part < 0.3 ? 900 : part < 0.7 ? 0 : -850,
    trolley: Math.round(38000 - 34000 * travelling),
    trolleySpeed: part >= 0.25 && part < 0.75 ? -1900 : 0,
    load: part > 0.04 && part < 0.94 ? 95 + 180 + (move.job % 110) : 95,
    locked: part > 0.03 && part < 0.96,
    working: true,
  };
}

/** A container number with its check digit; the owner codes are made up. */
function containerNumber(random: Random): string {
  const body = `${random.pick(['HLM', 'QVK', 'ZDN', 'YTB'])}U${String(random.between(100000, 999999))}`;
  return `${body}${checkDigit(body)}`;
}

/** ISO 6346: values weighted with powers of two, modulo eleven; ten becomes zero. */
export function checkDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += letterValue(body.charCodeAt(i)) * 2 ** i;
  return (sum % 11) % 10;
}

/** Digits as they are; letters from 10 upwards, leaving out multiples of eleven. */
function letterValue(code: number): number {
  if (code < 58) return code - 48;
  let value = 10;
  for (let letter = 65; letter < code; letter++) {
    value += 1;
    if (value % 11 === 0) value += 1;
  }
  return value;
}
