import { broadcastMac } from '../addresses.ts';
import { arpMessage } from '../encode/arp.ts';
import { etherType, ethernetFrame } from '../encode/ethernet.ts';
import type { CaptureStream } from './capture-stream.ts';
import { hostMac } from './frame-template.ts';

/** A host asks for another and is answered. Seldom enough that building the frames anew costs nothing. */
export function writeArpExchange(stream: CaptureStream, microseconds: number, askerIp: number, askedIp: number): void {
  const senderIp = ipBytes(askerIp);
  const targetIp = ipBytes(askedIp);
  const senderMac = hostMac(askerIp);
  const targetMac = hostMac(askedIp);
  const request = arpMessage({ operation: 'request', senderMac, senderIp, targetMac: new Uint8Array(6), targetIp });
  const reply = arpMessage({
    operation: 'reply',
    senderMac: targetMac,
    senderIp: targetIp,
    targetMac: senderMac,
    targetIp: senderIp,
  });
  for (const frame of [
    ethernetFrame(broadcastMac, senderMac, etherType.arp, request),
    ethernetFrame(senderMac, targetMac, etherType.arp, reply),
  ]) {
    stream.bytes.set(frame, stream.next(frame.length, microseconds));
  }
}

function ipBytes(ip: number): Uint8Array {
  return Uint8Array.of(ip >>> 24, ip >>> 16, ip >>> 8, ip);
}
