import { rules } from '../../detect/rules/registry.ts';
import { counterSignList, signs } from '../../knowledge/signs.ts';
import type { ReportInput } from '../../report/report-input.ts';
import type { Case } from '../../schema/case.ts';
import type { Examined } from './examine.ts';

/** What the reports say, from what was examined. The path is put in by whoever knows where the case lies. */
export function reportOf(examined: Examined, made: Case, caseId: string): ReportInput {
  const { findings } = examined.detected;
  const techniques = [...new Set(findings.flatMap(({ attack }) => attack))];
  return {
    caseId,
    case: made,
    findings,
    cards: [],
    inventory: [],
    contract: [],
    pictures: [],
    words: {
      attack: Object.fromEntries(techniques.map((id) => [id, examined.knowledge.technique(id) ?? ''])),
      rules: Object.fromEntries(rules.map(({ id, title, why }) => [id, { title, why }])),
      signs: Object.fromEntries([...signs, ...counterSignList].map(({ id, title }) => [id, title])),
    },
    reportPath: '',
  };
}
