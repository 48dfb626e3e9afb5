import { hexText, wireText } from '../wire-text.ts';
import { GUID, NUMERIC, TEXT } from './objects.ts';
import { guidText } from './value-text.ts';

/** A node id: numbers, and where the identifier stands if it is no number. */
export class NodeText {
  namespace = 0;
  kind: number = NUMERIC;
  /** The identifier, or 32 bits of hash (FNV-1a) of one that is no number. */
  number = 0;
  #at = 0;
  #end = 0;

  hash(kind: number, bytes: Uint8Array, at: number, end: number): void {
    this.kind = kind;
    this.#at = at;
    this.#end = end;
    let hash = 0x811c9dc5;
    for (let i = at; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x0100_0193);
    this.number = hash >>> 0;
  }

  /** As the standard writes it (OPC 10000-6 5.3.1.10). */
  text(bytes: Uint8Array, view: DataView): string {
    const space = this.namespace === 0 ? '' : `ns=${this.namespace};`;
    if (this.kind === NUMERIC) return `${space}i=${this.number}`;
    if (this.kind === TEXT) return `${space}s=${wireText(bytes, this.#at, this.#end)}`;
    if (this.kind === GUID) return `${space}g=${guidText(bytes, view, this.#at)}`;
    return `${space}b=${hexText(bytes, this.#at, this.#end)}`;
  }
}
