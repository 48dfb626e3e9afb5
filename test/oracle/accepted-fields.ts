import { readdirSync, readFileSync } from 'node:fs';
import type { Cell, DifferenceKind } from './compare-frames.ts';

/** Why values of fields may differ: one reason for each field and cause. Written by hand, in accepted/. */
export interface AcceptedEntry {
  readonly protocol: string;
  readonly fields: readonly string[];
  readonly cause: string;
  readonly reason: string;
  readonly kind: DifferenceKind;
  /** Nobody knows the reason yet; the text says what is known. */
  readonly open?: true;
  /** A regular expression that `ours | theirs` has to match, where the kind does not tell causes apart. */
  readonly values?: string;
}

/** Field of an entry and a capture: so many differences were looked into there. */
export interface AcceptedCount {
  readonly protocol: string;
  readonly field: string;
  readonly cause: string;
  readonly kind: string;
  readonly capture: string;
  readonly count: number;
}

const folder: URL = new URL('./accepted/', import.meta.url);
export const countsFile: URL = new URL('counts.tsv', folder);

export function readAcceptedEntries(): AcceptedEntry[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const protocol = name.slice(0, -'.json'.length);
      const entries = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Omit<AcceptedEntry, 'protocol'>[];
      return entries.map((entry) => ({ protocol, ...entry }));
    });
}

export function readAcceptedCounts(text: string = readFileSync(countsFile, 'utf8')): AcceptedCount[] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [protocol = '', field = '', cause = '', kind = '', capture = '', count = ''] = line.split('\t');
      return { protocol, field, cause, kind, capture, count: Number(count) };
    });
}

export function countsText(counts: readonly AcceptedCount[]): string {
  const lines = counts.map(({ protocol, field, cause, kind, capture, count }) =>
    [protocol, field, cause, kind, capture, count].join('\t'),
  );
  return `${['protocol\tfield\tcause\tkind\tcapture\tframes', ...lines.sort()].join('\n')}\n`;
}

/** Takes every difference of a run, and says in the end which of them nobody looked into, and which are gone. */
export class AcceptedFields {
  readonly #byField = new Map<string, { entry: AcceptedEntry; pattern: RegExp | undefined }[]>();
  readonly #entries: readonly AcceptedEntry[];
  readonly #counts: readonly AcceptedCount[];
  readonly #found = new Map<string, { count: number; sample: string }>();

  constructor(entries: readonly AcceptedEntry[], counts: readonly AcceptedCount[]) {
    this.#entries = entries;
    this.#counts = counts;
    const seen = new Set<string>();
    for (const entry of entries) {
      const pattern = entry.values === undefined ? undefined : new RegExp(entry.values, 's');
      for (const field of entry.fields) {
        const key = `${entry.protocol}\t${field}\t${entry.cause}\t${entry.kind}`;
        if (seen.has(key)) throw new Error(`two reasons for ${key}`);
        seen.add(key);
        const name = `${entry.protocol}\t${field}`;
        this.#byField.set(name, [...(this.#byField.get(name) ?? []), { entry, pattern }]);
      }
    }
  }

  /** The cause of a difference, or undefined where none was found yet. */
  causeOf(capture: string, cell: Cell): string | undefined {
    const values = `${cell.ours.join()} | ${cell.theirs.join()}`;
    const found = this.#byField
      .get(`${cell.protocol}\t${cell.field}`)
      ?.find(({ entry, pattern }) => entry.kind === cell.kind && (pattern?.test(values) ?? true));
    if (found === undefined) return undefined;
    const { cause } = found.entry;
    const key = [cell.protocol, cell.field, cause, cell.kind, capture].join('\t');
    const before = this.#found.get(key);
    this.#found.set(key, { count: (before?.count ?? 0) + 1, sample: `frame ${cell.frame}: ${values.slice(0, 200)}` });
    return cause;
  }

  /** What is wrong with the list after a run over `captures`, of `protocols` (all, if undefined). */
  failures(captures: ReadonlySet<string>, protocols?: ReadonlySet<string>): string[] {
    const expected = new Map(this.#counts.map((row) => [keyOf(row), row.count]));
    const more = [...this.#found]
      .filter(([key, { count }]) => count > (expected.get(key) ?? 0))
      .map(
        ([key, { count, sample }]) =>
          `${said(key)}: ${count}, of them looked into ${expected.get(key) ?? 0} (${sample})`,
      );
    const fewer = this.#counts
      .filter(({ capture, protocol }) => captures.has(capture) && (protocols?.has(protocol) ?? true))
      .filter((row) => (this.#found.get(keyOf(row))?.count ?? 0) < row.count)
      .map(
        (row) => `${said(keyOf(row))}: unused, accepts ${row.count}, differ ${this.#found.get(keyOf(row))?.count ?? 0}`,
      );
    const counted = new Set(this.#counts.map(causeKeyOf));
    const named = new Set<string>();
    for (const [name, list] of this.#byField)
      for (const { entry } of list) named.add(`${name}\t${entry.cause}\t${entry.kind}`);
    const idle = [...named].filter((key) => !counted.has(key)).map((key) => `${said(key)}: unused, nothing counted`);
    const stray = [...counted].filter((key) => !named.has(key)).map((key) => `${said(key)}: counted, without a reason`);
    return [...more, ...fewer, ...idle, ...stray];
  }

  /** The same findings beside other counts. */
  with(counts: readonly AcceptedCount[]): AcceptedFields {
    const other = new AcceptedFields(this.#entries, counts);
    for (const [key, found] of this.#found) other.#found.set(key, found);
    return other;
  }

  /** The counts as this run found them: lower ones are taken over, and those of a field and cause that are new. */
  settled(captures: ReadonlySet<string>): AcceptedCount[] {
    const known = new Set(this.#counts.map(causeKeyOf));
    const kept = this.#counts.flatMap((row) => {
      if (!captures.has(row.capture)) return [row];
      const count = Math.min(row.count, this.#found.get(keyOf(row))?.count ?? 0);
      return count === 0 ? [] : [{ ...row, count }];
    });
    const added = [...this.#found].flatMap(([key, { count }]) => {
      const [protocol = '', field = '', cause = '', kind = '', capture = ''] = key.split('\t');
      const row = { protocol, field, cause, kind, capture, count };
      return known.has(causeKeyOf(row)) ? [] : [row];
    });
    return [...kept, ...added];
  }
}

function keyOf(row: AcceptedCount): string {
  return `${causeKeyOf(row)}\t${row.capture}`;
}

function causeKeyOf({ protocol, field, cause, kind }: AcceptedCount): string {
  return [protocol, field, cause, kind].join('\t');
}

function said(key: string): string {
  return key.split('\t').join(', ');
}
