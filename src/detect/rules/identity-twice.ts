import { compareText } from '../../kernel/compare.ts';
import { tapById } from '../../declare/lookup/scope.ts';
import type { Device, Identity } from '../../resolve/estate.ts';
import type { Finding } from '../../schema/finding.ts';
import { ethernetAddress, quoted } from '../display-filter.ts';
import { makeFinding, type RuleSign } from '../make-finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import type { TapView } from '../tap-view.ts';

export const identityTwice: Rule = {
  id: 'identity-twice',
  category: 'contract',
  title: 'One identity in two places',
  why: 'Serial numbers and link addresses are given once. The same one on two devices is a copy, a clone, or one of the sticks that all carry the same address.',
  source: 'IEEE 802 (global addresses are unique); sign S14',
  needs: ['frames', 'link-addresses'],
  attack: ['T0862', 'T0864'],
  law: ['inventory', 'media-hardware'],
  appliesTo: () => true,
  find: (context) => [...serialsTwice(context), ...addressesTwice(context)],
};

interface Holder {
  readonly view: TapView;
  readonly device: Device;
}

/** Shorter numbers, and those of one repeated digit, are placeholders. */
const MIN_SERIAL_LENGTH = 5;

function serialsTwice(context: RuleContext): readonly Finding[] {
  const bySerial = new Map<string, (Holder & { readonly identity: Identity })[]>();
  for (const view of context.views) {
    for (const device of view.tap.devices) {
      for (const identity of device.identities) {
        if (identity.attribute !== 'serial' || identity.value.length < MIN_SERIAL_LENGTH) continue;
        if (/^(.)\1*$/.test(identity.value)) continue;
        const holders = bySerial.get(identity.value);
        if (holders === undefined) bySerial.set(identity.value, [{ view, device, identity }]);
        else holders.push({ view, device, identity });
      }
    }
  }
  return [...bySerial]
    .sort((a, b) => compareText(a[0], b[0]))
    .flatMap(([serial, holders]) => {
      return holders
        .filter((one) => holders.some((other) => differ(one, other)))
        .map(({ view, device, identity }) => {
          const sign: RuleSign = {
            id: 'same-serial',
            family: 'identity',
            weight: 200,
            text: `It names ${quoted(serial)} as its serial number, and so does ${others(holders, view, device)}.`,
            filter: ethernetAddress(device.mac),
            count: identity.count,
            first: identity.first,
            last: identity.last,
            frames: identity.frames,
          };
          return findingFor(
            context,
            { view, device },
            `serial ${serial}`,
            `Serial number ${serial} is claimed by several devices`,
            sign,
          );
        });
    });
}

/** Two devices by their MAC; over two taps only where somebody said that these are two places. */
function differ(a: Holder, b: Holder): boolean {
  return a.device.mac !== b.device.mac && (a.view === b.view || (isDeclaredTap(a.view) && isDeclaredTap(b.view)));
}

/** Captures without a declared tap may show one place at two times, and a device has moved on between them. */
function isDeclaredTap({ declaration, tap }: TapView): boolean {
  return tapById(declaration, tap.tap) !== undefined;
}

function addressesTwice(context: RuleContext): readonly Finding[] {
  const byMac = new Map<string, Holder[]>();
  for (const view of context.views) {
    for (const device of view.tap.devices) {
      if (device.macKind !== 'global') continue;
      const holders = byMac.get(device.mac);
      if (holders === undefined) byMac.set(device.mac, [{ view, device }]);
      else holders.push({ view, device });
    }
  }
  return [...byMac]
    .sort((a, b) => compareText(a[0], b[0]))
    .flatMap(([mac, holders]) => {
      if (!inTwoPlaces(mac, holders)) return [];
      return holders.map(({ view, device }) => {
        const sign: RuleSign = {
          id: 'same-address',
          family: 'identity',
          weight: 200,
          text: `The link address ${mac} was also seen at ${others(holders, view, device)}.`,
          filter: ethernetAddress(mac),
          count: device.count,
          first: device.first,
          last: device.last,
          frames: device.frames,
        };
        return findingFor(
          context,
          { view, device },
          'link address',
          `Link address ${mac} stands in several places`,
          sign,
        );
      });
    });
}

/**
 * Two taps may look at one network, and then see one device twice. It counts as two only where the places differ and
 * it has other addresses there, or where the address is one that many sticks share.
 */
function inTwoPlaces(mac: string, holders: readonly Holder[]): boolean {
  const places = new Set(holders.map(({ view }) => `${view.place.kind} ${view.place.id}`));
  if (places.size < 2) return false;
  const known = holders[0]?.view.knowledge.telltaleMac(mac);
  if (known?.kind === 'telltale' && known.exact) return true;
  if (!holders.every(({ view }) => isDeclaredTap(view))) return false;
  // What forwards has one link address on every network it stands on.
  if (holders.some(({ view }) => view.router(mac) !== undefined)) return false;
  return holders.some((a, i) =>
    holders.some((b, j) => i < j && a.view.place.id !== b.view.place.id && disjoint(ips(a.device), ips(b.device))),
  );
}

function ips(device: Device): ReadonlySet<string> {
  return new Set(device.addresses.map(({ ip }) => ip).filter((ip) => !ip.startsWith('fe80:')));
}

function disjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((ip) => b.has(ip));
}

function others(holders: readonly Holder[], view: TapView, device: Device): string {
  return holders
    .filter((one) => one.view !== view || one.device !== device)
    .slice(0, 3)
    .map((one) => `${one.device.mac} on ${one.view.tap.tap}`)
    .join(', ');
}

function findingFor(
  context: RuleContext,
  { view, device }: Holder,
  object: string,
  title: string,
  sign: RuleSign,
): Finding {
  return makeFinding(identityTwice, context, view, {
    severity: 'medium',
    confidence: 'probable',
    status: 'not-applicable',
    subject: device.key,
    object,
    title,
    signs: [sign],
    alternatives: [
      { text: 'Both taps see one network, so that one device was seen twice.', result: 'refuted' },
      { text: 'The device was moved from one place to the other between the captures.', result: 'not-observable' },
      { text: 'The maker gave the number twice, or left a placeholder in.', result: 'not-observable' },
    ],
    next: [
      'Compare the labels of both devices on site, and photograph them.',
      'Ask the maker which of the two it delivered under this number.',
    ],
  });
}
