import { expect, test } from 'vitest';
import type { PacketProtocol } from '../../src/decode/protocol.ts';
import { DONE } from '../../src/decode/verdict.ts';
import { indexPage } from './index-page.ts';
import { protocolPage } from './protocol-page.ts';
import { readSeen } from './seen.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const lamp: PacketProtocol = {
  kind: 'packet',
  name: 'lamp',
  title: 'Lamp control',
  spec: 'Standard 7 | part 2',
  fields: { 'lamp.level': { doc: 'Brightness', unit: 'cd' } },
  anomalies: { 'too-bright': { doc: 'More than the lamp can' } },
  functionName: (fn) => ({ 1: 'on', 2: 'off' })[fn],
  undecoded: 'Colours.',
  specLists: () => [
    {
      title: 'Orders',
      source: 'Standard 7, table 1',
      entries: [
        { id: '1', name: 'on', depth: 'decoded', functions: [1] },
        { id: '2', name: 'off', depth: 'named', functions: [2] },
        { id: '3', name: 'blink', depth: 'missing', functions: [3] },
      ],
    },
  ],
  carriedIn: { etherType: 0x9999 },
  parse: () => DONE,
};

const folder = mkdtempSync(join(tmpdir(), 'seen-'));
const file = join(folder, 'seen.tsv');
writeFileSync(file, 'protocol\tfunction\tmessages\tcaptures\texamples\nlamp\ton\t12\t3\ta.pcap b.pcap\n');
const seen = readSeen(file);
rmSync(folder, { recursive: true });

test('a page says how deep each entry is read and in how many captures it was seen', () => {
  const page = protocolPage([lamp], seen);
  expect(page).toContain('Of 3: 2 named (66 %), 1 decoded (33 %)');
  expect(page).toContain('| `1` | on | decoded | 12 in 3 |');
  expect(page).toContain('| `2` | off | named | never |');
  expect(page).toContain('Among others in `a.pcap`, `b.pcap`.');
  expect(page).toContain('Standard 7 \\| part 2');
});

test('a protocol that no capture showed is called unproven', () => {
  expect(protocolPage([lamp], new Map())).toContain("nothing but the project's own tests proves this decoder");
  expect(indexPage([[lamp]], new Map())).toMatch(/\[lamp\].*\| 66 % of 3 \| 33 % \| 1 \| never \|/);
});

test('a list of names only stands outside the per cents, and the page says why', () => {
  const [orders] = lamp.specLists?.() ?? [];
  const colours = { id: 'red', name: 'red light', depth: 'named' } as const;
  const named: PacketProtocol = {
    ...lamp,
    specLists: () => [
      ...(orders === undefined ? [] : [orders]),
      { title: 'Colours', source: 'Standard 7, table 2', entries: [colours], namesOnly: 'a colour carries nothing.' },
    ],
  };
  const page = protocolPage([named], seen);
  expect(page).toContain('of 3 entries, 66 % named and 33 % decoded, counted over these lists: Orders.');
  expect(page).toContain('1 names, outside the per cents of this protocol: a colour carries nothing.');
  expect(page).toContain('| `red` | red light |\n');
  expect(indexPage([[named]], new Map())).toMatch(/\[lamp\].*\| 66 % of 3 \| 33 % /);
  expect(protocolPage([lamp], seen)).not.toContain('counted over');
});
