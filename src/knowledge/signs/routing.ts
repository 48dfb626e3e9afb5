import type { SignKnowledge } from '../sign.ts';

/** Signs of the routing family: something passes packets on that does not belong to the network's own plan. */
export const routingSigns: readonly SignKnowledge[] = [
  {
    id: 'S01',
    title: 'addresses from outside behind one link address',
    family: 'routing',
    weight: 400,
    weaker: 250,
    reason:
      'Frames whose IP address lies outside the local networks, to or from one link address, prove that this address passes packets on. Public addresses leave hardly another reading; private ones may be another network of the site.',
    source: 'IP forwarding over Ethernet, RFC 1812 section 5.2',
    needs: ['link-addresses', 'two-way-traffic', 'long-enough'],
    counters: ['a declared gateway', 'N01', 'N03', 'a network of the site that nobody declared'],
    evaded:
      'translation inward, so that all appears as the box itself; tunnels under its own address; a bridge with a stolen link address',
    mirror: 'the ports of the hosts that may speak outward, both directions,',
    hours: 24,
  },
  {
    id: 'S04',
    title: 'time to live already counted down',
    family: 'routing',
    weight: 120,
    weaker: 80,
    reason:
      'On one network nothing counts the time to live down: 63 or 127 from an address that sits beside hosts with 64 and 128, or two start values from one address, speak of a router in between. Some stacks start at odd values.',
    source:
      'P. Phaal, "Detecting NAT devices using sFlow" (2003); Maier et al., "NAT usage in residential broadband networks" (PAM 2011)',
    needs: ['link-addresses', 'long-enough'],
    counters: ['stacks that start at 30, 60 or 100', 'N02'],
    evaded: 'one packet-filter line that sets the time to live, which many cellular routers offer',
    mirror: 'the port of the device',
    hours: 1,
  },
  {
    id: 'S08',
    title: 'offers to be a gateway (router advertisement, UPnP, mDNS)',
    family: 'routing',
    weight: 300,
    weaker: 150,
    reason:
      'An IPv6 router advertisement from an address nobody declared makes every host a customer of it; a UPnP internet gateway says what it is in plain words.',
    source: 'RFC 4861 section 4.2; RFC 6104 (rogue router advertisements); UPnP InternetGatewayDevice',
    needs: ['broadcasts', 'long-enough'],
    counters: ['a declared gateway', 'a computer that shares its connection by mistake'],
    evaded: 'services switched off',
    mirror: 'the whole VLAN, multicasts included,',
    hours: 24,
  },
  {
    id: 'S09',
    title: 'segments smaller than Ethernet allows',
    family: 'routing',
    weight: 120,
    weaker: 50,
    reason:
      'Segment sizes of 1,340 to 1,430 in handshakes through one link address are what mobile carriers leave over. Tunnels and PPPoE also shrink segments, at other sizes; a declared WAN has its own value.',
    source: 'RFC 6691; published carrier values in data/segment-sizes.tsv',
    needs: ['tcp-handshakes'],
    counters: ['N04', 'a declared WAN with the same MTU'],
    evaded: 'segment size set to 1460; a carrier with an MTU of 1,500',
    mirror: 'the ports of the hosts that open connections outward, across a restart,',
    hours: 4,
  },
  {
    id: 'S22',
    title: 'router messages from something that is no declared router',
    family: 'routing',
    weight: 250,
    weaker: 150,
    reason:
      'Redirects, "time exceeded" and "too big" are sent by routers only. "Unreachable" for another host is too, but also by hosts that forward by mistake.',
    source: 'RFC 792; RFC 1812 section 4.3; RFC 4443',
    needs: ['link-addresses', 'long-enough'],
    counters: ['a declared gateway', 'N01'],
    evaded: 'ICMP switched off',
    mirror: 'the ports of the controllers and of the computers on the crane',
    hours: 24,
  },
];
