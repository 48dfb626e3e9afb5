import { broadcastMac, linkLocal, multicastMac } from '../addresses.ts';
import { arpMessage } from '../encode/arp.ts';
import { etherType, ethernetFrame } from '../encode/ethernet.ts';
import { ipProtocol, ipv4Packet } from '../encode/ipv4.ts';
import { ipv6Packet } from '../encode/ipv6.ts';
import { udpDatagram } from '../encode/udp.ts';
import type { Random } from '../random.ts';
import type { End } from './end.ts';
import type { Host } from './host.ts';
import { type Actor, microsecond, type Scheduler } from './scheduler.ts';
import type { Wire } from './wire.ts';

export interface Group {
  readonly destination: Uint8Array;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly ttl: number;
}

/** One crane's switch with the mirror port on it. */
export class Lan {
  readonly scheduler: Scheduler;
  readonly wire: Wire;
  readonly random: Random;
  readonly #neighbours = new Map<string, number>();

  constructor(scheduler: Scheduler, wire: Wire, random: Random) {
    this.scheduler = scheduler;
    this.wire = wire;
    this.random = random;
  }

  get now(): number {
    return this.scheduler.now;
  }

  /** ARP, if the sender has forgotten the next hop; the one who is asked learns the asker. */
  *resolve(from: End, to: End): Actor {
    if (from.router !== undefined && to.router !== undefined) throw new Error('one end must be on this switch');
    const asker = from.router ?? from.host;
    const asked = to.router ?? to.host;
    const key = `${asker.ip.join('.')}>${asked.ip.join('.')}`;
    const known = this.#neighbours.get(key);
    const expired = known === undefined || this.now - known > asker.stack.arpLifetime;
    if (!expired) return;
    // A stale entry is checked with a unicast request, a missing one with a broadcast.
    const unicast = known !== undefined && asker.stack.ttl === 128 && this.random.chance(0.8);
    this.#arp(asker, asked, 'request', unicast ? asked.mac : broadcastMac);
    yield this.random.between(40, 160) * microsecond;
    this.#arp(asked, asker, 'reply', asker.mac);
    this.#neighbours.set(key, this.now);
    this.#neighbours.set(`${asked.ip.join('.')}>${asker.ip.join('.')}`, this.now);
    yield this.random.between(15, 60) * microsecond;
  }

  /** A host that has just come up tells everybody its address. */
  announce(host: Host): void {
    const message = arpMessage({
      operation: 'request',
      senderMac: host.mac,
      senderIp: host.ip,
      targetMac: new Uint8Array(6),
      targetIp: host.ip,
    });
    this.wire.show(this.now, ethernetFrame(broadcastMac, host.mac, etherType.arp, message));
  }

  ipv4(
    from: End,
    to: End,
    protocol: number,
    payload: Uint8Array,
    identification: number,
    dontFragment: boolean,
  ): Uint8Array {
    const packet = ipv4Packet(
      { source: from.host.ip, destination: to.host.ip, protocol, ttl: from.ttl, identification, dontFragment },
      payload,
    );
    this.wire.show(this.now, ethernetFrame(to.mac, from.mac, etherType.ipv4, packet));
    return packet;
  }

  /** The packet is given back, for an ICMP error that quotes it. */
  udp(from: End, to: End, sourcePort: number, destinationPort: number, payload: Uint8Array): Uint8Array {
    const datagram = udpDatagram(
      { source: from.host.ip, destination: to.host.ip, sourcePort, destinationPort },
      payload,
    );
    return this.ipv4(from, to, ipProtocol.udp, datagram, from.host.nextIdentification(), false);
  }

  /** UDP to a group or to everybody. The source may be another than the host's own: 0.0.0.0 while it has none. */
  udpToMany(from: Host, to: Group, payload: Uint8Array, source: Uint8Array = from.ip): void {
    const { destination, sourcePort, destinationPort, ttl } = to;
    const datagram = udpDatagram({ source, destination, sourcePort, destinationPort }, payload);
    const identification = from.nextIdentification();
    const packet = ipv4Packet(
      { source, destination, protocol: ipProtocol.udp, ttl, identification, dontFragment: false },
      datagram,
    );
    const first = destination[0] ?? 0;
    const mac = first >= 224 && first < 240 ? multicastMac(destination) : broadcastMac;
    this.wire.show(this.now, ethernetFrame(mac, from.mac, etherType.ipv4, packet));
  }

  /** IPv6 from a host's link-local address to a group. */
  ipv6ToGroup(
    from: Host,
    group: Uint8Array,
    nextHeader: number,
    hopLimit: number,
    payload: Uint8Array,
    routerAlert = false,
  ): void {
    const packet = ipv6Packet(
      { source: linkLocal(from.mac), destination: group, nextHeader, hopLimit, routerAlert },
      payload,
    );
    this.wire.show(this.now, ethernetFrame(multicastMac(group), from.mac, etherType.ipv6, packet));
  }

  #arp(sender: Host, target: Host, operation: 'request' | 'reply', to: Uint8Array): void {
    const message = arpMessage({
      operation,
      senderMac: sender.mac,
      senderIp: sender.ip,
      targetMac: operation === 'request' ? new Uint8Array(6) : target.mac,
      targetIp: target.ip,
    });
    this.wire.show(this.now, ethernetFrame(to, sender.mac, etherType.arp, message));
  }
}
