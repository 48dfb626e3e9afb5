import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import type { SmbState } from './state.ts';

/** Answers to come later (STATUS_PENDING), and one more round of a sign-in: neither ends its request, or refuses it. */
const PENDING = 0x0000_0103;
const MORE_PROCESSING = 0xc000_0016;

/** A request for one object, until its answer. `key` is the message's number; `pipe` is the file that is read or written. */
export function ask(
  turn: Turn,
  state: SmbState,
  key: number,
  fn: number,
  area: number,
  start: number,
  access: Access,
  pipe = 0,
): void {
  state.requests.open(key, fn, pipe, 0, turn.seconds, turn.nanos);
  state.requests.addHandle(turn.command(fn, 0, area, start, 0, access));
}

/** Ends the request; returns the file that it was about, 0 if that is not known. */
export function answer(turn: Turn, state: SmbState, key: number, status: number): number {
  const { requests } = state;
  if (status === PENDING || requests.size === 0 || !requests.take(key)) return 0;
  const error = status >= 0xc000_0000 && status !== MORE_PROCESSING ? status : 0;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
  return requests.start;
}
