import { exit, stderr, stdout } from 'node:process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { LimitError } from '../../kernel/limit-error.ts';
import { severities } from '../../schema/finding-words.ts';
import { version } from '../version.ts';
import { EXIT_INTERNAL, EXIT_USAGE } from './exit-codes.ts';

/** Parses the command line and runs one command, each loaded only when it is asked for. */
export async function run(argv: readonly string[]): Promise<void> {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `quaywatch decode x | head` closes the pipe: that is no error of ours.
    if (error.code === 'EPIPE') exit(0);
  });
  const program = new Command('quaywatch')
    .description("What is really connected to a terminal's cranes, and what never stood in any contract.")
    .version(version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError();
  addCommands(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function addCommands(program: Command): void {
  program
    .command('inspect')
    .description('Analyse captures, write a case folder, print a verdict for each crane.')
    .argument('<captures...>', 'capture files, folders, or - for standard input')
    .option('-d, --declaration <folder>', 'what should be there: a folder with site.yaml and contract/')
    .option('-o, --out <folder>', 'where to write the case (default: case)')
    .option('-w, --workers <number>', 'threads; the result does not depend on it', positive)
    .option('--json', 'print findings.json to standard output instead of the summary')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this severe').choices(severities),
    )
    .option('--strict', 'exit with 3 when any input had a problem')
    .option('--keep', 'keep what came through standard input beside the case')
    .action(async (captures: string[], options) => (await import('./commands/inspect.ts')).inspect(captures, options));
  program
    .command('decode')
    .description('Print messages as JSON lines.')
    .argument('<captures...>', 'capture files, folders, or - for standard input')
    .option('-p, --protocol <names>', 'only these protocols, comma-separated')
    .option('--summary', 'print one JSON object: messages and functions by protocol')
    .option('-d, --declaration <folder>', 'take the names of taps from this declaration')
    .action(async (captures: string[], options) => (await import('./commands/decode.ts')).decode(captures, options));
  program
    .command('diff')
    .description('Compare two cases: what is new, changed, gone, or not observable this time.')
    .argument('<before>', 'case folder')
    .argument('<after>', 'case folder')
    .option('--json', 'print JSON')
    .action(async (before: string, after: string, options) =>
      (await import('./commands/diff.ts')).diff(before, after, options),
    );
  program
    .command('draft')
    .description('Write a first declaration from what was seen; every entry is "observed".')
    .argument('<captures...>', 'capture files, folders, or - for standard input')
    .requiredOption('-o, --out <folder>', 'where to write site.yaml; one that is there is not overwritten')
    .option('-w, --workers <number>', 'threads; the result does not depend on it', positive)
    .action(async (captures: string[], options) => (await import('./commands/draft.ts')).draft(captures, options));
  program
    .command('carve')
    .description("Write exactly a finding's frames as pcapng.")
    .argument('<case>', 'case folder')
    .argument('<finding>', 'id of the finding, or its beginning')
    .option('-w, --write <file>', 'file to write; standard output when piped')
    .option('--captures <folders...>', 'where the captures lie now, when the case does not hold all frames')
    .action(async (folder: string, id: string, options) =>
      (await import('./commands/carve.ts')).carve(folder, id, options),
    );
  program
    .command('verify')
    .description('Check that a case is what was written.')
    .argument('<case>', 'case folder')
    .option('--again', 'analyse the captures once more and compare')
    .option('--captures <folders...>', 'where the captures lie now; they are found by their hashes')
    .action(async (folder: string, options) => (await import('./commands/verify.ts')).verify(folder, options));
  program
    .command('query')
    .description('Run one SELECT over the facts of a case.')
    .argument('<case>', 'case folder')
    .argument('<sql>', 'one SELECT statement; tables and columns stand in docs/facts.md')
    .option('--json', 'print JSON lines')
    .action(async (folder: string, sql: string, options) =>
      (await import('./commands/query.ts')).query(folder, sql, options),
    );
  program
    .command('protocols')
    .description('List what is decoded, how it is told apart, and what is left out.')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./commands/protocols.ts')).protocols(options));
  program
    .command('demo')
    .description('Do the main job on a generated terminal.')
    .option('-o, --out <folder>', 'where to write captures, site and case', 'out/demo')
    .option('--seed <number>', 'another terminal', wholeNumber)
    .action(async (options) => (await import('./commands/demo.ts')).demo(options));
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 256)
    throw new InvalidArgumentError('a whole number from 1 to 256 is needed');
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number is needed');
  return value;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (isRefusedBySystem(error)) {
    stderr.write(`quaywatch: ${error.message}. Check the path, its permissions and the free space.\n`);
    return EXIT_USAGE;
  }
  if (error instanceof LimitError) stderr.write(`quaywatch: stopped by the limit ${error.limit}: ${error.message}\n`);
  else
    stderr.write(
      `quaywatch: internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  return EXIT_INTERNAL;
}

/** A file that the system would not read or write is the user's to mend, not a bug of ours. */
function isRefusedBySystem(error: unknown): error is NodeJS.ErrnoException {
  const codes = [
    'EACCES',
    'EPERM',
    'ENOENT',
    'ENOTDIR',
    'EISDIR',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EMFILE',
    'ENAMETOOLONG',
  ];
  return error instanceof Error && 'syscall' in error && codes.includes(String((error as NodeJS.ErrnoException).code));
}
