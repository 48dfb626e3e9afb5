import { OpenRequests } from '../../../kernel/open-requests.ts';
import { ProgramTransfers } from '../program-transfers.ts';
import { Connections } from './connections.ts';
import { Symbols } from './symbols.ts';

/** Requests of one flow that may wait, each one of a multiple service packet by itself. */
export const MAX_OPEN_REQUESTS = 512;

/** What is remembered of the CIP messages in one flow. */
export class CipState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  readonly connections: Connections = new Connections();
  #symbols: Symbols | undefined;
  #transfers: ProgramTransfers | undefined;
  /** Number of the last piece of the file that came to its end last; -1 if none did. */
  lastFilePiece = -1;
  /** Length of the firmware that was loaded last; -1 if none was. */
  firmwareEnd = -1;
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched answer. */
  forgiving = false;

  /** Made when a name is first met: most flows have none. */
  get symbols(): Symbols {
    this.#symbols ??= new Symbols();
    return this.#symbols;
  }

  /** Made when a file is first moved. */
  get transfers(): ProgramTransfers {
    this.#transfers ??= new ProgramTransfers();
    return this.#transfers;
  }

  get anyTransfers(): ProgramTransfers | undefined {
    return this.#transfers;
  }

  /** Bytes are missing that may have held answers. */
  forget(): void {
    this.requests.clear();
    this.forgiving = true;
    this.#transfers?.spoil();
  }
}
