import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Connections } from './connections.ts';
import { Symbols } from './symbols.ts';

/** Requests of one flow that may wait, each one of a multiple service packet by itself. */
export const MAX_OPEN_REQUESTS = 512;

/** What is remembered of the CIP messages in one flow. */
export class CipState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly connections: Connections = new Connections();
  #symbols: Symbols | undefined;
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched answer. */
  forgiving = false;

  /** Made when a name is first met: most flows have none. */
  get symbols(): Symbols {
    this.#symbols ??= new Symbols();
    return this.#symbols;
  }

  /** Bytes are missing that may have held answers. */
  forget(): void {
    this.requests.clear();
    this.forgiving = true;
  }
}
