import type { Host } from './host.ts';
import type { Path } from './path.ts';

/** A host as the tap sees it: a remote one wears the MAC of the router that brings it, and what that router left of its TTL. */
export interface End {
  readonly host: Host;
  readonly mac: Uint8Array;
  readonly ttl: number;
  readonly mss: number;
  readonly path: Path;
  /** The next hop's own address where the host is not on this switch. */
  readonly router?: Host;
}

export function localEnd(host: Host, path: Path): End {
  return { host, mac: host.mac, ttl: host.stack.ttl, mss: host.stack.mss, path };
}

export interface RouterHabit {
  /** Routers between the far host and the tap, this one included. */
  readonly hops: number;
  /** Every packet leaves with this TTL, whatever it had: one rule in most routers' firewalls. */
  readonly ttlSet?: number;
  /** What the path leaves of the MSS. */
  readonly mss?: number;
}

export function remoteEnd(host: Host, router: Host, path: Path, habit: RouterHabit): End {
  return {
    host,
    mac: router.mac,
    ttl: habit.ttlSet ?? host.stack.ttl - habit.hops,
    mss: Math.min(habit.mss ?? host.stack.mss, host.stack.mss),
    path,
    router,
  };
}
