import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from './declaration.ts';
import type { DeclarationFile } from './declaration-file.ts';
import { readDeclaration } from './read-declaration.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The user guide's worked example: the tests run on what the guide promises. */
export function exampleFiles(): DeclarationFile[] {
  const guide = readFileSync(join(ROOT, 'docs/declaration.md'), 'utf8');
  return [...guide.matchAll(/<!-- example: (\S+) -->\n```\w+\n([\s\S]*?)```/g)].map((m) => ({
    path: m[1] as string,
    text: m[2] as string,
  }));
}

export function exampleSite(): string {
  return exampleFiles().find((file) => file.path === 'site.yaml')?.text as string;
}

export function example(): Declaration {
  return declarationOf(...exampleFiles());
}

export function declarationOf(...files: readonly DeclarationFile[]): Declaration {
  const result = readDeclaration(files);
  if (!result.ok) throw new Error(result.error.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  return result.value;
}

export function siteOf(text: string): Declaration {
  return declarationOf({ path: 'site.yaml', text });
}

/** `line code path` of every problem in a site.yaml. */
export function problemsOf(text: string, ...others: readonly DeclarationFile[]): string[] {
  const result = readDeclaration([{ path: 'site.yaml', text }, ...others]);
  return result.ok ? [] : result.error.map((p) => `${p.line} ${p.code.replace('QW_DECLARATION_', '')} ${p.path}`);
}

export function messagesOf(text: string, ...others: readonly DeclarationFile[]): string[] {
  const result = readDeclaration([{ path: 'site.yaml', text }, ...others]);
  return result.ok ? [] : result.error.map((p) => p.message);
}

export function readRepositoryFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
