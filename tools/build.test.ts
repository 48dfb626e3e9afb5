import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlantedTree } from './checks/planted-tree.ts';

describe('the build', () => {
  let tree: PlantedTree;
  let said = '';

  beforeAll(() => {
    tree = new PlantedTree({
      'src/apps/cli/main.ts':
        "if (process.argv[2] === 'tree') await import('./commands/tree.ts');\nelse console.log('light', QUAYWATCH_VERSION);\ndeclare const QUAYWATCH_VERSION: string;\n",
      'src/apps/cli/commands/tree.ts':
        "import { Command } from 'commander';\nimport { DuckDBInstance } from '@duckdb/node-api';\nconsole.log(new Command('tree').name(), typeof DuckDBInstance);\n",
      'dist/old-ABCDEFGH.js': 'left by an earlier build',
    });
    tree.copy('tools/build.mjs');
    tree.copy('tools/third-party.mjs');
    said = tree.run(['node', 'tools/build.mjs']).output;
  }, 180_000);

  afterAll(() => tree.remove());

  it('gives each command a chunk of its own, so that the entry stays light', () => {
    const entry = readFileSync(join(tree.root, 'dist/cli.js'), 'utf8');
    expect(entry.length).toBeLessThan(1000);
    expect(tree.run(['node', 'dist/cli.js']).output).toMatch(/^light \d+\.\d+\.\d+\n$/);
    expect(tree.run(['node', 'dist/cli.js', 'tree']).output).toBe('tree function\n');
  });

  it('says which program has no source yet, and makes the others', () => {
    expect(said).toContain('src/apps/worker.ts does not exist yet');
    expect(existsSync(join(tree.root, 'dist/worker.js'))).toBe(false);
  });

  it('removes what earlier builds left', () => {
    const files = readdirSync(join(tree.root, 'dist'));
    expect(files).not.toContain('old-ABCDEFGH.js');
    expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThanOrEqual(2);
  });

  it('keeps the licences of what it bundles and of what it leaves outside', () => {
    const text = readFileSync(join(tree.root, 'dist/THIRD-PARTY.txt'), 'utf8');
    expect(text).toMatch(/commander 14\.\d+\.\d+\nLicence: MIT/);
    expect(text).toContain('Permission is hereby granted, free of charge');
    expect(text).toContain('@duckdb/node-bindings-linux-x64');
  });
});
