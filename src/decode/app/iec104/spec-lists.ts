import type { SpecList } from '../../spec-list.ts';
import { asduTypes } from './types.ts';

/** Types of the security extension, a standard of its own. */
const FIRST_SECURE = 81;
const LAST_SECURE = 95;

/** Elements of every object are read; of segments and secure authentication, whose lengths vary, the header alone. */
export function specLists(): readonly SpecList[] {
  const entries = [...asduTypes()].map(([id, { label, title, elements }]) => ({
    id: String(id),
    name: `${label}, ${title}`,
    depth: elements === undefined ? ('named' as const) : ('decoded' as const),
    functions: [id],
  }));
  const isSecure = ([id]: readonly number[]): boolean => id !== undefined && id >= FIRST_SECURE && id <= LAST_SECURE;
  return [
    {
      title: 'Type identifications',
      source: 'IEC 60870-5-101:2003 7.2.1.1, IEC 60870-5-104:2006 6',
      entries: entries.filter(({ functions }) => !isSecure(functions)),
    },
    {
      title: 'Type identifications of the security extension',
      source: 'IEC TS 60870-5-7',
      entries: entries.filter(({ functions }) => isSecure(functions)),
    },
  ];
}
