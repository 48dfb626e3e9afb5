import type { RemoteAddress, Router } from '../../resolve/estate.ts';
import { fromOutside, toOutside } from '../display-filter.ts';
import { type Observation, observation, type SignObserver, together } from '../observation.ts';
import { namesPlace } from '../place.ts';
import type { TapView } from '../tap-view.ts';

/** Beyond the site: public, and in no network that the site declared as its own. */
export function isFar(view: TapView, remote: RemoteAddress): boolean {
  return (remote.kind === 'public' || remote.kind === 'carrier') && !view.ofSite(remote.ip);
}

export function prefixTexts(view: TapView): readonly string[] {
  return [
    ...new Set(
      [...view.tap.networks, ...view.networks.filter((network) => namesPlace(network, view.place))].map(
        ({ prefix }) => prefix.text,
      ),
    ),
  ].sort();
}

/** S01: frames whose IP address lies outside the networks here, from or to one link address. */
export const outsideAddress: SignObserver = {
  id: 'S01',
  observe: (view) =>
    view.tap.routers.flatMap((router): Observation[] => {
      const from = view.beyond(router.remotes);
      if (from.length > 0) {
        const far = from.filter((remote) => isFar(view, remote));
        const text = `Frames from ${router.mac} carry ${count(from.length)} from outside the networks here (${examples(far.length > 0 ? far : from)}), used by ${clientText(view, router)}.`;
        const filter = fromOutside(router.mac, prefixTexts(view));
        return [observation('S01', router.mac, far.length > 0 ? 'full' : 'weaker', text, filter, together(from))];
      }
      const to = view.beyond(router.asked);
      if (to.length === 0) return [];
      const text = `Hosts send to ${count(to.length)} outside through ${router.mac} (${examples(to)}); no answer from there was captured.`;
      return [observation('S01', router.mac, 'weaker', text, toOutside(router.mac, prefixTexts(view)), together(to))];
    }),
};

/** S02: several outside addresses behind one link address. */
export const severalOutsideAddresses: SignObserver = {
  id: 'S02',
  observe: (view) =>
    view.tap.routers.flatMap((router): Observation[] => {
      const limits = view.knowledge.thresholds;
      const from = view.beyond(router.remotes);
      const far = from.filter((remote) => isFar(view, remote));
      const filter = fromOutside(router.mac, prefixTexts(view));
      if (far.length >= limits['several-public-addresses']) {
        const text = `${far.length} different public addresses send from behind ${router.mac}.`;
        return [observation('S02', router.mac, 'full', text, filter, together(far))];
      }
      if (from.length < limits['several-remote-addresses']) return [];
      const text = `${from.length} different addresses of other networks send from behind ${router.mac}.`;
      return [observation('S02', router.mac, 'weaker', text, filter, together(from))];
    }),
};

/** S11: addresses that stand between a carrier and its customers, in headers or inside messages. */
export const carrierAddress: SignObserver = {
  id: 'S11',
  observe: (view) => {
    const found: Observation[] = view.tap.routers.flatMap((router) => {
      const carrier = [...view.beyond(router.remotes), ...view.beyond(router.asked)].filter(
        ({ kind }) => kind === 'carrier',
      );
      if (carrier.length === 0) return [];
      const text = `${examples(carrier)} behind ${router.mac} belongs to the block that carriers use towards their customers.`;
      return [observation('S11', router.mac, 'full', text, CARRIER_FILTER, together(carrier))];
    });
    for (const claim of view.tap.claims) {
      if (claim.attribute !== 'address-in-payload') continue;
      const ip = claim.about.startsWith('ip:') ? claim.about.slice(3) : '';
      const subject = ip === '' ? claim.about.slice(4) : view.macOf(ip) || ip;
      const text = `A ${claim.source} message of ${ip || subject} names ${claim.value}, an address that carriers use towards their customers.`;
      const filter = ip === '' ? `eth.src == ${subject}` : `ip.src == ${ip}`;
      found.push(observation('S11', subject, 'weaker', text, filter, claim));
    }
    return found;
  },
};

function count(addresses: number): string {
  return addresses === 1 ? 'an address' : `${addresses} addresses`;
}

function examples(remotes: readonly RemoteAddress[]): string {
  const ips = [...new Set(remotes.map(({ ip }) => ip))];
  return `${ips.slice(0, MAX_EXAMPLES).join(', ')}${ips.length > MAX_EXAMPLES ? ', …' : ''}`;
}

const MAX_EXAMPLES = 3;
/** RFC 6598 and RFC 7335, as in knowledge/address-kind. */
const CARRIER_FILTER = 'ip.addr == 100.64.0.0/10 || ip.addr == 192.0.0.0/29';

function clientText(view: TapView, router: Router): string {
  const near = router.clients.filter(({ ip }) => view.outside(ip) === 'local');
  if (near.length === 0) return 'hosts that were not seen themselves';
  const shown = near.slice(0, MAX_EXAMPLES).map(({ ip, mac }) => {
    const name = view.nameOf(mac);
    return name === '' ? ip : `${name} (${ip})`;
  });
  return near.length > MAX_EXAMPLES ? `${shown.join(', ')} and ${near.length - MAX_EXAMPLES} more` : shown.join(', ');
}
