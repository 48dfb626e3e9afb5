import { dnsFlags, dnsMessage, dnsType } from '../encode/dns.ts';
import { etherType, ethernetFrame } from '../encode/ethernet.ts';
import { icmpUnreachable } from '../encode/icmp.ts';
import { ipProtocol, ipv4Packet } from '../encode/ipv4.ts';
import { windowsClient } from '../encode/tls.ts';
import { type End, remoteEnd } from '../simulate/end.ts';
import { Host, linuxStack, windowsStack } from '../simulate/host.ts';
import { radioPath } from '../simulate/path.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import type { CraneScene } from './crane-scene.ts';
import { pageViews, servicePagesPort } from './maintenance.ts';
import { lookUp } from './name-and-time.ts';
import type { HiddenRouterPlan } from './plan.ts';
import { tlsConversation } from './tls-conversation.ts';

/** What the careful installer set: TTL 64 on every packet, MSS clamped back to that of Ethernet. */
const habit = { hops: 11, ttlSet: 64, mss: 1460 } as const;

interface Cellular {
  readonly router: End;
  readonly collector: End;
  readonly resolver: End;
  readonly maintainer: End;
}

/** All far ends share one radio, hence one path with one memory of when it was last awake. */
function cellular(scene: CraneScene, plan: HiddenRouterPlan): Cellular {
  const random = scene.randomFor('radio');
  const path = radioPath(random);
  const router = scene.stranger('hidden', plan.mac, plan.ip, linuxStack);
  const far = (name: string, ip: string, stack: Host['stack']): End =>
    remoteEnd(new Host(name, '00:00:00:00:00:00', ip, stack, random), router.host, path, habit);
  return {
    router,
    collector: far('collector', plan.collector, linuxStack),
    resolver: far('resolver', plan.resolver, linuxStack),
    maintainer: far('maintainer', plan.maintainer, windowsStack),
  };
}

/** The actors behind the box nobody ordered. It says nothing by itself but ARP: no name, no lease, no banner. */
export function hiddenRouterActors(scene: CraneScene, plan: HiddenRouterPlan): readonly Actor[] {
  const far = cellular(scene, plan);
  return [dataLeaving(scene, plan, far), maintenanceFromOutside(scene, far), rareUnreachable(scene, far)];
}

/** Every minute and a half the crane PC hands its readings to somebody's collector. */
function* dataLeaving(scene: CraneScene, plan: HiddenRouterPlan, far: Cellular): Actor {
  const random = scene.randomFor('leaving');
  yield random.between(14, 30) * second;
  for (let round = 0; ; round++) {
    // The answer lives for five minutes in the crane PC's cache.
    if (round % 4 === 0)
      yield* lookUp(scene, scene.device('cms'), plan.collectorName, far.collector.host.ip, far.resolver);
    yield* tlsConversation(scene.lan, random, {
      client: scene.device('cms'),
      server: far.collector,
      port: 443,
      hello: windowsClient,
      serverName: plan.collectorName,
      certificate: {
        commonName: plan.collectorName,
        alternativeNames: [plan.collectorName, 'liftinsight.example'],
        organization: 'Lift Insight',
        country: 'XC',
        issuerName: 'Lift Insight Root',
        issuerOrganization: 'Lift Insight',
        notBefore: '210301000000Z',
        notAfter: '310301000000Z',
      },
      rounds: [{ up: random.between(2200, 6400), down: 220, after: 4 * millisecond, thinking: 15 * millisecond }],
      ending: random.chance(0.15) ? 'reset' : 'close',
    });
    yield 75 * second + random.between(-900, 900) * millisecond;
  }
}

/** Somebody outside opens the crane PC's service pages. */
function* maintenanceFromOutside(scene: CraneScene, far: Cellular): Actor {
  const random = scene.randomFor('outside');
  yield Math.min(400 * second, scene.lan.scheduler.end * 0.4);
  yield* tlsConversation(scene.lan, random, {
    client: far.maintainer,
    server: scene.device('cms'),
    port: servicePagesPort,
    hello: windowsClient,
    certificate: {
      commonName: 'cms-service',
      alternativeNames: ['cms-service'],
      organization: 'Ostervik Cranes',
      country: 'XC',
      issuerName: 'cms-service',
      issuerOrganization: 'Ostervik Cranes',
      notBefore: '170601000000Z',
      notAfter: '370601000000Z',
    },
    rounds: pageViews(random, 22),
    ending: 'close',
  });
}

/** Once, the radio is gone and the router answers for it. */
function* rareUnreachable(scene: CraneScene, far: Cellular): Actor {
  const { lan } = scene;
  const random = scene.randomFor('unreachable');
  const cms = scene.device('cms');
  yield lan.scheduler.end * 0.83;
  yield* lan.resolve(cms, far.resolver);
  const question = dnsMessage(random.between(1, 0xffff), dnsFlags.query, [
    { name: 'time.liftinsight.example', type: dnsType.a },
  ]);
  const original = lan.udp(cms, far.resolver, random.between(50000, 60000), 53, question);
  yield 3 * second + 41 * millisecond;
  const packet = ipv4Packet(
    {
      source: far.router.host.ip,
      destination: cms.host.ip,
      protocol: ipProtocol.icmp,
      ttl: 64,
      identification: far.router.host.nextIdentification(),
      dontFragment: false,
    },
    icmpUnreachable(1, original),
  );
  lan.wire.show(lan.now, ethernetFrame(cms.mac, far.router.mac, etherType.ipv4, packet));
}
