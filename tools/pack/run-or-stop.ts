import { spawnSync } from 'node:child_process';

/** Runs a program and returns what it printed; ends with its words when it fails. */
export function runOrStop(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (done.error) {
    console.error(`pack: ${command} does not start (${done.error.message}); on Debian it is in the package ${command}`);
    process.exit(1);
  }
  if (done.status !== 0) {
    console.error(`pack: ${command} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
    process.exit(1);
  }
  return done.stdout;
}
