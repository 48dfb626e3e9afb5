import type { SpecList } from '../../spec-list.ts';
import { functionOf, REQUEST, serviceNames, SUCCESS } from './functions.ts';
import { dcpOptions } from './options.ts';

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Services',
      source: 'IEC 61158-6-10 4.3.1.3',
      entries: serviceNames().map(([id, name]) => ({
        id: String(id),
        name,
        depth: 'decoded',
        functions: [functionOf(id, REQUEST), functionOf(id, SUCCESS)],
      })),
    },
    {
      title: 'Options',
      source: 'IEC 61158-6-10 4.3.1.4',
      entries: [...dcpOptions].map(([id, [name, decoded]]) => ({
        id: `${id >> 8}/${id & 255}`,
        name,
        depth: decoded ? 'decoded' : 'named',
      })),
    },
  ];
}
