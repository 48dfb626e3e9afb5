import type { ContractItem, Declaration } from '../declaration.ts';
import { isSiteWide } from './scope.ts';

/** What the contract promises on a crane: its own items, and those of the whole site. */
export function contractItems(declaration: Declaration, craneId: string): readonly ContractItem[] {
  return declaration.contract.filter((item) => isSiteWide(item) || item.cranes.includes(craneId));
}

/** Whether any contract speaks of this crane: without one, "not in the contract" means nothing. */
export function hasContract(declaration: Declaration, craneId: string): boolean {
  return declaration.contract.some((item) => item.cranes.includes(craneId));
}
