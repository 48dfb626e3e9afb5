import { OpenRequests } from '../../../kernel/open-requests.ts';

/** Requests of one flow that may wait; without a number, as in 3E, only one can. */
export const MAX_OPEN_REQUESTS = 32;

/** What is remembered of one flow. */
export class SlmpState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  responsesSeen = false;
}
