import type { Protocol } from './protocol.ts';
import { appProtocols, packetProtocols } from './registry.ts';

/** What carries a protocol, for a person: `TCP`, `EtherType 0x88cc`, `enip`. */
export function carrierText(protocol: Protocol): string {
  if (protocol.kind === 'stream') return 'TCP';
  if (protocol.kind === 'datagram') return 'UDP';
  if (protocol.kind === 'carried') {
    const carriers = [...appProtocols, ...packetProtocols]
      .filter(({ carries }) => carries?.includes(protocol))
      .map(({ name }) => name);
    return [...new Set(carriers)].join(', ');
  }
  const { etherType, llcSap, snap, ipProtocol, ppp } = protocol.carriedIn;
  if (ppp) return 'PPP';
  if (etherType !== undefined) return `EtherType 0x${etherType.toString(16).padStart(4, '0')}`;
  if (llcSap !== undefined) return `LLC 0x${llcSap.toString(16)}`;
  return snap === undefined ? `IP protocol ${ipProtocol}` : `SNAP 0x${snap.toString(16).padStart(10, '0')}`;
}
