/**
 * Speed and memory beside other programs, in one run: `npm run bench [-- --quick] [--only TEXT] [--rounds N]`.
 * The captures are made once and kept in out/bench. A full run leaves its result in bench/results/.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { capturesFolder, knownCaptures } from '../test/judge/captures-at-hand.ts';
import { BenchCaptures } from './bench-captures.ts';
import { benchFailures, type BenchResult, benchText } from './bench-result.ts';
import { type Check, check } from './check.ts';
import { type CaptureToTime, type ProgramRow, timeCapture } from './compare-programs.ts';
import { setting } from './machine.ts';
import { realMix } from './real-mix.ts';
import { memoryLimit, Scaling } from './scaling.ts';
import { fullSizes, quickSizes } from './sizes.ts';

const root: string = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' } },
});
const quick = values.quick === true;
const base = quick ? quickSizes : fullSizes;
const sizes = values.rounds === undefined ? base : { ...base, rounds: Number(values.rounds) };
const only = values.only ?? '';
const folder = join(root, 'out/bench');
const captures = new BenchCaptures(folder);
const leftOut: string[] = [];

const OT_LIMITS = { tshark: 0.06, ndpi: 1 };
const ENTERPRISE_LIMITS = { tshark: 0.15, ndpi: 1.5 };
const POLL_LIMITS = { tshark: 0.06, ndpi: 3 };
/** nDPI stops looking after a few packets of a flow, so only with many flows do both do the same work. */
const NDPI_FROM_FLOWS = 15;

execFileSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' });
const programs = await timePrograms();
const checks = [...programs.map(memoryOf), ...(await growth())];
const result: BenchResult = {
  date: new Date().toISOString().slice(0, 10),
  setting: setting(),
  versions: [firstLine('tshark', '--version'), firstLine('ndpiReader', '--help')],
  quick,
  leftOut,
  programs,
  checks,
};
const whole = !quick && only === '';
const results = whole ? join(root, 'bench/results') : folder;
mkdirSync(results, { recursive: true });
const name = join(results, whole ? result.date : quick ? 'quick' : 'partial');
writeFileSync(`${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(`${name}.md`, benchText(result));
console.log(benchText(result));
const failures = benchFailures(result);
console.error(`bench: ${failures.length} limits did not hold${quick ? ' (quick: no verdict)' : ''}; ${name}.md`);
if (failures.length > 0 && !quick) process.exitCode = 1;

async function timePrograms(): Promise<ProgramRow[]> {
  const { bytes, rounds } = sizes;
  const real = capturesFolder();
  const known = real === undefined ? [] : knownCaptures(real);
  if (real === undefined) leftOut.push('mixes of real captures: name their folder in QUAYWATCH_CAPTURES');
  const wanted: {
    name: string;
    make: () => Promise<string | undefined>;
    more: Omit<CaptureToTime, 'name' | 'path'>;
  }[] = [
    {
      name: 'generated ot',
      make: () => captures.generated({ kind: 'ot', bytes }),
      more: { limits: OT_LIMITS, ndpiFromFlows: NDPI_FROM_FLOWS },
    },
    { name: 'generated poll', make: () => captures.generated({ kind: 'poll', bytes }), more: { limits: POLL_LIMITS } },
    {
      name: 'generated enterprise',
      make: () => captures.generated({ kind: 'enterprise', bytes }),
      more: { limits: ENTERPRISE_LIMITS },
    },
    {
      name: 'real ot',
      make: () => Promise.resolve(realMix('ot', known, bytes, folder)),
      more: { limits: OT_LIMITS, ndpiFromFlows: NDPI_FROM_FLOWS },
    },
    {
      name: 'real enterprise',
      make: () => Promise.resolve(realMix('enterprise', known, bytes, folder)),
      more: { limits: ENTERPRISE_LIMITS },
    },
  ];
  const rows: ProgramRow[] = [];
  for (const { name, make, more } of wanted.filter((capture) => capture.name.includes(only))) {
    console.error(`bench: ${name}`);
    const path = await make();
    if (path !== undefined) rows.push(await timeCapture({ name, path, ...more }, rounds, folder));
  }
  return rows;
}

function memoryOf({ capture, peakBytes, flows }: ProgramRow): Check {
  return check(`memory on ${capture}`, peakBytes / 1e6, memoryLimit(flows) / 1e6, 'MB', `${flows} flows`);
}

async function growth(): Promise<Check[]> {
  const scaling = new Scaling(captures, sizes, folder);
  const steps: Record<string, () => Promise<Check | readonly Check[]>> = {
    memory: () => scaling.memory(),
    frames: () => scaling.frames(),
    flows: () => scaling.flows(),
    crafted: () => scaling.crafted(),
    start: () => scaling.start(),
  };
  const found: Check[] = [];
  for (const [name, step] of Object.entries(steps)) {
    if (!name.includes(only)) continue;
    console.error(`bench: ${name}`);
    found.push(...[await step()].flat());
  }
  return found;
}

function firstLine(program: string, option: string): string {
  try {
    const output = execFileSync(program, [option], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return (
      output
        .split('\n')[0]
        ?.replace(/^Welcome to /, '')
        .replace(/\.$/, '') ?? program
    );
  } catch (error) {
    return ((error as { stdout?: string }).stdout ?? program).split('\n')[0]?.replace(/^Welcome to /, '') ?? program;
  }
}
