import { OpenRequests } from '../../../kernel/open-requests.ts';
import { ByteStore } from '../s7comm/byte-store.ts';

/** Requests that may wait for an answer; those that stand for no command (publish, browse) are not kept. */
export const MAX_OPEN_REQUESTS = 64;
/** A message put together from chunks; servers mostly allow 64 KiB to a few MiB, and long ones are browse answers. */
export const MAX_ASSEMBLED = 0x10_0000;
/** Reads of the server's own identity that wait for their answer, and nodes looked at in one. */
export const MAX_IDENTITY_READS = 8;
export const MAX_IDENTITY_NODES = 16;

/** Chunks of one direction that wait for the last. */
export class Assembly {
  requestId = -1;
  fn = 0;
  /** True while the chunks of a message are on their way. */
  open = false;
  #store: ByteStore | undefined;

  begin(requestId: number, fn: number): void {
    this.requestId = requestId;
    this.fn = fn;
    this.open = true;
    this.#store = undefined;
  }

  get store(): ByteStore {
    this.#store ??= new ByteStore(MAX_ASSEMBLED);
    return this.#store;
  }

  clear(): void {
    this.open = false;
    this.requestId = -1;
    this.#store = undefined;
  }
}

/** What a read asked of the server's own identity: places in the request and the node at each. */
export interface IdentityRead {
  readonly requestId: number;
  readonly places: number[];
  readonly nodes: number[];
}

/** What is remembered of one connection. */
export class OpcUaState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly client: Assembly = new Assembly();
  readonly server: Assembly = new Assembly();
  /** Oldest first. */
  readonly identityReads: IdentityRead[] = [];
  /** A body in the clear was seen, or the channel was opened without security. */
  plain = false;
  /** Bytes of signature behind each chunk's body: 0 without security and while unknown. */
  signature = 0;
  /** True when the encrypted opening of a channel was told. */
  openingTold = false;

  assembly(fromServer: boolean): Assembly {
    return fromServer ? this.server : this.client;
  }

  noteIdentity(requestId: number, place: number, node: number): void {
    let read = this.identityReads.at(-1);
    if (read?.requestId !== requestId) {
      if (this.identityReads.length === MAX_IDENTITY_READS) this.identityReads.shift();
      read = { requestId, places: [], nodes: [] };
      this.identityReads.push(read);
    }
    if (read.places.length === MAX_IDENTITY_NODES) return;
    read.places.push(place);
    read.nodes.push(node);
  }

  takeIdentity(requestId: number): IdentityRead | undefined {
    const at = this.identityReads.findIndex((read) => read.requestId === requestId);
    return at < 0 ? undefined : this.identityReads.splice(at, 1)[0];
  }

  lose(fromServer: boolean): void {
    this.assembly(fromServer).clear();
    this.requests.clear();
    this.identityReads.length = 0;
  }
}
