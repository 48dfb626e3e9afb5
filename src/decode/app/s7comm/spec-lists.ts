import type { Depth, SpecEntry, SpecList } from '../../spec-list.ts';
import { syntaxes, variableTypes } from './address-syntax.ts';
import { ACK, ACK_DATA, functions, JOB, kinds, USERDATA, userdataFunction } from './functions.ts';
import { areas, DATA_BLOCK, INSTANCE_BLOCK } from './objects.ts';
import { services } from './services.ts';
import { statusLists } from './status-records.ts';
import { subFunctions, userdataTypes } from './userdata-functions.ts';
import { dataKinds } from './variables.ts';

/** The makers' lists are not public: these are the numbers in use, as the protocol's published analyses have them. */
const source = 'G. Miru, "The Siemens S7 Communication"; field names of Wireshark';

/** Told by name; of what they carry the head alone is read. */
const namedFunctions: ReadonlySet<number> = new Set([0x00]);
/** Block status, stacks, time measurement, forcing and breakpoints as programs; records, passwords, files of an NC. */
const namedSubFunctions: ReadonlySet<number> = new Set([
  0x101, 0x103, 0x104, 0x105, 0x106, 0x107, 0x10a, 0x113, 0x208, 0x501, 0xf01, 0xf02, 0xf03, 0xf04, 0xf06, 0xf07, 0xf08,
]);

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Kinds of PDU',
      source,
      entries: [...kinds, [USERDATA, 'userdata'] as const].map(([id, name]) => entry(`${id}`, name, 'decoded')),
    },
    {
      title: 'Functions of jobs',
      source,
      entries: [...functions].map(([id, name]) => ({
        ...entry(hex(id, 2), name, namedFunctions.has(id) ? 'named' : 'decoded'),
        functions: [JOB, ACK, ACK_DATA].map((kind) => kind * 256 + id),
      })),
    },
    {
      title: 'Areas of memory',
      source,
      entries: [...areas, [DATA_BLOCK, 'data block'] as const, [INSTANCE_BLOCK, 'instance data block'] as const].map(
        ([id, name]) => entry(hex(id, 2), name, 'decoded'),
      ),
    },
    {
      title: 'Address syntaxes',
      source,
      entries: [...syntaxes].map(([id, name]) => entry(hex(id, 2), name, 'decoded')),
    },
    {
      title: 'Types of variables',
      source,
      entries: [...variableTypes].map(([id, { name }]) => entry(`${id}`, name, 'decoded')),
    },
    {
      title: 'Kinds of data',
      source,
      entries: [...dataKinds].map(([id, name]) => entry(hex(id, 2), name, 'decoded')),
    },
    {
      title: 'Sub-functions of userdata',
      source,
      entries: [...subFunctions].map(([id, name]) => ({
        ...entry(`${id >> 8}/${id & 0xff}`, name, namedSubFunctions.has(id) ? 'named' : 'decoded'),
        functions: [...userdataTypes.keys()].map((type) => userdataFunction(type, id >> 8, id & 0xff)),
      })),
    },
    {
      title: 'System status lists',
      source: 'Siemens, System Software for S7-300/400, System and Standard Functions, System Status Lists',
      entries: [...statusLists].map(([id, { title, parts }]) =>
        entry(`xy${hex(id, 2).slice(2)}`, title, parts === undefined ? 'named' : 'decoded'),
      ),
    },
    {
      title: 'Program invocation services',
      source: 'Siemens, SINUMERIK basic functions P3, PI services; G. Miru',
      entries: [...services].map(([name, title]) => entry(name, title, 'decoded')),
    },
  ];
}

function entry(id: string, name: string, depth: Depth): SpecEntry {
  return { id, name, depth };
}

function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}
