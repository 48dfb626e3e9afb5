import { ADDED } from '../../../kernel/open-requests.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import type { S7State } from './state.ts';

/** Jobs of both directions have numbers of their own: in a download the controller asks the programmer for blocks. */
export function jobKey(fromServer: boolean, reference: number): number {
  return (fromServer ? 65536 : 0) + reference;
}

/** Keeps a job or request until its answer; its commands follow. */
export function openJob(turn: Turn, state: S7State, reference: number, fn: number): void {
  state.requestsSeen = true;
  const opened = state.requests.open(jobKey(turn.fromServer, reference), fn, 0, 0, turn.seconds, turn.nanos);
  // A capture of one direction alone has no answers: nothing is wrong with its jobs.
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('job-unanswered');
}

/** Tells of one object of the job opened last. */
export function command(
  turn: Turn,
  state: S7State,
  fn: number,
  area: number,
  start: number,
  count: number,
  access: Access,
): void {
  state.requests.addHandle(turn.command(fn, state.unit, area, start, count, access));
}

/** Finds the job of an answer; false when none is open. */
export function takeJob(turn: Turn, state: S7State, reference: number): boolean {
  state.responsesSeen = true;
  if (state.requests.take(jobKey(!turn.fromServer, reference))) {
    state.forgiving = false;
    return true;
  }
  if (state.requestsSeen && !state.forgiving) turn.anomaly('answer-without-job');
  return false;
}

/** Tells how the job's commands ended, all alike. */
export function settle(turn: Turn, state: S7State, error: number): void {
  const { requests } = state;
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}
