import type { CarriedProtocol } from '../protocol.ts';

/** Types of session packets (RFC 1002 4.3.1). */
export const MESSAGE = 0x00;
export const REQUEST = 0x81;
export const POSITIVE = 0x82;
export const KEEP_ALIVE = 0x85;

const types: ReadonlyMap<number, string> = new Map([
  [MESSAGE, 'session message'],
  [REQUEST, 'session request'],
  [POSITIVE, 'positive session response'],
  [0x83, 'negative session response'],
  [0x84, 'retarget session response'],
  [KEEP_ALIVE, 'session keep-alive'],
]);

/**
 * The NetBIOS session service: the four bytes before every message of SMB, and what opens, refuses and keeps a session.
 * SMB's parser reads them, since nothing else is met in them; on port 445 they are all that is left of NetBIOS.
 */
export const nbss: CarriedProtocol = {
  kind: 'carried',
  name: 'nbss',
  title: 'NetBIOS Session Service',
  spec: 'RFC 1001 16, RFC 1002 4.3; MS-SMB2 2.1',
  fields: {
    'nbss.type': { doc: 'Type of packet.' },
    'nbss.length': { doc: 'Length of what follows.', unit: 'bytes' },
    'nbss.called_name': { doc: 'Name of the computer that is called, with its suffix.' },
    'nbss.calling_name': { doc: 'Name of the computer that calls, with its suffix.' },
    'nbss.error_code': { doc: 'Why a session is refused: 0x80 to 0x83 no such name or listener, 0x8f other.' },
  },
  anomalies: {
    'session-refused': { doc: 'A session is refused or sent elsewhere.' },
    'payload-foreign': { doc: 'A message too short for any SMB.' },
  },
  functionName: (fn: number): string | undefined => types.get(fn),
  undecoded: 'Sessions that carry anything but SMB; scopes of names; addresses of a retarget.',
  specLists: () => [
    {
      title: 'Packet types',
      source: 'RFC 1002 4.3.1',
      entries: [...types].map(([type, name]) => ({
        id: `0x${type.toString(16).padStart(2, '0')}`,
        name,
        depth: type === 0x84 ? 'named' : 'decoded',
        functions: [type],
      })),
    },
  ],
};
