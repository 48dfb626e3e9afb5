import type { Router } from '../../resolve/estate.ts';
import { askedFor, ethernetSource } from '../display-filter.ts';
import { type Observation, observation, type SignObserver, together } from '../observation.ts';
import type { TapView } from '../tap-view.ts';

/**
 * S03: hosts ask for the link address of something that forwards, or one link address answers for many. Asking for
 * an ordinary neighbour is no sign; asking for the holder of outside traffic is how a host reaches its gateway.
 */
export const gatewayAskedFor: SignObserver = {
  id: 'S03',
  observe: (view) => [...asked(view), ...proxies(view)],
};

function asked(view: TapView): Observation[] {
  const users = new Map<string, ReadonlySet<string>>();
  const usersOf = ({ mac, clients }: Router): ReadonlySet<string> => {
    let own = users.get(mac);
    if (own === undefined) users.set(mac, (own = new Set(clients.map((client) => client.mac))));
    return own;
  };
  return view.tap.wanted.flatMap((wanted): Observation[] =>
    wanted.holders.flatMap((mac): Observation[] => {
      const router = view.router(mac);
      if (router === undefined) return [];
      const answers = view.beyond(router.remotes).length > 0;
      if (!answers && view.beyond(router.asked).length === 0) return [];
      const askers = wanted.askers.filter((asker) => asker !== mac);
      if (askers.length === 0) return [];
      const using = askers.filter((asker) => usersOf(router).has(asker));
      const who = describe(view, using.length > 0 ? using : askers);
      const text = `${who} asked for the link address of ${wanted.ip}, which ${mac} holds: it is set as a way out there.`;
      const strength = answers && using.length > 0 ? 'full' : 'weaker';
      return [observation('S03', mac, strength, text, askedFor(wanted.ip), wanted)];
    }),
  );
}

/** RFC 1027: one link address answers for many addresses that are not its own. */
function proxies(view: TapView): Observation[] {
  const limit = view.knowledge.thresholds['proxy-arp-addresses'];
  const contested = new Set(view.tap.conflicts.map(({ ip }) => ip));
  return view.tap.devices.flatMap((device): Observation[] => {
    const answered = device.addresses.filter(({ sources }) => sources.includes('arp-reply'));
    const foreign = answered.filter(({ ip }) => contested.has(ip));
    const count = new Set(answered.map(({ ip }) => ip)).size;
    if (count < limit || foreign.length === 0) return [];
    const text = `${device.mac} answered ARP for ${count} addresses, some of which others hold too: it answers for others.`;
    return [
      observation(
        'S03',
        device.mac,
        'weaker',
        text,
        `arp.opcode == 2 && ${ethernetSource(device.mac)}`,
        together(answered),
      ),
    ];
  });
}

function describe(view: TapView, macs: readonly string[]): string {
  const names = macs.slice(0, 3).map((mac) => {
    const name = view.nameOf(mac);
    return name === '' ? mac : name;
  });
  return macs.length > 3 ? `${names.join(', ')} and ${macs.length - 3} more` : names.join(', ');
}
