import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { answer } from './ask.ts';
import { holds, u16At, u32At } from './bytes-at.ts';
import { ANSWER, functionName, SMB1 } from './functions.ts';
import { readSmb1Request } from './smb1-requests.ts';
import { readSmb1Response } from './smb1-responses.ts';
import { isCall, readPipe, transactionData } from './pipes.ts';
import type { SmbState } from './state.ts';

/** Commands that follow each other in one message (AndX); clients chain two or three. */
export const MAX_ANDX = 32;
export const SMB1_HEADER = 32;
/** Header, count of words, and the most words of a read's answer or a write, and their count of bytes. */
export const SMB1_BEFORE_DATA: number = SMB1_HEADER + 1 + 2 * 16 + 2;
const READ_ANDX = 0x2e;
const WRITE_ANDX = 0x2f;
const TRANSACTION = 0x25;
const NONE = 0xff;

/** Commands whose first words name the next. */
const chained: ReadonlySet<number> = new Set([0x24, 0x2d, READ_ANDX, WRITE_ANDX, 0x73, 0x74, 0x75, 0xa2]);

/** True where the message is one command whose end is file contents. */
export function isSmb1Content(c: Cursor): boolean {
  const command = c.peek8(4);
  const response = c.peek8(9) >= 0x80;
  if (command !== (response ? READ_ANDX : WRITE_ANDX) || c.peek8(SMB1_HEADER + 1) !== NONE) return false;
  return !isCall(c, u16At(c, SMB1_HEADER + 1 + (response ? 12 : 22)));
}

/** Reads the message from `c.at` to the end of the window, as far as it is there. */
export function readSmb1(c: Cursor, turn: Turn, state: SmbState): void {
  let command = c.peek8(4);
  const response = c.peek8(9) >= 0x80;
  const fn = SMB1 + (response ? ANSWER : 0) + command;
  turn.message(fn);
  if (!holds(c, 0, SMB1_HEADER + 3)) {
    turn.anomaly('message-cut');
    return;
  }
  const status = u32At(c, 5);
  const mid = u16At(c, 30);
  if (turn.tracing) {
    if (response) turn.field('smb.nt_status', status);
    turn.field('smb.tid', u16At(c, 24));
    turn.field('smb.uid', u16At(c, 28));
    turn.field('smb.mid', mid);
  }
  if (functionName(fn) === undefined) turn.anomaly('command-unknown');
  const wide = (u16At(c, 10) & 0x8000) !== 0;
  let words = SMB1_HEADER;
  for (let i = 0; ; i++) {
    if (turn.tracing) turn.field('smb.cmd', command);
    const count = c.peek8(words);
    const bytes = words + 1 + count * 2;
    if (!holds(c, bytes, 2)) {
      turn.anomaly('message-cut');
      break;
    }
    if (response) readSmb1Response(c, turn, command, words, wide);
    else readSmb1Request(c, turn, state, fn - (fn & 0xff) + command, command, words, wide);
    if (count < 2 || !chained.has(command) || c.peek8(words + 1) === NONE) break;
    if (i === MAX_ANDX - 1) {
      turn.anomaly('too-many-commands');
      break;
    }
    command = c.peek8(words + 1);
    const next = u16At(c, words + 3);
    // Chains only lead on: no message can be read in a circle.
    if (next < bytes + 2 || !holds(c, next, 3)) {
      turn.anomaly('compound-bad');
      break;
    }
    words = next;
  }
  // Status in DOS form: class and code; any but 0 is a refusal.
  if (!response) return;
  const file = answer(turn, state, mid, (u16At(c, 10) & 0x4000) === 0 && status !== 0 ? 0xc000_0001 : status);
  const first = words + 1;
  if (command === READ_ANDX && c.peek8(words) === 12) {
    readPipe(c, turn, state.pipes, file, u16At(c, first + 12), u16At(c, first + 10));
  } else if (command === TRANSACTION && c.peek8(words) >= 10) {
    readPipe(c, turn, state.pipes, file, ...transactionData(c, first, true));
  }
}
