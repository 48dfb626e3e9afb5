import type { Device } from '../../resolve/estate.ts';
import type { Finding } from '../../schema/finding.ts';
import { ethernetAddress } from '../display-filter.ts';
import { hasDeviceList, listingOf } from '../listed-devices.ts';
import { makeFinding } from '../make-finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import type { TapView } from '../tap-view.ts';

export const deviceNotListed: Rule = {
  id: 'device-not-listed',
  category: 'contract',
  title: 'Device that stands in no contract and no declaration',
  why: 'What was never agreed was never looked at: nobody updates it, and nobody knows what it is for.',
  source: 'IEC 62443-2-1 (asset inventory); contract comparison',
  needs: ['frames', 'link-addresses', 'long-enough', 'broadcasts', 'declared-networks-seen', 'declared-devices'],
  attack: ['T0862', 'T0864'],
  law: ['approved-hardware', 'inventory', 'media-hardware'],
  appliesTo: (place) => place.kind === 'crane',
  find: (context) => context.views.flatMap((view) => findOnTap(context, view)),
};

function findOnTap(context: RuleContext, view: TapView): readonly Finding[] {
  if (!hasDeviceList(view)) return [];
  return view.tap.devices
    .filter((device) => device.macKind !== 'virtual-router' && listingOf(view, device) === undefined)
    .map((device) => findingFor(context, view, device));
}

function findingFor(context: RuleContext, view: TapView, device: Device): Finding {
  const router = view.router(device.mac);
  const forwards = router !== undefined && view.beyond(router.remotes).length > 0;
  const telling = forwards || device.vendorClass?.strength === 'strong';
  const maker = device.maker === '' ? 'no registered maker' : device.maker;
  const name = device.names[0] ?? device.addresses[0]?.ip ?? device.mac;
  const services = device.services.length === 0 ? '' : `, offers ${device.services.slice(0, 5).join(', ')}`;
  return makeFinding(deviceNotListed, context, view, {
    severity: telling ? 'medium' : 'low',
    confidence: 'confirmed',
    status: 'undeclared',
    subject: device.key,
    object: '',
    title: `${name} (${maker}) stands in no contract and no declaration of this place`,
    signs: [
      {
        id: 'device-not-listed',
        family: 'identity',
        weight: 200,
        text: `${device.mac}, ${maker}, seen in ${device.count} frames and messages${services}.`,
        filter: ethernetAddress(device.mac),
        count: device.count,
        first: device.first,
        last: device.last,
        frames: device.frames,
      },
    ],
    alternatives: [
      { text: 'It is a listed device under another address.', result: 'not-observable' },
      {
        text: 'It belongs to somebody who was working here, such as a service laptop.',
        result: view.declaration.grants.length === 0 ? 'not-observable' : 'refuted',
      },
    ],
    next: [
      'Compare with the asset list and the delivery papers; ask the maintenance firm what it is.',
      'Look up its switch port, go there, photograph it and its label.',
      'If it belongs there, add it to the declaration; if not, plan its removal like any change of the crane.',
    ],
  });
}
