import { type Static, Type } from 'typebox';
import { alternativeResults, categories, confidences, severities, signFamilies, statuses } from './finding-words.ts';

/** The stable shape of findings.json (`quaywatch/findings@1`). Scripts and judges rely on it; fields are only ever added. */

export type Category = (typeof categories)[number];
export type Severity = (typeof severities)[number];
export type Confidence = (typeof confidences)[number];
export type FindingStatus = (typeof statuses)[number];
export type SignFamily = (typeof signFamilies)[number];
export type AlternativeResult = (typeof alternativeResults)[number];

const Word = <T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>(Type.Union(words.map((w) => Type.Literal(w))));

export const FrameReference = Type.Object({
  /** SHA-256 of the capture file. */
  capture: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Wireshark's frame numbers in that capture, ascending. */
  numbers: Type.Array(Type.Integer({ minimum: 1 })),
});

export const Sign = Type.Object({
  /** Row of knowledge/signs, e.g. `S01`, or the rule's own observation. */
  id: Type.String(),
  family: Word(signFamilies),
  /** True when it speaks for the finding, false when against. */
  for: Type.Boolean(),
  weight: Type.Integer(),
  text: Type.String(),
  /** At most 32 frames: the first 24 and the last 8. */
  frames: Type.Array(FrameReference),
  /** How many frames or messages show the sign in all. */
  frameCount: Type.Integer({ minimum: 0 }),
  /** Wireshark display filter that selects them. */
  filter: Type.String(),
});

export const Alternative = Type.Object({ text: Type.String(), result: Word(alternativeResults) });

export const Subject = Type.Object({ mac: Type.String(), ips: Type.Array(Type.String()), name: Type.String() });

export const Finding = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  rule: Type.String(),
  category: Word(categories),
  severity: Word(severities),
  confidence: Word(confidences),
  status: Word(statuses),
  /** Crane or segment id, as declared; else the tap's name. */
  crane: Type.String(),
  tap: Type.String(),
  subject: Subject,
  title: Type.String(),
  signs: Type.Array(Sign),
  alternatives: Type.Array(Alternative),
  /** ATT&CK for ICS technique ids. */
  attack: Type.Array(Type.String()),
  /** Paragraphs that the facts touch, e.g. `33 CFR 101.650(e)(3)(iv)`: pointers, never conclusions. */
  law: Type.Array(Type.String()),
  /** What to do next, one step a line, safest first. */
  next: Type.Array(Type.String()),
  firstSeen: Type.String(),
  lastSeen: Type.String(),
});

export const FindingsFile = Type.Object({
  schema: Type.Literal('quaywatch/findings@1'),
  findings: Type.Array(Finding),
});

export type FrameReference = Static<typeof FrameReference>;
export type Sign = Static<typeof Sign>;
export type Alternative = Static<typeof Alternative>;
export type Subject = Static<typeof Subject>;
export type Finding = Static<typeof Finding>;
export type FindingsFile = Static<typeof FindingsFile>;
