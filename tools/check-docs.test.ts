import { describe, expect, it } from 'vitest';
import { checkDocs } from './check-docs.ts';
import { PlantedTree } from './checks/planted-tree.ts';

const page = [
  '# A page',
  '```sh',
  '# runs',
  'echo one > left-behind',
  '```',
  '```sh',
  'exit 9  # this one says nothing about running',
  '```',
  '```sh',
  '# runs, exit code 2',
  'test "$(cat left-behind)" = one',
  'exit 2',
  '```',
  'See [the other](docs/other.md#two-words), [itself](#a-page), [the web](https://example.org/x) and `[code](gone.md)`.',
  '',
].join('\n');

describe('documentation', () => {
  it('is true: examples of a page run in order in one folder, links lead somewhere', () => {
    const tree = new PlantedTree({ 'README.md': page, 'docs/other.md': '## Two `words`\n' });
    expect(checkDocs(tree.root)).toEqual({ pages: 2, examples: 2, links: 3, problems: [] });
    tree.remove();
  });

  it('an example that fails is named with what it said', () => {
    const tree = new PlantedTree({
      'docs/a.md': '\n```sh\n# runs\necho "no such case" >&2\nfalse | true\ntrue\n```\n',
    });
    const { problems } = checkDocs(tree.root);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('docs/a.md:2: the example ended with 1, the page says 0');
    expect(problems[0]).toContain('no such case');
    tree.remove();
  });

  it('an example that succeeds where the page promises a failure is named too', () => {
    const tree = new PlantedTree({ 'docs/a.md': '```sh\n# runs, exit code 1\ntrue\n```\n' });
    expect(checkDocs(tree.root).problems[0]).toContain('ended with 0, the page says 1');
    tree.remove();
  });

  it('a link to a file or heading that is gone is named with its line', () => {
    const tree = new PlantedTree({ 'docs/a.md': 'x\n[a](gone.md) [b](b.md#gone)\n', 'docs/b.md': '# B\n' });
    const { problems } = checkDocs(tree.root);
    expect(problems).toEqual(['docs/a.md:2: gone.md leads nowhere', 'docs/a.md:2: b.md has no heading #gone']);
    tree.remove();
  });
});
