import type { Turn } from '../../turn.ts';

/** Something that is looked for in a body as its bytes come. */
export interface BodySearch {
  /** Looks at `[start, end)`: what was found, '' when there will be nothing, undefined while unknown. */
  feed(bytes: Uint8Array, start: number, end: number): string | undefined;
  /** What was found when the body ends before {@link feed} knew. */
  end(): string;
  /** Says what was found, once. */
  tell(turn: Turn, found: string): void;
}
