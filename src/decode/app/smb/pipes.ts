import { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { YES } from '../../verdict.ts';
import { readPdu } from '../dcerpc/read-pdu.ts';
import { fragmentLength, probeHeader } from '../dcerpc/recognise.ts';
import { RpcState } from '../dcerpc/state.ts';
import { dcerpcOverTcp } from '../dcerpc.ts';
import { holds, u16At, u32At } from './bytes-at.ts';

/** Open pipes of one connection whose calls are told apart; the oldest is forgotten. */
export const MAX_PIPES = 32;
/** Bytes of a remote procedure call by which it is told from a file's contents. */
export const CALL_HEAD = 12;

/** Used within one call only. */
const inner: Cursor = new Cursor();

/** The connections of remote procedure calls that stand in one connection's pipes. */
export class Pipes {
  #open: Map<number, RpcState> | undefined;

  /** What is remembered of this pipe. */
  of(pipe: number): RpcState {
    this.#open ??= new Map();
    let state = this.#open.get(pipe);
    if (state === undefined) {
      if (this.#open.size >= MAX_PIPES)
        for (const oldest of this.#open.keys()) {
          this.#open.delete(oldest);
          break;
        }
      state = new RpcState();
      this.#open.set(pipe, state);
    }
    return state;
  }

  forget(): void {
    if (this.#open !== undefined) for (const state of this.#open.values()) state.forget();
  }
}

/** A file's identifier in SMB 2 as one number. */
export function fileNumber(c: Cursor, ahead: number): number {
  return (u32At(c, ahead) ^ Math.imul(u32At(c, ahead + 8), 0x9e37_79b1)) >>> 0;
}

/** Whether contents that begin `ahead` are a remote procedure call's: no file's first bytes are by chance. */
export function isCall(c: Cursor, ahead: number): boolean {
  return c.peek8(ahead) === 5 && holds(c, ahead, CALL_HEAD) && probeHeader(c, ahead) === YES;
}

/** Reads the calls that are written to or read from a pipe; of a longer one as much as this message has. */
export function readPipe(c: Cursor, turn: Turn, pipes: Pipes, pipe: number, ahead: number, length: number): void {
  let at = ahead;
  const end = Math.min(ahead + length, c.left);
  if (at >= end || !isCall(c, at)) return;
  const state = pipes.of(pipe);
  turn.inside(dcerpcOverTcp);
  while (at < end && isCall(c, at)) {
    const step = fragmentLength(c, at);
    inner.reset(c.bytes, c.view, c.at + at, c.at + Math.min(at + step, end));
    readPdu(inner, turn, state);
    at += step;
  }
  turn.inside(undefined);
}

/** Setup words of a transaction that writes to a pipe and reads its answer (MS-CIFS 2.2.5.6). */
export const TRANSACT_PIPE = 0x26;
/** Control code of the same in SMB 2 (MS-FSCC 2.3). */
export const PIPE_TRANSCEIVE = 0x0011_c017;

/** The words of a transaction: where its data stand, and how many there are. */
export function transactionData(c: Cursor, first: number, response: boolean): readonly [at: number, length: number] {
  return response ? [u16At(c, first + 14), u16At(c, first + 12)] : [u16At(c, first + 24), u16At(c, first + 22)];
}
