import type { Period, Status } from '../declaration.ts';

/** Why something declared is not within its limits; `inside` when it is. */
export type UseReason =
  | 'inside'
  /** The draft saw it; no person agreed to it. It permits nothing. */
  | 'only-observed'
  | 'not-yet-valid'
  | 'expired'
  /** A gateway whose MAC is declared, under another IP address. */
  | 'other-address'
  /** Declared for another crane or segment. */
  | 'declared-elsewhere'
  /** A grant outside its windows. */
  | 'outside-window'
  /** A grant for other tools. */
  | 'other-tool';

/** An observed entry describes; only a declared or agreed one permits. */
export function isAccepted(entry: { readonly status: Status }): boolean {
  return entry.status !== 'observed';
}

/** Judged at the time of the frames, never of the analysis. */
export function reasonOfPeriod(period: Period, time: bigint): 'inside' | 'not-yet-valid' | 'expired' {
  if (period.from !== undefined && time < period.from) return 'not-yet-valid';
  return period.until !== undefined && time >= period.until ? 'expired' : 'inside';
}
