import { ethernetFrame } from '../../bench/generator/encode/ethernet.ts';
import { ipv4Packet } from '../../bench/generator/encode/ipv4.ts';
import { type Host, host, udpFrame } from './observe-frames.ts';

/** Bytes of an Ethernet header without tags, as the frames of tests have it. */
const ETHERNET = 14;

/** The two ends of tunnels in tests. */
export const NEAR: Host = host(101);
export const FAR: Host = host(102);

/** The IP packet of a frame without tags. */
export function packetOf(frame: Uint8Array): Uint8Array {
  return frame.subarray(ETHERNET);
}

/** An IPv4 packet from one end to the other, in Ethernet. */
export function carried(protocol: number, payload: Uint8Array, from = NEAR, to = FAR): Uint8Array {
  const fields = { source: from.ip, destination: to.ip, protocol, ttl: 64, identification: 9, dontFragment: false };
  return ethernetFrame(to.mac, from.mac, 0x0800, ipv4Packet(fields, payload));
}

function bytes(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])));
}

const word = (value: number): Uint8Array => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const half = (value: number): Uint8Array => bytes(value >>> 8, value & 255);

/** Ways to carry a frame between {@link NEAR} and {@link FAR}; `back` from the far end, which may have a number of its own. */
export type Tunnel = (frame: Uint8Array, back?: boolean) => Uint8Array;

const ends = (back: boolean | undefined): [Host, Host] => (back === true ? [FAR, NEAR] : [NEAR, FAR]);

export function gre(key: number): Tunnel {
  return (frame, back) => carried(47, bytes(0x20, 0, 8, 0, word(key), packetOf(frame)), ...ends(back));
}

export function erspan(session: number): Tunnel {
  return (frame) => carried(47, bytes(0x10, 0, 0x88, 0xbe, word(1), 0x10, 0, half(session), word(0), frame));
}

export function ipInIp(): Tunnel {
  return (frame, back) => carried(4, packetOf(frame), ...ends(back));
}

export function vxlan(vni: number): Tunnel {
  return (frame, back) => udpFrame(...ends(back), 49_152, 4789, bytes(8, 0, 0, 0, word(vni * 256), frame));
}

export function geneve(vni: number): Tunnel {
  return (frame, back) => udpFrame(...ends(back), 49_152, 6081, bytes(0, 0, 0x65, 0x58, word(vni * 256), frame));
}

export function gtp(out: number, answer: number): Tunnel {
  return (frame, back) => {
    const packet = packetOf(frame);
    const header = bytes(0x30, 0xff, half(packet.length), word(back === true ? answer : out));
    return udpFrame(...ends(back), 2152, 2152, bytes(header, packet));
  };
}

export function l2tp(out: number, answer: number): Tunnel {
  return (frame, back) => {
    const packet = packetOf(frame);
    const header = bytes(0x40, 2, half(packet.length + 12), half(1), half(back === true ? answer : out));
    return udpFrame(...ends(back), 1701, 1701, bytes(header, 0xff, 3, 0, 0x21, packet));
  };
}

export function mpls(out: number, answer: number): Tunnel {
  return (frame, back) => {
    const [from, to] = ends(back);
    const entry = word(((back === true ? answer : out) << 12) | 0x140);
    return ethernetFrame(to.mac, from.mac, 0x8847, bytes(entry, packetOf(frame)));
  };
}

export function pppoe(session: number): Tunnel {
  return (frame, back) => {
    const [from, to] = ends(back);
    const packet = packetOf(frame);
    const header = bytes(0x11, 0, half(session), half(packet.length + 2), 0, 0x21);
    return ethernetFrame(to.mac, from.mac, 0x8864, bytes(header, packet));
  };
}

export function pbb(service: number): Tunnel {
  return (frame, back) => {
    const [from, to] = ends(back);
    return ethernetFrame(to.mac, from.mac, 0x88e7, bytes(word(service), frame));
  };
}
