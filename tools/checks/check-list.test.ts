import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from './check-list.ts';
import { PlantedTree } from './planted-tree.ts';

function commandOf(name: string): readonly string[] {
  const check = checks.find((one) => one.name === name);
  if (!check) throw new Error(`no check is called ${name}`);
  return check.command;
}

/** Lines of a linter's output that name this file, with the message above each. */
function saidAbout(output: string, file: string): string {
  const blocks = output.split(/\n\s*\n/);
  return blocks.filter((block) => block.includes(file)).join('\n\n');
}

describe('lint: a pure room', () => {
  let tree: PlantedTree;
  let output = '';
  let status: number | null = 0;
  const impure: Readonly<Record<string, readonly [file: string, text: string, says: string]>> = {
    'a report that reads the clock': ['src/report/a.ts', 'export const now: number = Date.now();\n', 'no clock'],
    'a report that makes a date': ['src/report/b.ts', 'export const now: unknown = new Date(0);\n', 'no clock'],
    'a decoder that throws dice': ['src/decode/a.ts', 'export const one: number = Math.random();\n', 'deterministic'],
    'dice by another name': [
      'src/decode/b.ts',
      'const { random } = Math;\nexport const one: number = random();\n',
      'deterministic',
    ],
    'an order that depends on the machine': [
      'src/resolve/a.ts',
      'export const order = (a: string, b: string): number => a.localeCompare(b);\n',
      'compareText',
    ],
    'the same in brackets': [
      'src/resolve/b.ts',
      "export const order = (a: string, b: string): number => a['localeCompare'](b);\n",
      'compareText',
    ],
    Intl: ['src/resolve/c.ts', 'export const collator: unknown = new Intl.Collator();\n', 'compare.ts'],
    'a number in the language of the machine': [
      'src/report/c.ts',
      'export const text: string = (1.5).toLocaleString();\n',
      'language',
    ],
    'a print': ['src/observe/a.ts', "console.log('frame');\nexport const one = 1;\n", 'print nothing'],
    'a look at the platform': ['src/detect/a.ts', 'export const where: unknown = process.cwd();\n', 'no platform'],
    'a Node buffer': ['src/capture/a.ts', 'export const bytes: Uint8Array = Buffer.alloc(1);\n', 'no Node type'],
    'a Node module': [
      'src/decode/c.ts',
      "import { readFileSync } from 'node:fs';\nexport const read: unknown = readFileSync;\n",
      'know no Node',
    ],
    'a Node module by its bare name': [
      'src/kernel/a.ts',
      "import { join } from 'path';\nexport const read: unknown = join;\n",
      'know no Node',
    ],
    'a way around through globalThis': ['src/kernel/b.ts', 'export const all: unknown = globalThis;\n', 'no platform'],
  };
  const elsewhere: Readonly<Record<string, readonly [file: string, text: string, says: string]>> = {
    'a default export': ['src/kernel/c.ts', 'const one = 1;\nexport default one;\n', 'default export'],
    'a suppression that suppresses nothing': [
      'src/kernel/d.ts',
      '// oxlint-disable-next-line no-debugger\nexport const one = 1;\n',
      'Unused',
    ],
    'a promise nobody waits for': [
      'src/apps/a.ts',
      'export async function send(): Promise<void> {}\nexport function all(): void {\n  send();\n}\n',
      'no-floating-promises',
    ],
    'a switch that forgets a case': [
      'src/kernel/e.ts',
      "export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'x';\n  }\n  return '';\n}\n",
      'switch-exhaustiveness-check',
    ],
  };

  beforeAll(() => {
    const planted = [...Object.values(impure), ...Object.values(elsewhere)].map(([file, text]) => [file, text]);
    tree = new PlantedTree(Object.fromEntries(planted));
    tree.plant('src/decode/z.test.ts', 'export const now: number = Date.now();\n');
    tree.plant('src/apps/z.ts', 'export const now: number = Date.now();\n');
    ({ status, output } = tree.run(commandOf('lint')));
  }, 180_000);

  afterAll(() => tree.remove());

  it.each(Object.entries({ ...impure, ...elsewhere }))('%s is refused, with the way out', (_, [file, , says]) => {
    expect(saidAbout(output, file)).toContain(says);
    expect(status).toBe(1);
  });

  it('a test and a program may read the clock', () => {
    expect(saidAbout(output, 'src/decode/z.test.ts')).toBe('');
    expect(saidAbout(output, 'src/apps/z.ts')).toBe('');
  });
});

describe('types', () => {
  it('a decoder cannot name a Node type, and a rule of strictness holds', () => {
    const tree = new PlantedTree({
      'src/kernel/a.ts': 'export const one = 1;\n',
      'src/schema/a.ts': 'export const one = 1;\n',
      'src/knowledge/a.ts': 'export const one = 1;\n',
      'src/decode/a.ts': 'export const bytes: Uint8Array = Buffer.alloc(1);\n',
      'src/decode/b.ts': 'export enum Direction { In }\n',
      'src/decode/c.ts': 'export function first(list: readonly number[]): number {\n  return list[0];\n}\n',
    });
    const { status, output } = tree.run(['tsc', '-b', 'src/decode']);
    expect(status).not.toBe(0);
    expect(output).toMatch(/src\/decode\/a\.ts.*TS2591|src\/decode\/a\.ts.*Cannot find name 'Buffer'/);
    expect(output).toMatch(/src\/decode\/b\.ts.*TS1294/);
    expect(output).toMatch(/src\/decode\/c\.ts.*TS2322/);
    tree.remove();
  }, 180_000);
});

describe('format', () => {
  it('names a file that is not as the formatter prints it', () => {
    const tree = new PlantedTree({ 'src/kernel/a.ts': 'export const one = "1"\n' });
    const { status, output } = tree.run(commandOf('format'));
    expect(status).toBe(1);
    expect(output).toContain('src/kernel/a.ts');
    tree.remove();
  });
});

describe('dead code', () => {
  it('names a file and an export that nothing uses', () => {
    const tree = new PlantedTree({
      'src/apps/cli/main.ts': "import { used } from '../../kernel/used.ts';\nused();\n",
      'src/apps/worker.ts': '',
      'src/kernel/used.ts': 'export function used(): void {}\nexport function unused(): void {}\n',
      'src/kernel/orphan.ts': 'export const orphan = 1;\n',
    });
    const { status, output } = tree.run(commandOf('dead code'));
    expect(status).toBe(1);
    expect(output).toContain('src/kernel/orphan.ts');
    expect(output).toMatch(/unused\s+function\s+src\/kernel\/used\.ts/);
    tree.remove();
  }, 180_000);
});
