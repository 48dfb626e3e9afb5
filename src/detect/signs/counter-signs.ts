import type { Router } from '../../resolve/estate.ts';
import { isAccepted } from '../../declare/lookup/limits-of-use.ts';
import { ethernetAddress, ethernetSource } from '../display-filter.ts';
import { type Observation, observation, type SignObserver, together } from '../observation.ts';
import type { TapView } from '../tap-view.ts';

/** N01: speaks a redundancy protocol, or is the shared address of such a pair. */
export const redundantPair: SignObserver = {
  id: 'N01',
  observe: (view) => {
    const found: Observation[] = [];
    for (const device of view.tap.devices) {
      if (device.macKind === 'virtual-router') {
        const text = `${device.mac} is the shared address of a redundant pair of routers.`;
        found.push(observation('N01', device.mac, 'full', text, ethernetSource(device.mac), device));
      }
    }
    for (const row of view.tap.forwarding) {
      if (row.kind !== 'virtual-router') continue;
      const ip = row.speaker.replace(/^(ip|mac):/, '');
      for (const mac of new Set([row.speakerMac, view.macOf(ip)])) {
        if (mac === '') continue;
        const text = `${ip} takes part in a redundant pair of routers (${row.protocol}) for ${row.router.replace(/^(ip|mac):/, '')}.`;
        found.push(observation('N01', mac, 'full', text, `(vrrp || hsrp) && ip.src == ${ip}`, row));
      }
    }
    return found;
  },
};

/** N03: exchanges its outside traffic with declared gateways only: the mirror shows both sides of one. */
export const farSide: SignObserver = {
  id: 'N03',
  observe: (view) =>
    view.tap.routers.flatMap((router): Observation[] => {
      if (router.peers.length === 0 || !router.peers.every((peer) => isDeclaredGateway(view, peer))) return [];
      const text = `All outside traffic of ${router.mac} is exchanged with declared gateways: it stands beyond one of them.`;
      const seen = together(router.remotes.length > 0 ? router.remotes : router.asked);
      return [observation('N03', router.mac, 'full', text, ethernetAddress(router.mac), seen)];
    }),
};

/** N05: the way out that most hosts use, where nobody has declared any. */
export const ordinaryGateway: SignObserver = {
  id: 'N05',
  observe: (view) => {
    if (view.gatewaysDeclared) return [];
    const main = mainRouter(view);
    if (main === undefined) return [];
    const users = usersOf(view, main).size;
    const text = `${users} of the hosts here leave the network through ${main.mac}, and nobody has declared any gateway.`;
    const strength = users > 1 ? 'full' : 'weaker';
    return [observation('N05', main.mac, strength, text, ethernetAddress(main.mac), together(main.clients))];
  },
};

/** The router that most hosts use for outside traffic; ties go to the one with more traffic, then to the smaller address. */
function mainRouter(view: TapView): Router | undefined {
  const used = view.tap.routers
    .filter((router) => view.beyond(router.remotes).length + view.beyond(router.asked).length > 0)
    .map((router) => ({ router, users: usersOf(view, router) }))
    .sort((a, b) => b.users.size - a.users.size || b.router.bytesIn - a.router.bytesIn);
  const all = new Set<string>();
  for (const { users } of used) for (const user of users) all.add(user);
  const first = used[0];
  if (first === undefined) return undefined;
  const share = view.knowledge.thresholds['main-gateway-share'];
  return all.size === 0 || first.users.size * 1000 >= all.size * share ? first.router : undefined;
}

function usersOf(view: TapView, router: Router): ReadonlySet<string> {
  const near = router.clients.filter(({ ip }) => view.outside(ip) === 'local');
  return new Set(near.map(({ ip }) => ip));
}

function isDeclaredGateway(view: TapView, mac: string): boolean {
  const ips = view.device(mac)?.addresses.map(({ ip }) => ip) ?? [];
  return view.declaration.gateways.some(
    (gateway) =>
      isAccepted(gateway) &&
      (gateway.macs.includes(mac) || (gateway.macs.length === 0 && gateway.ips.some((ip) => ips.includes(ip)))),
  );
}
