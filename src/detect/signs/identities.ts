import type { Device } from '../../resolve/estate.ts';
import { ethernetAddress, ethernetSource, ipSource, quoted } from '../display-filter.ts';
import { type Observation, observation, type SignObserver } from '../observation.ts';
import type { TapView } from '../tap-view.ts';

/** S13: the link address belongs to a maker of cellular or remote-access equipment. N02: to virtual machines. */
export const maker: SignObserver = {
  id: 'S13',
  observe: (view) =>
    view.tap.devices.flatMap((device): Observation[] => {
      const known = device.vendorClass;
      const virtual = view.knowledge.telltaleMac(device.mac)?.kind === 'virtual-machine';
      if (virtual || known?.strength === 'counter') {
        const text = `${device.mac} lies in a block for virtual machines${device.maker === '' ? '' : ` (${device.maker})`}.`;
        return [observation('N02', device.mac, 'full', text, ethernetSource(device.mac), device)];
      }
      if (known === undefined) return [];
      const text = `The block of ${device.mac} is assigned to ${device.maker} (${known.name}${known.note === '' ? '' : `: ${known.note}`}).`;
      const strength = known.strength === 'strong' ? 'full' : 'weaker';
      return [observation('S13', device.mac, strength, text, ethernetSource(device.mac), device)];
    }),
};

/** S14: the address that every stick of one family carries. */
export const stickAddress: SignObserver = {
  id: 'S14',
  observe: (view) =>
    view.tap.devices.flatMap((device): Observation[] => {
      const known = view.knowledge.telltaleMac(device.mac);
      if (known?.kind !== 'telltale') return [];
      const text = `${device.mac}: ${known.note}.`;
      return [
        observation('S14', device.mac, known.exact ? 'full' : 'weaker', text, ethernetAddress(device.mac), device),
      ];
    }),
};

/** S15: a made-up link address that also forwards, or that gadgets are known to use. */
export const madeUpAddress: SignObserver = {
  id: 'S15',
  observe: (view) =>
    view.tap.devices.flatMap((device): Observation[] => {
      const gadget = view.knowledge.telltaleMac(device.mac)?.kind === 'gadget';
      if (device.macKind !== 'local' && !gadget) return [];
      const router = view.router(device.mac);
      const forwards = router !== undefined && view.beyond(router.remotes).length > 0;
      if (!forwards && !gadget) return [];
      const text = gadget
        ? `${device.mac} is an address that cellular sticks and USB network gadgets use.`
        : `${device.mac} was made up by software (no registry assigned it), and it forwards.`;
      const strength = forwards ? 'full' : 'weaker';
      return [observation('S15', device.mac, strength, text, ethernetAddress(device.mac), device)];
    }),
};

/** S16: the device sits at the address that cellular equipment has as delivered. */
export const factoryBlock: SignObserver = {
  id: 'S16',
  observe: (view) => {
    const found: Observation[] = [];
    const declared = (prefix: string): boolean => view.networks.some((network) => network.prefix.text === prefix);
    for (const device of view.tap.devices) {
      for (const use of device.addresses) {
        const block = view.knowledge.cellularSubnet(use.ip);
        if (block === undefined || block.host !== use.ip || declared(block.prefix)) continue;
        const text = `${use.ip} is the address of ${block.equipment} as delivered.`;
        found.push(observation('S16', device.mac, strengthOf(block.strength), text, ipSource(use.ip), use));
      }
    }
    for (const wanted of view.tap.wanted) {
      const block = view.knowledge.cellularSubnet(wanted.ip);
      if (block === undefined || block.strength !== 'B' || block.host !== wanted.ip) continue;
      if (wanted.holders.length > 0 || declared(block.prefix)) continue;
      const text = `Hosts ask for ${wanted.ip}, the address of ${block.equipment} as delivered; nobody answered.`;
      found.push(observation('S16', wanted.ip, 'full', text, `arp.dst.proto_ipv4 == ${wanted.ip}`, wanted));
    }
    return found;
  },
};

/** S17: what it says of itself: titles, banners, announcements, certificates. */
export const banner: SignObserver = {
  id: 'S17',
  observe: (view) => [...view.tap.devices.flatMap((device) => spoken(view, device)), ...certificates(view)],
};

function spoken(view: TapView, device: Device): readonly Observation[] {
  return device.identities.flatMap((identity): Observation[] => {
    const known = view.knowledge.banner(identity.attribute, identity.value);
    // What a browser says of itself, and what it asks for, is not the device's own name.
    if (known === undefined || identity.attribute === 'ja3' || identity.attribute === 'ja4') return [];
    const text = `It says of itself: ${identity.attribute} ${quoted(identity.value)} (${known.product}).`;
    const strength = known.strength === 'A' ? 'full' : 'weaker';
    const filter = `${ethernetSource(device.mac)} && frame contains ${quoted(identity.value)}`;
    return [observation('S17', device.mac, strength, text, filter, identity)];
  });
}

function certificates(view: TapView): readonly Observation[] {
  return view.tap.certificates.flatMap((row): Observation[] => {
    const mac = view.macOf(row.holder);
    const known = view.knowledge.banner('certificate', `${row.subject} ${row.issuer} ${row.alternativeNames}`);
    if (mac === '' || known === undefined) return [];
    const text = `Its certificate names ${quoted(row.subject)} (${known.product}).`;
    const filter = `tls.handshake.type == 11 && ${ipSource(row.holder)}`;
    return [observation('S17', mac, known.strength === 'A' ? 'full' : 'weaker', text, filter, row)];
  });
}

/** S12: asks for names that only equipment on a mobile network needs. */
export const mobileName: SignObserver = {
  id: 'S12',
  observe: (view) =>
    view.tap.names.flatMap((row): Observation[] => {
      if (row.kind !== 'query' && row.kind !== 'tls-sni' && row.kind !== 'http-host') return [];
      const known = view.knowledge.cellularName(row.name);
      if (known === undefined || view.outside(row.client) !== 'local') return [];
      const text = `${row.client} asked for ${quoted(row.name)}: ${known.meaning}.`;
      const filter = `dns.qry.name == ${quoted(row.name)} && ${ipSource(row.client)}`;
      const strength = known.kind === 'phone' ? 'weaker' : 'full';
      return [observation('S12', view.macOf(row.client) || row.client, strength, text, filter, row)];
    }),
};

function strengthOf(strength: 'B' | 'C'): 'full' | 'weaker' {
  return strength === 'B' ? 'full' : 'weaker';
}
