import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import type { SmbState } from './state.ts';

/** Answers to come later (STATUS_PENDING), and one more round of a sign-in: neither ends its request, or refuses it. */
const PENDING = 0x0000_0103;
const MORE_PROCESSING = 0xc000_0016;

/** A request for one object, until its answer. `key` is the message's number. */
export function ask(
  turn: Turn,
  state: SmbState,
  key: number,
  fn: number,
  area: number,
  start: number,
  access: Access,
): void {
  state.requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
  state.requests.addHandle(turn.command(fn, 0, area, start, 0, access));
}

export function answer(turn: Turn, state: SmbState, key: number, status: number): void {
  const { requests } = state;
  if (status === PENDING || requests.size === 0 || !requests.take(key)) return;
  const error = status >= 0xc000_0000 && status !== MORE_PROCESSING ? status : 0;
  for (let i = 0; i < requests.handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}
