/**
 * Runs the checks of tools/checks/check-list.ts: `tsx tools/run-checks.ts [--fast] [NAME ...]`. Prints what
 * failed, then `N passed, N failed`; leaves the counts in out/test/summary.json for .ci/run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Check, checks } from './checks/check-list.ts';
import { offlineCommand } from './checks/offline-command.ts';
import { readVitestCounts, type TestCounts } from './checks/vitest-counts.ts';

interface Outcome extends TestCounts {
  readonly name: string;
}

/** As many as the smallest machine we promise anything for has cores. */
const SIDE_BY_SIDE = 2;

const root = join(import.meta.dirname, '..');
const fast = process.argv.includes('--fast');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(', ')}; there are: ${checks.map((check) => check.name).join(', ')}`);
  process.exit(2);
}
const chosen = checks.filter((check) => (named.length > 0 ? named.includes(check.name) : !fast || check.fast));

mkdirSync(join(root, 'out/test'), { recursive: true });
const summaryFile = join(root, 'out/test/summary.json');
rmSync(summaryFile, { force: true });

const outcomes: Outcome[] = [];
for (const phase of [...new Set(chosen.map((check) => check.phase))].sort((a, b) => a - b)) {
  const waiting = chosen.filter((check) => check.phase === phase);
  const alone = waiting.length === 1;
  const lanes = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await runCheck(check, alone));
  });
  await Promise.all(lanes);
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
const leftOut = outcomes.reduce((sum, outcome) => sum + outcome.leftOut, 0);
writeFileSync(summaryFile, `${JSON.stringify({ passed, failed, leftOut, checks: outcomes }, undefined, 2)}\n`);
if (leftOut > 0) console.log(`${leftOut} left out; each said why above`);
for (const outcome of outcomes) if (outcome.failed > 0) console.log(`failed: ${outcome.name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runCheck(check: Check, alone: boolean): Promise<Outcome> {
  const missing = (check.needs ?? []).filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) {
    console.log(`left out  ${check.name}: ${missing.join(', ')} does not exist`);
    return { name: check.name, passed: 0, failed: 0, leftOut: 1 };
  }
  if (check.counts) rmSync(join(root, check.counts), { force: true });
  const started = performance.now();
  const { code, output } = await runProgram(check, alone);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed    ' : 'FAILED    '}${check.name} (${seconds} s)`);
  if (code !== 0 && output !== '') console.log(indent(output));
  const counts = check.counts ? readVitestCounts(readIfThere(join(root, check.counts)), code) : undefined;
  return { name: check.name, ...(counts ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, leftOut: 0 }) };
}

/** Runs one check in its own process group, so that its time limit ends its children too. */
function runProgram(check: Check, alone: boolean): Promise<{ code: number; output: string }> {
  const [command = '', ...args] = check.offline ? offlineCommand(check.command) : check.command;
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
    detached: true,
  });
  const said: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => said.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
  return new Promise((done) => {
    const output = (): string => Buffer.concat(said).toString('utf8').trimEnd();
    const timer = setTimeout(() => {
      said.push(Buffer.from(`\nended: it ran longer than ${check.limitSeconds} s\n`));
      if (alone) console.log(`ended: it ran longer than ${check.limitSeconds} s`);
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    }, check.limitSeconds * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      done({ code: 127, output: `${command}: ${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output: output() });
    });
  });
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
