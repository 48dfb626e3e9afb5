import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { version } from 'node:process';
import { fileURLToPath } from 'node:url';

const root: string = fileURLToPath(new URL('..', import.meta.url));

/** Where figures were taken, and of what: written into every result file. */
export interface Setting {
  /** Commit of the checkout, with `+` when files had changed since. */
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
}

export function setting(): Setting {
  const processors = cpus();
  return {
    commit: commit(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: version,
  };
}

function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--', 'src', 'data', 'package-lock.json') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}

export function settingText({ commit, cpu, cores, memoryGib, kernel, node }: Setting): string {
  return `commit ${commit}; ${cpu}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, Node ${node}`;
}
