import { spawnSync } from 'node:child_process';

/** Loopback is up, since a browser talks to its driver there; there is no other interface. */
const ENTER = ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

let possible: boolean | undefined;

/** The command in an empty network namespace, or as it is where the machine does not allow one. */
export function offlineCommand(command: readonly string[]): readonly string[] {
  if (possible === undefined) {
    const [program = '', ...args] = ENTER;
    possible = spawnSync(program, [...args, 'true']).status === 0;
    if (!possible) console.log('note: the tests run with the network, an empty network namespace needs root here');
  }
  return possible ? [...ENTER, ...command] : command;
}
