import { CaseWriter } from '../../adapters/case-folder/case-writer.ts';
import type { WrittenFile } from '../../adapters/case-folder/hash-sums.ts';
import { writeFacts } from '../../adapters/parquet-duckdb/write-facts.ts';
import type { ArrivedFacts } from '../analyse/analyse.ts';
import type { Examined } from './examine.ts';
import { type WrittenCase, writeCase } from './write-case.ts';

/**
 * A case whose facts are written by a thread that has nothing else to do while this one still judges them: a third
 * of the time between analysis and end.
 */
export class CaseMaking {
  readonly #out: string;
  #writer: CaseWriter | undefined;
  #facts: Promise<readonly WrittenFile[]> | undefined;

  constructor(out: string) {
    this.#out = out;
  }

  begin(facts: ArrivedFacts): void {
    this.#writer = new CaseWriter(this.#out);
    this.#facts = facts.write(this.#writer.folder);
    // Heard when the rest is written, which may be after it failed.
    this.#facts.catch(() => {});
  }

  /** Writes what is still to be written and puts the case in its place. */
  async finish(examined: Examined): Promise<WrittenCase> {
    const writer = (this.#writer ??= new CaseWriter(this.#out));
    const written = writeCase(writer, examined);
    writer.note(await (this.#facts ?? writeFacts(writer.folder, examined.parts)));
    writer.commit();
    this.#writer = undefined;
    return written;
  }

  /** Leaves nothing behind of a case that was begun and not finished. */
  async abandon(): Promise<void> {
    if (this.#writer === undefined) return;
    await this.#facts?.catch(() => {});
    this.#writer.abandon();
    this.#writer = undefined;
  }
}
