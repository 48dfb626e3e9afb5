import { compareText } from '../kernel/compare.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { contractSite } from './contract/contract-place.ts';
import { readContractCsv } from './contract/read-contract-csv.ts';
import { readCycloneDx } from './contract/read-cyclonedx.ts';
import type { ContractItem, Declaration } from './declaration.ts';
import type { DeclarationFile } from './declaration-file.ts';
import type { DeclarationProblem } from './declaration-problem.ts';
import { EMPTY_DECLARATION } from './empty-declaration.ts';
import { MAX_CONTRACT_LENGTH, MAX_FILES, MAX_TOTAL_LENGTH, MAX_YAML_LENGTH } from './limits.ts';
import { ProblemLog } from './problem-log.ts';
import { checkSite } from './site/check-site.ts';
import { readRelaysCsv, RELAYS_FILE } from './read-relays-csv.ts';
import { sortedTexts } from './site/site-check.ts';
import { readYaml, type SourceFault } from './source/read-yaml.ts';

export const SITE_FILE = 'site.yaml';
const CONTRACT_FOLDER = 'contract/';

/**
 * Reads a declaration's folder into the checked model, or says everything that is wrong in all of its files.
 *
 * Files: `site.yaml`, `contract/*.cdx.json`, `contract/*.csv`, `relays.csv`, in any order. Others are left alone, but for those
 * that look like one of these under a wrong name: a contract that silently does not count would make its devices
 * look like intruders.
 */
export function readDeclaration(files: readonly DeclarationFile[]): Result<Declaration, readonly DeclarationProblem[]> {
  const problems = new ProblemLog();
  const sorted = selectFiles(files, problems);
  const site = readSite(
    sorted.find((file) => file.path === SITE_FILE),
    files,
    problems,
  );
  const segments = sortedTexts((site ?? EMPTY_DECLARATION).taps.flatMap((tap) => tap.segment ?? []));
  const places = contractSite(site?.cranes ?? [], segments, site !== undefined);
  const contract: ContractItem[] = [];
  for (const file of sorted) {
    if (file.path === SITE_FILE || file.path === RELAYS_FILE) continue;
    const read = file.path.endsWith('.csv') ? readContractCsv : readCycloneDx;
    for (const item of read(file, places, problems)) contract.push(item);
  }
  const own = sorted.find((file) => file.path === RELAYS_FILE);
  const relays = own === undefined ? {} : { relays: readRelaysCsv(own, problems) };
  if (problems.count > 0 || !site) return fail(problems.sorted());
  contract.sort((a, b) => compareText(a.source.file, b.source.file) || compareText(a.ref, b.ref));
  return ok({ ...site, contract, ...relays });
}

/** The files that count, by path, within the limits. */
function selectFiles(files: readonly DeclarationFile[], problems: ProblemLog): DeclarationFile[] {
  const chosen: DeclarationFile[] = [];
  let total = 0;
  let last = '';
  for (const file of files.toSorted((a, b) => compareText(a.path, b.path))) {
    const { path, text } = file;
    if (!isRead(path)) {
      const hint = misnamed(path);
      if (hint !== undefined) problems.add(path, 1, '', 'QW_DECLARATION_FILE', hint);
      continue;
    }
    const most = path === SITE_FILE ? MAX_YAML_LENGTH : MAX_CONTRACT_LENGTH;
    total += text.length;
    if (path === last) problems.add(path, 1, '', 'QW_DECLARATION_FILE', 'the file was handed in twice');
    else if (text.length > most) {
      problems.add(path, 1, '', 'QW_DECLARATION_LIMIT', `the file has ${text.length} characters, more than ${most}`);
    } else if (chosen.length >= MAX_FILES || total > MAX_TOTAL_LENGTH) {
      const text = `the declaration has more than ${MAX_FILES} files or ${MAX_TOTAL_LENGTH} characters`;
      problems.add(path, 1, '', 'QW_DECLARATION_LIMIT', text);
      break;
    } else chosen.push(file);
    last = path;
  }
  return chosen;
}

function isRead(path: string): boolean {
  if (path === SITE_FILE || path === RELAYS_FILE) return true;
  const name = path.slice(CONTRACT_FOLDER.length);
  return path.startsWith(CONTRACT_FOLDER) && !name.includes('/') && /\.(cdx\.json|csv)$/.test(name);
}

function misnamed(path: string): string | undefined {
  if (/^site\.(ya?ml|json)$/i.test(path)) return `only ${SITE_FILE} is read; rename this file or move it away`;
  if (!path.toLowerCase().startsWith(CONTRACT_FOLDER) || !/\.(json|csv|xml)$/i.test(path)) return undefined;
  return 'not read: a contract is contract/<name>.cdx.json (CycloneDX, JSON) or contract/<name>.csv; rename or move it away';
}

function readSite(
  file: DeclarationFile | undefined,
  files: readonly DeclarationFile[],
  problems: ProblemLog,
): Omit<Declaration, 'contract'> | undefined {
  if (!file) {
    const given = files.some((f) => f.path === SITE_FILE);
    if (!given)
      problems.add(
        SITE_FILE,
        1,
        '',
        'QW_DECLARATION_FILE',
        'the folder has no site.yaml; `quaywatch draft` writes a first one',
      );
    return undefined;
  }
  const faults: SourceFault[] = [];
  const root = readYaml(file.text, faults);
  for (const fault of faults) {
    const code = fault.kind === 'limit' ? 'QW_DECLARATION_LIMIT' : 'QW_DECLARATION_SYNTAX';
    problems.add(file.path, fault.line, '', code, fault.text);
  }
  return root ? checkSite(file.path, root, problems) : undefined;
}
