import { afterAll, describe, expect, it } from 'vitest';
import { checkFiles, MAX_LINES } from './check-files.ts';
import { PlantedTree } from './planted-tree.ts';

const tree = new PlantedTree({
  'src/kernel/long.ts': 'export const one = 1;\n'.repeat(MAX_LINES + 1),
  'src/kernel/full.ts': 'export const one = 1;\n'.repeat(MAX_LINES),
  'src/kernel/table.gen.ts': 'export const one = 1;\n'.repeat(MAX_LINES + 1),
  'src/kernel/utils.ts': 'export const one = 1;\n',
  'src/decode/common/tpkt.ts': 'export const one = 1;\n',
  'src/decode/misc.test.ts': 'export const one = 1;\n',
  'src/decode/all.ts': "export * from './a.ts';\nexport { one } from './a.ts';\nexport type { Two } from './a.ts';\n",
  'src/decode/a.ts': 'const one = 1;\ntype Two = 2;\nexport { one };\nexport type { Two };\n',
  'src/decode/direction.ts': 'export enum Direction { In, Out }\nexport namespace Names { export const one = 1; }\n',
});
const { problems, files } = checkFiles(tree.root);
afterAll(() => tree.remove());

function about(file: string): string[] {
  return problems.filter((problem) => problem.startsWith(file));
}

describe('files', () => {
  it('one of more than 400 lines holds more than one idea; generated ones may be long', () => {
    expect(about('src/kernel/long.ts')).toEqual([
      'src/kernel/long.ts: 401 lines, at most 400: it holds more than one idea',
    ]);
    expect(about('src/kernel/full.ts')).toEqual([]);
    expect(about('src/kernel/table.gen.ts')).toEqual([]);
    expect(files).toBe(9);
  });

  it('a name that says nothing is refused, for folders and tests too', () => {
    expect(about('src/kernel/utils.ts')).toHaveLength(1);
    expect(about('src/decode/common/tpkt.ts')).toHaveLength(1);
    expect(about('src/decode/misc.test.ts')).toHaveLength(1);
  });

  it('a barrel is refused in each of its forms; a list of own exports is none', () => {
    expect(about('src/decode/all.ts').map((problem) => problem.split(' ')[0])).toEqual([
      'src/decode/all.ts:1:',
      'src/decode/all.ts:2:',
      'src/decode/all.ts:3:',
    ]);
    expect(about('src/decode/a.ts')).toEqual([]);
  });

  it('enums and namespaces are refused', () => {
    expect(about('src/decode/direction.ts').join()).toMatch(/enum.*namespace/);
  });
});
