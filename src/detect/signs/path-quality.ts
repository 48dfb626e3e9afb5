import type { Thresholds } from '../../knowledge/thresholds.ts';
import { rttBuckets } from '../../schema/facts/flows.ts';
import { ethernetAddress } from '../display-filter.ts';
import { type Observation, observation, type SignObserver } from '../observation.ts';

/** S09 and N04: segment sizes that a path through this link address left over. */
export const segmentSize: SignObserver = {
  id: 'S09',
  observe: (view) =>
    view.tap.routers.flatMap((router) =>
      router.segmentSizes.flatMap((size): Observation[] => {
        const known = view.knowledge.segmentSize(size.mss);
        if (known === undefined || known.cause === 'ipv6') return [];
        const filter = `tcp.flags.syn == 1 && tcp.options.mss_val == ${size.mss} && ${ethernetAddress(router.mac)}`;
        const text = `${size.count} handshakes through ${router.mac} offered segments of ${size.mss} bytes: ${known.note}.`;
        if (known.cause !== 'cellular') return [observation('N04', router.mac, 'full', text, filter, size)];
        const often = size.count >= view.knowledge.thresholds['mss-flows'];
        return [observation('S09', router.mac, often ? 'full' : 'weaker', text, filter, size)];
      }),
    ),
};

/** S10: round trips through this link address are slow and uneven while those on the network here are not. */
export const radioRoundTrips: SignObserver = {
  id: 'S10',
  observe: (view) => {
    const limits = view.knowledge.thresholds;
    return view.tap.routers.flatMap((router): Observation[] => {
      const path = slowness(router.roundTrips, limits);
      if (path.samples < limits['rtt-samples'] || path.slow < limits['radio-share']) return [];
      const local = slowness(view.tap.localRoundTrips, limits);
      if (local.samples >= limits['rtt-samples'] && local.slow >= limits['radio-share']) return [];
      const uneven = path.tail >= limits['radio-tail-share'];
      const text = `${Math.floor(path.slow / 10)} % of ${path.samples} round trips through ${router.mac} took more than ${limits['radio-bucket-nanoseconds'] / 1e6} ms${uneven ? ', with a tail beyond 100 ms' : ''}.`;
      const filter = `${ethernetAddress(router.mac)} && tcp.analysis.initial_rtt`;
      return [observation('S10', router.mac, uneven ? 'full' : 'weaker', text, filter, router.roundTripSighting)];
    });
  },
};

/** Thousandths of round trips beyond the two bounds. */
function slowness(histogram: readonly number[], limits: Thresholds): { samples: number; slow: number; tail: number } {
  let samples = 0;
  let slow = 0;
  let tail = 0;
  for (const [bucket, count] of histogram.entries()) {
    const atLeast = bucket === 0 ? 0 : (rttBuckets[bucket - 1] ?? 0);
    samples += count;
    if (atLeast >= limits['radio-bucket-nanoseconds']) slow += count;
    if (atLeast >= limits['radio-tail-nanoseconds']) tail += count;
  }
  const share = (part: number): number => (samples === 0 ? 0 : Math.floor((part * 1000) / samples));
  return { samples, slow: share(slow), tail: share(tail) };
}
