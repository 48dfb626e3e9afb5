import { compareText } from '../../kernel/compare.ts';
import { isAccepted } from '../../declare/lookup/limits-of-use.ts';
import type { Confidence, Finding } from '../../schema/finding.ts';
import { type Fusion, fuse, weakerOf } from '../fusion.ts';
import { CELLULAR_SIGNS, type GatewayStatus, gatewayStatus } from '../gateway-status.ts';
import { makeFinding, ruleSignOf } from '../make-finding.ts';
import { type Observation, strongest, together } from '../observation.ts';
import { testAlternatives } from '../path-alternatives.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { pathSeverity } from '../severity.ts';
import { signObservers } from '../signs/registry.ts';
import type { TapView } from '../tap-view.ts';

export const hiddenPath: Rule = {
  id: 'hidden-path',
  category: 'hidden-path',
  title: 'A way off the network that nobody declared',
  why: 'A cellular router or a second gateway goes around every firewall, log and permission of the terminal; what was found on cranes was such a path, known to some staff and in no contract.',
  source: 'Joint investigation of two House committees into cranes, September 2024; docs on signs in knowledge/signs',
  needs: [
    'frames',
    'link-addresses',
    'two-way-traffic',
    'long-enough',
    'whole-frames',
    'no-loss',
    'arp',
    'broadcasts',
    'declared-networks-seen',
    'declared-gateways',
  ],
  attack: ['T0822', 'T0883', 'T0860'],
  law: ['exploitable-channels', 'ot-internet', 'third-party-remote', 'approved-hardware'],
  appliesTo: () => true,
  find: (context) => context.views.flatMap((view) => findOnTap(context, view)),
};

/** Signs that raise weight beside others, and alone are another rule's business or everybody's habit. */
const COMPANIONS: ReadonlySet<string> = new Set(['S04', 'S15', 'S19', 'S26']);

function findOnTap(context: RuleContext, view: TapView): readonly Finding[] {
  const bySubject = new Map<string, Observation[]>();
  for (const one of strongest(signObservers.flatMap((observer) => observer.observe(view)))) {
    const group = bySubject.get(one.subject);
    if (group === undefined) bySubject.set(one.subject, [one]);
    else group.push(one);
  }
  const main = [...bySubject.values()].flat().find(({ sign }) => sign.id === 'N05')?.subject;
  return [...bySubject]
    .sort((a, b) => compareText(a[0], b[0]))
    .flatMap(([subject, signs]) => findingFor(context, view, subject, signs, main));
}

function findingFor(
  context: RuleContext,
  view: TapView,
  subject: string,
  signs: readonly Observation[],
  main: string | undefined,
): readonly Finding[] {
  const speaking = signs.filter(({ weight }) => weight > 0);
  if (!speaking.some(({ sign }) => !COMPANIONS.has(sign.id))) return [];
  const fusion = fuse(signs, view.knowledge.thresholds);
  const status = gatewayStatus(view, subject, signs, together(speaking));
  // The way out that everybody uses is told even where its counter-sign outweighs it: nobody declared it.
  const ordinary = signs.some(({ sign }) => sign.id === 'N05');
  if (fusion.confidence === undefined && status.gateway === undefined && !ordinary) return [];
  if (status.status === 'undeclared' && isKnownDevice(view, subject, speaking)) return [];
  const tested = testAlternatives({ view, subject, signs, status });
  const setting = status.status !== 'undeclared' ? 'ordinary' : view.gatewaysDeclared ? 'ordinary' : 'none-declared';
  const confidence = confidenceOf(fusion, tested.atMost, setting, speaking);
  // Strong by itself, and beside the gateway that most hosts use: worth a question before all others.
  const second =
    main !== undefined && main !== subject && fusion.confidence !== undefined && fusion.confidence !== 'possible';
  const explained =
    setting === 'none-declared'
      ? second
        ? 'second-undeclared'
        : setting
      : tested.atMost !== undefined
        ? 'explained'
        : setting;
  return [
    makeFinding(hiddenPath, context, view, {
      severity: pathSeverity({ status: status.status, confidence, place: view.place.kind, setting: explained }),
      confidence,
      status: status.status,
      subject,
      object: '',
      title:
        second && setting === 'none-declared'
          ? secondTitle(subject, main)
          : titleOf(view, subject, status, confidence, speaking),
      signs: [...signs].sort((a, b) => b.weight - a.weight || compareText(a.sign.id, b.sign.id)).map(ruleSignOf),
      alternatives: tested.alternatives,
      next: nextSteps(view, subject, status),
    }),
  ];
}

