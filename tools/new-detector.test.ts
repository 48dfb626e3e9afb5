import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlantedTree } from './checks/planted-tree.ts';

describe('a new detector', () => {
  let tree: PlantedTree;
  const begin = (...words: string[]): { status: number | null; output: string } =>
    tree.run(['tsx', 'tools/new-detector.ts', ...words]);

  beforeAll(() => {
    tree = new PlantedTree({
      'vitest.config.ts': "export default { test: { include: ['src/**/*.test.ts'] } };\n",
    });
    for (const room of ['kernel', 'schema', 'knowledge', 'declare', 'resolve', 'detect']) tree.copy(`src/${room}`);
    for (const path of [
      'src/adapters/node-crypto.ts',
      'data',
      'test/support',
      'tools/new-detector.ts',
      'tools/skeletons',
    ])
      tree.copy(path);
  });

  afterAll(() => tree.remove());

  it('compiles, is formatted, is entered in the registry, and its tests pass before anything is written', () => {
    expect(begin('odd-name', "A device's odd name", 'way-in')).toMatchObject({ status: 0 });
    const registry = readFileSync(join(tree.root, 'src/detect/rules/registry.ts'), 'utf8');
    expect(registry).toMatch(/,\s*oddName,\s*\];/);
    expect(tree.run(['tsc', '-b', 'src/detect'])).toEqual({ status: 0, output: '' });
    expect(tree.run(['biome', 'format', 'src/detect/rules', '--reporter=summary']).status).toBe(0);
    const tested = tree.run(['vitest', 'run', 'src/detect/rules/odd-name', '--config', 'vitest.config.ts']);
    expect(tested.output).toMatch(/2 passed \| 2 todo/);
  }, 180_000);

  it('never overwrites one that exists, and says how it is called', () => {
    expect(begin('hidden-path', 'x', 'way-in').output).toContain('exists already');
    expect(begin('Hidden Path', 'x', 'way-in').output).toContain('usage:');
    expect(begin('other', 'x', 'bad-feeling').output).toContain('no category; known: hidden-path, contract');
  }, 60_000);
});
