/** What can fail for reasons a user can mend returns a Result; throwing is for bugs of ours. */
export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** An error with a stable code, documented in docs/errors.md, and words for the person who must act. */
export interface Problem {
  /** Stable, upper case, e.g. `QW_PCAP_TRUNCATED`. */
  readonly code: string;
  /** One sentence: what is wrong, where, and what to do. */
  readonly message: string;
  readonly file?: string;
  /** Byte offset in the file, or undefined where that has no meaning. */
  readonly offset?: number;
  readonly line?: number;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
