import { OpenRequests } from '../../../kernel/open-requests.ts';
import { ProgramTransfers } from '../program-transfers.ts';
import { ByteStore } from './byte-store.ts';

/** Jobs that may wait for an answer: controllers agree on 1 to 8 in setup communication, big ones on 16. */
export const MAX_OPEN_JOBS = 32;
/** A status list put together from several answers: the longest is a diagnostic buffer, 20 bytes an entry. */
export const MAX_STATUS_LIST = 16_384;

/** What is remembered of one S7 connection. */
export class S7State {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_JOBS);
  #transfers: ProgramTransfers | undefined;
  #statusList: ByteStore | undefined;
  /** Data unit reference of the status list that is being put together; -1 if none. */
  statusUnit = -1;
  statusListId = 0;

  /** TSAPs of the connection request, hexadecimal. */
  callingTsap = '';
  calledTsap = '';
  /** True when a message's fields have held them. */
  tsapsTold = false;
  /** Rack and slot of the called TSAP's second byte: the unit of commands. 0 while unknown. */
  unit = 0;

  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched answer. */
  forgiving = false;

  /** Made when a block is first moved: most connections move none. */
  get transfers(): ProgramTransfers {
    this.#transfers ??= new ProgramTransfers();
    return this.#transfers;
  }

  get anyTransfers(): ProgramTransfers | undefined {
    return this.#transfers;
  }

  get statusList(): ByteStore {
    this.#statusList ??= new ByteStore(MAX_STATUS_LIST);
    return this.#statusList;
  }
}
