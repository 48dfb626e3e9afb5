import { createHash } from 'node:crypto';
import { caseJson } from '../../adapters/case-folder/case-json.ts';
import type { CaseWriter } from '../../adapters/case-folder/case-writer.ts';
import { cranesCsv } from '../../report/csv/cranes-csv.ts';
import { inventoryCsv } from '../../report/csv/inventory-csv.ts';
import { reportHtml } from '../../report/html/report-html.ts';
import type { ReportInput } from '../../report/report-input.ts';
import type { Case } from '../../schema/case.ts';
import { rulesVersion } from '../version.ts';
import { buildCase } from './build-case.ts';
import { declarationEntry } from './declared.ts';
import type { Examined } from './examine.ts';
import { reportOf } from './report-of.ts';
import { frameSources } from './frame-sources.ts';
import { writeEvidence } from './write-evidence.ts';

export interface WrittenCase {
  readonly case: Case;
  readonly findingsJson: string;
  readonly report: ReportInput;
}

/** Writes every file of a case but its facts; what is in them is a function of captures, declaration and versions alone. */
export function writeCase(writer: CaseWriter, examined: Examined): WrittenCase {
  const { inputs, analysed, declared, detected, knowledge } = examined;
  const { findings, units } = detected;
  const evidence = writeEvidence(writer, findings, frameSources(inputs.captures, analysed));
  const made = buildCase({
    inputs,
    analysed,
    declaration: declared.declaration,
    declared: declarationEntry(declared),
    units,
    findings: findings.length,
    rulesVersion,
    dataDates: knowledge.dates,
    evidence,
  });
  const text = caseJson(made);
  const findingsJson = caseJson({ schema: 'quaywatch/findings@1', findings });
  writer.write('case.json', text);
  writer.write('findings.json', findingsJson);
  for (const { path, text: content } of declared.files) writer.write(`declaration/${path}`, content);
  const caseId = createHash('sha256').update(text).update(findingsJson).digest('hex').slice(0, 12);
  const report = reportOf(examined, made, caseId);
  writer.write('inventory.csv', inventoryCsv(report));
  writer.write('cranes.csv', cranesCsv(report));
  writer.write('report.html', reportHtml(report));
  return { case: made, findingsJson, report };
}
