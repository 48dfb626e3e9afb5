import { Cursor } from '../../../src/kernel/cursor.ts';

/** Bytes around a window that must not matter. */
const MARGIN = 72;

export interface Window {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}

/** The bytes alone: whoever reads behind them reads nothing, and a DataView throws. */
export function exactWindow(bytes: Uint8Array): Window {
  const own = bytes.slice();
  return { bytes: own, view: new DataView(own.buffer), start: 0, end: own.length };
}

/** The bytes between others, all of which are `poison`. */
export function poisonedWindow(bytes: Uint8Array, poison: number): Window {
  const around = new Uint8Array(bytes.length + 2 * MARGIN).fill(poison);
  around.set(bytes, MARGIN);
  return { bytes: around, view: new DataView(around.buffer), start: MARGIN, end: MARGIN + bytes.length };
}

/** The ways in which every input is read; the first is the one that others are held against. */
export const windowings: readonly ((bytes: Uint8Array) => Window)[] = [
  exactWindow,
  (bytes) => poisonedWindow(bytes, 0xff),
];

export function cursorOver({ bytes, view, start, end }: Window): Cursor {
  return new Cursor().reset(bytes, view, start, end);
}
