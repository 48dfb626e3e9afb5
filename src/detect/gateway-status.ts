import { isAccepted } from '../declare/lookup/limits-of-use.ts';
import { gatewayOf, type GatewayMatch } from '../declare/lookup/gateway-of.ts';
import { addressKind } from '../knowledge/address-kind.ts';
import type { Gateway } from '../declare/declaration.ts';
import type { Sighting } from '../resolve/sighting.ts';
import type { FindingStatus } from '../schema/finding.ts';
import type { Observation } from './observation.ts';
import { isFar } from './signs/outside-addresses.ts';
import type { TapView } from './tap-view.ts';

export interface GatewayStatus {
  readonly status: Extract<FindingStatus, 'undeclared' | 'declared-within-limits' | 'declared-outside-limits'>;
  readonly gateway: Gateway | undefined;
  /** What is outside its limits, in plain words, or why it counts as undeclared; empty when all is well. */
  readonly limits: readonly string[];
}

/** WAN kinds behind which a radio link of a carrier is what was declared. */
const CELLULAR_WANS: ReadonlySet<string> = new Set(['cellular', 'private-cellular', 'satellite', 'radio', 'other']);
/** Signs that speak of a mobile network and not merely of a router. */
export const CELLULAR_SIGNS: ReadonlySet<string> = new Set(['S09', 'S11', 'S12', 'S13', 'S14', 'S16', 'S17']);

/** Whether a link address is a declared gateway, and within its limits from its first to its last frame. */
export function gatewayStatus(
  view: TapView,
  mac: string,
  signs: readonly Observation[],
  seen: Sighting,
): GatewayStatus {
  const match = bestMatch(view, mac, seen);
  if (match === undefined) return { status: 'undeclared', gateway: undefined, limits: [] };
  const { gateway } = match;
  if (!isAccepted(gateway)) {
    return {
      status: 'undeclared',
      gateway,
      limits: [`${gateway.id} stands in the draft as observed; nobody has agreed to it`],
    };
  }
  const limits: string[] = [];
  if (!match.inside) limits.push(REASONS[match.reason] ?? match.reason);
  const router = view.router(mac);
  const leaves =
    router !== undefined &&
    [...view.beyond(router.remotes), ...view.beyond(router.asked)].some((remote) => isFar(view, remote));
  if (gateway.wan === 'none' && leaves)
    limits.push('it is declared to lead to networks of the site only, and public addresses are reached through it');
  const cellular = signs.filter(({ sign, weight }) => CELLULAR_SIGNS.has(sign.id) && weight >= sign.weight);
  if (gateway.wan !== undefined && !CELLULAR_WANS.has(gateway.wan) && cellular.length > 0) {
    limits.push(
      `its WAN is declared as ${gateway.wan}, and ${cellular.map(({ sign }) => sign.id).join(', ')} speak of a mobile network`,
    );
  }
  return { status: limits.length > 0 ? 'declared-outside-limits' : 'declared-within-limits', gateway, limits };
}

const REASONS: Readonly<Record<string, string>> = {
  'not-yet-valid': 'it was used before its permission began',
  expired: 'it was used after its permission had ended',
  'other-address': 'it uses another IP address than declared',
  'declared-elsewhere': 'it is declared for another crane or segment',
};

const PREFERENCE: readonly string[] = [
  'inside',
  'other-address',
  'expired',
  'not-yet-valid',
  'only-observed',
  'declared-elsewhere',
];

/** Over its own addresses the most favourable, over time the least: one frame outside its validity is outside. */
function bestMatch(view: TapView, mac: string, seen: Sighting): GatewayMatch | undefined {
  const own = (view.device(mac)?.addresses ?? []).map(({ ip }) => ip).filter((ip) => addressKind(ip) !== 'link-local');
  const ips: (string | undefined)[] = own.length > 0 ? own : [undefined];
  const at = (time: bigint): GatewayMatch | undefined => {
    const matches = ips.flatMap((ip) => {
      const match = gatewayOf(view.declaration, view.tap.tap, { mac, ...(ip !== undefined && { ip }) }, time);
      return match === undefined ? [] : [match];
    });
    return matches.sort((a, b) => PREFERENCE.indexOf(a.reason) - PREFERENCE.indexOf(b.reason))[0];
  };
  const first = at(seen.first);
  const last = at(seen.last);
  if (first === undefined || last === undefined) return first ?? last;
  return first.inside ? last : first;
}
