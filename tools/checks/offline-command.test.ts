import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { offlineCommand } from './offline-command.ts';

const [program = '', ...args] = offlineCommand(['cat', '/proc/net/dev']);
const offline = program === 'unshare';

it.skipIf(!offline)('a check that runs offline has loopback and no other interface, and keeps its words apart', () => {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
  const interfaces = [...stdout.matchAll(/^\s*(\S+):/gm)].map((match) => match[1]);
  expect(interfaces.filter((name) => !/^(tunl|sit|ip6|gre|erspan|ip_vti)/.test(name ?? ''))).toEqual(['lo']);
  const [echo = '', ...words] = offlineCommand(['printf', '%s|', 'a b', '"c"', '$d']);
  expect(spawnSync(echo, words, { encoding: 'utf8' }).stdout).toBe('a b|"c"|$d|');
});

it.skipIf(!offline)('a check that runs offline ends as its command ends', () => {
  const [shell = '', ...words] = offlineCommand(['sh', '-c', 'exit 7']);
  expect(spawnSync(shell, words).status).toBe(7);
});
