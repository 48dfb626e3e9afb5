import { rotationStem } from '../../capture/rotation-stem.ts';
import type { Declaration } from '../../declare/declaration.ts';
import { tapOf } from '../../declare/lookup/tap-of.ts';
import { compareText } from '../../kernel/compare.ts';
import type { InputCapture } from './input-capture.ts';

/** The captures of one tap, in the order of time: what is analysed as a unit. */
export interface PlannedSequence {
  readonly tap: string;
  readonly captures: readonly InputCapture[];
  /** Clock of the capturing machine less true time, in nanoseconds: subtracted from every frame. */
  readonly clockOffset: number;
}

/**
 * Sorts captures into sequences. The declaration says which tap a file belongs to; without it, files whose names
 * bear the marks of rotation and agree otherwise are one tap, and every other file is a tap of its own. Order within a sequence is by
 * first frame, then by name (turn 2 before turn 10), then by content, never by argument.
 */
export function planSequences(captures: readonly InputCapture[], declaration: Declaration): PlannedSequence[] {
  const groups = new Map<string, { captures: InputCapture[]; clockOffset: number }>();
  for (const capture of captures) {
    const tap = capture.names.map((name) => tapOf(declaration, name)).find((declared) => declared !== undefined);
    const name = tap?.id ?? undeclaredTap(capture.names[0] as string);
    const group = groups.get(name) ?? { captures: [], clockOffset: Number(tap?.clockOffset ?? 0) };
    group.captures.push(capture);
    groups.set(name, group);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([tap, group]) => ({ tap, clockOffset: group.clockOffset, captures: group.captures.sort(compareCaptures) }));
}

function undeclaredTap(name: string): string {
  const { stem, rotated } = rotationStem(name);
  return rotated ? stem : name;
}

function compareCaptures(a: InputCapture, b: InputCapture): number {
  if (a.first === undefined || b.first === undefined) {
    if (a.first !== b.first) return a.first === undefined ? 1 : -1;
    return compareNames(a, b);
  }
  return a.first.seconds - b.first.seconds || a.first.nanos - b.first.nanos || compareNames(a, b);
}

function compareNames(a: InputCapture, b: InputCapture): number {
  return compareText(sortable(a.names[0] ?? ''), sortable(b.names[0] ?? '')) || compareText(a.sha256, b.sha256);
}

/** Numbers padded, so that text order is their order. */
function sortable(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.padStart(20, '0'));
}
