/**
 * What the elements of a PDU are called: a small notation for the parts of ISO 9506-2 that are shown.
 *
 * `0=name:kind` names context tag 0 of a constructed element; `u=name:kind` all universal elements that are not
 * sequences, which are looked through; `#0={…}` gives the first element members of its own, since its tag may be that
 * of a later one. A kind in braces has members. Kinds: `int`, `bool`, `bits`, `octets`, `text`, `time`, `oid`, `null`;
 * `object`, an element around an object's name; `name`, an object's name itself; `data`, values; `type`, their types.
 */
export interface Member {
  /** Empty where an element only holds others. */
  readonly name: string;
  readonly kind: string;
  readonly members: Members | undefined;
}

export interface Members {
  readonly byTag: ReadonlyMap<number, Member>;
  readonly universal: Member | undefined;
  readonly byOrder: readonly Members[];
}

/** A whole service's body: `int`, `text`, or members in braces. */
export function member(text: string): Member {
  return new Notation(text).member('');
}

/** Reads the notation; a mistake in it is a mistake in this house and shows in the first test. */
class Notation {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  member(name: string): Member {
    if (this.#text[this.#at] === '{') return { name, kind: 'group', members: this.#members() };
    const kind = this.#word();
    const braced = this.#text[this.#at] === '{';
    return { name, kind, members: braced ? this.#members() : undefined };
  }

  #members(): Members {
    const byTag = new Map<number, Member>();
    const byOrder: Members[] = [];
    let universal: Member | undefined;
    this.#at++;
    while (this.#text[this.#at] !== '}') {
      if (this.#text[this.#at] === ' ') {
        this.#at++;
        continue;
      }
      const key = this.#word();
      // The equals sign.
      this.#at++;
      if (key.startsWith('#')) {
        byOrder[Number(key.slice(1))] = this.#members();
        continue;
      }
      const named = this.#text[this.#at] === '{' ? '' : this.#word();
      if (this.#text[this.#at] === ':') this.#at++;
      const read = this.member(named);
      if (key === 'u') universal = read;
      else byTag.set(Number(key), read);
    }
    this.#at++;
    return { byTag, universal, byOrder };
  }

  #word(): string {
    const from = this.#at;
    while (this.#at < this.#text.length && !' ={}:'.includes(this.#text[this.#at] as string)) this.#at++;
    return this.#text.slice(from, this.#at);
  }
}
