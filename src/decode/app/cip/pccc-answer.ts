import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { answered } from './pccc-bodies.ts';
import { DIAGNOSTIC } from './pccc-functions.ts';
import { readTyped } from './pccc-typed.ts';

const TYPED_READ = 0x68;
const OPEN_FILE = 0x81;
const DIAGNOSTIC_STATUS: number = DIAGNOSTIC + 0x03;
/** Second byte of the status of an SLC 500 and of a MicroLogix, which say who they are in 24 bytes. */
const EXTENDED_TYPE = 0xee;
const STATUS_BYTES = 24;
const NAME = 5;
const NAME_BYTES = 11;
/** Bytes of values that a field shows. */
const SHOWN = 256;

/** Data of a good answer; what is not known is left in the window. `own` is true where the sender itself answers. */
export function readPcccData(c: Cursor, turn: Turn, code: number, own: boolean): void {
  if (c.left === 0) return;
  if (code === DIAGNOSTIC_STATUS) readStatus(c, turn, own);
  else if (code === TYPED_READ) readTyped(c, turn);
  else if (code === OPEN_FILE && c.has(2)) {
    const tag = c.u16le();
    if (turn.tracing) turn.field('cip.pccc.tag', tag);
  } else if (answered.has(code)) readValues(c, turn);
}

export function readValues(c: Cursor, turn: Turn): void {
  if (turn.tracing && c.left > 0) turn.field('cip.pccc.data', hexText(c.bytes, c.at, c.end, SHOWN));
  c.at = c.end;
}

/** Which processor it is, in what mode, and what is wrong with it; other modules have a layout of their own each. */
function readStatus(c: Cursor, turn: Turn, own: boolean): void {
  if (!c.has(STATUS_BYTES) || c.peek8(1) !== EXTENDED_TYPE) {
    readValues(c, turn);
    return;
  }
  const name = wireText(c.bytes, c.at + NAME, c.at + NAME + NAME_BYTES)
    .replaceAll('\0', ' ')
    .trim();
  const series = c.peek8(4);
  // Series and firmware release are counted from A and from 1.
  const revision = `series ${String.fromCharCode(0x41 + (series >> 5))} release ${(series & 0x1f) + 1}`;
  if (own && name !== '') {
    turn.claim(turn.sender, 'model', name);
    turn.claim(turn.sender, 'firmware', revision);
  }
  if (turn.tracing) {
    turn.field('cip.pccc.status.mode', c.peek8(0));
    turn.field('cip.pccc.status.interface', c.peek8(2));
    turn.field('cip.pccc.status.processor', c.peek8(3));
    turn.field('cip.pccc.status.revision', revision);
    turn.field('cip.pccc.status.name', name);
    turn.field('cip.pccc.status.major_error', c.peek8(16) | (c.peek8(17) << 8));
    turn.field('cip.pccc.status.control', c.peek8(18) | (c.peek8(19) << 8));
    turn.field('cip.pccc.status.program', c.peek8(20) | (c.peek8(21) << 8));
    turn.field('cip.pccc.status.memory', c.peek8(22));
    turn.field('cip.pccc.status.owner', c.peek8(23) >> 2);
  }
  c.skip(STATUS_BYTES);
}
