import { compareText } from '../kernel/compare.ts';
import type { Crypto } from '../kernel/crypto.ts';
import type { Declaration } from '../declare/declaration.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Estate } from '../resolve/estate.ts';
import type { Unit } from '../schema/case.ts';
import type { Finding } from '../schema/finding.ts';
import { severities } from '../schema/finding-words.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/registry.ts';
import { tapView } from './tap-view.ts';
import { unitsOf } from './units.ts';

export interface Detected {
  /** The severest first, then by rule, tap and id. */
  readonly findings: readonly Finding[];
  /** The most urgent first. */
  readonly units: readonly Unit[];
}

/** Estate beside declaration to findings and verdicts: pure, and the same for the same input in any order. */
export function detect(
  estate: Estate,
  declaration: Declaration,
  knowledge: Knowledge,
  crypto: Crypto,
  rules: readonly Rule[] = allRules,
): Detected {
  const views = estate.taps.map((tap) => tapView(tap, declaration, knowledge));
  const found = rules.flatMap((rule) => rule.find({ views, crypto }));
  const findings = unique(found).sort(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      compareText(a.rule, b.rule) ||
      compareText(a.tap, b.tap) ||
      compareText(a.id, b.id),
  );
  return { findings, units: unitsOf(views, declaration, rules, findings) };
}

/** Two findings of one id would be one thing told twice: a bug of a rule, which must not reach a reader's script. */
function unique(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) if (!byId.has(finding.id)) byId.set(finding.id, finding);
  return [...byId.values()];
}
