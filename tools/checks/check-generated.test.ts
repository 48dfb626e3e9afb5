import { expect, it } from 'vitest';
import { checkGenerated } from './check-generated.ts';
import { PlantedTree } from './planted-tree.ts';

it('a generated file that is not what its generator makes today is named with the way to mend it', () => {
  const tree = new PlantedTree({
    'tools/generate-fresh.ts': "if (!process.argv.includes('--check')) throw new Error('asked to write');\n",
    'tools/generate-stale.ts': "console.error('data/oui.bin differs');\nprocess.exitCode = 1;\n",
    'tools/generate-stale.test.ts': 'process.exitCode = 1;\n',
  });
  const { generators, problems } = checkGenerated(tree.root);
  expect(generators).toBe(2);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('npx tsx tools/generate-stale.ts');
  expect(problems[0]).toContain('data/oui.bin differs');
  tree.remove();
});
