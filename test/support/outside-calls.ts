import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TracedRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of strace in which the program or a child of it addressed another machine. */
  readonly outside: readonly string[];
}

/**
 * Runs a program in an empty network namespace under strace. The calls show up though they fail there, and
 * nothing leaves the machine even when the program is wrong. Local sockets and loopback are not outside.
 */
export function runTraced(command: readonly string[], cwd: string): TracedRun {
  const log = join(tmpdir(), `quaywatch-strace-${process.pid}-${command.length}`);
  const calls = 'trace=connect,sendto,sendmsg,sendmmsg';
  const done = spawnSync('unshare', ['-n', 'strace', '-f', '-qq', '-e', calls, '-o', log, ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const lines = readFileSync(log, 'utf8').split('\n');
  rmSync(log, { force: true });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr, outside: lines.filter(isOutside) };
}

function isOutside(line: string): boolean {
  if (!/sa_family=AF_(INET6?|PACKET|VSOCK)/.test(line)) return false;
  return !/inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(line);
}

/** Why such a run is impossible on this machine; undefined when it is possible. */
export function whyNoTracedRun(): string | undefined {
  if (process.getuid?.() !== 0) return 'an empty network namespace needs root';
  if (spawnSync('unshare', ['-n', 'true']).status !== 0) return 'this kernel gives no network namespace (unshare -n)';
  if (spawnSync('unshare', ['-n', 'strace', '-o', '/dev/null', 'true']).status !== 0) return 'strace does not run here';
  return undefined;
}
