import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { NOT_WAITING, type ProgramTransfer } from '../program-transfers.ts';
import { jobKey } from './ask.ts';
import { DOWNLOAD_BLOCK, DOWNLOAD_ENDED, END_UPLOAD, REQUEST_DOWNLOAD, START_UPLOAD, UPLOAD } from './functions.ts';
import type { S7State } from './state.ts';

/**
 * Blocks as they are moved, piece by piece. Pieces have no number: one job asks for each, in turn, and the answer says
 * whether more follow. A job without its answer, or an answer without its job, is a hole.
 */

/** Status of a piece: more follow; an error. */
const MORE_FOLLOW = 1;
const FAILED = 2;
/** A block begins with these two letters; its length in load memory stands at offset 8. */
const MAGIC = 0x7070;
const LENGTH_AT = 8;
/** Before the bytes of a piece: how many, and 00 fb. */
const PIECE_HEADER = 4;

/** A job that asks for an upload or a download, for a piece, or for the end; `failed` is the error that it brings. */
export function noteBlockJob(
  turn: Turn,
  state: S7State,
  code: number,
  reference: number,
  object: string,
  declared: number,
  upload: number,
  failed: number,
): void {
  const { transfers } = state;
  const key = jobKey(turn.fromServer, reference);
  if (code === START_UPLOAD || code === REQUEST_DOWNLOAD) {
    transfers.begin(turn, state.unit, object, code === START_UPLOAD, declared).waitsFor = key;
    return;
  }
  const reads = code === UPLOAD || code === END_UPLOAD;
  let transfer = transfers.find((one) => one.upload === reads && (reads ? one.id === upload : one.object === object));
  if (transfer === undefined) {
    // The end of what nobody saw begin says nothing of a program.
    if (code === END_UPLOAD || code === DOWNLOAD_ENDED) return;
    transfer = transfers.begin(turn, state.unit, object, reads);
    transfer.id = reads ? upload : -1;
    transfer.spoil('no-beginning');
  }
  // A piece was asked for and its answer not seen.
  if (transfer.waitsFor !== NOT_WAITING && transfer.next > 0 && !transfer.ended) transfer.spoil('hole');
  if (code === UPLOAD || code === DOWNLOAD_BLOCK) transfer.next++;
  // The controller fetched what it was offered and says why it will not have it.
  if (code === DOWNLOAD_ENDED && failed !== 0) transfer.spoil('refused');
  transfer.waitsFor = key;
  transfer.touch(turn);
}

/**
 * The answer to such a job, the cursor behind its parameters at the data. `matched` is false where the job was not
 * seen; `status` is the piece's.
 */
export function noteBlockAnswer(
  c: Cursor,
  turn: Turn,
  state: S7State,
  code: number,
  reference: number,
  matched: boolean,
  error: number,
  status: number,
  declared: number,
  upload: number,
): void {
  const { transfers } = state;
  const key = jobKey(!turn.fromServer, reference);
  const transfer = matched ? transfers.find((one) => one.waitsFor === key) : undefined;
  if (transfer === undefined) {
    // A piece of nobody knows what, or of what has been given up.
    if (code === UPLOAD || code === DOWNLOAD_BLOCK) transfers.spoil();
    return;
  }
  transfer.waitsFor = NOT_WAITING;
  transfer.touch(turn);
  switch (code) {
    case START_UPLOAD:
    case REQUEST_DOWNLOAD:
      // Nothing was moved: the commands say that it was refused.
      if (error !== 0) transfers.drop(transfer);
      else if (code === START_UPLOAD) {
        transfer.id = upload;
        transfer.declaredSize = declared;
      }
      return;
    case UPLOAD:
    case DOWNLOAD_BLOCK:
      if (error !== 0 || (status & FAILED) !== 0) transfer.spoil('refused');
      else addPiece(c, turn, transfer);
      transfer.ended = (status & MORE_FOLLOW) === 0;
      return;
    default:
      if (error !== 0) transfer.spoil('refused');
      transfers.finish(turn, transfer);
  }
}

function addPiece(c: Cursor, turn: Turn, transfer: ProgramTransfer): void {
  const size = c.peek16();
  const bytes = Math.min(size, Math.max(0, c.left - PIECE_HEADER));
  if (c.left < PIECE_HEADER || bytes < size) transfer.spoil('hole');
  // A piece behind the one that said it was the last.
  if (transfer.ended) transfer.spoil('size-differs');
  if (bytes === 0) return;
  const at = c.at + PIECE_HEADER;
  if (transfer.size === 0 && transfer.wrong === undefined && bytes >= LENGTH_AT + 4) {
    if (c.view.getUint16(at) === MAGIC) transfer.declaredSize = c.view.getUint32(at + LENGTH_AT);
  }
  transfer.add(turn, c.bytes.subarray(at, at + bytes));
}
