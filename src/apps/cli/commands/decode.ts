import { stderr } from 'node:process';
import { BatchedOutput } from '../../../adapters/batched-output.ts';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { hashSeed } from '../../../adapters/hash-seed.ts';
import { EMPTY_DECLARATION } from '../../../declare/empty-declaration.ts';
import type { MessageRow } from '../../../schema/facts/messages.ts';
import type { TracedMessage } from '../../../observe/flow-turn.ts';
import { compareText } from '../../../kernel/compare.ts';
import { gatherInputs } from '../../analyse/gather-inputs.ts';
import { MessagePrinter } from '../../analyse/message-printer.ts';
import { planSequences } from '../../analyse/plan-sequences.ts';
import { runShare } from '../../analyse/run-share.ts';
import { WHOLE } from '../../../observe/share.ts';
import { EXIT_DONE, EXIT_NO_INPUT } from '../exit-codes.ts';
import { loadDeclaration } from '../load-declaration.ts';

export interface DecodeOptions {
  readonly protocol?: string;
  readonly summary?: boolean;
  readonly declaration?: string;
}

/** Prints every message of the captures, or how many there are of each kind. Repeated frames are shown, not dropped. */
export async function decode(args: readonly string[], options: DecodeOptions): Promise<void> {
  let spool: SpoolFolder | undefined;
  const output = new BatchedOutput();
  try {
    const inputs = await gatherInputs(args, () => (spool ??= new SpoolFolder()));
    for (const problem of inputs.problems) stderr.write(`quaywatch: ${problem.message}\n`);
    const loaded = options.declaration === undefined ? EMPTY_DECLARATION : await loadDeclaration(options.declaration);
    if (loaded === undefined) return;
    const wanted =
      options.protocol === undefined ? undefined : new Set(options.protocol.split(',').map((name) => name.trim()));
    const rows: MessageRow[] = [];
    let frames = 0;
    for (const sequence of planSequences(inputs.captures, loaded)) {
      const printer = new MessagePrinter(sequence, (line) => output.write(line));
      const watcher = {
        file: (index: number, before: number) => printer.file(index, before),
        message: (message: TracedMessage) => void (wanted?.has(message.protocol) === false || printer.message(message)),
      };
      const job = {
        files: sequence.captures.map(({ path, length }) => ({ path, length, hash: false })),
        share: WHOLE,
        seed: hashSeed(),
        clockOffset: sequence.clockOffset,
        dropDuplicates: false,
      };
      const outcome = runShare(job, options.summary === true ? undefined : watcher);
      rows.push(...outcome.facts.tables.messages);
      frames += outcome.facts.frames;
    }
    if (options.summary === true)
      output.write(`${JSON.stringify(summary(rows.filter((row) => wanted?.has(row.protocol) ?? true)), null, 2)}\n`);
    process.exitCode = frames === 0 ? EXIT_NO_INPUT : EXIT_DONE;
  } finally {
    output.flush();
    spool?.close();
  }
}

type Summary = Record<string, { messages: number; functions: Record<string, number> }>;

function summary(rows: readonly MessageRow[]): Summary {
  const result: Summary = {};
  for (const { protocol, function: name, count } of [...rows].sort(
    (a, b) => compareText(a.protocol, b.protocol) || compareText(a.function, b.function),
  )) {
    const entry = (result[protocol] ??= { messages: 0, functions: {} });
    entry.messages += count;
    entry.functions[name] = (entry.functions[name] ?? 0) + count;
  }
  return result;
}
