/**
 * Writes what is derived from the schema objects: `schemas/*.schema.json` for editors, and the key tables of
 * docs/declaration.md. With `--check` nothing is written and a difference ends with exit code 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTRACT_COLUMNS } from '../src/declare/contract/read-contract-csv.ts';
import type { ShapeSchema } from '../src/declare/source/check-shape.ts';
import { SiteFile } from '../src/schema/declaration.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Path from the repository's root to content. */
export function generated(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const site = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:quaywatch:schema:site:1',
    title: 'Quaywatch declaration, site.yaml',
    ...(JSON.parse(JSON.stringify(SiteFile)) as object),
  };
  files.set('schemas/site.schema.json', `${JSON.stringify(site, null, 2)}\n`);
  const guide = readFileSync(join(root, 'docs/declaration.md'), 'utf8');
  const tables = between(guide, 'site-keys', keyTables(SiteFile as unknown as ShapeSchema));
  files.set('docs/declaration.md', between(tables, 'contract-columns', columnTable()));
  return files;
}

/** One table a list of `site.yaml`, its keys in the schema's order. */
function keyTables(schema: ShapeSchema): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const entry = value.items ?? value;
    if (!entry.properties) continue;
    parts.push(`### ${key}`, '', entry.description ?? '', '', ...rows(entry, ''), '');
  }
  return parts.join('\n').trimEnd();
}

function rows(schema: ShapeSchema, prefix: string): string[] {
  const lines = prefix === '' ? ['| key | value | meaning |', '|---|---|---|'] : [];
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(key) ? ' (required)' : '';
    lines.push(`| \`${prefix}${key}\`${required} | ${kind(value)} | ${cell(value.description ?? '')} |`);
    const inner = value.items ?? value;
    if (inner.properties) lines.push(...rows(inner, `${prefix}${key}${value.items ? '[]' : ''}.`));
  }
  return lines;
}

function kind(schema: ShapeSchema): string {
  if (schema.anyOf) return `${kind(schema.anyOf[0] as ShapeSchema)}, or a list`;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type === 'array') return 'list';
  if (schema.type === 'object') return 'keys';
  if (schema.type === 'integer') return `${schema.minimum} to ${schema.maximum}`;
  return 'text';
}

function columnTable(): string {
  const lines = ['| column | meaning |', '|---|---|'];
  for (const [column, meaning] of Object.entries(CONTRACT_COLUMNS)) lines.push(`| \`${column}\` | ${cell(meaning)} |`);
  return lines.join('\n');
}

function cell(text: string): string {
  return text.replace(/[|*]/g, '\\$&');
}

function between(text: string, mark: string, content: string): string {
  const begin = `<!-- generated: ${mark} -->`;
  const end = `<!-- end: ${mark} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/declaration.md lacks the marks ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

function main(check: boolean): number {
  let differing = 0;
  for (const [path, content] of generated()) {
    const full = join(root, path);
    if (check) {
      if (read(full) === content) continue;
      differing++;
      process.stderr.write(`${path} is not what tools/generate-schemas.ts writes; run it and commit\n`);
    } else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
  return differing > 0 ? 1 : 0;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.includes('--check'));
