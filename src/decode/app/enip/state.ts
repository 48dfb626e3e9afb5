import { CipState } from '../cip/state.ts';

/** What is remembered of one flow: all of it is about the messages inside. */
export class EnipState {
  readonly cip: CipState = new CipState();
}
