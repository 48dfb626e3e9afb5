import { compareText } from '../kernel/compare.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Part } from '../schema/facts/part.ts';
import type { Estate } from './estate.ts';
import { keyOfCells } from './merge-rows.ts';
import { resolveTap } from './resolve-tap.ts';

/**
 * Facts to estate: one pure step. The order of parts does not matter, and a part given twice is one.
 * Parts of different taps never meet here.
 */
export function resolve(parts: readonly Part[], knowledge: Knowledge): Estate {
  const byKey = new Map<string, Part>();
  for (const part of parts) {
    byKey.set(keyOfCells(part.site, part.tap, part.framesDigest, part.analysisVersion), part);
  }
  const sorted = [...byKey].sort((a, b) => compareText(a[0], b[0])).map(([, part]) => part);
  const byTap = new Map<string, Part[]>();
  for (const part of sorted) {
    const own = byTap.get(part.tap);
    if (own === undefined) byTap.set(part.tap, [part]);
    else own.push(part);
  }
  return {
    site: sorted[0]?.site ?? '',
    taps: [...byTap].sort((a, b) => compareText(a[0], b[0])).map(([tap, own]) => resolveTap(tap, own, knowledge)),
  };
}
