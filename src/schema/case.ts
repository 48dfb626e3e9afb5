import { type Static, Type } from 'typebox';
import { verdicts } from './verdicts.ts';

/** The stable shape of case.json (`quaywatch/case@1`). Nothing in it depends on the wall clock, the host or the order of arguments. */

export type Verdict = (typeof verdicts)[number];

const Word = <T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>(Type.Union(words.map((w) => Type.Literal(w))));
const Count = Type.Integer({ minimum: 0 });

export const CaptureProblem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  offset: Type.Integer({ minimum: -1 }),
  count: Count,
});

export const CaptureEntry = Type.Object({
  sha256: Type.String(),
  /** Relative to the arguments, sorted. */
  names: Type.Array(Type.String()),
  tap: Type.String(),
  format: Type.String(),
  frames: Count,
  /** Captured bytes of its frames, file headers left out: what coverage divides up. */
  bytes: Count,
  first: Type.String(),
  last: Type.String(),
  linkTypes: Type.Record(Type.String(), Count),
  problems: Type.Array(CaptureProblem),
});

export const ByteCoverage = Type.Object({
  captured: Count,
  decoded: Count,
  encrypted: Count,
  unrecognised: Count,
  lost: Count,
  damaged: Count,
  missing: Count,
});

/** One sign that could not have been seen on a unit, why, and the capture that would settle it. */
export const Blindness = Type.Object({
  sign: Type.String(),
  title: Type.String(),
  missing: Type.Array(Type.String()),
  /** "to see sign N, mirror X for Y hours". */
  remedy: Type.String(),
});

export const UnitCoverage = Type.Object({
  /** A to F: how much of what the rules need was there. */
  grade: Type.String(),
  bytes: ByteCoverage,
  /** Hours between first and last frame, and hours in which frames were seen; thousandths. */
  spanHours: Type.Number(),
  activeHours: Type.Number(),
  directions: Word(['both', 'one', 'none'] as const),
  twoWayFlows: Count,
  oneWayFlows: Count,
  drops: Type.Integer({ minimum: -1 }),
  duplicates: Count,
  snappedFrames: Count,
  clockJumps: Count,
  missingStreamBytes: Count,
  networksNeverSeen: Type.Array(Type.String()),
  blind: Type.Array(Blindness),
  protocols: Type.Array(
    Type.Object({ name: Type.String(), flows: Count, frames: Count, messages: Count, bytes: ByteCoverage }),
  ),
});

export const Unit = Type.Object({
  id: Type.String(),
  kind: Word(['crane', 'segment'] as const),
  taps: Type.Array(Type.String()),
  verdict: Word(verdicts),
  reasons: Type.Array(Type.String()),
  /** Higher is more urgent; units are sorted by it, then by id. */
  urgency: Count,
  coverage: UnitCoverage,
});

export const Case = Type.Object({
  schema: Type.Literal('quaywatch/case@1'),
  site: Type.Object({ name: Type.String(), locode: Type.String(), facility: Type.String() }),
  captures: Type.Array(CaptureEntry),
  skipped: Type.Array(Type.Object({ name: Type.String(), reason: Type.String() })),
  totals: Type.Object({ captures: Count, frames: Count, bytes: Count, flows: Count, findings: Count }),
  units: Type.Array(Unit),
  protocols: Type.Array(
    Type.Object({ name: Type.String(), flows: Count, frames: Count, bytes: Count, messages: Count }),
  ),
  coverage: ByteCoverage,
  declaration: Type.Object({ present: Type.Boolean(), sha256: Type.String(), files: Type.Array(Type.String()) }),
  /** What lies in evidence/, and how many frames of findings found no room there. */
  evidence: Type.Optional(Type.Object({ files: Count, frames: Count, bytes: Count, framesLeftOut: Count })),
  versions: Type.Object({
    tool: Type.String(),
    analysis: Type.String(),
    rules: Type.String(),
    data: Type.Record(Type.String(), Type.String()),
  }),
});

export type CaptureProblem = Static<typeof CaptureProblem>;
export type CaptureEntry = Static<typeof CaptureEntry>;
export type ByteCoverage = Static<typeof ByteCoverage>;
export type Blindness = Static<typeof Blindness>;
export type UnitCoverage = Static<typeof UnitCoverage>;
export type Unit = Static<typeof Unit>;
export type Case = Static<typeof Case>;
