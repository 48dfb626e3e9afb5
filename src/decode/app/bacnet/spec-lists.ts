import type { SpecList } from '../../spec-list.ts';
import { confirmed, CONFIRMED, UNCONFIRMED, unconfirmed } from './services.ts';

/** Services whose objects, properties and values are read; of the others only values with a type of their own. */
const decodedConfirmed: ReadonlySet<number> = new Set([1, 5, 8, 9, 12, 14, 15, 16, 17, 20, 26, 28]);
const decodedUnconfirmed: ReadonlySet<number> = new Set([0, 1, 2, 6, 7, 8, 9]);

const apdus: readonly string[] = [
  'confirmed request',
  'unconfirmed request',
  'simple ack',
  'complex ack',
  'segment ack',
  'error',
  'reject',
  'abort',
];

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Confirmed services',
      source: 'ASHRAE 135-2020, clause 21, BACnetConfirmedServiceChoice',
      entries: confirmed.map((name, service) => ({
        id: String(service),
        name,
        depth: decodedConfirmed.has(service) ? 'decoded' : 'named',
        functions: [CONFIRMED * 256 + service],
      })),
    },
    {
      title: 'Unconfirmed services',
      source: 'ASHRAE 135-2020, clause 21, BACnetUnconfirmedServiceChoice',
      entries: unconfirmed.map((name, service) => ({
        id: String(service),
        name,
        depth: decodedUnconfirmed.has(service) ? 'decoded' : 'named',
        functions: [UNCONFIRMED * 256 + service],
      })),
    },
    {
      title: 'PDUs',
      source: 'ASHRAE 135-2020, clause 20.1',
      entries: apdus.map((name, type) => ({ id: String(type), name, depth: 'decoded' })),
    },
  ];
}
