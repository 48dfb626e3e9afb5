import type { SpecEntry, SpecList } from '../../spec-list.ts';
import { functions } from './functions.ts';
import { layouts } from './layouts.ts';
import { groups } from './objects.ts';

/** Objects that bring their size, or text as long as their variation, and are read to their last byte. */
const sized: readonly string[] = [
  '0/240',
  '0/248',
  '0/252',
  '70/3',
  '70/4',
  '70/6',
  '70/7',
  '70/8',
  '90/1',
  '120/1',
  '120/2',
  '120/5',
  '120/6',
  '120/8',
  '120/9',
  '120/4',
  '120/7',
];
const texts: readonly number[] = [110, 111, 112, 113, 114, 115];
/** Objects of which only the beginning is read: passwords, keys, digests, contents of files. */
const named: readonly string[] = [
  '70/2',
  '70/5',
  '82/1',
  '83/1',
  '83/2',
  '85/1',
  '86/1',
  '86/2',
  '86/3',
  '87/1',
  '88/1',
  '91/1',
  '100/1',
  '100/2',
  '100/3',
  '120/10',
  '120/11',
  '120/12',
  '120/13',
  '120/14',
  '120/15',
];

/** Headers of objects with their ranges are read in messages of every function. */
export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Function codes',
      source: 'IEEE 1815-2012, table 4-2',
      entries: [...functions].map(([code, name]) => ({
        id: String(code),
        name,
        depth: 'decoded',
        functions: [code],
      })),
    },
    {
      title: 'Objects',
      source: 'IEEE 1815-2012, annex A',
      entries: [
        ...[...layouts.keys()].filter((key) => key >> 8 !== 120).map((key) => entry(`${key >> 8}/${key & 0xff}`, true)),
        ...sized.map((id) => entry(id, true)),
        entry('120/3', true),
        ...texts.map((group) => entry(`${group}/0`, true)),
        ...named.map((id) => entry(id, false)),
      ],
    },
  ];
}

/** `g30v1` is written as group and variation; `110/0` stands for any length of text. */
function entry(id: string, decoded: boolean): SpecEntry {
  const group = Number(id.split('/')[0]);
  return {
    id: `g${id.replace('/', 'v')}`,
    name: groups.get(group) ?? `group ${group}`,
    depth: decoded ? 'decoded' : 'named',
  };
}
