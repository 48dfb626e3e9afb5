import { createHash } from 'node:crypto';
import type { Declaration } from '../../declare/declaration.ts';
import { declarationDigestInput } from '../../declare/declaration-digest-input.ts';
import type { DeclarationFile } from '../../declare/declaration-file.ts';
import { EMPTY_DECLARATION } from '../../declare/empty-declaration.ts';
import { compareText } from '../../kernel/compare.ts';
import type { Case } from '../../schema/case.ts';

/** A checked declaration with the files it was read from: a case keeps them, so that it can be judged again. */
export interface Declared {
  readonly declaration: Declaration;
  readonly files: readonly DeclarationFile[];
}

export const NOTHING_DECLARED: Declared = { declaration: EMPTY_DECLARATION, files: [] };

export function declarationEntry({ declaration, files }: Declared): Case['declaration'] {
  if (files.length === 0) return { present: false, sha256: '', files: [] };
  const sha256 = createHash('sha256').update(declarationDigestInput(declaration), 'utf8').digest('hex');
  return { present: true, sha256, files: files.map(({ path }) => path).sort(compareText) };
}
