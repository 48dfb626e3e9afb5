import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Symbols } from '../cip/symbols.ts';

/** Confirmed requests that may wait for an answer: devices agree on 1 to some ten. */
export const MAX_OPEN_REQUESTS = 64;

/** What is remembered of one association. */
export class MmsState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  #names: Symbols | undefined;
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched answer. */
  forgiving = false;

  /** Names of objects by their bytes, so that a variable that is polled costs no text. */
  get names(): Symbols {
    this.#names ??= new Symbols();
    return this.#names;
  }
}
