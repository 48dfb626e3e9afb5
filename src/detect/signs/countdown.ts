import { ethernetSource, ipSource } from '../display-filter.ts';
import { type Observation, observation, type SignObserver } from '../observation.ts';

/** TTL and hop limits that stacks start from; 30, 60 and 100 are odd but known (see sign S04). */
const START_VALUES: readonly number[] = [30, 32, 60, 64, 100, 128, 254, 255];

/** S04: a neighbour whose packets have been counted down, or come with two start values. */
export const countedDown: SignObserver = {
  id: 'S04',
  observe: (view) =>
    view.tap.devices.flatMap((device) =>
      device.addresses.flatMap((use): Observation[] => {
        if (use.ttlMin < 0 || use.ttlMax <= 1 || use.ip.includes(':')) return [];
        const start = (ttl: number): number | undefined => START_VALUES.find((value) => value >= ttl);
        const slack = view.knowledge.thresholds['router-initial-ttl-slack'];
        const highest = start(use.ttlMax);
        const filter = `${ethernetSource(device.mac)} && ${ipSource(use.ip)}`;
        if (highest !== undefined && use.ttlMax !== highest && highest - use.ttlMax <= slack && use.ttlMax > slack) {
          const text = `${use.ip} sits on the network here, but its packets arrive with a time to live of ${use.ttlMax}, ${highest - use.ttlMax} below the usual ${highest}.`;
          return [observation('S04', device.mac, 'full', text, filter, use)];
        }
        // A TTL of 1 is ordinary beside a larger one: link-local protocols ask for it (RFC 3171, RFC 2328).
        if (use.ttlMin <= 1 || use.ttlMin === use.ttlMax || start(use.ttlMin) === highest) return [];
        const text = `Packets of ${use.ip} start from two different times to live (${use.ttlMin} and ${use.ttlMax}), as if two systems spoke under one address.`;
        return [observation('S04', device.mac, 'weaker', text, filter, use)];
      }),
    ),
};
