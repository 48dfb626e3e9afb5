/** What the judge and its processes say to each other. */
export interface JudgeJob {
  readonly path: string;
  /** Where the case may be written; the judge removes it. */
  readonly out: string;
  /** The capture's pieces in a folder of their own, and the capture written by the same program in one piece. */
  readonly pieces?: { readonly folder: string; readonly whole: string };
}

export interface JudgeAnswer {
  readonly inspectExit: number;
  readonly decodeExit: number;
  readonly stderr: string;
  /** `totals.frames` of case.json; -1 without one. */
  readonly frames: number;
  /** Protocol → function → messages, of `decode --summary`. */
  readonly summary: Readonly<Record<string, { messages: number; functions: Record<string, number> }>>;
  /** What does not add up, in words. */
  readonly coverage: readonly string[];
  /** Captured bytes of all frames, repeated ones left out. */
  readonly capturedBytes: number;
  readonly duplicateFrames: number;
  /** Digest of the part by "shares/seed"; all the same, or it is a failure. */
  readonly partDigests: Readonly<Record<string, string>>;
  /** Digests of the part of a capture in one piece and in several. */
  readonly pieceDigests?: readonly [whole: string, pieces: string];
  /** Findings at high or above of category hidden-path. */
  readonly findings: readonly { readonly id: string; readonly severity: string; readonly title: string }[];
  readonly milliseconds: number;
}
