import { stdout } from 'node:process';
import { caseJson } from '../../../adapters/case-folder/case-json.ts';
import { queryFacts } from '../../../adapters/parquet-duckdb/query-facts.ts';
import { escapeTerminal } from '../../../report/terminal/escape.ts';
import type { Finding } from '../../../schema/finding.ts';
import { type CaseDifference, type ComparedCase, compareCases, type SeenDevice } from '../../case/compare-cases.ts';
import { complain } from '../complain.ts';
import { EXIT_DONE, EXIT_USAGE } from '../exit-codes.ts';
import { openCase } from '../open-case.ts';

/** Before and after, for instance a vendor's visit. */
export async function diff(before: string, after: string, options: { readonly json?: boolean }): Promise<void> {
  const [a, b] = [await open(before), await open(after)];
  if (a === undefined || b === undefined) return;
  const difference = compareCases(a, b);
  stdout.write(options.json === true ? caseJson({ schema: 'quaywatch/diff@1', ...difference }) : text(difference));
  process.exitCode = EXIT_DONE;
}

/** Devices are the link addresses that were seen, with those addresses that are their own: frames they forward bear others'. */
const DEVICES = `SELECT tap, mac, coalesce(list_sort(list_distinct(list(ip) FILTER (WHERE source <> 'frame'))), [])
  FROM bindings WHERE mac <> '' GROUP BY tap, mac ORDER BY tap, mac`;

async function open(folder: string): Promise<ComparedCase | undefined> {
  const known = openCase(folder);
  if (known === undefined) return undefined;
  const rows = await queryFacts(folder, DEVICES);
  if (!rows.ok) {
    complain(`${folder}: ${rows.error.message}`);
    process.exitCode = EXIT_USAGE;
    return undefined;
  }
  const devices = rows.value.rows.map(([tap, key, ips]) => ({ tap, key, ips }) as SeenDevice);
  return { ...known, devices };
}

function text({ findings, devices }: CaseDifference): string {
  const lines: string[] = ['Findings'];
  for (const finding of findings.new) lines.push(`  + new      ${named(finding)}`);
  for (const { after, what } of findings.changed) {
    lines.push(`  ~ changed  ${named(after)}`);
    for (const one of what) lines.push(`             ${escapeTerminal(one)}`);
  }
  for (const finding of findings.gone) lines.push(`  - gone     ${named(finding)}`);
  for (const { was, why } of findings.notObservable) {
    lines.push(`  ? gone or not observable this time  ${named(was)}`, `             ${escapeTerminal(why)}`);
  }
  if (lines.length === 1) lines.push('  the same in both');
  const head = lines.length;
  lines.push('Devices');
  for (const device of devices.new) lines.push(`  + new      ${place(device)}`);
  for (const { before, after } of devices.changed)
    lines.push(`  ~ changed  ${place(after)}, before ${escapeTerminal(before.ips.join(', '))}`);
  for (const device of devices.gone) lines.push(`  - gone     ${place(device)}`);
  for (const { was, why } of devices.notObservable)
    lines.push(`  ? gone or not observable this time  ${place(was)}`, `             ${escapeTerminal(why)}`);
  if (lines.length === head + 1) lines.push('  the same in both');
  return `${lines.join('\n')}\n`;
}

function named({ id, severity, crane, title }: Finding): string {
  return escapeTerminal(`${severity} ${crane}: ${title} (${id})`);
}

function place({ tap, key, ips }: SeenDevice): string {
  return escapeTerminal(`${tap}: ${key} ${ips.join(', ')}`);
}
