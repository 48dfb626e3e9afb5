import type { SpecList } from '../../spec-list.ts';
import { elementNames } from './elements.ts';
import {
  CREATE_OBJECT,
  DELETE_OBJECT,
  functionOf,
  functions,
  GET_MULTI,
  GET_VARIABLE,
  INIT_SSL,
  NOTIFICATION,
  opcodes,
  RESPONSE_2,
  SET_MULTI,
  SET_VARIABLE,
} from './functions.ts';
import { types } from './values.ts';

/** The maker's lists are not public; these are the numbers that published analyses and drivers know. */
const source = 'T. Wiens, S7comm-plus plugin for Wireshark and S7CommPlusDriver';

const decoded: ReadonlySet<number> = new Set([
  CREATE_OBJECT,
  DELETE_OBJECT,
  SET_VARIABLE,
  GET_VARIABLE,
  SET_MULTI,
  GET_MULTI,
  INIT_SSL,
]);
/** Descriptions of tags are told apart and not read: they come packed. */
const namedElements: ReadonlySet<number> = new Set([0xa7, 0xa8, 0xab, 0xac]);
const namedTypes: ReadonlySet<number> = new Set([0x16, 0x19]);

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Kinds of PDU',
      source,
      entries: [...opcodes].map(([id, name]) => ({
        id: hex(id),
        name,
        depth: id === RESPONSE_2 ? 'named' : 'decoded',
        ...(id === NOTIFICATION && { functions: [functionOf(id, 0)] }),
      })),
    },
    {
      title: 'Functions',
      source,
      entries: [...functions].map(([id, name]) => ({
        id: hex(id),
        name,
        depth: decoded.has(id) ? 'decoded' : 'named',
        functions: [...opcodes.keys()]
          .filter((opcode) => opcode !== NOTIFICATION)
          .map((opcode) => functionOf(opcode, id)),
      })),
    },
    {
      title: 'Elements of objects',
      source,
      entries: [...elementNames].map(([id, name]) => ({
        id: hex(id),
        name,
        depth: namedElements.has(id) ? 'named' : 'decoded',
      })),
    },
    {
      title: 'Types of values',
      source,
      entries: [...types].map(([id, name]) => ({ id: hex(id), name, depth: namedTypes.has(id) ? 'named' : 'decoded' })),
    },
  ];
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
