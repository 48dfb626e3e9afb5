import type { Turn } from '../../turn.ts';
import { decodeName, nameText, suffixText } from './netbios-name.ts';

/** Used within one call only. */
const octets: Uint8Array = new Uint8Array(16);

/** The name at `at` as a person reads it, or nothing where it is not all printable: groups of browsers are not. */
export function ownName(bytes: Uint8Array, at: number): string {
  decodeName(bytes, at, octets);
  const name = nameText(octets, 0);
  return /^[\x20-\x7e]+$/.test(name) ? name : '';
}

/** The whole name at `at`, with its suffix: what it stands for. */
export function suffixedName(bytes: Uint8Array, at: number): string {
  decodeName(bytes, at, octets);
  return nameText(octets, 0) + suffixText(octets[15] as number);
}

/** A sender says its own name; suffixes of a group's names never stand here. */
export function claimOwnName(bytes: Uint8Array, at: number, turn: Turn): void {
  const name = ownName(bytes, at);
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
}
