import type { Depth, SpecList } from '../../spec-list.ts';
import { tlsFunctions } from './fields.ts';

const decodedMessages: ReadonlySet<number> = new Set([0, 1, 2, 11, 14]);

const records: readonly (readonly [type: number, name: string, depth: Depth])[] = [
  [20, 'change cipher spec', 'decoded'],
  [21, 'alert', 'decoded'],
  [22, 'handshake', 'decoded'],
  // What these carry is for nobody to read: they are told by their length.
  [23, 'application data', 'named'],
  [24, 'heartbeat', 'named'],
  [25, 'tls12_cid', 'missing'],
  [26, 'ack', 'missing'],
];

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Handshake messages',
      source: 'IANA, TLS HandshakeType',
      entries: [...tlsFunctions]
        .filter(([type]) => type < 256 && type !== 203)
        .map(([type, name]) => ({
          id: String(type),
          name,
          depth: decodedMessages.has(type) ? 'decoded' : 'named',
          functions: [type],
        })),
    },
    {
      title: 'Records',
      source: 'IANA, TLS ContentType',
      entries: records.map(([type, name, depth]) => ({ id: String(type), name, depth })),
    },
  ];
}
