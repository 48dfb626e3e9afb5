/** One frame as the mirror port showed it. */
export interface SeenFrame {
  /** Nanoseconds since the start of the capture. */
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** What one mirror port of one crane's switch sees. */
export class Wire {
  readonly #frames: SeenFrame[] = [];

  show(time: number, bytes: Uint8Array): void {
    this.#frames.push({ time: Math.round(time), bytes });
  }

  /** In order of time; frames of one instant stay in the order in which they were shown. */
  frames(): readonly SeenFrame[] {
    return this.#frames.sort((a, b) => a.time - b.time);
  }
}
