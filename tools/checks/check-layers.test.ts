import type { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLayers, type LayerReport } from './check-layers.ts';
import { PlantedTree } from './planted-tree.ts';

const value = 'export const value = 1;\n';
const imports = (path: string): string => `import { value } from '${path}';\nexport const mine = value;\n`;

describe('the import table', () => {
  it('lets data flow to the right', async () => {
    const tree = new PlantedTree({
      'src/kernel/value.ts': value,
      'src/knowledge/oui.ts': imports('../kernel/value.ts'),
      'src/decode/modbus.ts': imports('../knowledge/oui.ts').replace('{ value }', '{ mine as value }'),
      'src/apps/cli/main.ts': `import { readFileSync } from 'node:fs';\n${imports('../../decode/modbus.ts').replace('{ value }', '{ mine as value }')}`,
      'bench/generator/frames.ts': value,
    });
    const report = await checkLayers(tree.root);
    expect(report.problems).toEqual([]);
    expect(report.files).toBe(5);
    expect(report.modules).toBeGreaterThanOrEqual(5);
    tree.remove();
  });

  it('does not call a tree clean that it did not see', async () => {
    const tree = new PlantedTree({ 'src/kernel/value.ts': value });
    const blind = (async () => ({ output: { modules: [], summary: { violations: [] } }, exitCode: 0 })) as unknown;
    const report = await checkLayers(tree.root, blind as typeof cruise);
    expect(report.problems.join()).toContain('saw 0 of 1 files');
    tree.remove();
  });

  it('does not call an empty tree clean', async () => {
    const tree = new PlantedTree({});
    expect((await checkLayers(tree.root)).problems).toEqual(['no source file found to check']);
    tree.remove();
  });
});

describe('a breach of the import table', () => {
  let tree: PlantedTree;
  let report: LayerReport;
  const breaches: Readonly<Record<string, readonly [file: string, rule: string, text: string]>> = {
    'a decoder that reads a file': ['src/decode/a.ts', 'no-node-in-pure-rooms', imports('node:fs')],
    'a decoder that looks at the estate': ['src/decode/b.ts', 'room-decode', imports('../resolve/value.ts')],
    'a decoder that names a type of the estate': [
      'src/decode/c.ts',
      'room-decode',
      "import type { Estate } from '../resolve/value.ts';\nexport type Mine = Estate;\n",
    ],
    'a kernel that knows a room': ['src/kernel/a.ts', 'room-kernel', imports('../capture/value.ts')],
    'a detector that reads frames': ['src/detect/a.ts', 'room-detect', imports('../capture/value.ts')],
    'a report that consults knowledge': ['src/report/a.ts', 'room-report', imports('../knowledge/value.ts')],
    'a decoder that needs a package': ['src/decode/d.ts', 'packages-decode', imports('yaml')],
    'a schema that needs another package than typebox': ['src/schema/a.ts', 'packages-schema', imports('yaml')],
    'an adapter that calls a program': ['src/adapters/a.ts', 'room-adapters', imports('../apps/value.ts')],
    'a room that imports the generator': [
      'src/report/b.ts',
      'only-apps-use-the-generator',
      imports('../../bench/generator/value.ts'),
    ],
    'a decoder test that imports the generator': [
      'src/decode/a.test.ts',
      'decoders-never-see-the-generator',
      imports('../../bench/generator/value.ts'),
    ],
    'a generator that shares a table with the reader': [
      'bench/generator/a.ts',
      'the-generator-shares-nothing',
      imports('../../src/kernel/value.ts'),
    ],
    'a console that reaches past the schema': [
      'console/src/a.ts',
      'console-sees-only-schema',
      imports('../../src/report/value.ts'),
    ],
    'a program that imports a test': ['src/apps/a.ts', 'source-imports-no-test', imports('../decode/a.test.ts')],
    'a program that imports a build tool': [
      'src/apps/b.ts',
      'source-imports-no-tools',
      imports('../../tools/value.ts'),
    ],
    'two files that need each other': ['src/observe/a.ts', 'no-cycles', imports('./b.ts')],
    'an import of nothing': ['src/observe/c.ts', 'resolvable', imports('./gone.ts')],
  };

  beforeAll(async () => {
    const rooms = ['kernel', 'capture', 'knowledge', 'resolve', 'report', 'apps'].map((room) => `src/${room}`);
    const targets = [...rooms, 'bench/generator', 'tools'].map((folder) => [
      `${folder}/value.ts`,
      `${value}export type Estate = 1;\n`,
    ]);
    const planted = Object.values(breaches).map(([file, , text]) => [file, text]);
    tree = new PlantedTree(Object.fromEntries([...targets, ...planted, ['src/observe/b.ts', imports('./a.ts')]]));
    tree.plant('src/attic/value.ts', value);
    report = await checkLayers(tree.root);
  }, 180_000);

  afterAll(() => tree.remove());

  it.each(Object.entries(breaches))('%s is named with its rule', (_, [file, rule]) => {
    const mine = report.problems.filter((problem) => problem.startsWith(`${file} `) && problem.includes(`${rule}:`));
    expect(mine).toHaveLength(1);
  });

  it('says what is allowed and where to read why', () => {
    const text = report.problems.find((problem) => problem.startsWith('src/decode/b.ts'));
    expect(text).toContain('src/decode may import src/decode, src/kernel, src/schema, src/knowledge');
    expect(text).toContain('ARCHITECTURE.md');
  });

  it('a room the table does not know is a breach', () => {
    expect(report.problems.some((problem) => problem.startsWith('src/attic/value.ts stands in no room'))).toBe(true);
  });
});
