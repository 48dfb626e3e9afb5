import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Pipes } from './pipes.ts';

/** Requests of one flow that wait for an answer; servers grant at most some hundred credits. */
export const MAX_OPEN_REQUESTS = 128;

/** What is remembered of one connection. */
export class SmbState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly pipes: Pipes = new Pipes();

  /** Bytes are missing that may have held answers. */
  forget(): void {
    this.requests.clear();
    this.pipes.forget();
  }
}
