import type { SpecList } from '../../spec-list.ts';
import { commands } from './commands.ts';
import {
  CONNECTED_ADDRESS,
  CONNECTED_DATA,
  IDENTITY,
  SECURITY,
  SEQUENCED_ADDRESS,
  SERVICE,
  SOCKET_TO_ORIGINATOR,
  SOCKET_TO_TARGET,
  UNCONNECTED_DATA,
} from './items.ts';

/** With contents that are not read. */
const named: ReadonlySet<number> = new Set([0x72, 0x73, 0xc8]);

const items: readonly (readonly [type: number, name: string, decoded: boolean])[] = [
  [0x00, 'null address', true],
  [IDENTITY, 'identity', true],
  [SECURITY, 'CIP security', true],
  [0x87, 'EtherNet/IP capability', false],
  [0x88, 'EtherNet/IP usage', false],
  [CONNECTED_ADDRESS, 'connected address', true],
  [CONNECTED_DATA, 'connected data', true],
  [UNCONNECTED_DATA, 'unconnected data', true],
  [SERVICE, 'list services response', true],
  [SOCKET_TO_TARGET, 'socket address, originator to target', true],
  [SOCKET_TO_ORIGINATOR, 'socket address, target to originator', true],
  [SEQUENCED_ADDRESS, 'sequenced address', true],
  [0x8003, 'unconnected message over UDP', false],
];

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Encapsulation commands',
      source: 'The CIP Networks Library, volume 2, table 2-3.2',
      // Numbers that are only set aside for the time before the standard are none of its commands.
      entries: [...commands]
        .filter(([, name]) => !name.startsWith('legacy'))
        .map(([command, name]) => ({
          id: `0x${command.toString(16).padStart(2, '0')}`,
          name,
          depth: named.has(command) ? 'named' : 'decoded',
          functions: [command],
        })),
    },
    {
      title: 'Items of the common packet format',
      source: 'The CIP Networks Library, volume 2, table 2-6.3',
      entries: items.map(([type, name, decoded]) => ({
        id: `0x${type.toString(16).padStart(4, '0')}`,
        name,
        depth: decoded ? 'decoded' : 'named',
      })),
    },
  ];
}
