import type { SpecList } from '../../spec-list.ts';
import { pdus } from './functions.ts';

const types: readonly (readonly [tag: number, name: string])[] = [
  [0x02, 'integer'],
  [0x04, 'octet string'],
  [0x05, 'null'],
  [0x06, 'object identifier'],
  [0x40, 'IP address'],
  [0x41, 'counter'],
  [0x42, 'gauge'],
  [0x43, 'time ticks'],
  [0x44, 'opaque'],
  [0x46, 'counter of 64 bits'],
  [0x80, 'no such object'],
  [0x81, 'no such instance'],
  [0x82, 'end of the view'],
];

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'PDUs',
      source: 'RFC 3416, section 3; RFC 1157, section 4.1',
      entries: pdus.map((name, kind) => ({ id: String(kind), name, depth: 'decoded', functions: [kind] })),
    },
    {
      title: 'Values of bindings',
      source: 'RFC 3416, section 3; RFC 2578, section 7.1',
      entries: types.map(([tag, name]) => ({ id: `0x${tag.toString(16).padStart(2, '0')}`, name, depth: 'decoded' })),
    },
  ];
}
