/**
 * Runs every tools/generate-*.ts with --check: what is generated is committed, and must be what its generator
 * makes today. Usage: `tsx tools/checks/check-generated.ts [ROOT]`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface GeneratedReport {
  readonly generators: number;
  readonly problems: readonly string[];
}

export function checkGenerated(root: string): GeneratedReport {
  const folder = join(root, 'tools');
  const generators = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^generate-.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
        .sort()
    : [];
  const problems: string[] = [];
  for (const name of generators) {
    const done = spawnSync(process.execPath, ['--import', 'tsx', join('tools', name), '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    if (done.status === 0) continue;
    const said = `${done.stdout}${done.stderr}`.trim().split('\n').slice(-12).join('\n    ');
    problems.push(`tools/${name} --check: run \`npx tsx tools/${name}\` and commit what it wrote\n    ${said}`);
  }
  return { generators: generators.length, problems };
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const report = checkGenerated(realpathSync(resolve(process.argv[2] ?? '.')));
  for (const problem of report.problems) console.error(problem);
  console.log(`generated: ${report.generators} generators, ${report.problems.length} problems`);
  if (report.problems.length > 0) process.exitCode = 1;
}
