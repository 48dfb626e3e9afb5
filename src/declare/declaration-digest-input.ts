import { compareText } from '../kernel/compare.ts';
import type { Declaration } from './declaration.ts';

/**
 * The declaration as one canonical JSON text, for its hash in case.json: keys sorted, no spaces, lines and file
 * names of entries left out, nanoseconds as text, so that a comment, a blank line or another order of keys is no other declaration.
 */
export function declarationDigestInput(declaration: Declaration): string {
  return canonical(declaration);
}

function canonical(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `"${value}"`;
    case 'object':
      break;
    default:
      return JSON.stringify(value) ?? 'null';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  // Prefixes and tap patterns are their texts.
  if ('text' in value && ('bytes' in value || 'alternatives' in value)) return JSON.stringify(value.text);
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record)
    .filter((name) => name !== 'source' && record[name] !== undefined)
    .sort(compareText);
  return `{${keys.map((name) => `${JSON.stringify(name)}:${canonical(record[name])}`).join(',')}}`;
}
