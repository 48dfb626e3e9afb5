import { type Observation, observation, type SignObserver } from '../observation.ts';
import { ipAddress } from '../display-filter.ts';

/** S26: two link addresses hold one IP address at the same time. The declared holder is never the subject. */
export const claimedTwice: SignObserver = {
  id: 'S26',
  observe: (view) =>
    view.tap.conflicts.flatMap((conflict): Observation[] => {
      const shared = conflict.claims.some(({ mac }) => view.knowledge.telltaleMac(mac)?.kind === 'virtual-router');
      if (!conflict.together || shared) return [];
      const filter = `arp.src.proto_ipv4 == ${conflict.ip} || (icmpv6 && ${ipAddress(conflict.ip)})`;
      const rightful = conflict.claims.filter(({ mac }) => {
        const match = view.declaredDevice(mac, conflict.ip);
        return (match !== undefined && match.differs !== 'mac') || isGatewayMac(view.declaration.gateways, mac);
      });
      return conflict.claims
        .filter((claim) => !rightful.includes(claim))
        .map((claim) => {
          const others = conflict.claims.filter(({ mac }) => mac !== claim.mac).map(({ mac }) => mac);
          const text = `${claim.mac} holds ${conflict.ip} at the same time as ${others.slice(0, 3).join(', ')}.`;
          return observation('S26', claim.mac, rightful.length > 0 ? 'full' : 'weaker', text, filter, claim);
        });
    }),
};

function isGatewayMac(gateways: readonly { readonly macs: readonly string[] }[], mac: string): boolean {
  return gateways.some(({ macs }) => macs.includes(mac));
}
