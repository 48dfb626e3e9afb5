import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';

/** Services of an axis that carry lists of its attributes (volume 9, motion device axis object). */
const GET_LIST = 0x4b;
const SET_LIST = 0x4c;
const SET_WRITES = 0x4d;
const SET_READS = 0x4e;

/** In place of a dimension: the attribute was refused. */
const REFUSED = 0xff;
/** Bytes of a value that a field shows. */
const SHOWN = 256;

const fields = {
  get: 'cipm.getaxisattr',
  set: 'cipm.setaxisattr',
} as const;

/** The fields of all four. */
export const motionFields: readonly string[] = [
  ...Object.values(fields).flatMap((list) =>
    ['cnt', 'id', 'dimension', 'element_size', 'start_index', 'data_elements', 'sts'].map((name) => `${list}.${name}`),
  ),
  ...['cnt', 'id', 'read_block_id', 'sts'].map((name) => `cipm.set_cyclic.${name}`),
  'cipm.attrdata',
];

/** Data of one of the four; false where it is none of them, and nothing was read. */
export function readMotionList(c: Cursor, turn: Turn, service: number, request: boolean): boolean {
  switch (service) {
    case GET_LIST:
      readAttributes(c, turn, fields.get, !request);
      return true;
    case SET_LIST:
      if (request) readAttributes(c, turn, fields.set, true);
      else readStates(c, turn, fields.set, false);
      return true;
    case SET_WRITES:
    case SET_READS:
      if (request) readNumbers(c, turn);
      else readStates(c, turn, 'cipm.set_cyclic', true);
      return true;
    default:
      return false;
  }
}

/** A count and two reserved bytes; of each attribute its number, dimension and size, with a value where one is sent. */
function readAttributes(c: Cursor, turn: Turn, list: string, values: boolean): void {
  if (!c.has(4)) return;
  const count = c.u16le();
  c.skip(2);
  if (turn.tracing) turn.field(`${list}.cnt`, count);
  for (let i = 0; i < count && c.has(4); i++) {
    const dimension = c.peek8(2);
    // More dimensions than one are laid out as nobody says.
    if (dimension > 1 && dimension !== REFUSED) return;
    let size = c.peek8(3);
    const head = dimension === 1 ? 8 : 4;
    if (dimension === 1) size *= c.peek8(6) | (c.peek8(7) << 8);
    if (!values || dimension === REFUSED) size = 0;
    if (!c.has(head + size)) return;
    if (turn.tracing) tellAttribute(c, turn, list, dimension, head, size);
    c.skip(Math.min(c.left, head + size + (-size & 3)));
  }
}

function tellAttribute(c: Cursor, turn: Turn, list: string, dimension: number, head: number, size: number): void {
  const { at, view } = c;
  turn.field(`${list}.id`, view.getUint16(at, true));
  if (dimension === REFUSED) {
    turn.field(`${list}.sts`, view.getUint8(at + 3));
    return;
  }
  turn.field(`${list}.dimension`, dimension);
  turn.field(`${list}.element_size`, view.getUint8(at + 3));
  if (dimension === 1) {
    turn.field(`${list}.start_index`, view.getUint16(at + 4, true));
    turn.field(`${list}.data_elements`, view.getUint16(at + 6, true));
  }
  if (size > 0) turn.field('cipm.attrdata', hexText(c.bytes, at + head, at + head + size, SHOWN));
}

/** A count and two reserved bytes, and numbers of attributes. */
function readNumbers(c: Cursor, turn: Turn): void {
  if (!c.has(4)) return;
  const count = c.u16le();
  c.skip(2);
  if (turn.tracing) turn.field('cipm.set_cyclic.cnt', count);
  for (let i = 0; i < count && c.has(2); i++) {
    const attribute = c.u16le();
    if (turn.tracing) turn.field('cipm.set_cyclic.id', attribute);
  }
}

/** A count, the number of the block or two reserved bytes, and number, status and a reserved byte of each attribute. */
function readStates(c: Cursor, turn: Turn, list: string, withBlock: boolean): void {
  if (!c.has(4)) return;
  const count = c.u16le();
  const block = c.u16le();
  if (turn.tracing) {
    turn.field(`${list}.cnt`, count);
    if (withBlock) turn.field(`${list}.read_block_id`, block);
  }
  for (let i = 0; i < count && c.has(4); i++) {
    const attribute = c.u16le();
    const status = c.u8();
    c.skip(1);
    if (!turn.tracing) continue;
    turn.field(`${list}.id`, attribute);
    turn.field(`${list}.sts`, status);
  }
}
