import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { caseFiles } from '../../adapters/case-folder/hash-sums.ts';
import type { CaseFolder } from '../../adapters/case-folder/read-case.ts';
import { readDeclarationFolder } from '../../adapters/read-declaration-folder.ts';
import { readDeclaration } from '../../declare/read-declaration.ts';
import { compareText } from '../../kernel/compare.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Finding } from '../../schema/finding.ts';
import type { InputCapture } from '../analyse/input-capture.ts';
import { CaseMaking } from './case-making.ts';
import { type Declared, NOTHING_DECLARED } from './declared.ts';
import { examine } from './examine.ts';
import type { WrittenCase } from './write-case.ts';

export interface AgainOutcome {
  /** True when tool, rules and data are those that made the case: then every byte must agree. */
  readonly sameVersions: boolean;
  /** Versions that differ, as `tool 1.0 -> 1.1`. */
  readonly versions: readonly string[];
  /** Files that came out differently, or only on one side. Only told under the same versions. */
  readonly files: readonly string[];
  /** Ids of findings that are gone, new, or of other content. */
  readonly findings: readonly string[];
}

/** Makes the case once more in a folder of its own, with the declaration it kept, and compares. */
export async function analyseAgain(
  known: CaseFolder,
  captures: readonly InputCapture[],
  knowledge: Knowledge,
  temporary: string,
): Promise<Result<AgainOutcome>> {
  const declared = readKept(known);
  if (!declared.ok) return declared;
  // What lay beside the captures is no part of them: it is taken over as it was told.
  const inputs = { captures, skipped: known.case.skipped, problems: [] };
  const making = new CaseMaking(temporary);
  let written: WrittenCase;
  try {
    const examined = await examine(inputs, declared.value, knowledge, { arrived: (facts) => making.begin(facts) });
    written = await making.finish(examined);
  } finally {
    await making.abandon();
  }
  const versions = differences(known.case.versions, written.case.versions);
  const sameVersions = versions.length === 0;
  return ok({
    sameVersions,
    versions,
    files: sameVersions ? differentFiles(known.folder, temporary) : [],
    findings: differentFindings(known.findings, written.report.findings),
  });
}

function readKept({ folder, case: { declaration } }: CaseFolder): Result<Declared> {
  if (!declaration.present) return ok(NOTHING_DECLARED);
  const kept = join(folder, 'declaration');
  if (statSync(kept, { throwIfNoEntry: false }) === undefined)
    return fail({
      code: 'QW_CASE',
      message: `${folder} has lost its declaration/, by which it was judged.`,
      file: kept,
    });
  const files = readDeclarationFolder(kept);
  const read = readDeclaration(files);
  if (read.ok) return ok({ declaration: read.value, files });
  const first = read.error[0];
  return fail({
    code: 'QW_CASE',
    message: `The declaration kept in ${kept} does not pass the check: ${first?.file ?? ''}:${first?.line ?? 0}: ${first?.message ?? ''}`,
    file: kept,
  });
}

function differences(before: CaseFolder['case']['versions'], now: CaseFolder['case']['versions']): string[] {
  const flat = ({ tool, analysis, rules, data }: CaseFolder['case']['versions']): Record<string, string> => ({
    tool,
    analysis,
    rules,
    ...data,
  });
  const [a, b] = [flat(before), flat(now)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort(compareText)
    .filter((name) => a[name] !== b[name])
    .map((name) => `${name} ${a[name] ?? 'none'} -> ${b[name] ?? 'none'}`);
}

function differentFiles(a: string, b: string): string[] {
  const [left, right] = [caseFiles(a), caseFiles(b)];
  const names = [...new Set([...left, ...right])].sort(compareText);
  return names.filter(
    (name) =>
      !left.includes(name) || !right.includes(name) || !readFileSync(join(a, name)).equals(readFileSync(join(b, name))),
  );
}

function differentFindings(before: readonly Finding[], now: readonly Finding[]): string[] {
  const text = (findings: readonly Finding[]): Map<string, string> =>
    new Map(findings.map((finding) => [finding.id, JSON.stringify(finding)]));
  const [a, b] = [text(before), text(now)];
  return [...new Set([...a.keys(), ...b.keys()])].sort(compareText).flatMap((id) => {
    if (!b.has(id)) return [`${id} is gone`];
    if (!a.has(id)) return [`${id} is new`];
    return a.get(id) === b.get(id) ? [] : [`${id} reads differently`];
  });
}
