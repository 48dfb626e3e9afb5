import type { SpecList } from '../../spec-list.ts';
import { alarmTypes } from './alarm-types.ts';
import { blockTypes, isDecoded } from './block-types.ts';
import { alarmFunction, alarmKindNames, callFunction, operationNames } from './functions.ts';
import { recordNames } from './records.ts';

const hex = (id: number): string => `0x${id.toString(16).padStart(4, '0')}`;

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Operations',
      source: 'IEC 61158-6-10 4.10',
      entries: operationNames().map((name, id) => ({
        id: String(id),
        name,
        depth: 'decoded',
        functions: [callFunction(id, false), callFunction(id, true)],
      })),
    },
    {
      title: 'Alarm messages',
      source: 'IEC 61158-6-10 4.7',
      entries: alarmKindNames().map(([id, name]) => ({
        id: String(id),
        name,
        depth: 'decoded',
        functions: [alarmFunction(false, id), alarmFunction(true, id)],
      })),
    },
    {
      title: 'Alarm types',
      source: 'IEC 61158-6-10 5.2.5',
      entries: alarmTypes().map(([id, name]) => ({ id: hex(id), name, depth: 'named' })),
    },
    {
      title: 'Block types',
      source: 'IEC 61158-6-10 5.2.1',
      entries: blockTypes().map(([id, name]) => ({ id: hex(id), name, depth: isDecoded(id) ? 'decoded' : 'named' })),
    },
    {
      title: 'Records',
      source: 'IEC 61158-6-10 5.2.3',
      entries: recordNames().map(([id, name]) => ({ id: hex(id), name, depth: 'named' })),
    },
  ];
}
