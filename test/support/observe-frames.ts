import { ethernetFrame, etherType } from '../../bench/generator/encode/ethernet.ts';
import { ipv4Packet, ipProtocol } from '../../bench/generator/encode/ipv4.ts';
import { tcpSegment } from '../../bench/generator/encode/tcp.ts';
import { udpDatagram } from '../../bench/generator/encode/udp.ts';
import { nodeCrypto } from '../../src/adapters/node-crypto.ts';
import type { AppProtocol, PacketProtocol } from '../../src/decode/protocol.ts';
import { appProtocols, packetProtocols } from '../../src/decode/registry.ts';
import { Frame } from '../../src/kernel/frame.ts';
import { combine } from '../../src/observe/combine.ts';
import { ProtocolCatalog } from '../../src/observe/protocol-catalog.ts';
import { equalShare } from '../../src/observe/share.ts';
import { type ShareFacts, shareFacts } from '../../src/observe/share-facts.ts';
import { TapObserver } from '../../src/observe/tap-observer.ts';
import type { Part } from '../../src/schema/facts/part.ts';

/** A frame of a tap made by hand; Ethernet unless it says otherwise. */
export interface GivenFrame {
  readonly bytes: Uint8Array;
  /** Nanoseconds since the start of the tap. */
  readonly at: number;
  readonly linkType?: number;
  readonly wireLength?: number;
}

export interface ObserveOptions {
  readonly shares?: number;
  readonly seed?: number;
  readonly apps?: readonly AppProtocol[];
  readonly packets?: readonly PacketProtocol[];
}

const START_SECONDS = 1_700_000_000;

/** What each of some workers makes of the frames of one tap. */
export function observeShares(frames: readonly GivenFrame[], options: ObserveOptions = {}): ShareFacts[] {
  const { shares = 1, seed = 1, apps = appProtocols, packets = packetProtocols } = options;
  const catalog = new ProtocolCatalog(apps, packets);
  return Array.from({ length: shares }, (_, index) => {
    const share = equalShare(index, shares);
    const observer = new TapObserver({ catalog, crypto: nodeCrypto, seed, share, dropDuplicates: true });
    const frame = new Frame();
    for (const given of frames) {
      const bytes = given.bytes.slice();
      frame.bytes = bytes;
      frame.view = new DataView(bytes.buffer);
      frame.filling++;
      frame.start = 0;
      frame.end = bytes.length;
      frame.wireLength = given.wireLength ?? bytes.length;
      frame.seconds = START_SECONDS + Math.floor(given.at / 1e9);
      frame.nanos = given.at % 1e9;
      frame.linkType = given.linkType ?? 1;
      frame.number++;
      frame.ordinal++;
      observer.frame(frame);
    }
    observer.finish();
    return shareFacts(observer);
  });
}

export function observe(frames: readonly GivenFrame[], options: ObserveOptions = {}): Part {
  return combineShares(observeShares(frames, options));
}

export function combineShares(shares: readonly ShareFacts[]): Part {
  return combine({ site: 's', tap: 't', analysisVersion: '1', captures: [], droppedByCapture: -1 }, shares);
}

export interface Host {
  readonly ip: Uint8Array;
  readonly mac: Uint8Array;
}

/** The n-th host of 192.0.2.0/24. */
export function host(n: number): Host {
  return { ip: Uint8Array.of(192, 0, 2, n), mac: Uint8Array.of(2, 0, 0, 0, 0, n) };
}

export interface TcpGiven {
  readonly from: Host;
  readonly to: Host;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement?: number;
  readonly flags?: number;
}

export function tcpFrame(given: TcpGiven, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const { from, to, flags = 0x10, acknowledgement = 0 } = given;
  const fields = { ...given, source: from.ip, destination: to.ip, flags, acknowledgement, window: 8_192 };
  return ipFrame(from, to, ipProtocol.tcp, tcpSegment(fields, payload));
}

export function udpFrame(
  from: Host,
  to: Host,
  sourcePort: number,
  destinationPort: number,
  payload: Uint8Array,
): Uint8Array {
  const fields = { source: from.ip, destination: to.ip, sourcePort, destinationPort };
  return ipFrame(from, to, ipProtocol.udp, udpDatagram(fields, payload));
}

function ipFrame(from: Host, to: Host, protocol: number, payload: Uint8Array): Uint8Array {
  const fields = { source: from.ip, destination: to.ip, protocol, ttl: 64, identification: 1, dontFragment: true };
  return ethernetFrame(to.mac, from.mac, etherType.ipv4, ipv4Packet(fields, payload));
}
