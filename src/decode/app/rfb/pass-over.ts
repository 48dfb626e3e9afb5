import type { Turn } from '../../turn.ts';
import { DONE, type Outcome } from '../../verdict.ts';
import type { RfbState } from './state.ts';

/** Everything that follows in this direction is not read: pictures, or what a security type encrypts. */
export function passOver(turn: Turn, state: RfbState): Outcome {
  turn.skip(Number.MAX_SAFE_INTEGER, state.encrypted ? 'encrypted' : 'unrecognised');
  return DONE;
}
