import type { Declaration, Gateway } from '../declaration.ts';
import { isAccepted, reasonOfPeriod, type UseReason } from './limits-of-use.ts';
import { holdsAt } from './scope.ts';

export interface GatewayMatch {
  readonly gateway: Gateway;
  readonly inside: boolean;
  readonly reason: UseReason;
}

/** Canonical texts: MAC in lower case with colons, IP as the kernel writes it. */
export interface SeenAddress {
  readonly mac?: string;
  readonly ip?: string;
}

/**
 * The declared gateway that was seen, and whether it was within its limits at that time.
 *
 * The MAC decides: a stranger that took over a declared gateway's IP address is no declared gateway, and a declared
 * MAC under another IP is outside its limits. A gateway declared by IP alone matches by IP. What is declared for
 * another crane is found by its MAC only, and is outside its limits here.
 */
export function gatewayOf(
  declaration: Declaration,
  tapId: string | undefined,
  seen: SeenAddress,
  time: bigint,
): GatewayMatch | undefined {
  let best: GatewayMatch | undefined;
  for (const gateway of declaration.gateways) {
    if (!matches(gateway, seen)) continue;
    const here = holdsAt(declaration, tapId, gateway);
    if (!here && !(seen.mac !== undefined && gateway.macs.includes(seen.mac))) continue;
    const reason = here ? reasonHere(gateway, seen, time) : 'declared-elsewhere';
    if (!best || preference(reason) < preference(best.reason)) best = { gateway, inside: reason === 'inside', reason };
  }
  return best;
}

function matches(gateway: Gateway, seen: SeenAddress): boolean {
  if (seen.mac !== undefined && gateway.macs.length > 0) return gateway.macs.includes(seen.mac);
  return seen.ip !== undefined && gateway.ips.includes(seen.ip);
}

function reasonHere(gateway: Gateway, seen: SeenAddress, time: bigint): UseReason {
  if (!isAccepted(gateway)) return 'only-observed';
  const reason = reasonOfPeriod(gateway.validity, time);
  if (reason !== 'inside') return reason;
  return seen.ip !== undefined && gateway.ips.length > 0 && !gateway.ips.includes(seen.ip) ? 'other-address' : 'inside';
}

/** Of several entries for one address, such as a permission and its renewal, the most favourable speaks. */
function preference(reason: UseReason): number {
  return PREFERENCE.indexOf(reason);
}

const PREFERENCE: readonly UseReason[] = [
  'inside',
  'other-address',
  'expired',
  'not-yet-valid',
  'only-observed',
  'declared-elsewhere',
];
