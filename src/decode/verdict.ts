/**
 * Answers of probes and parsers. Numbers, not objects: they are given once a message.
 * Malformed but readable is neither of these: it is an anomaly, and the parser goes on.
 */

/** A probe's answer: the bytes are this protocol's; they are not; more bytes are needed to tell. */
export const YES = 1;
export const NO = 0;
export const UNSURE = 2;
export type Verdict = typeof YES | typeof NO | typeof UNSURE;

/** A parser's answer: one message read, the cursor stands behind it. */
export const DONE = 1;
/** The message is not complete: call again with the same start and more bytes. */
export const MORE = 2;
/** These bytes are not this protocol: the driver counts them as unrecognised and looks for the next message. */
export const BAD = 0;
export type Outcome = typeof DONE | typeof MORE | typeof BAD;
