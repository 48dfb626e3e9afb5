/** Texts of one tap as small integers, so that fact keys are words. Each text is cut at {@link MAX_TEXT} characters. */
export class StringTable {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];

  id(text: string): number {
    const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
    let id = this.#ids.get(cut);
    if (id === undefined) {
      id = this.#texts.length;
      this.#ids.set(cut, id);
      this.#texts.push(cut);
    }
    return id;
  }

  text(id: number): string {
    return this.#texts[id] ?? '';
  }
}

/** Longest text a fact keeps: DNS names are at most 253 characters, and nothing longer identifies a device. */
export const MAX_TEXT = 256;
