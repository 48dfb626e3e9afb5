import type { Cursor } from '../../../kernel/cursor.ts';
import { PROGRAM } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { noteBlockAnswer, noteBlockJob } from './block-transfers.ts';
import { DOWNLOAD_BLOCK, DOWNLOAD_ENDED, END_UPLOAD, REQUEST_DOWNLOAD, START_UPLOAD, UPLOAD } from './functions.ts';
import { BLOCK, kindArea, objectName, UPLOAD_SESSION } from './objects.ts';
import type { S7State } from './state.ts';

/** For a file that is no block. */
const UNKNOWN_BLOCK = 0xff;

/** Program blocks to and from the controller. The code itself is hashed and not looked at. */

/**
 * Reads the parameters of a block job behind its function code.
 *
 * Download block and download ended are jobs of the controller, which fetches what it was offered; the programmer's
 * request before them is the command, they are none.
 */
export function readBlockJob(c: Cursor, turn: Turn, state: S7State, fn: number, code: number, reference: number): void {
  turn.field('s7comm.param.blockcontrol.functionstatus', c.u8());
  const failed = c.u16();
  const upload = c.u32();
  if (code === UPLOAD || code === END_UPLOAD) {
    turn.field('s7comm.data.blockcontrol.uploadid', upload);
    command(turn, state, fn, kindArea(UPLOAD_SESSION, 0), upload, 0, PROGRAM);
    if (!c.failed) noteBlockJob(turn, state, code, reference, `upload ${upload}`, -1, upload, 0);
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
  const declared = code === REQUEST_DOWNLOAD && c.has(1) ? lengths(c, turn) : -1;
  if (!c.failed) noteBlockJob(turn, state, code, reference, programName(name, block), declared, upload, failed);
  if (code === DOWNLOAD_BLOCK || code === DOWNLOAD_ENDED) return;
  command(turn, state, fn, kindArea(BLOCK, block.type), block.number, 1, PROGRAM);
}

/** The answer's parameters behind its function code; the block's code, if it brings any, lies in `[data, end)`. */
export function readBlockAnswer(
  c: Cursor,
  turn: Turn,
  state: S7State,
  code: number,
  reference: number,
  matched: boolean,
  error: number,
  data: number,
  end: number,
): void {
  let status = 0;
  let upload = -1;
  let declared = -1;
  if (c.has(1)) {
    status = c.u8();
    turn.field('s7comm.param.blockcontrol.functionstatus', status);
    if (code === START_UPLOAD) {
      c.skip(2);
      upload = c.u32();
      turn.field('s7comm.data.blockcontrol.uploadid', upload);
      const length = c.latin1(Math.min(c.u8(), c.left));
      turn.field('s7comm.param.blockcontrol.upl_lenstring', length);
      declared = numberOf(length);
    }
  }
  const { at } = c;
  c.end = end;
  c.at = data;
  noteBlockAnswer(c, turn, state, code, reference, matched, error, status, declared, upload);
  c.at = at;
  c.end = data;
}

/** An answer without parameters: a controller that refuses says no more than its error. */
export function refuseBlock(
  c: Cursor,
  turn: Turn,
  state: S7State,
  asked: number,
  reference: number,
  error: number,
): void {
  if (asked < REQUEST_DOWNLOAD || asked > END_UPLOAD) return;
  noteBlockAnswer(c, turn, state, asked, reference, true, error, 0, -1, -1);
}

/** A digit, then six digits of length in load memory and six of code. */
function lengths(c: Cursor, turn: Turn): number {
  const text = c.latin1(Math.min(c.u8(), c.left));
  if (text.length < 13) return -1;
  turn.field('s7comm.data.blockcontrol.loadmem_len', text.slice(1, 7));
  turn.field('s7comm.data.blockcontrol.mc7code_len', text.slice(7, 13));
  return numberOf(text.slice(1, 7));
}

function numberOf(digits: string): number {
  return /^[0-9]{1,9}$/.test(digits) ? Number.parseInt(digits, 10) : -1;
}

/** A block as commands name it, anything else by its file name: a numerical control has such. */
function programName(name: string, block: { readonly type: number; readonly number: number }): string {
  if (block.type !== UNKNOWN_BLOCK) return objectName(0, kindArea(BLOCK, block.type), block.number, 1);
  return `file ${name}`;
}

/** Type and number in a block's file name: two hexadecimal characters, five digits, a file system. */
export function blockOf(name: string, at: number): { readonly type: number; readonly number: number } {
  const type = name.slice(at, at + 2);
  const number = name.slice(at + 2, at + 7);
  return {
    type: /^[0-9A-Fa-f]{2}$/.test(type) ? Number.parseInt(type, 16) : UNKNOWN_BLOCK,
    number: /^[0-9]{1,5}$/.test(number) ? Number.parseInt(number, 10) : 0,
  };
}
