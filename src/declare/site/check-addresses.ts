import type { Entry, Period, Scope } from '../declaration.ts';
import { scopesMeet } from '../lookup/scope.ts';
import { quoted } from '../problem-log.ts';
import type { SiteCheck } from './site-check.ts';

interface Addressed extends Entry, Scope {
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly validity?: Period;
}

/** Without either key an entry would match nothing, or everything. */
export function needAddress(
  check: SiteCheck,
  path: readonly (string | number)[],
  given: unknown,
  first: string,
  second: string,
): void {
  if (given !== undefined) return;
  check.report(path, 'QW_DECLARATION_MISSING_KEY', `one of the keys "${first}" and "${second}" is needed`);
}

/**
 * One address stands for one entry in one place at one time. Gateways that follow each other in time may share
 * theirs: that is how a permission is renewed.
 */
export function checkAddressed(
  check: SiteCheck,
  entries: readonly Addressed[],
  paths: readonly (readonly (string | number)[])[],
): void {
  const owners = new Map<string, number[]>();
  let compared = 0;
  for (const [i, entry] of entries.entries()) {
    for (const [key, address] of [...entry.macs.map(macKey), ...entry.ips.map(ipKey)]) {
      const before = owners.get(address);
      if (!before) {
        owners.set(address, [i]);
        continue;
      }
      const other = before.find((b) => ++compared <= MAX_COMPARISONS && meet(entries[b] as Addressed, entry));
      if (other !== undefined && other !== i) {
        const owner = entries[other] as Addressed;
        const text = `${address} belongs to ${quoted(owner.id)} of line ${owner.source.line} in the same place already`;
        check.report([...(paths[i] as readonly (string | number)[]), key], 'QW_DECLARATION_DUPLICATE', text);
      }
      before.push(i);
    }
  }
  if (compared > MAX_COMPARISONS) {
    const list = (paths[0] as readonly (string | number)[]).slice(0, 1);
    check.report(list, 'QW_DECLARATION_LIMIT', 'too many entries share one address to compare them all');
  }
}

/** Two hundred sister cranes with one address plan of a hundred devices need two million. */
const MAX_COMPARISONS = 4_000_000;

function meet(a: Addressed, b: Addressed): boolean {
  return scopesMeet(a, b) && periodsMeet(a.validity ?? {}, b.validity ?? {});
}

function periodsMeet(a: Period, b: Period): boolean {
  const apart = (first: Period, second: Period): boolean =>
    first.until !== undefined && second.from !== undefined && first.until <= second.from;
  return !apart(a, b) && !apart(b, a);
}

function macKey(mac: string): readonly ['mac', string] {
  return ['mac', mac];
}

function ipKey(ip: string): readonly ['ip', string] {
  return ['ip', ip];
}
