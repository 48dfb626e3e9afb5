import { wordSum } from '../encode/checksum.ts';
import { etherType, ethernetFrame } from '../encode/ethernet.ts';
import { ipProtocol, ipv4Packet } from '../encode/ipv4.ts';
import { synOptions, tcpFlag, tcpSegment } from '../encode/tcp.ts';
import { udpDatagram } from '../encode/udp.ts';
import type { CaptureStream } from './capture-stream.ts';

/** What differs from frame to frame; one object is reused for all of them. */
export interface Patch {
  sourceIp: number;
  destinationIp: number;
  sourcePort: number;
  destinationPort: number;
  sequence: number;
  acknowledgement: number;
  identification: number;
  /** A number in the payload that must change: a transaction or message id. */
  token: number;
}

const ipAt = 14;
const transportAt = 34;
const nothing = new Uint8Array(4);
/** Hosts of the benchmark wear 00:1b and their IPv4 address, so that every address has a MAC of its own. */
const macStart = 0x001b;

export function hostMac(ip: number): Uint8Array {
  return Uint8Array.of(macStart >>> 8, macStart, ip >>> 24, ip >>> 16, ip >>> 8, ip);
}

/**
 * A frame of which all but addresses, ports, numbers and one token is fixed. The sums of the fixed words are taken
 * once, so writing a frame costs one copy, a dozen stores and two foldings, however long it is.
 */
export class FrameTemplate {
  readonly length: number;
  /** Sequence numbers that this segment uses up. */
  readonly consumes: number;
  readonly #frame: Uint8Array;
  readonly #tcp: boolean;
  readonly #tokenAt: number;
  readonly #ipSum: number;
  readonly #transportSum: number;

  private constructor(packet: Uint8Array, tcp: boolean, tokenAt: number, consumes: number) {
    this.#frame = ethernetFrame(new Uint8Array(6), new Uint8Array(6), etherType.ipv4, packet);
    this.#tcp = tcp;
    this.#tokenAt = tokenAt;
    this.length = this.#frame.length;
    this.consumes = consumes;
    const view = new DataView(this.#frame.buffer);
    view.setUint16(ipAt + 10, 0);
    view.setUint16(transportAt + (tcp ? 16 : 6), 0);
    this.#ipSum = wordSum(this.#frame, ipAt, transportAt);
    const end = ipAt + packet.length;
    const protocol = tcp ? ipProtocol.tcp : ipProtocol.udp;
    this.#transportSum = wordSum(this.#frame, transportAt, end) + protocol + (end - transportAt);
  }

  /** tokenAt counts from the start of the payload; -1: there is none. */
  static tcp(flags: number, payload: Uint8Array, tokenAt = -1, ttl = 64): FrameTemplate {
    const syn = (flags & tcpFlag.syn) !== 0;
    const options = syn ? synOptions({ mss: 1460, windowScale: 7, sack: true }) : new Uint8Array(0);
    const segment = tcpSegment(
      {
        source: nothing,
        destination: nothing,
        sourcePort: 0,
        destinationPort: 0,
        sequence: 0,
        acknowledgement: 0,
        flags,
        window: 64240,
        options,
      },
      cleared(payload, tokenAt),
    );
    const consumes = payload.length + (syn || (flags & tcpFlag.fin) !== 0 ? 1 : 0);
    const packet = packetOf(ipProtocol.tcp, segment, ttl);
    return new FrameTemplate(packet, true, tokenAt < 0 ? -1 : transportAt + 20 + options.length + tokenAt, consumes);
  }

  static udp(payload: Uint8Array, tokenAt = -1, ttl = 64): FrameTemplate {
    const datagram = udpDatagram(
      { source: nothing, destination: nothing, sourcePort: 0, destinationPort: 0 },
      cleared(payload, tokenAt),
    );
    return new FrameTemplate(
      packetOf(ipProtocol.udp, datagram, ttl),
      false,
      tokenAt < 0 ? -1 : transportAt + 8 + tokenAt,
      0,
    );
  }

  write(stream: CaptureStream, microseconds: number, patch: Patch): void {
    const at = stream.next(this.length, microseconds);
    const { bytes, view } = stream;
    bytes.set(this.#frame, at);
    const { sourceIp, destinationIp, identification } = patch;
    view.setUint16(at, macStart);
    view.setUint32(at + 2, destinationIp);
    view.setUint16(at + 6, macStart);
    view.setUint32(at + 8, sourceIp);
    const addresses = (sourceIp >>> 16) + (sourceIp & 0xffff) + (destinationIp >>> 16) + (destinationIp & 0xffff);
    view.setUint16(at + ipAt + 4, identification);
    view.setUint16(at + ipAt + 10, folded(this.#ipSum + identification + addresses));
    view.setUint32(at + ipAt + 12, sourceIp);
    view.setUint32(at + ipAt + 16, destinationIp);
    let sum = this.#transportSum + addresses + patch.sourcePort + patch.destinationPort;
    view.setUint16(at + transportAt, patch.sourcePort);
    view.setUint16(at + transportAt + 2, patch.destinationPort);
    if (this.#tokenAt >= 0) {
      const { token } = patch;
      view.setUint16(at + this.#tokenAt, token);
      // Both the transport header and the frame's start are even, so an odd place swaps the word's bytes.
      sum += this.#tokenAt % 2 === 0 ? token : ((token & 0xff) << 8) | (token >>> 8);
    }
    if (this.#tcp) {
      const { sequence, acknowledgement } = patch;
      view.setUint32(at + transportAt + 4, sequence);
      view.setUint32(at + transportAt + 8, acknowledgement);
      sum += (sequence >>> 16) + (sequence & 0xffff) + (acknowledgement >>> 16) + (acknowledgement & 0xffff);
      view.setUint16(at + transportAt + 16, folded(sum));
    } else {
      view.setUint16(at + transportAt + 6, folded(sum) || 0xffff);
    }
  }
}

function packetOf(protocol: number, payload: Uint8Array, ttl: number): Uint8Array {
  return ipv4Packet(
    { source: nothing, destination: nothing, protocol, ttl, identification: 0, dontFragment: true },
    payload,
  );
}

function cleared(payload: Uint8Array, tokenAt: number): Uint8Array {
  if (tokenAt < 0) return payload;
  const copy = payload.slice();
  copy[tokenAt] = 0;
  copy[tokenAt + 1] = 0;
  return copy;
}

/** Sums here stay below 2^31 (at most 760 words a frame), so two folds suffice. */
function folded(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return ~((once & 0xffff) + (once >>> 16)) & 0xffff;
}
