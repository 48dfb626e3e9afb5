import type { Finding } from '../../schema/finding.ts';
import { isAccepted } from '../../declare/lookup/limits-of-use.ts';
import { ethernetAddress, ipAddress } from '../display-filter.ts';
import { namesDevice } from '../listed-devices.ts';
import { makeFinding } from '../make-finding.ts';
import { namesPlace } from '../place.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { missingSignals } from '../signals.ts';
import type { TapView } from '../tap-view.ts';

export const deviceMissing: Rule = {
  id: 'device-missing',
  category: 'contract',
  title: 'Listed device that was not seen',
  why: 'A listed device that is silent was exchanged, moved, switched off or stands where this capture cannot see; until it is found, the picture of the crane has a hole.',
  source: 'IEC 62443-2-1 (asset inventory); contract comparison',
  needs: [
    'frames',
    'link-addresses',
    'long-enough',
    'arp',
    'broadcasts',
    'conversations-apart',
    'declared-networks-seen',
    'declared-devices',
  ],
  attack: ['T0862'],
  law: ['inventory'],
  appliesTo: (place) => place.kind === 'crane',
  find: (context) => {
    const places = new Map<string, TapView[]>();
    for (const view of context.views) {
      const key = `${view.place.kind} ${view.place.id}`;
      const views = places.get(key);
      if (views === undefined) places.set(key, [view]);
      else views.push(view);
    }
    return [...places.values()].flatMap((views) => findAtPlace(context, views));
  },
};

interface Listed {
  readonly label: string;
  readonly key: string;
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly serial?: string;
}

function findAtPlace(context: RuleContext, views: readonly TapView[]): readonly Finding[] {
  const first = views[0];
  if (first === undefined) return [];
  return (
    listedAt(first)
      .filter((item) => !views.some(({ tap }) => tap.devices.some((device) => namesDevice(item, device))))
      // Beyond a router its link address cannot be seen here, but its conversations can.
      .filter(
        (item) =>
          !item.ips.some((ip) =>
            views.some(({ tap }) => tap.conversations.some((one) => one.client === ip || one.server === ip)),
          ),
      )
      .map((item) => findingFor(context, first, views, item))
  );
}

/** What is listed for the place itself and can be recognised: without address and serial number nothing can. */
function listedAt(view: TapView): readonly Listed[] {
  const items = view.contract
    .filter((item) => namesPlace(item, view.place))
    .map((item) => ({
      ...item,
      label: `${item.name} (contract ${item.ref})`,
      key: `contract ${item.source.file} ${item.ref}`,
    }));
  const devices = view.declaration.devices
    .filter((device) => isAccepted(device) && namesPlace(device, view.place))
    .map((device) => ({ ...device, label: device.name ?? device.id, key: `device ${device.id}` }));
  const seen = new Set<string>();
  return [...devices, ...items].filter(({ macs, ips, serial }) => {
    const address = macs[0] ?? ips[0] ?? serial;
    if (address === undefined || seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}

function findingFor(context: RuleContext, view: TapView, views: readonly TapView[], item: Listed): Finding {
  const blind = missingSignals(views, deviceMissing.needs);
  const placed = item.ips.some((ip) => views.some(({ tap }) => tap.isLocal(ip)));
  const visible = blind.length === 0 && (placed || item.ips.length === 0);
  const address = item.macs[0] ?? item.ips[0] ?? `serial number ${item.serial ?? ''}`;
  const { first, last } = view.tap.health;
  const filter =
    item.macs[0] !== undefined
      ? ethernetAddress(item.macs[0])
      : item.ips[0] !== undefined
        ? ipAddress(item.ips[0])
        : '';
  return makeFinding(deviceMissing, context, view, {
    severity: visible ? 'low' : 'info',
    confidence: visible ? 'probable' : 'possible',
    status: 'not-applicable',
    subject: item.macs[0] ?? item.ips[0] ?? '',
    object: item.key,
    title: `${item.label} was not seen${visible ? '' : ', and might not have been visible'}`,
    signs: [
      {
        id: 'device-missing',
        family: 'identity',
        weight: visible ? 150 : 50,
        text: `No frame of ${address}.`,
        filter,
        count: 0,
        first,
        last,
        frames: [],
      },
    ],
    alternatives: [
      {
        text: 'It stands where this capture could not see.',
        result: visible ? 'refuted' : placed ? 'not-observable' : 'supported',
      },
      { text: 'It was switched off.', result: 'not-observable' },
      { text: 'It was exchanged, and the papers were not changed.', result: 'not-observable' },
    ],
    next: [
      'Look whether it is there and under power.',
      'If it was exchanged, bring the papers up to date with the new serial number and addresses.',
      visible
        ? 'Capture again across a start-up of the crane.'
        : 'Mirror the VLAN and switch where it is connected, for at least 24 hours.',
    ],
    seen: { first, last },
  });
}
