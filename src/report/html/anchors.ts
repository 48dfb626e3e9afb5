import type { Finding } from '../../schema/finding.ts';
import { MAX_UNIT_SECTIONS } from '../limits.ts';

/** Anchors hold no text from outside: a rank, or a finding's id where it is the hash that it should be. */

export function unitAnchor(rank: number): string {
  // Units beyond have no section to lead to.
  return rank > MAX_UNIT_SECTIONS ? 'verdicts' : `unit-${rank}`;
}

export function findingAnchor(finding: Finding): string {
  return /^[0-9a-f]{16}$/.test(finding.id) ? `finding-${finding.id}` : 'verdicts';
}
