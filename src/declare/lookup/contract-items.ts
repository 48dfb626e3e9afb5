import type { ContractItem, Declaration } from '../declaration.ts';
import { isSiteWide } from './scope.ts';

/** What the contract promises on a crane: its own items, and those of the whole site. */
export function contractItems(declaration: Declaration, craneId: string): readonly ContractItem[] {
  return declaration.contract.filter((item) => isSiteWide(item) || item.cranes.includes(craneId));
}
