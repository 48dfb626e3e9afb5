import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { ethercatAnomalies, ethercatCommands, ethercatFields } from './ethercat/fields.ts';
import { datagramsFit, holdsDatagrams, readDatagrams } from './ethercat/read-datagrams.ts';

const SHORTEST = 14;
const STATE_CONTROL = 0x0120;

const base = {
  name: 'ethercat',
  title: 'EtherCAT',
  spec: 'no standard was read: commands and layout are those of Wireshark 4.0 for IEC 61158-4-12, and agree with it on frames made by hand; registers are those of Wireshark and of SOEM',
  fields: ethercatFields,
  anomalies: ethercatAnomalies,
  undecoded:
    'Data of datagrams: process data, mailboxes (CANopen, files, drives); network variables. Signature unproven: no capture at hand has it.',
  functionName: (fn: number): string | undefined => ethercatCommands[fn],
  objectName: (_fn: number, area: number, start: number, count: number): string =>
    area === STATE_CONTROL ? `state ${count} of device ${start}` : `settings of device ${start}`,
  specLists: () => [
    {
      title: 'Commands',
      source: 'Wireshark 4.0, ecat.cmd',
      entries: ethercatCommands.map((name, id) => ({ id: `${id}`, name, depth: 'named' as const, functions: [id] })),
    },
  ],
};

/** EtherCAT: a master's frames that pass through all its drives and terminals. */
export const ethercat: PacketProtocol = {
  ...base,
  kind: 'packet',
  carriedIn: { etherType: 0x88a4 },
  parse: readFrame,
};

/** The same in UDP. */
export const ethercatOverUdp: DatagramProtocol<undefined> = {
  ...base,
  kind: 'datagram',
  // Type and reserved bit 5 bits; length 11, of each datagram command 4, reserved bits 3, and lengths that agree 8.
  falseMatchLog2: -24,
  ports: [34980],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (holdsDatagrams(c) && fillsWindow(c) && datagramsFit(c) ? YES : NO),
  parse: readFrame,
};

/** Nothing stands behind the datagrams but padding of short frames. */
function fillsWindow(c: Cursor): boolean {
  return (((c.peek8(1) << 8) | c.peek8()) & 0x7ff) + 2 === c.left;
}

function readFrame(c: Cursor, turn: Turn): Outcome {
  if (!c.has(SHORTEST)) return MORE;
  if (!holdsDatagrams(c)) return BAD;
  readDatagrams(c, turn);
  return DONE;
}
