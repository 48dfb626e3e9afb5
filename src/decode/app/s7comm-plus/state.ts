import { OpenRequests } from '../../../kernel/open-requests.ts';
import { ByteStore } from '../s7comm/byte-store.ts';

/** Requests that may wait for an answer. */
export const MAX_OPEN_REQUESTS = 64;
/** A PDU put together from fragments; an explored program has some ten thousand bytes. */
export const MAX_ASSEMBLED = 0x1_0000;

/** What is remembered of one connection. */
export class PlusState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly #parts: [ByteStore | undefined, ByteStore | undefined] = [undefined, undefined];
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched answer. */
  forgiving = false;
  /** True once both sides agreed on TLS: what follows is its records. */
  encrypted = false;

  /** Fragments of one direction that wait for their last. */
  parts(fromServer: boolean): ByteStore {
    const side = fromServer ? 1 : 0;
    this.#parts[side] ??= new ByteStore(MAX_ASSEMBLED);
    return this.#parts[side];
  }

  /** Forgets what one direction had begun. */
  lose(fromServer: boolean): void {
    this.#parts[fromServer ? 1 : 0]?.clear();
  }
}
