import type { DeviceMatch } from '../../declare/lookup/device-of.ts';
import { isAccepted } from '../../declare/lookup/limits-of-use.ts';
import type { Device, Identity } from '../../resolve/estate.ts';
import type { Sighting } from '../../resolve/sighting.ts';
import type { ClaimAttribute } from '../../schema/facts/vocabulary.ts';
import type { Finding, Severity } from '../../schema/finding.ts';
import { ethernetAddress, ethernetSource } from '../display-filter.ts';
import { makeFinding } from '../make-finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import type { TapView } from '../tap-view.ts';

export const deviceChanged: Rule = {
  id: 'device-changed',
  category: 'contract',
  title: 'Device that is not what was declared',
  why: 'Another link address, serial number or firmware under a known name is an exchanged part that nobody recorded, or something that passes itself off as it.',
  source: 'contract comparison; RFC 5227 for addresses',
  needs: ['frames', 'link-addresses', 'declared-devices'],
  attack: ['T0862', 'T0830'],
  law: ['inventory', 'approved-hardware'],
  appliesTo: (place) => place.kind === 'crane',
  find: (context) =>
    context.views.flatMap((view) => view.tap.devices.flatMap((device) => findOn(context, view, device))),
};

interface Difference {
  readonly what: string;
  readonly declared: string;
  readonly seen: string;
  readonly severity: Severity;
  readonly sighting: Sighting;
}

/** Attributes that both sides can name, and how much a difference weighs. */
const COMPARED: readonly (readonly [ClaimAttribute, 'serial' | 'firmware' | 'model', Severity])[] = [
  ['serial', 'serial', 'medium'],
  ['firmware', 'firmware', 'low'],
  ['model', 'model', 'low'],
];

function findOn(context: RuleContext, view: TapView, device: Device): readonly Finding[] {
  if (device.macKind === 'virtual-router') return [];
  const found = new Map<string, { match: DeviceMatch; differences: Difference[] }>();
  for (const use of device.addresses) {
    const match = view.declaredDevice(device.mac, use.ip);
    if (match === undefined || !isAccepted(match.device)) continue;
    const entry = found.get(match.device.id) ?? { match, differences: [] };
    found.set(match.device.id, entry);
    if (match.differs === 'mac') {
      const declared = match.device.macs.join(', ');
      entry.differences.push({ what: 'link address', declared, seen: device.mac, severity: 'medium', sighting: use });
    } else if (match.differs === 'ip' && !device.addresses.some(({ ip }) => match.device.ips.includes(ip))) {
      entry.differences.push({
        what: 'IP address',
        declared: match.device.ips.join(', '),
        seen: use.ip,
        severity: 'low',
        sighting: use,
      });
    }
  }
  for (const entry of found.values()) {
    if (entry.match.differs === 'mac') continue;
    for (const [attribute, field, severity] of COMPARED) {
      const declared = entry.match.device[field];
      const claims = device.identities.filter((identity) => identity.attribute === attribute);
      if (
        declared === undefined ||
        claims.length === 0 ||
        claims.some(({ value }) => agrees(attribute, value, declared))
      )
        continue;
      const claim = claims[0] as Identity;
      entry.differences.push({ what: field, declared, seen: claim.value, severity, sighting: claim });
    }
  }
  return [...found.values()].flatMap(({ match, differences }) =>
    differences.length === 0 ? [] : [findingFor(context, view, device, match, differences)],
  );
}

/** A device often says more than its model ("CPU 315-2 PN/DP", an order number with its suffix): containing it is enough. */
function agrees(attribute: ClaimAttribute, said: string, declared: string): boolean {
  return sameText(said, declared) || (attribute === 'model' && (contains(said, declared) || contains(declared, said)));
}

function contains(longer: string, shorter: string): boolean {
  return plain(shorter) !== '' && plain(longer).includes(plain(shorter));
}

/** Makers print the same number with spaces, dashes and in either case. */
function sameText(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s._-]/g, '');
}

function findingFor(
  context: RuleContext,
  view: TapView,
  device: Device,
  match: DeviceMatch,
  differences: readonly Difference[],
): Finding {
  const name = match.device.name ?? match.device.id;
  const first = differences[0] as Difference;
  const both = view.tap.conflicts.some(
    (conflict) => conflict.together && conflict.claims.some(({ mac }) => mac === device.mac),
  );
  return makeFinding(deviceChanged, context, view, {
    severity: differences.some(({ severity }) => severity === 'medium') ? 'medium' : 'low',
    confidence: 'probable',
    status: 'declared-outside-limits',
    subject: device.key,
    object: match.device.id,
    title: `${name} has another ${differences.map(({ what }) => what).join(' and ')} than declared (${first.seen} instead of ${first.declared})`,
    signs: differences.map(({ what, declared, seen, sighting }) => ({
      id: `changed-${what.replaceAll(' ', '-')}`,
      family: 'identity',
      weight: 200,
      text: `Declared ${what}: ${declared}. Seen: ${seen}.`,
      filter: what === 'link address' ? ethernetSource(device.mac) : ethernetAddress(device.mac),
      count: sighting.count,
      first: sighting.first,
      last: sighting.last,
      frames: sighting.frames,
    })),
    alternatives: [
      { text: 'A part was exchanged and the papers were not changed.', result: both ? 'refuted' : 'not-observable' },
      {
        text: 'The declared device answers under the same address at the same time.',
        result: both ? 'supported' : 'refuted',
      },
      { text: 'The declaration has a typing error.', result: 'not-observable' },
    ],
    next: [
      'Ask the maintenance whether the part was exchanged, when and by whom.',
      'Compare label and papers on site; photograph the label.',
      'Bring the declaration up to date, or treat the device as unknown.',
    ],
  });
}
