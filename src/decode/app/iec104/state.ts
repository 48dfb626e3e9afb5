import { OpenRequests } from '../../../kernel/open-requests.ts';

/** Commands of one connection that may wait for their confirmation; k allows 12 unacknowledged APDUs. */
export const MAX_OPEN_REQUESTS = 32;

export class Iec104State {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  confirmationsSeen = false;
  /** Send sequence number expected next, by direction; -1 where none is known. */
  readonly expected: [number, number] = [-1, -1];

  gap(): void {
    this.requests.clear();
    this.expected[0] = -1;
    this.expected[1] = -1;
  }
}
