import type { KnownCapture } from './captures-at-hand.ts';
import type { Difference } from './accepted.ts';
import type { JudgeAnswer } from './judge-protocol.ts';
import { oracleProtocols } from './oracle-protocols.ts';
import type { OracleAnswer } from './tshark-oracle.ts';

/** Messages compared, and where the two disagree, protocol by protocol. */
export interface Comparison {
  readonly protocols: readonly { readonly protocol: string; readonly ours: number; readonly theirs: number }[];
  readonly differences: readonly Difference[];
}

export function compareCounts(
  capture: Pick<KnownCapture, 'id' | 'file'>,
  summary: JudgeAnswer['summary'],
  oracle: OracleAnswer,
): Comparison {
  const differences: Difference[] = [];
  const protocols: { protocol: string; ours: number; theirs: number }[] = [];
  for (const protocol of oracleProtocols) {
    const theirs = oracle.counts[protocol.name] ?? {};
    const ours: Record<string, number> = {};
    for (const [name, count] of Object.entries(summary[protocol.name]?.functions ?? {})) {
      for (const key of protocol.ours(name)) ours[key] = (ours[key] ?? 0) + count;
    }
    const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
    if (names.length === 0) continue;
    // S7comm's functions are a second count of the same messages.
    const messages = (counts: Readonly<Record<string, number>>): number =>
      names.reduce((sum, name) => sum + (name.startsWith(':') ? 0 : (counts[name] ?? 0)), 0);
    protocols.push({ protocol: protocol.name, ours: messages(ours), theirs: messages(theirs) });
    const unequal = names.filter((name) => (ours[name] ?? 0) !== (theirs[name] ?? 0));
    if (unequal.length === 0 || equalWithCarried(protocol.name, names, ours, oracle)) continue;
    differences.push({
      id: capture.id,
      file: capture.file,
      protocol: protocol.name,
      functions: Object.fromEntries(unequal.map((name) => [name, [ours[name] ?? 0, theirs[name] ?? 0] as const])),
    });
  }
  return { protocols, differences };
}

/** Where we do open what carries them, their messages count. */
function equalWithCarried(
  protocol: string,
  names: readonly string[],
  ours: Readonly<Record<string, number>>,
  { counts, carried }: OracleAnswer,
): boolean {
  const all = [counts, ...Object.values(carried)].map((by) => by[protocol] ?? {});
  const every = new Set([...names, ...all.flatMap((by) => Object.keys(by))]);
  return [...every].every((name) => (ours[name] ?? 0) === all.reduce((sum, by) => sum + (by[name] ?? 0), 0));
}
