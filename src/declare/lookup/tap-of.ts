import type { Declaration, Tap } from '../declaration.ts';
import { matchesTapPattern } from './tap-pattern.ts';

/** The tap to which a capture belongs: the first, in the file's order, of which a pattern matches the path's end. */
export function tapOf(declaration: Declaration, path: string): Tap | undefined {
  return declaration.taps.find((tap) => tap.patterns.some((pattern) => matchesTapPattern(pattern, path)));
}
