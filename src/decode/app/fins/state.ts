import { OpenRequests } from '../../../kernel/open-requests.ts';

/** Requests of one flow that may wait; a service number has eight bits, and controllers queue few. */
export const MAX_OPEN_REQUESTS = 32;

/** What is remembered of one flow. */
export class FinsState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
}
