import type { Problem } from '../kernel/result.ts';

/** Codes of what can be wrong in a declaration; each has a row in docs/declaration.md. */
export type DeclarationCode =
  | 'QW_DECLARATION_FILE'
  | 'QW_DECLARATION_SYNTAX'
  | 'QW_DECLARATION_LIMIT'
  | 'QW_DECLARATION_UNKNOWN_KEY'
  | 'QW_DECLARATION_MISSING_KEY'
  | 'QW_DECLARATION_VALUE'
  | 'QW_DECLARATION_DUPLICATE'
  | 'QW_DECLARATION_REFERENCE'
  | 'QW_DECLARATION_OVERLAP'
  | 'QW_DECLARATION_ORDER';

/** What is wrong, where, and what would be right. `message` says all of it but file and line. */
export interface DeclarationProblem extends Problem {
  readonly code: DeclarationCode;
  readonly file: string;
  readonly line: number;
  /** Such as `cranes[2].networks[0]`; empty for the file itself. */
  readonly path: string;
  /** Values that would be right, when they can be listed. */
  readonly allowed?: readonly string[];
}
