/**
 * What a capture must show before the absence of a sign means anything. A rule and a sign name the signals they
 * need; one that is missing turns "clean" into "inconclusive".
 */
export const signalNames = [
  'frames',
  'link-addresses',
  'two-way-traffic',
  'long-enough',
  'whole-frames',
  'no-loss',
  'arp',
  'broadcasts',
  'tcp-handshakes',
  'round-trips',
  'names',
  'plain-text',
  'controller-commands',
  'conversations-apart',
  'declared-networks-seen',
  'declared-gateways',
  'declared-devices',
  'declared-zones',
  'declared-clients',
] as const;
export type SignalName = (typeof signalNames)[number];

export interface Signal {
  readonly title: string;
  /** What is wrong when it is missing, for people. */
  readonly missing: string;
  /** What to do so that it is there next time. */
  readonly remedy: string;
}

export const signals: Readonly<Record<SignalName, Signal>> = {
  frames: {
    title: 'frames that could be read',
    missing: 'no readable frame',
    remedy: 'capture again and check the file with capinfos before leaving the crane',
  },
  'link-addresses': {
    title: 'Ethernet addresses',
    missing: 'the capture has no Ethernet addresses',
    remedy: 'mirror a switch port and capture with link type Ethernet, not on a tunnel or with "any"',
  },
  'two-way-traffic': {
    title: 'both directions of conversations',
    missing: 'mostly one direction of each conversation was mirrored',
    remedy: 'mirror both receive and transmit of the port',
  },
  'long-enough': {
    title: 'enough time',
    missing: 'the capture is too short',
    remedy: 'capture for at least 24 hours, with a start-up of the crane in it',
  },
  'whole-frames': {
    title: 'whole frames',
    missing: 'frames were cut short by a snap length',
    remedy: 'capture with an unlimited snap length (-s 0)',
  },
  'no-loss': {
    title: 'a capture without loss',
    missing: 'the capturing system lost frames, or streams have holes',
    remedy: 'mirror fewer ports at once, or capture on a faster machine',
  },
  arp: {
    title: 'ARP or neighbour discovery',
    missing: 'no ARP and no neighbour discovery was seen',
    remedy: 'mirror a port of the same VLAN without a filter, for at least one hour',
  },
  broadcasts: {
    title: 'broadcasts of the network',
    missing: 'no broadcast or multicast was seen',
    remedy: 'mirror the whole VLAN without a capture filter, with a start-up of the crane in it',
  },
  'tcp-handshakes': {
    title: 'TCP handshakes',
    missing: 'no TCP handshake was seen',
    remedy: 'capture across a restart of the hosts, so that connections are opened anew',
  },
  'round-trips': {
    title: 'round-trip times',
    missing: 'no round trip could be measured',
    remedy: 'mirror both directions of the port of the host that speaks outward',
  },
  names: {
    title: 'name look-ups',
    missing: 'no name look-up in clear was seen',
    remedy: 'mirror the port of the name server or of the host, for at least 24 hours',
  },
  'plain-text': {
    title: 'identities in clear',
    missing: 'nobody said anything readable about himself',
    remedy: 'mirror the port of the suspected device while somebody opens its management page',
  },
  'controller-commands': {
    title: 'commands to controllers',
    missing: 'no command to a controller was seen, or none that can be read',
    remedy: "mirror the controller's own port, both directions, for at least one hour of crane work",
  },
  'conversations-apart': {
    title: 'conversations few enough to keep each by itself',
    missing: 'there were too many conversations to keep each by itself; they were joined, without ports or by network',
    remedy: 'mirror fewer ports on one tap, or look at shorter captures one by one',
  },
  'declared-networks-seen': {
    title: 'every declared network of the place',
    missing: 'a declared network of this place was never seen',
    remedy: 'add a tap on the VLAN that was never seen, for at least 24 hours',
  },
  'declared-gateways': {
    title: 'a declaration of gateways',
    missing: 'nobody has declared which gateways are meant to be here',
    remedy: 'declare the gateways in site.yaml (`quaywatch draft` writes a first version)',
  },
  'declared-devices': {
    title: 'a list of the devices that belong here',
    missing: 'neither the contract nor the declaration lists devices for this place',
    remedy: "add the supplier's list of parts (contract/) or devices in site.yaml",
  },
  'declared-zones': {
    title: 'declared zones and conduits',
    missing: 'no zones are declared for the networks of this place',
    remedy: 'declare networks, zones and conduits in site.yaml',
  },
  'declared-clients': {
    title: 'a list of who may read or command controllers',
    missing: 'nobody has declared who may read or command the controllers',
    remedy: 'give the controllers in site.yaml a list of clients',
  },
};
