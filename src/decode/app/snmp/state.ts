import { OpenRequests } from '../../../kernel/open-requests.ts';

/** Requests of one flow that may wait for an answer; managers ask one thing after the other. */
export const MAX_OPEN_REQUESTS = 32;

export class SnmpState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  requestsSeen = false;
  responsesSeen = false;
}
