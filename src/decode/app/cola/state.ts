import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Symbols } from '../cip/symbols.ts';

/** Requests of one connection that may wait; a scanner answers one after the other. */
export const MAX_OPEN_REQUESTS = 32;

/** What is remembered of one connection. */
export class ColaState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly names: Symbols = new Symbols();
  /** The request sent last, which an error is about. */
  last = -1;
  answersSeen = false;
  /** In the middle of a long telegram of text, by direction. */
  readonly inside: [client: boolean, server: boolean] = [false, false];
}
