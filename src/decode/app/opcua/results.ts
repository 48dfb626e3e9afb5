import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';

/** Nodes of the standard that say who a server is. */
export const identities: ReadonlyMap<number, ClaimAttribute> = new Map([
  [2261, 'model'],
  [2262, 'banner'],
  [2263, 'vendor'],
  [2264, 'firmware'],
]);

/** A status whose top bit says that it is bad (OPC 10000-4 7.39); 0 for all others. */
export function refusal(status: number): number {
  return status >= 0x8000_0000 ? status : 0;
}
