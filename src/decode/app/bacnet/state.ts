import { OpenRequests } from '../../../kernel/open-requests.ts';

/** Requests of one pair of addresses that may wait; an invoke id has eight bits. */
export const MAX_OPEN_REQUESTS = 64;

export class BacnetState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
}
