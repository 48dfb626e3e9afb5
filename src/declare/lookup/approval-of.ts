import type { ApprovedProgram, Declaration } from '../declaration.ts';

/** What the list of approved programs says of one that was seen whole. */
export type Approval =
  | { readonly says: 'approved' | 'differs'; readonly entry: ApprovedProgram }
  | { readonly says: 'not-listed' }
  | { readonly says: 'no-list' };

/**
 * `differs`: the crane's list has this block of this device, with other content; the entry is the last of them.
 * Spaces and letter case do not tell one block from another: `db1` is `DB 1`.
 */
export function approvalOf(
  declaration: Declaration,
  crane: string,
  device: string | undefined,
  block: string,
  sha256: string,
): Approval {
  const list = declaration.cranes.find(({ id }) => id === crane)?.programs;
  if (list === undefined) return { says: 'no-list' };
  const own = list.filter((entry) => entry.device === device && plain(entry.block) === plain(block));
  const same = own.find((entry) => entry.sha256 === sha256);
  if (same !== undefined) return { says: 'approved', entry: same };
  const other = own.at(-1);
  return other === undefined ? { says: 'not-listed' } : { says: 'differs', entry: other };
}

function plain(block: string): string {
  return block.replaceAll(' ', '').toLowerCase();
}
