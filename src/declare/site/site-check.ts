import { canonicalIp, parseIp, parsePrefix, type Prefix } from '../../kernel/ip.ts';
import { isGroupMac, parseMac } from '../../kernel/mac.ts';
import { parseIsoTime } from '../../kernel/time.ts';
import type { Entry, Period, Status } from '../declaration.ts';
import type { DeclarationCode } from '../declaration-problem.ts';
import { type ProblemLog, quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { lineOf, pathText, type SourceNode, type SourcePath } from '../source/source-node.ts';
import { parseUntil } from '../value/clock.ts';

/**
 * What the checks of one file share: where a path stands, and how texts become values. A text that is no value is
 * reported here and left out, so that callers need not care.
 */
export class SiteCheck {
  readonly file: string;
  readonly #root: SourceNode;
  readonly #problems: ProblemLog;
  /** Thousands of entries refer to thousands of ids: a list would be searched from its start each time. */
  readonly #sets = new WeakMap<readonly string[], ReadonlySet<string>>();

  constructor(file: string, root: SourceNode, problems: ProblemLog) {
    this.file = file;
    this.#root = root;
    this.#problems = problems;
  }

  line(path: SourcePath): number {
    return lineOf(this.#root, path);
  }

  report(path: SourcePath, code: DeclarationCode, text: string, allowed?: readonly string[]): undefined {
    this.#problems.add(this.file, this.line(path), pathText(path), code, text, allowed);
    return undefined;
  }

  /** The id when it is declared; what it refers to is named in `noun`. */
  reference(path: SourcePath, noun: string, id: string, known: readonly string[]): string | undefined {
    let set = this.#sets.get(known);
    if (!set) this.#sets.set(known, (set = new Set(known)));
    if (set.has(id)) return id;
    const text = `no ${noun} has the id ${quoted(id)}`;
    this.#problems.addUnknown(this.file, this.line(path), pathText(path), 'QW_DECLARATION_REFERENCE', text, id, known);
    return undefined;
  }

  entry(path: SourcePath, raw: { readonly status?: Status; readonly note?: string }, id: string): Entry {
    return {
      id,
      status: raw.status ?? 'declared',
      ...(raw.note === undefined ? {} : { note: raw.note }),
      source: { file: this.file, line: this.line(path) },
    };
  }

  /** Every value that one parser accepts; the others are reported with `expected`. */
  each<T>(
    path: SourcePath,
    raw: string | readonly (string | undefined)[] | undefined,
    parse: (text: string) => T | undefined,
    expected: string,
  ): T[] {
    const values: T[] = [];
    for (const { at, value } of many(path, raw)) {
      const parsed = parse(value);
      if (parsed === undefined) this.report(at, 'QW_DECLARATION_VALUE', `${quoted(value)} is not ${expected}`);
      else values.push(parsed);
    }
    return values;
  }

  macs(path: SourcePath, raw: string | readonly (string | undefined)[] | undefined): string[] {
    const device = (text: string): string | undefined => {
      const mac = parseMac(text);
      return mac === undefined || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? undefined : mac;
    };
    return sortedTexts(this.each(path, raw, device, 'the MAC address of a device, such as 02:00:5e:10:00:01'));
  }

  ips(path: SourcePath, raw: string | readonly (string | undefined)[] | undefined): string[] {
    return sortedTexts(this.each(path, raw, canonicalIp, 'an IP address'));
  }

  /** Address blocks or single addresses; a block with host bits set names the block that was probably meant. */
  prefixes(path: SourcePath, raw: string | readonly (string | undefined)[] | undefined): Prefix[] {
    const prefixes: Prefix[] = [];
    for (const { at, value } of many(path, raw)) {
      const prefix = this.prefix(at, value);
      if (prefix) prefixes.push(prefix);
    }
    return prefixes;
  }

  prefix(path: SourcePath, text: string): Prefix | undefined {
    const prefix = parsePrefix(text);
    if (!prefix) return this.report(path, 'QW_DECLARATION_VALUE', `${quoted(text)} is not an address or a CIDR block`);
    const address = parseIp(text.split('/')[0] as string) as Uint8Array;
    if (address.every((byte, i) => byte === prefix.bytes[i])) return prefix;
    const words = `${quoted(text)} has host bits set; did you mean ${quoted(prefix.text)}?`;
    return this.report(path, 'QW_DECLARATION_VALUE', words);
  }

  period(path: SourcePath, raw: Loose<{ from?: string; until?: string }> | undefined): Period {
    const from = this.time([...path, 'from'], raw?.from, parseIsoTime);
    const until = this.time([...path, 'until'], raw?.until, parseUntil);
    if (from !== undefined && until !== undefined && until <= from) {
      this.report([...path, 'until'], 'QW_DECLARATION_ORDER', 'the end is not after the beginning');
    }
    return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  }

  time(path: SourcePath, text: string | undefined, parse: (text: string) => bigint | undefined): bigint | undefined {
    if (text === undefined) return undefined;
    const time = parse(text);
    if (time !== undefined) return time;
    const words = `${quoted(text)} is no time; write 2030-05-01 or 2030-05-01T08:00:00+02:00`;
    return this.report(path, 'QW_DECLARATION_VALUE', words);
  }
}

/** One value or a list of them, each with its path. */
export function many<T extends string | number>(
  path: SourcePath,
  raw: T | readonly (T | undefined)[] | undefined,
): { readonly at: SourcePath; readonly value: T }[] {
  if (raw === undefined) return [];
  if (typeof raw !== 'object') return [{ at: path, value: raw }];
  const values: { at: SourcePath; value: T }[] = [];
  for (const [i, value] of raw.entries()) {
    if (value !== undefined) values.push({ at: [...path, i], value });
  }
  return values;
}

export function sortedTexts<T extends string>(texts: readonly T[]): T[] {
  return [...new Set(texts)].sort();
}

/** Only the keys that have a value, as exactOptionalPropertyTypes wants them. */
export function present<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
