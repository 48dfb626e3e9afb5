import { ADDED } from '../../../kernel/open-requests.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import type { ModbusState } from './state.ts';

/** Tells of the command and keeps the request until its answer. */
export function ask(
  turn: Turn,
  state: ModbusState,
  key: number,
  fn: number,
  unit: number,
  area: number,
  start: number,
  count: number,
  access: Access,
): void {
  const opened = state.requests.open(key, fn % 256, start, count, turn.seconds, turn.nanos);
  // A capture of the client's direction alone has no answers: nothing is wrong with its requests.
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
  state.requests.addHandle(turn.command(fn, unit, area, start, count, access));
}
