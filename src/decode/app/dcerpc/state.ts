import { OpenRequests } from '../../../kernel/open-requests.ts';
import { Handles } from './handles.ts';
import { UNKNOWN_INTERFACE } from './interfaces.ts';

/** Calls of one connection that may wait for an answer. */
export const MAX_OPEN_CALLS = 64;
/** Presentation contexts of one connection; DCOM adds one for each interface it talks to. */
export const MAX_CONTEXTS = 64;
/** Different names that the commands of one connection tell apart. */
export const MAX_NAMES = 256;

/** What is remembered of one connection, pipe, or pair of datagram ports. */
export class RpcState {
  readonly calls: OpenRequests = new OpenRequests(MAX_OPEN_CALLS);
  readonly handles: Handles = new Handles();
  /** Contexts: their identifier, interface, and whether their data are of 64 bits. Oldest first. */
  readonly #contexts: number[] = [];
  #names: Map<string, number> | undefined;
  /** Contexts of the last bind with their interfaces, in its order: its answer has one result for each. */
  readonly offered: number[] = [];

  /** What this context stands for from now on; the oldest of too many is forgotten. */
  bind(context: number, interfaceIndex: number): void {
    const at = this.#find(context);
    if (at >= 0) {
      this.#contexts[at + 1] = interfaceIndex;
      this.#contexts[at + 2] = 0;
      return;
    }
    if (this.#contexts.length >= MAX_CONTEXTS * 3) this.#contexts.splice(0, 3);
    this.#contexts.push(context, interfaceIndex, 0);
  }

  /** This context's data are of the 64-bit transfer syntax. */
  widen(context: number): void {
    const at = this.#find(context);
    if (at >= 0) this.#contexts[at + 2] = 1;
  }

  interfaceOf(context: number): number {
    const at = this.#find(context);
    return at < 0 ? UNKNOWN_INTERFACE : (this.#contexts[at + 1] as number);
  }

  isWide(context: number): boolean {
    const at = this.#find(context);
    return at >= 0 && this.#contexts[at + 2] === 1;
  }

  /** A name's number, or -1 where too many are known already. */
  name(text: string, number: (text: string) => number): number {
    this.#names ??= new Map();
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#names.size >= MAX_NAMES) return -1;
    const id = number(text);
    this.#names.set(text, id);
    return id;
  }

  forget(): void {
    this.calls.clear();
    this.handles.forget();
  }

  #find(context: number): number {
    for (let at = 0; at < this.#contexts.length; at += 3) if (this.#contexts[at] === context) return at;
    return -1;
  }
}
