import { grantFor } from '../declare/lookup/grant-for.ts';
import { isAccepted } from '../declare/lookup/limits-of-use.ts';
import { holdsAt } from '../declare/lookup/scope.ts';
import type { Alternative, AlternativeResult, Confidence } from '../schema/finding.ts';
import type { GatewayStatus } from './gateway-status.ts';
import type { Observation } from './observation.ts';
import { isFar } from './signs/outside-addresses.ts';
import type { TapView } from './tap-view.ts';

/** Everything an explanation may be tested on. */
export interface PathFacts {
  readonly view: TapView;
  readonly subject: string;
  readonly signs: readonly Observation[];
  readonly status: GatewayStatus;
}

interface Explanation {
  readonly text: string;
  /** Left out where the explanation has nothing to do with what was seen. */
  test(facts: PathFacts): AlternativeResult | undefined;
  /** Where it holds, the finding claims no more than this. */
  readonly atMost?: Confidence;
  /** The same where it can be neither shown nor excluded. */
  readonly atMostIfOpen?: Confidence;
}

const has = (facts: PathFacts, id: string): boolean => facts.signs.some(({ sign }) => sign.id === id);
const held = (holds: boolean): AlternativeResult => (holds ? 'supported' : 'refuted');

/** Ordinary explanations of a path, each a test on facts. */
const explanations: readonly Explanation[] = [
  {
    text: 'It is a gateway that was declared for this place.',
    test: ({ view, status }) => {
      if (status.status !== 'undeclared') return held(status.status === 'declared-within-limits');
      return view.gatewaysDeclared ? 'refuted' : 'not-observable';
    },
  },
  {
    text: 'It is the ordinary gateway of this network, which nobody has declared.',
    test: (facts) => (facts.view.gatewaysDeclared ? undefined : held(has(facts, 'N05'))),
    atMost: 'possible',
  },
  {
    text: 'It is a gateway that is declared by its IP address only, and whose link address this capture does not tell.',
    test: unlocatedGateway,
    atMostIfOpen: 'possible',
  },
  {
    text: 'It belongs to a redundant pair of routers (VRRP, HSRP).',
    test: (facts) => held(has(facts, 'N01')),
    atMost: 'probable',
  },
  {
    text: 'The mirror shows both sides of a declared gateway, and this is what stands beyond it.',
    test: (facts) => (facts.view.gatewaysDeclared ? held(has(facts, 'N03')) : undefined),
    atMost: 'possible',
  },
  {
    text: 'It is a host of virtual machines, each with an address of its own.',
    test: (facts) => (has(facts, 'S02') || has(facts, 'N02') ? held(has(facts, 'N02') && !anyFar(facts)) : undefined),
    atMost: 'possible',
  },
  {
    text: 'The outside addresses are another network of the site, so that only the declaration of networks is incomplete.',
    test: siteNetwork,
    atMost: 'probable',
  },
  {
    text: 'It answers ARP on behalf of a declared router (proxy ARP).',
    test: ({ view, signs }) => {
      const proxy = signs.some(({ sign, text }) => sign.id === 'S03' && text.includes('answers for others'));
      return proxy ? (view.gatewaysDeclared ? 'refuted' : 'not-observable') : undefined;
    },
  },
  {
    text: 'The small segments come from a VPN tunnel or PPPoE on a fixed line.',
    test: (facts) => (has(facts, 'S09') ? held(has(facts, 'N04')) : has(facts, 'N04') ? 'supported' : undefined),
  },
  {
    text: 'Behind it stands a fixed line or the office network, not a mobile network.',
    test: ({ signs }) => {
      const mobile = signs.some(
        ({ sign, weight }) => ['S11', 'S12', 'S14', 'S16', 'S17'].includes(sign.id) && weight >= sign.weight,
      );
      return mobile ? 'refuted' : 'not-observable';
    },
  },
  {
    text: 'The names were asked for by a telephone on Wi-Fi.',
    test: (facts) => {
      const names = facts.signs.filter(({ sign }) => sign.id === 'S12');
      if (names.length === 0) return undefined;
      const phone =
        facts.view.device(facts.subject)?.macKind === 'local' &&
        names.every(({ sign, weight }) => weight < sign.weight);
      return held(phone && facts.view.router(facts.subject) === undefined);
    },
    atMost: 'possible',
  },
  {
    text: 'Somebody was working here with a permission for remote access at that time.',
    test: underGrant,
    atMost: 'probable',
  },
];

export interface TestedAlternatives {
  readonly alternatives: readonly Alternative[];
  /** The least of what the explanations that hold allow. */
  readonly atMost: Confidence | undefined;
}

const ORDER: readonly Confidence[] = ['possible', 'probable', 'confirmed'];

export function testAlternatives(facts: PathFacts): TestedAlternatives {
  const tested = explanations.flatMap((explanation) => {
    const { text, atMost, atMostIfOpen } = explanation;
    const result = explanation.test(facts);
    if (result === undefined) return [];
    return [
      { text, result, limit: result === 'supported' ? atMost : result === 'not-observable' ? atMostIfOpen : undefined },
    ];
  });
  const limits = tested.flatMap(({ limit }) => (limit === undefined ? [] : [limit]));
  return {
    alternatives: tested.map(({ text, result }) => ({ text, result })),
    atMost: limits.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0],
  };
}

function anyFar({ view, subject }: PathFacts): boolean {
  const router = view.router(subject);
  return router !== undefined && view.beyond(router.remotes).some((remote) => isFar(view, remote));
}

/** Without ARP nobody can tell whether an unnamed link address is that of a gateway declared by IP address. */
function unlocatedGateway({ view, subject, status }: PathFacts): AlternativeResult | undefined {
  if (status.gateway !== undefined || (view.device(subject)?.addresses ?? []).length > 0) return undefined;
  const unlocated = view.declaration.gateways.some(
    (gateway) =>
      isAccepted(gateway) &&
      gateway.macs.length === 0 &&
      holdsAt(view.declaration, view.tap.tap, gateway) &&
      gateway.ips.every((ip) => view.macOf(ip) === ''),
  );
  return unlocated ? 'not-observable' : undefined;
}

/** All outside addresses lie in networks declared anywhere on the site. */
function siteNetwork({ view, subject }: PathFacts): AlternativeResult | undefined {
  const router = view.router(subject);
  const remotes = router === undefined ? [] : [...view.beyond(router.remotes), ...view.beyond(router.asked)];
  if (remotes.length === 0) return undefined;
  const networks = view.declaration.networks.filter(isAccepted);
  if (networks.length === 0) return remotes.some((remote) => isFar(view, remote)) ? 'refuted' : 'not-observable';
  return held(remotes.every(({ ip }) => view.ofSite(ip)));
}

/** A grant covers an outside address and a host that spoke with it, from first to last frame. */
function underGrant({ view, subject }: PathFacts): AlternativeResult | undefined {
  const router = view.router(subject);
  if (router === undefined) return undefined;
  if (!view.declaration.grants.some(isAccepted)) return 'not-observable';
  const remotes = [...view.beyond(router.remotes), ...view.beyond(router.asked)];
  const covered =
    remotes.length > 0 &&
    remotes.every((remote) =>
      router.clients.some((client) => {
        const seen = { from: remote.ip, to: { mac: client.mac, ip: client.ip } };
        return [remote.first, remote.last].every(
          (time) => grantFor(view.declaration, view.tap.tap, { ...seen, time })?.inside,
        );
      }),
    );
  return held(covered);
}
