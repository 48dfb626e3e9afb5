import { parseIp, prefixContains } from '../kernel/ip.ts';
import type { Network } from '../declare/declaration.ts';
import { isAccepted } from '../declare/lookup/limits-of-use.ts';
import { holdsAt } from '../declare/lookup/scope.ts';
import type { SignalName } from '../knowledge/signal.ts';
import { hasDeviceList } from './listed-devices.ts';
import { namesPlace } from './place.ts';
import type { TapView } from './tap-view.ts';

/** Each signal as a test on one tap. A place has a signal when every one of its taps has it. */
const tests: Readonly<Record<SignalName, (view: TapView) => boolean>> = {
  frames: ({ tap }) => tap.health.frames > 0,
  // Nine in ten: tunnels and loopback interfaces may stand beside Ethernet in one file.
  'link-addresses': ({ tap }) =>
    tap.flows === 0 ? tap.devices.some(({ mac }) => mac !== '') : tap.flowsWithMacs * 10 >= tap.flows * 9,
  'two-way-traffic': ({ tap, knowledge }) =>
    tap.health.twoWayFlows > 0 &&
    share(tap.health.twoWayFlows, tap.health.twoWayFlows + tap.health.oneWayFlows) >=
      knowledge.thresholds['min-two-way-share'],
  'long-enough': ({ tap, knowledge }) =>
    tap.health.last - tap.health.first >= BigInt(knowledge.thresholds['min-span-seconds']) * 1_000_000_000n,
  'whole-frames': ({ tap, knowledge }) =>
    share(tap.health.snappedFrames, tap.health.frames) <= knowledge.thresholds['max-snapped-share'],
  'no-loss': ({ tap, knowledge }) =>
    share(Math.max(0, tap.health.droppedByCapture), tap.health.frames) <= knowledge.thresholds['max-missing-share'] &&
    share(missingBytes({ tap }), tap.health.capturedBytes) <= knowledge.thresholds['max-missing-share'],
  arp: ({ tap }) => tap.neighbourMessages > 0,
  broadcasts: ({ tap }) => tap.groupTraffic,
  'tcp-handshakes': ({ tap }) => tap.handshakes > 0,
  'round-trips': ({ tap }) =>
    tap.localRoundTrips.length > 0 || tap.routers.some((router) => router.roundTrips.length > 0),
  names: ({ tap }) => tap.names.length > 0,
  'plain-text': ({ tap }) => tap.claims.length > 0 || tap.certificates.length > 0,
  'controller-commands': ({ tap }) => tap.controllers.length > 0,
  'conversations-apart': ({ tap }) => tap.conversationFold === 0,
  'declared-networks-seen': (view) => networksNeverSeen([view]).length === 0,
  'declared-gateways': (view) => view.gatewaysDeclared,
  'declared-devices': hasDeviceList,
  'declared-zones': (view) => view.networks.some(({ zone }) => zone !== undefined),
  'declared-clients': (view) =>
    view.declaration.devices.some(
      (device) => isAccepted(device) && device.clients !== undefined && holdsAt(view.declaration, view.tap.tap, device),
    ),
};

/** Which of the wanted signals a place lacks, in the order they are wanted. */
export function missingSignals(views: readonly TapView[], wanted: readonly SignalName[]): readonly SignalName[] {
  if (views.length === 0) return wanted;
  return wanted.filter((name) => {
    // A network may be seen by either tap of its place.
    if (name === 'declared-networks-seen') return networksNeverSeen(views).length > 0;
    return !views.every(tests[name]);
  });
}

/** Networks that are declared for the place itself and of which no address was seen on any of its taps. */
export function networksNeverSeen(views: readonly TapView[]): readonly Network[] {
  const first = views[0];
  if (first === undefined) return [];
  const own = first.networks.filter((network) => namesPlace(network, first.place));
  return own.filter(({ prefix }) => {
    const inside = (ip: string): boolean => {
      const bytes = parseIp(ip);
      return bytes !== undefined && prefixContains(prefix, bytes);
    };
    return !views.some(
      ({ tap }) =>
        tap.devices.some(({ addresses }) => addresses.some(({ ip }) => inside(ip))) ||
        tap.conversations.some(({ client, server }) => inside(client) || inside(server)),
    );
  });
}

export function missingBytes({ tap }: Pick<TapView, 'tap'>): number {
  return tap.coverage.reduce((sum, row) => sum + row.missing, 0);
}

/** Thousandths; nothing of nothing is none. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.ceil((part * 1000) / whole);
}
