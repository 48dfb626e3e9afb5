import { compareText } from '../../kernel/compare.ts';
import { type Prefix, prefixContains } from '../../kernel/ip.ts';

export function prefixesOverlap(a: Prefix, b: Prefix): boolean {
  return a.length <= b.length ? prefixContains(a, b.bytes) : prefixContains(b, a.bytes);
}

/** The same blocks, each once, in text order. */
export function sortedPrefixes(prefixes: readonly Prefix[]): readonly Prefix[] {
  const sorted = [...prefixes].sort((a, b) => compareText(a.text, b.text));
  return sorted.filter((prefix, i) => prefix.text !== sorted[i - 1]?.text);
}
