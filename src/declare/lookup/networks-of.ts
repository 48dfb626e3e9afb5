import type { Declaration, Network } from '../declaration.ts';
import { holdsAt } from './scope.ts';

/** The networks that a tap may see: those of its crane or segment, and those of the whole site. */
export function networksOf(declaration: Declaration, tapId: string | undefined): readonly Network[] {
  return declaration.networks.filter((network) => holdsAt(declaration, tapId, network));
}
