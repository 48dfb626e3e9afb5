import type { SpecList } from '../../spec-list.ts';
import { asduTypes } from './types.ts';

/** Elements of every object are read; of segments and secure authentication, whose lengths vary, the header alone. */
export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Type identifications',
      source: 'IEC 60870-5-101:2003 7.2.1.1, IEC 60870-5-104:2006 6, IEC TS 60870-5-7 for 81 to 95',
      entries: [...asduTypes()].map(([id, { label, title, elements }]) => ({
        id: String(id),
        name: `${label}, ${title}`,
        depth: elements === undefined ? 'named' : 'decoded',
        functions: [id],
      })),
    },
  ];
}
