import { OpenRequests } from '../../../kernel/open-requests.ts';
import { ByteStore } from '../s7comm/byte-store.ts';

/** Requests of one connection that may wait: a master asks each outstation one thing at a time. */
export const MAX_OPEN_REQUESTS = 32;
/** Bytes of a message put together from segments; 2,048 is usual, and 249 fit one link frame (IEEE 1815 4.2.2.1). */
export const MAX_FRAGMENT = 8192;

/** Segments of one direction's message so far. */
export class Assembly {
  readonly store: ByteStore = new ByteStore(MAX_FRAGMENT);
  open = false;
  /** Sequence number of the segment awaited, and the link addresses that have to be the same. */
  sequence = 0;
  addresses = 0;
}

export class Dnp3State {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched response. */
  forgiving = false;
  /** True from bytes that are no link frame to the next frame, by direction. */
  readonly astray: [boolean, boolean] = [false, false];
  /** By direction; most messages fit one segment and need none. */
  readonly #assemblies: [Assembly | undefined, Assembly | undefined] = [undefined, undefined];

  assembly(fromServer: boolean): Assembly | undefined {
    return this.#assemblies[fromServer ? 1 : 0];
  }

  makeAssembly(fromServer: boolean): Assembly {
    return (this.#assemblies[fromServer ? 1 : 0] ??= new Assembly());
  }

  /** Bytes of one direction are missing. */
  gap(fromServer: boolean): void {
    this.requests.clear();
    this.forgiving = true;
    const assembly = this.assembly(fromServer);
    if (assembly !== undefined) assembly.open = false;
  }
}
