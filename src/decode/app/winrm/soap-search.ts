import type { BodySearch } from '../http/body-search.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { tellSoap } from '../winrm.ts';

/** Bytes of an envelope kept; its header, and the command of most, are behind the first thousand. */
export const MAX_SOAP = 4096;

/** Keeps the beginning of an envelope until it is whole or long enough. */
export class SoapSearch implements BodySearch {
  readonly #bytes = new Uint8Array(MAX_SOAP);
  #length = 0;

  feed(bytes: Uint8Array, start: number, end: number): string | undefined {
    const stop = end - start > MAX_SOAP - this.#length ? start + MAX_SOAP - this.#length : end;
    this.#bytes.set(bytes.subarray(start, stop), this.#length);
    this.#length += stop - start;
    return this.#length === MAX_SOAP ? this.end() : undefined;
  }

  end(): string {
    return wireText(this.#bytes, 0, this.#length, MAX_SOAP);
  }

  tell(turn: Turn, text: string): void {
    tellSoap(turn, text);
  }
}
