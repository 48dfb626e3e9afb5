import type { Cursor } from '../../../kernel/cursor.ts';
import { PROGRAM } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { DOWNLOAD_BLOCK, DOWNLOAD_ENDED, END_UPLOAD, REQUEST_DOWNLOAD, START_UPLOAD, UPLOAD } from './functions.ts';
import { BLOCK, kindArea, UPLOAD_SESSION } from './objects.ts';
import type { S7State } from './state.ts';

/** Program blocks to and from the controller. The code itself is not looked at. */

/**
 * Reads the parameters of a block job behind its function code.
 *
 * Download block and download ended are jobs of the controller, which fetches what it was offered; the programmer's
 * request before them is the command, they are none.
 */
export function readBlockJob(c: Cursor, turn: Turn, state: S7State, fn: number, code: number): void {
  turn.field('s7comm.param.blockcontrol.functionstatus', c.u8());
  c.skip(2);
  const upload = c.u32();
  if (code === UPLOAD || code === END_UPLOAD) {
    turn.field('s7comm.data.blockcontrol.uploadid', upload);
    command(turn, state, fn, kindArea(UPLOAD_SESSION, 0), upload, 0, PROGRAM);
    return;
  }
  if (code === START_UPLOAD) turn.field('s7comm.data.blockcontrol.uploadid', upload);
  const name = c.latin1(Math.min(c.u8(), c.left));
  turn.field('s7comm.param.blockcontrol.filename', name);
  const block = blockOf(name, 1);
  if (turn.tracing && name.length >= 9) {
    turn.field('s7comm.data.blockcontrol.block_type', name.slice(1, 3));
    turn.field('s7comm.data.blockcontrol.block_number', name.slice(3, 8));
    turn.field('s7comm.data.blockcontrol.dest_filesys', name.slice(8, 9));
  }
  if (code === REQUEST_DOWNLOAD && c.has(1)) lengths(c, turn);
  if (code === DOWNLOAD_BLOCK || code === DOWNLOAD_ENDED) return;
  command(turn, state, fn, kindArea(BLOCK, block.type), block.number, 1, PROGRAM);
}

/** The answer's parameters behind its function code. */
export function readBlockAnswer(c: Cursor, turn: Turn, code: number): void {
  if (!c.has(1)) return;
  turn.field('s7comm.param.blockcontrol.functionstatus', c.u8());
  if (code !== START_UPLOAD) return;
  c.skip(2);
  turn.field('s7comm.data.blockcontrol.uploadid', c.u32());
  turn.field('s7comm.param.blockcontrol.upl_lenstring', c.latin1(Math.min(c.u8(), c.left)));
}

/** A digit, then six digits of length in load memory and six of code. */
function lengths(c: Cursor, turn: Turn): void {
  const text = c.latin1(Math.min(c.u8(), c.left));
  if (text.length < 13) return;
  turn.field('s7comm.data.blockcontrol.loadmem_len', text.slice(1, 7));
  turn.field('s7comm.data.blockcontrol.mc7code_len', text.slice(7, 13));
}

/** Type and number in a block's file name: two hexadecimal characters, five digits, a file system. */
export function blockOf(name: string, at: number): { readonly type: number; readonly number: number } {
  const type = name.slice(at, at + 2);
  const number = name.slice(at + 2, at + 7);
  return {
    type: /^[0-9A-Fa-f]{2}$/.test(type) ? Number.parseInt(type, 16) : 0xff,
    number: /^[0-9]{1,5}$/.test(number) ? Number.parseInt(number, 10) : 0,
  };
}
