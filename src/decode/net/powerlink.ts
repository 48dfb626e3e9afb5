import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER, STOP } from '../../schema/facts/vocabulary.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const SEND = 6;
/** Functions of asynchronous messages begin here. */
const SEND_BASE = 0x100;
const COMMAND = 4;
/** Functions of commands to the state of nodes begin here. */
const COMMAND_BASE = 0x200;

const messages: ReadonlyMap<number, string> = new Map([
  [1, 'start of cycle'],
  [3, 'poll request'],
  [4, 'poll response'],
  [5, 'start of asynchronous'],
  [SEND, 'asynchronous send'],
  [7, 'active managing node indication'],
  [13, 'asynchronous invite'],
]);
const services: ReadonlyMap<number, string> = new Map([
  [1, 'identification response'],
  [2, 'status response'],
  [3, 'NMT request'],
  [COMMAND, 'NMT command'],
  [5, 'SDO'],
  [6, 'sync response'],
]);
/** Commands to the state of one node; `Ex` ones name several in a list of bits. */
const commands: ReadonlyMap<number, string> = new Map([
  [0x21, 'start node'],
  [0x22, 'stop node'],
  [0x23, 'enter pre-operational 2'],
  [0x24, 'enable ready to operate'],
  [0x28, 'reset node'],
  [0x29, 'reset communication'],
  [0x2a, 'reset configuration'],
  [0x2b, 'software reset'],
  [0x41, 'start nodes'],
  [0x42, 'stop nodes'],
  [0x43, 'enter pre-operational 2, nodes'],
  [0x44, 'enable ready to operate, nodes'],
  [0x48, 'reset nodes'],
  [0x49, 'reset communication, nodes'],
  [0x4a, 'reset configuration, nodes'],
  [0x4b, 'software reset, nodes'],
]);

/** Ethernet POWERLINK: a managing node polls drives and terminals in cycles, and starts and stops them. */
export const powerlink: PacketProtocol = {
  kind: 'packet',
  name: 'powerlink',
  title: 'Ethernet POWERLINK',
  spec: 'no standard was read: numbers and offsets are those of Wireshark 4.0 for EPSG DS 301, and agree with it on frames made by hand',
  carriedIn: { etherType: 0x88ab },
  undecoded: 'Process data, identities, states and SDO. Signature unproven: no capture at hand has it.',
  fields: {
    'epl.mtyp': { doc: 'kind of message' },
    'epl.dest': { doc: 'node it is for; 255 is all' },
    'epl.src': { doc: 'node it is from; 240 manages' },
    'epl.asnd.svid': { doc: 'service of an asynchronous message' },
    'epl.asnd.nmtcommand.cid': { doc: 'what the state of a node is to be' },
  },
  anomalies: {},
  functionName: (fn) =>
    fn >= COMMAND_BASE
      ? commands.get(fn - COMMAND_BASE)
      : fn >= SEND_BASE
        ? services.get(fn - SEND_BASE)
        : messages.get(fn),
  objectName: (_fn, _area, start) => (start === 255 ? 'all nodes' : `node ${start}`),
  specLists: () => [
    {
      title: 'Message types',
      source: 'Wireshark 4.0, epl.mtyp',
      entries: [...messages].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: 'named',
        functions: id === SEND ? [...services.keys()].map((service) => SEND_BASE + service) : [id],
      })),
    },
  ],
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(4)) return MORE;
  const type = c.peek8() & 0x7f;
  const destination = c.peek8(1);
  const service = c.peek8(3);
  if (!messages.has(type)) return BAD;
  const command = type === SEND && service === COMMAND && c.has(5) ? c.peek8(4) : -1;
  const fn = command >= 0 ? COMMAND_BASE + command : type === SEND ? SEND_BASE + service : type;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('epl.mtyp', type);
    turn.field('epl.dest', destination);
    turn.field('epl.src', c.peek8(2));
    if (type === SEND) turn.field('epl.asnd.svid', service);
    if (command >= 0) turn.field('epl.asnd.nmtcommand.cid', command);
  }
  if (command >= 0) turn.command(fn, 0, 0, destination, 1, commands.has(command) ? STOP : OTHER);
  turn.unrecognised(c.left - 4);
  c.at = c.end;
  return DONE;
}
