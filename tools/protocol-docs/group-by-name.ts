import type { Protocol } from '../../src/decode/protocol.ts';

/** The entries of the registry that count under one name, e.g. DNS over UDP and over TCP. */
export type ProtocolGroup = readonly [Protocol, ...Protocol[]];

/** In the order of the names. */
export function groupByName(protocols: readonly Protocol[]): ProtocolGroup[] {
  const groups = new Map<string, [Protocol, ...Protocol[]]>();
  for (const protocol of protocols) {
    const group = groups.get(protocol.name);
    if (group === undefined) groups.set(protocol.name, [protocol]);
    else group.push(protocol);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
