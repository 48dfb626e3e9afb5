/**
 * The import table of the house, as docs/adr and ARCHITECTURE.md draw it: data flows left to right, so a
 * room names only rooms on its left. The compiler holds the same law (one tsconfig per room); this second
 * net explains it.
 */
export interface Room {
  readonly name: string;
  /** Pure rooms know no platform, no clock and no chance, and give the same answer everywhere. */
  readonly pure: boolean;
  /** Rooms it may import beside itself, kernel and schema. */
  readonly rooms: readonly string[];
  /** Packages it may import; undefined is any in package.json. */
  readonly packages: readonly string[] | undefined;
}

const PURE = [
  'kernel',
  'schema',
  'knowledge',
  'capture',
  'decode',
  'observe',
  'declare',
  'resolve',
  'detect',
  'report',
];

export const rooms: readonly Room[] = [
  { name: 'kernel', pure: true, rooms: [], packages: [] },
  { name: 'schema', pure: true, rooms: [], packages: ['typebox'] },
  { name: 'knowledge', pure: true, rooms: [], packages: [] },
  { name: 'capture', pure: true, rooms: [], packages: ['fzstd'] },
  { name: 'decode', pure: true, rooms: ['knowledge'], packages: [] },
  { name: 'observe', pure: true, rooms: ['capture', 'decode'], packages: [] },
  { name: 'declare', pure: true, rooms: ['knowledge'], packages: ['typebox', 'ajv', 'yaml'] },
  { name: 'resolve', pure: true, rooms: ['knowledge'], packages: [] },
  { name: 'detect', pure: true, rooms: ['resolve', 'declare', 'knowledge'], packages: [] },
  { name: 'report', pure: true, rooms: ['detect', 'resolve'], packages: [] },
  { name: 'govern', pure: true, rooms: ['detect', 'resolve', 'declare', 'knowledge'], packages: [] },
  { name: 'plan', pure: true, rooms: ['detect', 'resolve', 'declare', 'knowledge'], packages: [] },
  { name: 'adapters', pure: false, rooms: [...PURE, 'govern', 'plan'], packages: undefined },
  { name: 'apps', pure: false, rooms: [...PURE, 'govern', 'plan', 'adapters'], packages: undefined },
];

/** Every room stands on these two; kernel itself imports nothing, schema only kernel. */
export function importable(room: Room): readonly string[] {
  if (room.name === 'kernel') return ['kernel'];
  if (room.name === 'schema') return ['schema', 'kernel'];
  return [room.name, 'kernel', 'schema', ...room.rooms];
}
