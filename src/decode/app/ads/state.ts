import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Symbols } from '../cip/symbols.ts';

/** Requests of one connection that may wait; TwinCAT's router has some hundred at most for all its clients. */
export const MAX_OPEN_REQUESTS = 64;
/** Handles of symbols of one connection whose names are kept. */
export const MAX_HANDLES = 1024;

/** What is remembered of one connection. */
export class AdsState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly symbols: Symbols = new Symbols();
  /** Text of a symbol by handle and port. */
  readonly #handles: Map<number, number> = new Map();
  responsesSeen = false;
  /** From missing bytes to the next matched response a lone response is nobody's fault. */
  forgiving = false;
  /** Directions that have said their net id; one bit each. */
  introduced = 0;

  keepHandle(handle: number, port: number, text: number): void {
    const key = handle * 65_536 + port;
    if (this.#handles.size < MAX_HANDLES || this.#handles.has(key)) this.#handles.set(key, text);
  }

  /** The text of the symbol behind a handle, or 0. */
  symbolOf(handle: number, port: number): number {
    return this.#handles.get(handle * 65_536 + port) ?? 0;
  }
}
