import type { KnownCapture } from './captures-at-hand.ts';
import type { JudgeAnswer } from './judge-protocol.ts';

/** So many captures are named for a function: enough to look one up, few enough to read. */
const EXAMPLES = 3;

/** Which functions of which protocols well-formed captures showed: what proves a decoder on bytes it did not make. */
export class SeenTable {
  readonly #rows = new Map<string, { messages: number; captures: string[] }>();

  add({ file }: Pick<KnownCapture, 'file'>, summary: JudgeAnswer['summary']): void {
    for (const [protocol, { functions }] of Object.entries(summary)) {
      for (const [name, messages] of Object.entries(functions)) {
        const key = `${protocol}\t${name}`;
        const row = this.#rows.get(key) ?? { messages: 0, captures: [] };
        row.messages += messages;
        row.captures.push(file);
        this.#rows.set(key, row);
      }
    }
  }

  /** Tab-separated, sorted: protocol, function, messages, captures, and the first few of these by name. */
  text(): string {
    const rows = [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { messages, captures }]) => {
        const examples = captures.sort().slice(0, EXAMPLES).join(' ');
        return `${key}\t${messages}\t${captures.length}\t${examples}\n`;
      });
    return `protocol\tfunction\tmessages\tcaptures\texamples\n${rows.join('')}`;
  }
}
