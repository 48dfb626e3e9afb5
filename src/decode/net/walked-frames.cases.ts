import { readFileSync } from 'node:fs';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { CaptureParser } from '../../capture/capture-parser.ts';
import { Cursor } from '../../kernel/cursor.ts';
import type { Frame } from '../../kernel/frame.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import { Packet } from '../packet.ts';
import type { PacketProtocol } from '../protocol.ts';
import { walkFrame } from '../walk-frame.ts';
import { arp, rarp } from './arp.ts';
import { type FragmentCounts, Fragments } from './fragments.ts';
import { icmp } from './icmp.ts';
import { icmpv6 } from './icmpv6.ts';
import { igmp } from './igmp.ts';
import { lldp } from './lldp.ts';
import { pvst, stp } from './stp.ts';
import { vrrp } from './vrrp.ts';

/** A small driver over real captures for tests: frames in, every protocol below the application read. */

export const lowerProtocols: readonly PacketProtocol[] = [arp, rarp, lldp, icmp, icmpv6, vrrp, igmp, stp, pvst];

/** Walks every frame of a capture file, fragments put together, and shows each to `visit`. */
export function walkCapture(file: string, visit: (p: Packet, frame: Frame) => void): Readonly<FragmentCounts> {
  const bytes = new Uint8Array(readFileSync(file));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const p = new Packet();
  const fragments = new Fragments();
  const parser = new CaptureParser({
    frame(frame) {
      walkFrame(p, frame);
      if (p.fragment && p.damage === 0) fragments.add(p);
      visit(p, frame);
    },
  });
  let at = 0;
  for (let used = -1; used !== 0; at += used) used = parser.feed(bytes, view, at, bytes.length);
  parser.finish(bytes, view, at, bytes.length);
  return fragments.finish();
}

/** The protocol that the frame's numbers choose, and what it said; undefined where none is chosen. */
export function readLower(p: Packet, frame: number): { protocol: PacketProtocol; turn: RecordingTurn } | undefined {
  if (p.damage !== 0 || p.management || p.fragment) return undefined;
  const protocol = lowerProtocols.find(({ carriedIn }) =>
    p.ipVersion > 0
      ? carriedIn.ipProtocol === p.protocol
      : p.snap >= 0
        ? carriedIn.snap === p.snap
        : p.etherType > 0
          ? carriedIn.etherType === p.etherType
          : carriedIn.llcSap === p.llcSap,
  );
  if (!protocol) return undefined;
  const turn = recordingTurn({ frame, ttl: p.ttl });
  const mac = (at: number): number => (at >= 0 ? turn.mac(p.bytes, at) : 0);
  const ip = (at: number): number => turn.ip(p.bytes, at, p.ipVersion === 4 ? 4 : 16);
  Object.assign(turn, {
    senderMac: mac(p.sourceMac),
    receiverMac: mac(p.destinationMac),
    sender: p.ipVersion > 0 ? ip(p.source) : mac(p.sourceMac),
    receiver: p.ipVersion > 0 ? ip(p.destination) : mac(p.destinationMac),
  });
  const c = new Cursor().reset(p.bytes, p.view, p.ipVersion > 0 ? p.transport : p.network, p.end);
  protocol.parse(c, turn);
  return { protocol, turn };
}

export function sourceText(p: Packet): string {
  return p.ipVersion === 0 ? '' : p.ipVersion === 4 ? ipv4Text(p.bytes, p.source) : ipv6Text(p.bytes, p.source);
}

export function destinationText(p: Packet): string {
  if (p.ipVersion === 0) return '';
  return p.ipVersion === 4 ? ipv4Text(p.bytes, p.destination) : ipv6Text(p.bytes, p.destination);
}

export function sourceMacText(p: Packet): string {
  return p.sourceMac < 0 ? '' : macText(p.bytes, p.sourceMac);
}
