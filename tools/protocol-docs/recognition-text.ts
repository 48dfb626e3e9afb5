import type { AppProtocol, Protocol } from '../../src/decode/protocol.ts';
import { appProtocols } from '../../src/decode/registry.ts';

/** What carries the protocol, e.g. `TCP`, `EtherType 0x88cc`, `enip`. */
export function carrierText(protocol: Protocol): string {
  if (protocol.kind === 'stream') return 'TCP';
  if (protocol.kind === 'datagram') return 'UDP';
  if (protocol.kind === 'carried') {
    const carriers = appProtocols.filter(({ carries }) => carries?.includes(protocol)).map(({ name }) => name);
    return [...new Set(carriers)].join(', ');
  }
  const { etherType, llcSap, snap, ipProtocol } = protocol.carriedIn;
  if (etherType !== undefined) return `EtherType 0x${etherType.toString(16).padStart(4, '0')}`;
  if (llcSap !== undefined) return `LLC 0x${llcSap.toString(16)}`;
  return snap === undefined ? `IP protocol ${ipProtocol}` : `SNAP 0x${snap.toString(16).padStart(10, '0')}`;
}

/** How it is told from all others. */
export function recognitionText(protocol: Protocol): string {
  if (protocol.kind === 'packet') return 'the number in the header that carries it';
  if (protocol.kind === 'carried') return "the carrier's own fields";
  const bytes = firstBytes(protocol);
  const ports = protocol.ports.length === 0 ? 'no port' : `port ${protocol.ports.join(', ')}`;
  return (
    `content; random bytes pass with odds of 1 in 2^${-protocol.falseMatchLog2}` +
    `${bytes === 256 ? '' : `, and ${bytes} of 256 values can begin it`}. As a hint only: ${ports}`
  );
}

function firstBytes(protocol: AppProtocol): number {
  let count = 0;
  for (let byte = 0; byte < 256; byte++) if (protocol.canBegin?.(byte) ?? true) count++;
  return count;
}
