import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlantedTree } from './checks/planted-tree.ts';

describe('a new decoder', () => {
  let tree: PlantedTree;
  const begin = (...words: string[]): { status: number | null; output: string } =>
    tree.run(['tsx', 'tools/new-decoder.ts', ...words]);

  beforeAll(() => {
    tree = new PlantedTree({
      'src/decode/registry.ts':
        "import type { AppProtocol } from './protocol.ts';\n\n/** Every protocol. */\nexport const appProtocols: readonly AppProtocol[] = [];\n",
      'vitest.config.ts': "export default { test: { include: ['src/**/*.test.ts'] } };\n",
    });
    for (const path of ['turn.ts', 'verdict.ts', 'protocol.ts', 'spec-list.ts']) tree.copy(`src/decode/${path}`);
    for (const path of ['src/kernel', 'src/schema', 'src/adapters/node-crypto.ts', 'test/support/recording-turn.ts'])
      tree.copy(path);
    tree.plant('src/decode/app/.keep', '');
    tree.plant('src/knowledge/nothing.ts', 'export const nothing = 0;\n');
    for (const path of ['tools/new-decoder.ts', 'tools/skeletons']) tree.copy(path);
  });

  afterAll(() => tree.remove());

  it('compiles, is formatted, is entered in the registry, and its tests pass before anything is written', () => {
    expect(begin('omron-fins', "Omron's FINS", 'datagram', '9600').status).toBe(0);
    expect(begin('iec104', 'IEC 60870-5-104', 'stream', '2404').status).toBe(0);
    const registry = readFileSync(join(tree.root, 'src/decode/registry.ts'), 'utf8');
    expect(registry).toMatch(/AppProtocol\[\] = \[\s*omronFins,\s*iec104,?\s*\];/);
    expect(tree.run(['tsc', '-b', 'src/decode'])).toEqual({ status: 0, output: '' });
    const formatted = tree.run(['biome', 'format', 'src/decode/app', 'src/decode/registry.ts', '--reporter=summary']);
    expect(formatted.status).toBe(0);
    const tested = tree.run(['vitest', 'run', 'src/decode', '--config', 'vitest.config.ts']);
    expect(tested.output).toMatch(/6 passed \| 2 todo/);
  }, 180_000);

  it('never overwrites one that exists, and says how it is called', () => {
    expect(begin('iec104', 'x', 'stream', '1').output).toContain('exists already');
    expect(begin('IEC 104', 'x', 'stream', '1').output).toContain('usage:');
    expect(begin('other', 'x', 'carrier pigeon', '1').output).toContain('neither stream');
  }, 60_000);
});
