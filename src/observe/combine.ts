import type { CaptureSpan, FactTables, Part, TapHealth } from '../schema/facts/part.ts';
import type { TableSpec } from '../schema/facts/table-spec.ts';
import { FlowRows } from './flow-rows.ts';
import { digestText } from './frame-digest.ts';
import { mergeRows } from './merge-rows.ts';
import type { ShareFacts } from './share-facts.ts';
import { eachTable, tableSpecs } from './table-specs.ts';

/** What the reader of the files knows of a tap's sequence and the frames themselves do not say. */
export interface Sequence {
  readonly site: string;
  readonly tap: string;
  readonly analysisVersion: string;
  readonly captures: readonly CaptureSpan[];
  /** Frames the capturing systems say they lost; -1 where none says so. */
  readonly droppedByCapture: number;
}

/**
 * Joins the shares of one tap's sequence into its part. Shares are disjoint by address pair; neither their number
 * nor their order changes a byte of the part.
 */
export function combine(sequence: Sequence, shares: readonly ShareFacts[]): Part {
  const flows = new FlowRows(
    shares.map((share) => share.flows),
    shares[0]?.protocolNames ?? [],
  );
  return {
    ...sequence,
    framesDigest: sumDigests(shares),
    health: health(sequence, shares, flows),
    tables: combineTables(shares.map((s) => s.tables)),
    flows,
  };
}

/** Joins tables row by row; of one list, makes the tables that combine makes: rows of one key as one, in key order. */
export function combineTables(shares: readonly FactTables[]): FactTables {
  return eachTable((name) =>
    mergeRows(
      tableSpecs[name] as TableSpec<object>,
      shares.map((share) => share[name]),
    ),
  ) as unknown as FactTables;
}

function health(sequence: Sequence, shares: readonly ShareFacts[], flows: FlowRows): TapHealth {
  const sum = (pick: (share: ShareFacts) => number): number => shares.reduce((total, share) => total + pick(share), 0);
  const directions = flows.countDirections();
  const clock = shares[0]?.clock;
  return {
    frames: sum((s) => s.frames),
    capturedBytes: sum((s) => s.capturedBytes),
    wireBytes: sum((s) => s.wireBytes),
    snappedFrames: sum((s) => s.snappedFrames),
    duplicateFrames: sum((s) => s.duplicateFrames),
    droppedByCapture: sequence.droppedByCapture,
    first: clock?.first ?? 0n,
    last: clock?.last ?? 0n,
    clockBack: clock?.back ?? 0,
    clockForward: clock?.forward ?? 0,
    activeMinutes: clock?.activeMinutes ?? 0,
    linkTypes: sumCounts(shares.map((s) => s.linkTypes)),
    vlans: sumCounts(shares.map((s) => s.vlans)),
    twoWayFlows: directions.twoWay,
    oneWayFlows: directions.oneWay,
  };
}

function sumCounts(lists: readonly (readonly (readonly [number, number])[])[]): Record<string, number> {
  const sums = new Map<number, number>();
  for (const [key, count] of lists.flat()) sums.set(key, (sums.get(key) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => a - b).map(([key, count]) => [String(key), count]));
}

function sumDigests(shares: readonly ShareFacts[]): string {
  const sums = new Uint32Array(4);
  for (const { digest } of shares) for (let i = 0; i < 4; i++) sums[i] = (sums[i] as number) + (digest[i] as number);
  return digestText(sums);
}
