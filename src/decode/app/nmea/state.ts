/** Talkers of one flow that are told; a multiplexer puts some ten together. */
export const MAX_TALKERS = 16;
/** Sources of tag blocks of one flow that are told. */
export const MAX_SOURCES = 64;

/** What was told of one flow, so that it is told once. */
export class NmeaState {
  readonly talkers: Set<number> = new Set();
  readonly sources: Set<string> = new Set();

  /** True the first time, while there is room. */
  isNewTalker(talker: number): boolean {
    if (this.talkers.has(talker) || this.talkers.size >= MAX_TALKERS) return false;
    this.talkers.add(talker);
    return true;
  }

  isNewSource(source: string): boolean {
    if (this.sources.has(source) || this.sources.size >= MAX_SOURCES) return false;
    this.sources.add(source);
    return true;
  }
}
