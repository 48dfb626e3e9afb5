import type { IForbiddenRuleType } from 'dependency-cruiser';
import { importable, type Room, rooms } from './rooms.ts';

const WHERE = 'The table stands in ARCHITECTURE.md ("Rooms") and tools/checks/rooms.ts.';

/** Tests and detector cases stand outside the table: they may read captures and build whatever they need. */
export const TEST_FILE = String.raw`\.(test|cases)\.ts$`;

/** The house's import table as dependency-cruiser rules; each comment is what a person reads on a breach. */
export function layerRules(): IForbiddenRuleType[] {
  return [
    ...rooms.map(roomRule),
    ...rooms.filter((room) => room.packages !== undefined).map(packageRule),
    {
      name: 'no-node-in-pure-rooms',
      comment: `Pure rooms know no platform; src/adapters reads files, digests and compresses and hands the bytes in. ${WHERE}`,
      severity: 'error',
      from: { path: `^src/(${pureNames()})/`, pathNot: TEST_FILE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third one: move what both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'source-imports-no-test',
      comment: 'What ships imports neither tests nor detector cases.',
      severity: 'error',
      from: { path: '^(src|console)/', pathNot: TEST_FILE },
      to: { path: [TEST_FILE, '^test/'] },
    },
    {
      name: 'source-imports-no-tools',
      comment: 'What ships imports no build tool; a generator writes a file that src/ imports.',
      severity: 'error',
      from: { path: '^(src|console)/', pathNot: TEST_FILE },
      to: { path: '^tools/' },
    },
    {
      name: 'only-apps-use-the-generator',
      comment:
        'The generator makes inputs. Only `quaywatch demo` in src/apps may call it, or our own idea of a protocol would be tested against itself.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/apps/', TEST_FILE] },
      to: { path: '^bench/' },
    },
    {
      name: 'decoders-never-see-the-generator',
      comment: 'Not even the tests of decode/ and knowledge/ import bench/: golden bytes come from real peers.',
      severity: 'error',
      from: { path: '^src/(decode|knowledge)/' },
      to: { path: '^bench/' },
    },
    {
      name: 'the-generator-shares-nothing',
      comment:
        'bench/generator imports nothing from src/: it shares no encoder, constant or table with what reads its frames.',
      severity: 'error',
      from: { path: '^bench/generator/', pathNot: TEST_FILE },
      to: { path: '^src/' },
    },
    {
      name: 'console-sees-only-schema',
      comment: `console/ may import src/schema and nothing else of src/: everything else reaches it over HTTP. ${WHERE}`,
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^src/', pathNot: '^src/schema/' },
    },
    {
      name: 'resolvable',
      comment: 'The import names a file or package that does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ];
}

function roomRule(room: Room): IForbiddenRuleType {
  const allowed = importable(room);
  return {
    name: `room-${room.name}`,
    comment: `src/${room.name} may import ${list(allowed.map((name) => `src/${name}`))}. Data never flows back. ${WHERE}`,
    severity: 'error',
    from: { path: `^src/${room.name}/`, pathNot: TEST_FILE },
    to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` },
  };
}

function packageRule(room: Room): IForbiddenRuleType {
  const packages = room.packages ?? [];
  const allowed = packages.length === 0 ? 'no package' : `only ${list(packages)}`;
  return {
    name: `packages-${room.name}`,
    comment: `src/${room.name} imports ${allowed}: a pure room depends on nothing that could know the machine. ${WHERE}`,
    severity: 'error',
    from: { path: `^src/${room.name}/`, pathNot: TEST_FILE },
    to: {
      path: '^node_modules/',
      ...(packages.length === 0 ? {} : { pathNot: `^node_modules/(${packages.join('|')})/` }),
    },
  };
}

function pureNames(): string {
  return rooms
    .filter((room) => room.pure)
    .map((room) => room.name)
    .join('|');
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
