import { prefixContains } from '../../kernel/ip.ts';
import type { Declaration, Network, Zone } from '../declaration.ts';
import { networksOf } from './networks-of.ts';
import { isSiteWide } from './scope.ts';

export interface ZoneMatch {
  readonly network: Network;
  /** Undefined when the network names none. */
  readonly zone: Zone | undefined;
}

/**
 * The network and zone of an address as a tap sees it, or undefined when no declared network holds it.
 *
 * A VLAN that differs from the declared one rules a network out; a missing tag does not, since switches strip it
 * from mirrored frames. Among the rest: the same VLAN first, then the longer prefix, then the crane's own.
 */
export function zoneOf(
  declaration: Declaration,
  tapId: string | undefined,
  address: Uint8Array,
  vlan?: number,
): ZoneMatch | undefined {
  let best: Network | undefined;
  for (const network of networksOf(declaration, tapId)) {
    if (!prefixContains(network.prefix, address)) continue;
    if (vlan !== undefined && network.vlan !== undefined && network.vlan !== vlan) continue;
    if (!best || rank(network, vlan) > rank(best, vlan)) best = network;
  }
  if (!best) return undefined;
  const zone = best.zone;
  return { network: best, zone: zone === undefined ? undefined : declaration.zones.find((z) => z.id === zone) };
}

/** Prefix lengths end at 128. */
function rank(network: Network, vlan: number | undefined): number {
  const sameVlan = vlan !== undefined && network.vlan === vlan ? 1_000 : 0;
  return sameVlan + network.prefix.length * 2 + (isSiteWide(network) ? 0 : 1);
}
