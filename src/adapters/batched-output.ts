import { stdout } from 'node:process';

/** Characters gathered before a write: one system call for a few hundred lines instead of one a line. */
const BATCH_CHARACTERS: number = 1 << 16;

/** Standard output in batches. Pipes and files are written synchronously, so a slow reader slows us down and memory stays flat. */
export class BatchedOutput {
  #text = '';

  write(line: string): void {
    this.#text += line;
    if (this.#text.length >= BATCH_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.#text !== '') stdout.write(this.#text);
    this.#text = '';
  }
}
