import { spawn } from 'node:child_process';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const root: string = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  /** -1 when it had to be ended, or a signal did. */
  readonly exit: number;
  readonly how: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs the built program as a user does, at most `limitSeconds`. */
export function quaywatch(
  args: readonly string[],
  limitSeconds: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(execPath, [`${root}/quaywatch`, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...env, ...environment },
    });
    let stderr = '';
    let late = false;
    child.stderr.on('data', (chunk: Buffer) => void (stderr = (stderr + chunk.toString()).slice(-2000)));
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitSeconds * 1000);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const how = late ? `no answer in ${limitSeconds} s` : signal === null ? `exit ${code}` : `ended by ${signal}`;
      resolve({ exit: code ?? -1, how, stderr, seconds: (performance.now() - started) / 1000 });
    });
  });
}
