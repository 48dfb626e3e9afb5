import { createHash } from 'node:crypto';
import type { SpoolFolder } from './spool-folder.ts';
import { SpoolLimitError, SpoolWriter } from './spool-writer.ts';
import type { Problem } from '../../kernel/result.ts';

/** What came through a pipe, now in a file. */
export interface SpooledInput {
  readonly path: string;
  readonly bytes: number;
  /** Of all that was received, in hex. */
  readonly sha256: string;
  readonly problems: readonly Problem[];
}

/**
 * Writes standard input to the spool folder, hashing it on the way. A pipe cannot be read twice, and
 * `verify --again` needs what was analysed; it stays only when the folder is kept.
 */
export async function spoolInput(
  input: AsyncIterable<Uint8Array>,
  spool: SpoolFolder,
  maxBytes?: number,
): Promise<SpooledInput> {
  const path = spool.newFile('standard-input');
  const writer = new SpoolWriter(path, maxBytes);
  const hash = createHash('sha256');
  const problems: Problem[] = [];
  try {
    for await (const chunk of input) {
      const room = writer.limit - writer.bytes;
      hash.update(chunk.length > room ? chunk.subarray(0, room) : chunk);
      writer.write(chunk);
    }
  } catch (error) {
    if (!(error instanceof SpoolLimitError)) throw error;
    const message = `Standard input was read up to ${error.limit} bytes, the share of the disk it may take.`;
    problems.push({ code: 'QW_INPUT_LIMIT', message, offset: error.limit });
  } finally {
    writer.close();
  }
  return { path, bytes: writer.bytes, sha256: hash.digest('hex'), problems };
}
