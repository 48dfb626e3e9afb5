/**
 * The judge: every real capture through the whole program, beside other programs' answers.
 * `npm run judge -- [--limit N] [--grep TEXT] [--again] [--workers N] [--no-determinism]`
 * `--again` takes only the captures that the last partial run found fault with.
 * A run over everything leaves its result in test/judge/results/, and with it what was seen of every protocol, which
 * docs/protocols/ cites as proof.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { capturesFolder, knownCaptures, sampleOf } from './captures-at-hand.ts';
import { judgeCaptures } from './judge-captures.ts';
import { judgeFailures, judgeText } from './judge-result.ts';

const root: string = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    limit: { type: 'string' },
    grep: { type: 'string' },
    again: { type: 'boolean' },
    workers: { type: 'string' },
    'no-determinism': { type: 'boolean' },
  },
});
const folder = capturesFolder();
if (folder === undefined) {
  console.error('judge: left out, there are no captures. Name their folder in QUAYWATCH_CAPTURES.');
} else {
  execFileSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  const faulty = values.again === true ? readFileSync(join(root, 'out/judge/partial.md'), 'utf8') : undefined;
  const known = knownCaptures(folder)
    .filter(({ file }) => file.includes(values.grep ?? ''))
    .filter(({ id }) => faulty?.includes(id) ?? true);
  const captures = sampleOf(known, Number(values.limit ?? Number.POSITIVE_INFINITY));
  const { result, seen } = await judgeCaptures(captures, {
    scratch: join(root, 'out/judge'),
    workers: Number(values.workers ?? availableParallelism()),
    determinism: values['no-determinism'] !== true,
    say: (line) => console.error(line),
  });
  const whole =
    values.limit === undefined &&
    values.grep === undefined &&
    faulty === undefined &&
    values['no-determinism'] !== true;
  const results = whole ? join(root, 'test/judge/results') : join(root, 'out/judge');
  mkdirSync(results, { recursive: true });
  const name = join(results, whole ? result.date : 'partial');
  writeFileSync(`${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(`${name}.md`, judgeText(result));
  writeFileSync(join(results, 'seen.tsv'), seen.text());
  const failures = judgeFailures(result);
  console.log(judgeText(result));
  console.error(`judge: ${failures.length} failures; ${name}.md`);
  if (failures.length > 0) process.exitCode = 1;
}