/** Where nobody declared any gateway, a path by itself proves nothing; only what speaks of a mobile network lifts it. */
function confidenceOf(
  fusion: Fusion,
  atMost: Confidence | undefined,
  setting: 'ordinary' | 'none-declared',
  speaking: readonly Observation[],
): Confidence {
  const fused = fusion.confidence ?? 'possible';
  const limited = atMost === undefined ? fused : weakerOf(fused, atMost);
  const mobile = speaking.some(
    ({ sign, weight }) => CELLULAR_SIGNS.has(sign.id) && sign.id !== 'S09' && weight >= sign.weight,
  );
  return setting === 'none-declared' && !mobile ? weakerOf(limited, 'possible') : limited;
}

/** A device that was agreed to be here may be made by whom it is made; that alone is no path. */
function isKnownDevice(view: TapView, subject: string, speaking: readonly Observation[]): boolean {
  if (!speaking.every(({ sign }) => sign.family === 'identity' || sign.family === 'naming')) return false;
  const device = view.device(subject);
  const ips = device?.addresses.map(({ ip }) => ip) ?? [];
  const match = [...ips, ''].map((ip) => view.declaredDevice(subject, ip)).find((one) => one !== undefined);
  if (match !== undefined && match.differs !== 'mac' && isAccepted(match.device)) return true;
  return view.contract.some((item) => item.macs.includes(subject));
}

function titleOf(
  view: TapView,
  subject: string,
  status: GatewayStatus,
  confidence: Confidence,
  speaking: readonly Observation[],
): string {
  if (status.gateway !== undefined && status.status !== 'undeclared') {
    const within =
      status.status === 'declared-within-limits'
        ? 'within its limits'
        : `outside its limits: ${status.limits.join('; ')}`;
    return `Declared gateway ${status.gateway.id}, ${within}`;
  }
  const forwards = speaking.some(({ sign }) => sign.id === 'S01');
  if (!forwards) return `${subject} may be a way off the network that nobody declared`;
  if (!view.gatewaysDeclared) return `${subject} leads off the network; nobody has declared which gateways belong here`;
  const words = confidence === 'confirmed' ? 'leads' : confidence === 'probable' ? 'probably leads' : 'may lead';
  return `${subject} ${words} off the network, and nobody declared it`;
}

function secondTitle(subject: string, main: string): string {
  return `${subject} is a second way off the network beside ${main}; nobody has declared which gateways belong here`;
}

function nextSteps(view: TapView, subject: string, status: GatewayStatus): readonly string[] {
  if (status.status === 'declared-within-limits') {
    return ['Nothing to do now. Check at the next review that purpose, SIM and end of the permission are still right.'];
  }
  if (status.status === 'declared-outside-limits') {
    return [
      `Ask the approver of ${status.gateway?.id ?? subject} whether this use was meant: ${status.limits.join('; ')}.`,
      'Renew or correct the declaration if it was, with an end.',
      'If it was not: treat it as undeclared, photograph it in place and keep this case before anything is switched off.',
    ];
  }
  const declare =
    'Ask the owner of the network, the crane maker and the maintenance firm whether they know the device, without telling outsiders more than needed.';
  if (!view.gatewaysDeclared) {
    return [
      'Ask who runs the network which gateways belong here, and declare them; then inspect the same captures again.',
      declare,
      `Look up on the switch which port ${subject} is on, and see with your own eyes what is plugged in there.`,
    ];
  }
  return [
    'Do not unplug or switch anything off yet: what is in its memory and what it is connected to are lost with the power, and the crane may depend on it.',
    'Keep this case folder and the captures where nobody can change them.',
    declare,
    `Look up on the switch which port ${subject} is on (its address table), and walk the cable to its end.`,
    'Photograph the device, its label, antennas, SIM tray and wiring in place; note IMEI and ICCID if they can be read without opening it.',
    'Decide with the crane operation when it can be disconnected safely; prefer closing the switch port to pulling cables, and test the crane afterwards.',
    'Capture again for 24 hours afterwards to show that the path is gone.',
  ];
}
