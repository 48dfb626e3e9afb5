import { settingText, type Setting } from '../../bench/machine.ts';
import type { AcceptedEntry } from './accepted-fields.ts';
import { differing, type FieldRow, unexplained } from './field-table.ts';

/** What a run of the oracle found, for its page. */
export interface OracleResult {
  readonly date: string;
  readonly setting: Setting;
  readonly tshark: string;
  readonly captures: number;
  readonly seconds: number;
  readonly rows: readonly FieldRow[];
  /** Names that protocols have in all; those that tshark has too are compared. */
  readonly declared: ReadonlyMap<string, { readonly names: number; readonly shared: number }>;
  readonly failures: readonly string[];
}

interface Sums {
  fields: number;
  equal: number;
  differ: number;
  unexplained: number;
  unseenByTshark: number;
  unseenByUs: number;
}

export function oracleText(result: OracleResult, entries: readonly AcceptedEntry[]): string {
  const sums = sumsOf(result.rows);
  const total = [...sums.values()].reduce(
    (all, one) => ({
      fields: all.fields + one.fields,
      equal: all.equal + one.equal,
      differ: all.differ + one.differ,
      unexplained: all.unexplained + one.unexplained,
      unseenByTshark: all.unseenByTshark + one.unseenByTshark,
      unseenByUs: all.unseenByUs + one.unseenByUs,
    }),
    noSums(),
  );
  return `# Fields beside tshark's, ${result.date}

${settingText(result.setting)}; ${result.tshark.replace(/\.$/, '')}.
${result.captures} captures in ${Math.round(result.seconds)} s. ${result.failures.length === 0 ? 'Nothing failed.' : `**${result.failures.length} failures**, listed below.`}

Counted are frames: of each frame in which both see a protocol, the list of a field's values, in order. *Unseen* are
frames with values of the field in which the other side does not see the protocol; they are not compared. Field by field:
fields.tsv.

| protocol | names shared with tshark | met in captures | compared | equal | accepted | unexplained | unseen by tshark | unseen by us |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
${[...sums].map(([name, sum]) => `| ${name} | ${sharing(result, name)} | ${cellsOf(sum)} |`).join('\n')}
| **all** | | ${cellsOf(total)} |

## Accepted differences

${entriesText(
  result.rows,
  entries.filter(({ open }) => open !== true),
)}

## Open differences

Counted as accepted above, and not explained by anybody yet: ${openFrames(result.rows, entries)} frames and fields.

${entriesText(
  result.rows,
  entries.filter(({ open }) => open === true),
)}
${result.failures.length === 0 ? '' : `\n## Failures\n\n${result.failures.map((failure) => `- ${failure}`).join('\n')}\n`}`;
}

function noSums(): Sums {
  return { fields: 0, equal: 0, differ: 0, unexplained: 0, unseenByTshark: 0, unseenByUs: 0 };
}

function sumsOf(rows: readonly FieldRow[]): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const row of rows) {
    const sum = sums.get(row.protocol) ?? noSums();
    sums.set(row.protocol, sum);
    if (row.equal + differing(row) > 0) sum.fields++;
    sum.equal += row.equal;
    sum.differ += differing(row);
    sum.unexplained += unexplained(row);
    sum.unseenByTshark += row.unseenByTshark;
    sum.unseenByUs += row.unseenByUs;
  }
  return sums;
}

function sharing({ declared }: OracleResult, name: string): string {
  const counts = declared.get(name);
  return counts === undefined ? '' : `${counts.shared} of ${counts.names}`;
}

function cellsOf(sum: Sums): string {
  return [
    sum.fields,
    sum.equal + sum.differ,
    sum.equal,
    sum.differ - sum.unexplained,
    sum.unexplained,
    sum.unseenByTshark,
    sum.unseenByUs,
  ].join(' | ');
}

function entriesText(rows: readonly FieldRow[], entries: readonly AcceptedEntry[]): string {
  return entries
    .map((entry) => ({ entry, counted: countedOf(rows, entry) }))
    .filter(({ counted }) => counted.length > 0)
    .map(
      ({ entry, counted }) =>
        `- **${entry.protocol}, ${entry.cause}** (${entry.kind}): ${entry.reason} ${counted.join(', ')}`,
    )
    .join('\n');
}

/** Frames and fields whose difference nobody has explained. */
export function openFrames(rows: readonly FieldRow[], entries: readonly AcceptedEntry[]): number {
  return entries
    .filter(({ open }) => open === true)
    .flatMap((entry) => rows.map((row) => framesOf(row, entry)))
    .reduce((sum, count) => sum + count, 0);
}

function countedOf(rows: readonly FieldRow[], entry: AcceptedEntry): string[] {
  return rows
    .map((row) => ({ row, frames: framesOf(row, entry) }))
    .filter(({ frames }) => frames > 0)
    .map(({ row, frames }) => `\`${row.field}\` ${frames}`);
}

function framesOf(row: FieldRow, { protocol, fields, cause, kind }: AcceptedEntry): number {
  if (row.protocol !== protocol || !fields.includes(row.field)) return 0;
  return row.causes.get(`${cause}, ${kind}`) ?? 0;
}
