import { linkWalkers } from '../../../src/decode/link/registry.ts';
import { Packet } from '../../../src/decode/packet.ts';
import { emptyTcpOptions, readTcpOptions } from '../../../src/decode/transport/tcp-options.ts';
import { walkFrame } from '../../../src/decode/walk-frame.ts';
import { Frame } from '../../../src/kernel/frame.ts';
import { placeOf } from '../../../src/observe/share.ts';
import { holds, type Target } from '../engine/target.ts';
import { type Window, windowings } from './windows.ts';

/** One frame of one link type, down to its TCP options. */
export function linkTargets(): Target[] {
  return [...linkWalkers.keys()].map((linkType) => ({
    name: `link-${linkType}`,
    maxLength: 2048,
    blocks: { base: 3_000, perByte: 20 },
    execute(input) {
      const [first, ...others] = windowings.map((windowed) => walked(linkType, windowed(input)));
      for (const other of others)
        holds(other === first, () => `what lies around the frame matters: ${first} | ${other}`);
    },
  }));
}

/** All that a walk finds, with offsets counted from the frame's start. */
function walked(linkType: number, window: Window): string {
  const frame = frameOf(linkType, window);
  const p = new Packet();
  walkFrame(p, frame);
  const { start, end } = window;
  const place = (at: number): number => (at < 0 ? at : at - start);
  const inside = (name: string, at: number, length: number): void =>
    holds(at === -1 || (at >= start && at + length <= end), () => `${name} lies outside of the frame`);
  inside('sourceMac', p.sourceMac, 6);
  inside('destinationMac', p.destinationMac, 6);
  const addressBytes = p.ipVersion === 6 ? 16 : 4;
  inside('source', p.source, p.ipVersion === 0 ? 0 : addressBytes);
  inside('destination', p.destination, p.ipVersion === 0 ? 0 : addressBytes);
  holds(p.end >= start && p.end <= end, () => `the packet ends outside of the frame, at ${p.end - start}`);
  holds(p.stoppedAt >= start, () => `it stopped before the frame, at ${p.stoppedAt - start}`);
  holds(p.payloadLength >= 0, () => `a payload of ${p.payloadLength} bytes`);
  if (p.payload >= 0) {
    holds(
      p.payload <= p.payloadEnd && p.payloadEnd <= end,
      () => `payload ${p.payload - start} to ${p.payloadEnd - start}`,
    );
    holds(
      p.payloadEnd - p.payload <= p.payloadLength || p.damage !== 0,
      () => `more payload captured than there is: ${p.payloadEnd - p.payload} of ${p.payloadLength}`,
    );
  }
  holds(
    p.damage !== 0 || p.ipVersion === 0 || p.transport >= start,
    () => 'an IP packet without a place for its transport',
  );
  const options = emptyTcpOptions();
  readTcpOptions(p, options);
  const numbers = [
    p.vlan,
    p.innerVlan,
    p.etherType,
    p.llcSap,
    p.snap,
    Number(p.management),
    p.ipVersion,
    p.ttl,
    p.protocol,
  ];
  const places = [
    p.sourceMac,
    p.destinationMac,
    p.network,
    p.source,
    p.destination,
    p.transport,
    p.payload,
    p.payloadEnd,
    p.end,
    p.stoppedAt,
  ];
  const more = [
    p.identification,
    Number(p.fragment),
    p.sourcePort,
    p.destinationPort,
    p.flags,
    p.payloadLength,
    p.damage,
  ];
  return [...numbers, ...places.map(place), ...more, placeOf(p), JSON.stringify(options)].join();
}

export function frameOf(linkType: number, { bytes, view, start, end }: Window): Frame {
  const frame = new Frame();
  frame.bytes = bytes;
  frame.view = view;
  frame.start = start;
  frame.end = end;
  frame.wireLength = end - start;
  frame.seconds = 1_700_000_000;
  frame.linkType = linkType;
  frame.number = 1;
  frame.ordinal = 1;
  return frame;
}
