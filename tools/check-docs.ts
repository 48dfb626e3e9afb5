/**
 * Runs what the documentation says: every ```sh block whose first line is `# runs` (or `# runs, exit code N`)
 * in *.md at the top and in docs/, and follows every link to a file or heading. Usage:
 * `tsx tools/check-docs.ts [ROOT]`.
 *
 * The blocks of one page run in their order, in one empty folder, with `quaywatch` on the path: a page that
 * begins with `quaywatch demo --out .` shows everything else on what that leaves.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { type DocsPage, readDocsPage } from './checks/docs-examples.ts';

const EXAMPLE_LIMIT_SECONDS = 60;

export interface DocsReport {
  readonly pages: number;
  readonly examples: number;
  readonly links: number;
  readonly problems: readonly string[];
}

export function checkDocs(root: string): DocsReport {
  const pages = markdownFiles(root).map((file) => ({ file, ...readDocsPage(readFileSync(join(root, file), 'utf8')) }));
  const problems: string[] = [];
  for (const page of pages) {
    problems.push(...brokenLinks(root, page.file, page));
    problems.push(...failingExamples(root, page.file, page));
  }
  return {
    pages: pages.length,
    examples: pages.reduce((sum, page) => sum + page.examples.length, 0),
    links: pages.reduce((sum, page) => sum + page.links.length, 0),
    problems,
  };
}

function markdownFiles(root: string): string[] {
  const docs = join(root, 'docs');
  const below = existsSync(docs) ? readdirSync(docs, { recursive: true, encoding: 'utf8' }) : [];
  return [...readdirSync(root), ...below.map((name) => join('docs', name))]
    .filter((name) => name.endsWith('.md'))
    .sort();
}

function brokenLinks(root: string, file: string, page: DocsPage): string[] {
  const problems: string[] = [];
  for (const { line, target } of page.links) {
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue;
    const [path = '', anchor = ''] = target.split('#');
    const there = path === '' ? join(root, file) : join(root, dirname(file), decodeURIComponent(path));
    if (!existsSync(there)) {
      problems.push(`${file}:${line}: ${target} leads nowhere`);
    } else if (anchor !== '' && there.endsWith('.md') && statSync(there).isFile()) {
      const { headings } = readDocsPage(readFileSync(there, 'utf8'));
      if (!headings.includes(anchor)) problems.push(`${file}:${line}: ${path || file} has no heading #${anchor}`);
    }
  }
  return problems;
}

function failingExamples(root: string, file: string, page: DocsPage): string[] {
  if (page.examples.length === 0) return [];
  const problems: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'quaywatch-docs-'));
  try {
    for (const { line, script, exitCode } of page.examples) {
      const done = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
        timeout: EXAMPLE_LIMIT_SECONDS * 1000,
        env: { ...process.env, PATH: `${root}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' },
      });
      if (done.status === exitCode) continue;
      const ended = done.status === null ? `ran longer than ${EXAMPLE_LIMIT_SECONDS} s` : `ended with ${done.status}`;
      const said = `${done.stdout}${done.stderr}`.trim().split('\n').slice(-12).join('\n    ');
      problems.push(`${file}:${line}: the example ${ended}, the page says ${exitCode}\n    ${said}`);
      // What follows on the page builds on it.
      break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const report = checkDocs(realpathSync(resolve(process.argv[2] ?? '.')));
  for (const problem of report.problems) console.error(problem);
  const { pages, examples, links, problems } = report;
  console.log(`docs: ${pages} pages, ${examples} examples run, ${links} links, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
