import type { SpecList } from '../../spec-list.ts';
import { packetTypes } from './fields.ts';

/** MQTT 5.0 2.2.2.2; what is binary (data to correlate and to sign in with) is passed over. */
const properties: readonly (readonly [id: number, name: string])[] = [
  [0x01, 'payload format indicator'],
  [0x02, 'message expiry interval'],
  [0x03, 'content type'],
  [0x08, 'response topic'],
  [0x09, 'correlation data'],
  [0x0b, 'subscription identifier'],
  [0x11, 'session expiry interval'],
  [0x12, 'assigned client identifier'],
  [0x13, 'server keep alive'],
  [0x15, 'authentication method'],
  [0x16, 'authentication data'],
  [0x17, 'request problem information'],
  [0x18, 'will delay interval'],
  [0x19, 'request response information'],
  [0x1a, 'response information'],
  [0x1c, 'server reference'],
  [0x1f, 'reason string'],
  [0x21, 'receive maximum'],
  [0x22, 'topic alias maximum'],
  [0x23, 'topic alias'],
  [0x24, 'maximum QoS'],
  [0x25, 'retain available'],
  [0x26, 'user property'],
  [0x27, 'maximum packet size'],
  [0x28, 'wildcard subscription available'],
  [0x29, 'subscription identifier available'],
  [0x2a, 'shared subscription available'],
];
const passedOver: ReadonlySet<number> = new Set([0x09, 0x16]);

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Packets',
      source: 'OASIS MQTT 5.0, section 2.1.2',
      entries: packetTypes.flatMap((name, type) =>
        type === 0 ? [] : [{ id: String(type), name, depth: 'decoded' as const, functions: [type] }],
      ),
    },
    {
      title: 'Properties',
      source: 'OASIS MQTT 5.0, section 2.2.2.2',
      entries: properties.map(([id, name]) => ({
        id: `0x${id.toString(16).padStart(2, '0')}`,
        name,
        depth: passedOver.has(id) ? 'named' : 'decoded',
      })),
    },
  ];
}
