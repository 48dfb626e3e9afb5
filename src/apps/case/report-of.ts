import { rules } from '../../detect/rules/registry.ts';
import { counterSignList, signs } from '../../knowledge/signs.ts';
import { reportInput } from '../../report/make-report-input.ts';
import type { ReportInput } from '../../report/report-input.ts';
import type { Case } from '../../schema/case.ts';
import { besideDeclared } from './beside-declared.ts';
import type { Examined } from './examine.ts';

/**
 * What the reports say, from what was examined. The path is put in by whoever knows where the case lies: nothing in
 * the case itself may name it.
 */
export function reportOf(examined: Examined, made: Case, caseId: string): ReportInput {
  const { findings } = examined.detected;
  const techniques = [...new Set(findings.flatMap(({ attack }) => attack))];
  return reportInput(made, findings, examined.estate, {
    caseId,
    ...besideDeclared(examined),
    words: {
      attack: Object.fromEntries(techniques.map((id) => [id, examined.knowledge.technique(id) ?? ''])),
      rules: Object.fromEntries(rules.map(({ id, title, why }) => [id, { title, why }])),
      signs: Object.fromEntries([...signs, ...counterSignList].map(({ id, title }) => [id, title])),
    },
    reportPath: '',
  });
}
