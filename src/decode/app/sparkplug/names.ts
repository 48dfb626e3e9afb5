/** Aliases of one connection that are remembered, and names of commanded metrics that are told apart. */
export const MAX_NAMES = 2048;

/** Names that aliases stand for, and which names commands have had on one connection. */
export class SparkplugNames {
  readonly #aliases: Map<number, string> = new Map();
  readonly #commanded: Set<string> = new Set();

  learn(alias: number, name: string): void {
    if (this.#aliases.size < MAX_NAMES || this.#aliases.has(alias)) this.#aliases.set(alias, name);
  }

  of(alias: number): string {
    return this.#aliases.get(alias) ?? '';
  }

  /** The name, or one for all beyond the limit. */
  command(name: string): string {
    if (this.#commanded.has(name)) return name;
    if (this.#commanded.size >= MAX_NAMES) return 'another metric';
    this.#commanded.add(name);
    return name;
  }
}
