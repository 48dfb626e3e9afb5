/** UTF-16 units of a draft: below what the reader takes, so that every draft can be read. */
export const MAX_DRAFT_LENGTH = 1_800_000;

/** The sections of a draft and how much room is left. */
export class DraftPage {
  readonly #sections = new Map<string, string[]>();
  readonly #ids = new Map<string, Set<string>>();
  readonly #left = new Map<string, number>();
  #length = 0;

  /** Writes one list entry, or counts it as left out when the page is full. The first line gets the dash. */
  add(section: string, lines: readonly string[]): boolean {
    const block = lines.map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`)).join('\n');
    if (this.#length + block.length > MAX_DRAFT_LENGTH) {
      this.#left.set(section, (this.#left.get(section) ?? 0) + 1);
      return false;
    }
    this.#length += block.length + 1;
    const blocks = this.#sections.get(section);
    if (blocks) blocks.push(block);
    else this.#sections.set(section, [block]);
    return true;
  }

  /** An id that no other entry of the section has. */
  id(section: string, wish: string): string {
    let taken = this.#ids.get(section);
    if (!taken) this.#ids.set(section, (taken = new Set()));
    let id = wish;
    for (let n = 2; taken.has(id); n++) id = `${wish}-${n}`;
    taken.add(id);
    return id;
  }

  /** The section's text. An empty list is left out: YAML would read the bare key as nothing. */
  text(section: string, comments: readonly string[]): string {
    const blocks = this.#sections.get(section) ?? [];
    const left = this.#left.get(section) ?? 0;
    const lines = comments.map((comment) => `# ${comment}`);
    if (left > 0) lines.push(`# ${left} further entries did not fit into this draft.`);
    lines.push(blocks.length === 0 ? `# ${section}: nothing was seen.` : `${section}:`, ...blocks);
    return `${lines.join('\n')}\n`;
  }
}
