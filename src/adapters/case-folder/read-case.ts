import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Check } from 'typebox/value';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { Case } from '../../schema/case.ts';
import { type Finding, FindingsFile } from '../../schema/finding.ts';

/** A case folder as other commands read it. */
export interface CaseFolder {
  readonly folder: string;
  readonly case: Case;
  readonly findings: readonly Finding[];
}

/** A case is read whole; one larger than this was not written by us. */
const MAX_JSON_BYTES: number = 1 << 30;

/** Reads case.json and findings.json and checks them against their schemas. */
export function readCase(folder: string): Result<CaseFolder> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return bad(folder, 'is no folder; name the folder that `quaywatch inspect --out` wrote');
  const read = readJson(folder, 'case.json');
  if (!read.ok) return read;
  if (!Check(Case, read.value)) return bad(join(folder, 'case.json'), 'is not of the form quaywatch/case@1');
  const findings = readJson(folder, 'findings.json');
  if (!findings.ok) return findings;
  if (!Check(FindingsFile, findings.value))
    return bad(join(folder, 'findings.json'), 'is not of the form quaywatch/findings@1');
  return ok({ folder, case: read.value, findings: findings.value.findings });
}

function readJson(folder: string, name: string): Result<unknown> {
  const path = join(folder, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return bad(folder, `holds no ${name}: it is not a case, or not a whole one`);
  if (stats.size > MAX_JSON_BYTES) return bad(path, `has ${stats.size} bytes, more than any case`);
  try {
    return ok(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return bad(
      path,
      `is not JSON (${error instanceof Error ? error.message : String(error)}); run quaywatch verify on it`,
    );
  }
}

function bad(file: string, what: string): Result<never> {
  return fail({ code: 'QW_CASE', message: `${file} ${what}.`, file });
}
