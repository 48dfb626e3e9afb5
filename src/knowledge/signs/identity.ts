import type { SignKnowledge } from '../sign.ts';

/** Signs of the identity family: what a device is made of. Alone they never carry more than "possible". */
export const identitySigns: readonly SignKnowledge[] = [
  {
    id: 'S13',
    title: 'link address of a cellular or remote-access maker',
    family: 'identity',
    weight: 220,
    weaker: 60,
    reason:
      'The block is assigned to a maker whose Ethernet devices nearly all have a cellular or remote-access path. Makers that also build switches and serial servers count for little.',
    source: 'IEEE registry (data/oui.tsv) with data/oui-classes.tsv',
    needs: ['link-addresses'],
    counters: ['a declared device or gateway with this address'],
    evaded: 'a copied address; the block of a chip maker; a locally administered address',
    mirror: 'the whole VLAN, broadcasts included,',
    hours: 24,
  },
  {
    id: 'S14',
    title: 'factory address of a cellular stick',
    family: 'identity',
    weight: 400,
    weaker: 200,
    reason:
      'All sticks of one family carry the same link address, in a block that is assigned to nobody: on a LAN it means a bridged stick. The same address on two networks confirms it.',
    source: 'data/telltale-macs.tsv',
    needs: ['link-addresses'],
    counters: ['a declared gateway with this address'],
    evaded: 'another stick, other firmware',
    mirror: 'the whole VLAN, broadcasts included,',
    hours: 24,
  },
  {
    id: 'S15',
    title: 'made-up link address that acts as a gateway',
    family: 'identity',
    weight: 150,
    weaker: 40,
    reason:
      'Sticks, phones and USB gadgets make their link address up (second-lowest bit of the first octet). Virtual machines, bonded ports and telephones do too: it counts only beside gateway behaviour.',
    source: 'IEEE 802-2014 section 8.2.2; data/telltale-macs.tsv',
    needs: ['link-addresses'],
    counters: ['N01', 'N02', 'bonded ports'],
    evaded: 'a burned-in address',
    mirror: 'the whole VLAN, broadcasts included,',
    hours: 24,
  },
];

/** Naming: what a device says of itself, and what names it asks for. */
export const namingSigns: readonly SignKnowledge[] = [
  {
    id: 'S12',
    title: 'names of a mobile network',
    family: 'naming',
    weight: 200,
    weaker: 80,
    reason:
      'Names such as *.mncNNN.mccNNN.gprs are asked for by equipment on a mobile network. Telephones on Wi-Fi ask for some of them too; those count less.',
    source: '3GPP TS 23.003; data/cellular-names.tsv',
    needs: ['names', 'long-enough'],
    counters: ['a telephone on Wi-Fi'],
    evaded: 'names asked for inside a tunnel',
    mirror: 'the port of the name server, or of the hosts,',
    hours: 24,
  },
  {
    id: 'S17',
    title: 'says itself that it is a cellular router or remote-access gateway',
    family: 'naming',
    weight: 400,
    weaker: 50,
    reason:
      'Page titles, certificates, banners and neighbour announcements name the product. BusyBox, Dropbear and OpenWrt are only typical of small routers.',
    source: 'data/banner-patterns.tsv',
    needs: ['plain-text', 'whole-frames'],
    counters: ['a declared device with this name', 'a visit to a web page about the product'],
    evaded: 'changed banners; management from the cellular side only',
    mirror: 'the port of the suspected device',
    hours: 24,
  },
];

export const applicationSigns: readonly SignKnowledge[] = [
  {
    id: 'S19',
    title: 'reads a controller without being declared as a reader',
    family: 'application',
    weight: 180,
    weaker: 100,
    reason:
      'A box that polls a controller and has no other role is the best trace of a monitor whose modem cannot be seen. A new historian or a laptop in commissioning does the same.',
    source:
      'House committee report of September 2024: monitoring of cranes by their maker over modems outside the contract',
    needs: ['controller-commands', 'declared-clients', 'long-enough'],
    counters: ['a declared client', 'a grant at that time'],
    evaded: 'a tap on serial lines or the backplane; reading through a trusted computer',
    mirror: "the controllers' own ports, both directions,",
    hours: 24,
  },
];

export const timingSigns: readonly SignKnowledge[] = [
  {
    id: 'S10',
    title: 'round trips as slow and uneven as a radio link',
    family: 'timing',
    weight: 120,
    weaker: 60,
    reason:
      'Handshakes through one link address take tens of milliseconds with a long tail, while neighbours answer within one. Far-away servers and a declared slow line look alike.',
    source:
      'Huang et al., "A close examination of performance and power characteristics of 4G LTE networks" (MobiSys 2012)',
    needs: ['round-trips'],
    counters: ['a declared gateway whose own round trips are as slow', 'far-away servers'],
    evaded: 'a box that answers locally and forwards later',
    mirror: 'the port of the host that speaks outward, both directions,',
    hours: 24,
  },
];
