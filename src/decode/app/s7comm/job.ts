import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command, openJob, settle, takeJob } from './ask.ts';
import { readBlockHeader } from './block-info.ts';
import { readBlockAnswer, readBlockJob, refuseBlock } from './blocks.ts';
import {
  accessOf,
  DOWNLOAD_BLOCK,
  DOWNLOAD_ENDED,
  END_UPLOAD,
  PLC_STOP,
  PROGRAM_INVOCATION,
  READ_VAR,
  REQUEST_DOWNLOAD,
  SETUP,
  START_UPLOAD,
  UPLOAD,
  WRITE_VAR,
} from './functions.ts';
import { DEVICE, kindArea } from './objects.ts';
import { readInvocation, readStop } from './program-invocation.ts';
import type { S7State } from './state.ts';
import { readAddresses, readReturnCodes, readValues } from './variables.ts';

/** Reads a job: parameters from the cursor to `data`, data from there to the end of the window. */
export function readJob(c: Cursor, turn: Turn, state: S7State, fn: number, reference: number, data: number): void {
  const end = c.end;
  c.end = data;
  openJob(turn, state, reference, fn);
  const code = c.u8();
  switch (code) {
    case READ_VAR:
    case WRITE_VAR: {
      const items = c.u8();
      if (turn.tracing) turn.field('s7comm.param.itemcount', items);
      readAddresses(c, turn, state, fn, items, accessOf(fn));
      c.end = end;
      c.at = data;
      if (code === WRITE_VAR && readValues(c, turn, state, items, true) !== items) turn.anomaly('items-mismatch');
      break;
    }
    case SETUP:
      setupFields(c, turn);
      command(turn, state, fn, kindArea(DEVICE, 0), 0, 0, OTHER);
      break;
    case REQUEST_DOWNLOAD:
    case DOWNLOAD_BLOCK:
    case DOWNLOAD_ENDED:
    case START_UPLOAD:
    case UPLOAD:
    case END_UPLOAD:
      readBlockJob(c, turn, state, fn, code, reference);
      break;
    case PROGRAM_INVOCATION:
      readInvocation(c, turn, state, fn);
      break;
    case PLC_STOP:
      readStop(c, turn, state, fn);
      break;
    default:
      turn.anomaly('function-unknown');
      turn.unrecognised(c.left);
      c.skip(c.left);
      command(turn, state, fn, kindArea(DEVICE, 0), code, 0, OTHER);
  }
  c.end = end;
}

/** Reads an answer. `error` is the header's class and code. */
export function readAnswer(
  c: Cursor,
  turn: Turn,
  state: S7State,
  fn: number,
  reference: number,
  data: number,
  error: number,
): void {
  const end = c.end;
  const matched = takeJob(turn, state, reference);
  if (matched && data > c.at && (state.requests.fn & 0xff) !== (fn & 0xff)) turn.anomaly('function-mismatch');
  c.end = data;
  const code = c.left > 0 ? c.u8() : 0;
  let settled = !matched;
  if ((code === READ_VAR || code === WRITE_VAR) && error === 0) {
    const items = c.u8();
    if (turn.tracing) turn.field('s7comm.param.itemcount', items);
    c.end = end;
    c.at = data;
    const read = code === READ_VAR ? readValues : readReturnCodes;
    const there = read(c, turn, state, items, !matched);
    if (there !== items || (matched && items !== state.requests.handles && code === WRITE_VAR)) {
      turn.anomaly('items-mismatch');
    }
    settled = true;
  } else if (code === SETUP) setupFields(c, turn);
  else if (code >= REQUEST_DOWNLOAD && code <= END_UPLOAD) {
    readBlockAnswer(c, turn, state, code, reference, matched, error, data, end);
    c.end = end;
    c.at = data;
    readBlockData(c, turn);
  } else if (code === 0 && matched) refuseBlock(c, turn, state, state.requests.fn & 0xff, reference, error);
  c.end = end;
  if (!settled) settle(turn, state, error);
}

/** A piece of a block, read back or fetched by the controller: its length, two bytes, the block's header, its code. */
function readBlockData(c: Cursor, turn: Turn): void {
  if (c.left === 0) return;
  c.skip(Math.min(4, c.left));
  readBlockHeader(c, turn);
  turn.unrecognised(c.left);
  c.skip(c.left);
}

function setupFields(c: Cursor, turn: Turn): void {
  c.skip(1);
  turn.field('s7comm.param.maxamq_calling', c.u16());
  turn.field('s7comm.param.maxamq_called', c.u16());
  turn.field('s7comm.param.pdu_length', c.u16());
}
