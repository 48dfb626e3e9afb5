import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stderr, stdout } from 'node:process';
import type { CaseFolder } from '../../../adapters/case-folder/read-case.ts';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { CaptureParser } from '../../../capture/capture-parser.ts';
import { evidenceFile } from '../../../capture/evidence-writer.ts';
import { escapeTerminal } from '../../../report/terminal/escape.ts';
import type { Finding } from '../../../schema/finding.ts';
import { fetchFrames, framesOfFinding, orderedFrames } from '../../case/evidence-frames.ts';
import { findAgain } from '../../case/find-again.ts';
import { version } from '../../version.ts';
import { complain } from '../complain.ts';
import { EXIT_DONE, EXIT_NO_INPUT, EXIT_USAGE } from '../exit-codes.ts';
import { openCase } from '../open-case.ts';

export interface CarveOptions {
  readonly write?: string;
  readonly captures?: readonly string[];
}

/** Frames of one finding: more would be a bug, since a sign keeps 32. */
const MAX_CARVED_BYTES: number = 1 << 30;

/** Writes exactly the frames that a finding rests on, as pcapng, and says how to find them in the captures. */
export async function carve(folder: string, id: string, options: CarveOptions): Promise<void> {
  const known = openCase(folder);
  if (known === undefined) return;
  const finding = findingById(known, id);
  if (finding === undefined) return;
  const bytes = evidenceIn(known, finding) ?? (await fromCaptures(known, finding, options.captures ?? []));
  if (bytes === undefined) return;
  if (options.write === undefined && stdout.isTTY) {
    complain('pcapng is not for terminals: name a file with -w, or pipe it on, for instance into `tshark -r -`.');
    process.exitCode = EXIT_USAGE;
    return;
  }
  if (options.write === undefined || options.write === '-') stdout.write(bytes);
  else writeFileSync(options.write, bytes);
  describe(known, finding);
  process.exitCode = EXIT_DONE;
}

/** By its id or the beginning of it, as far as that is one finding's. */
function findingById({ folder, findings }: CaseFolder, id: string): Finding | undefined {
  const found = /^[0-9a-f]+$/.test(id) ? findings.filter((finding) => finding.id.startsWith(id)) : [];
  if (found.length === 1) return found[0];
  const list = findings.slice(0, 10).map(({ id: known, title }) => `\n  ${known}  ${title}`);
  const more = findings.length > 10 ? `\n  and ${findings.length - 10} more in findings.json` : '';
  stderr.write(
    `quaywatch: ${escapeTerminal(folder)} has ${found.length === 0 ? 'no finding' : `${found.length} findings`} ${escapeTerminal(id)}; it has:${escapeLines(list)}${more}\n`,
  );
  process.exitCode = EXIT_USAGE;
  return undefined;
}

function escapeLines(lines: readonly string[]): string {
  return lines.map((line) => `\n${escapeTerminal(line.slice(1))}`).join('');
}

/** The case's own evidence, when it holds all of the finding's frames. */
function evidenceIn({ folder }: CaseFolder, finding: Finding): Uint8Array | undefined {
  const path = join(folder, 'evidence', `${finding.id}.pcapng`);
  if (!existsSync(path)) return undefined;
  const bytes = new Uint8Array(readFileSync(path));
  let frames = 0;
  const parser = new CaptureParser({ frame: () => void frames++ });
  const view = new DataView(bytes.buffer);
  const done = parser.feed(bytes, view, 0, bytes.length);
  parser.finish(bytes, view, done, bytes.length);
  return frames === countOf(finding) ? bytes : undefined;
}

async function fromCaptures(
  known: CaseFolder,
  finding: Finding,
  places: readonly string[],
): Promise<Uint8Array | undefined> {
  let spool: SpoolFolder | undefined;
  try {
    const wanted = framesOfFinding(finding);
    const entries = known.case.captures.filter(({ sha256 }) => wanted.has(sha256));
    const { captures, missing } = await findAgain(entries, places, () => (spool ??= new SpoolFolder()));
    if (missing.length > 0) {
      for (const { names, sha256 } of missing) complain(`${names[0] ?? ''} (SHA-256 ${sha256}) was not found.`);
      complain('the case does not hold all frames of this finding; name the folders of its captures with --captures.');
      process.exitCode = EXIT_NO_INPUT;
      return undefined;
    }
    // Nobody has analysed them here, so nothing vouches for what hashing saw of their frames' places.
    const sources = captures.map(({ sha256, path, length }) => ({ sha256, path, length }));
    const frames = orderedFrames(finding, fetchFrames([finding], sources, MAX_CARVED_BYTES));
    return evidenceFile({ version, findingId: finding.id }, frames);
  } finally {
    spool?.close();
  }
}

function countOf(finding: Finding): number {
  return [...framesOfFinding(finding).values()].reduce((sum, numbers) => sum + numbers.length, 0);
}

/** To standard error: standard output may be the capture. */
function describe({ case: { captures } }: CaseFolder, finding: Finding): void {
  stderr.write(`${escapeTerminal(finding.title)}\n${countOf(finding)} frame(s)\n`);
  const names = new Map(captures.map(({ sha256, names: known }) => [sha256, known[0] ?? sha256]));
  for (const [capture, numbers] of framesOfFinding(finding)) {
    stderr.write(`  ${escapeTerminal(names.get(capture) ?? capture)}: frame.number in {${numbers.join(', ')}}\n`);
  }
  for (const { id, text, filter } of finding.signs) {
    stderr.write(`  ${id} ${escapeTerminal(text)}\n`);
    if (filter !== '') stderr.write(`      ${escapeTerminal(filter)}\n`);
  }
}
