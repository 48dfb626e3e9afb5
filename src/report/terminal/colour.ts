import type { Verdict } from '../../schema/case.ts';
import type { Severity } from '../../schema/finding.ts';

/** SGR codes; the flag follows NO_COLOR and whether a terminal listens, both decided by the command line. */
export type Paint = (text: string, code: string) => string;

export function paintWith(colour: boolean): Paint {
  return colour ? (text, code) => `\u001b[${code}m${text}\u001b[0m` : (text) => text;
}

export const BOLD = '1';
export const DIM = '2';

export const verdictCodes: Readonly<Record<Verdict, string>> = {
  confirmed: '1;31',
  probable: '1;33',
  inconclusive: '33',
  'clean-within-seen': '32',
  'not-examined': '2',
};

export const severityCodes: Readonly<Record<Severity, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '2',
};
