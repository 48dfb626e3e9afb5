import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER, WRITE } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol, PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { anomalies, fields } from './bacnet/fields.ts';
import { looksLikeNpdu, readNpdu } from './bacnet/npdu.ts';
import { objectName } from './bacnet/objects.ts';
import { route } from './bacnet/route.ts';
import { DELETE_FOREIGN_DEVICE, functionName, NETWORK, WRITE_BROADCAST_TABLE } from './bacnet/services.ts';
import { specLists } from './bacnet/spec-lists.ts';
import { BacnetState } from './bacnet/state.ts';

/** Virtual link over IPv4 (annex J) and over IPv6 (annex U). */
const OVER_IPV4 = 0x81;
const OVER_IPV6 = 0x82;
/** Type, function, length of all. */
const HEADER = 4;
const FORWARDED = 4;
const FORWARDED_6 = 8;

/** Bytes between header and network layer by function; -1 where there is no network layer message. */
const networkAt: readonly number[] = [-1, -1, -1, -1, 6, -1, -1, -1, -1, 0, 0, 0];
const networkAt6: readonly number[] = [-1, 6, 3, -1, -1, -1, -1, -1, 21, -1, -1, -1, 3];
/** Lengths of the functions without one: exactly, or so many bytes for each entry of a table. */
const lengths: readonly { readonly all?: number; readonly each?: number }[] = [
  { all: 6 }, // result
  { each: 10 }, // write broadcast distribution table
  { all: 4 }, // read it
  { each: 10 }, // its contents
  {},
  { all: 6 }, // register as a foreign device
  { all: 4 }, // read foreign devices
  { each: 10 }, // they
  { all: 10 }, // delete one
];

const said = {
  name: 'bacnet',
  title: 'Building automation and control network',
  spec: 'ASHRAE 135-2020: clauses 6, 20, 21, annexes J and U',
  fields,
  anomalies,
  functionName,
  objectName,
  specLists,
  undecoded:
    'Segments after the first of a long message, meanings of values beyond their type, private transfers, network ' +
    'security (clause 24), BACnet/SC, MS/TP.',
} as const;

/**
 * BACnet over UDP. Every APDU is one message; what the virtual link and the network layer say among themselves (tables,
 * registrations, routers) is read for facts and is none.
 */
export const bacnetOverUdp: DatagramProtocol<BacnetState> = {
  ...said,
  kind: 'datagram',
  // Type 8 bits, function 4, length of all 16; then version 8 and two reserved bits, or a length that the function fixes.
  falseMatchLog2: -30,
  ports: [47_808],
  open: () => new BacnetState(),
  probe(c: Cursor): Verdict {
    const type = c.peek8();
    if (c.left < HEADER || (type !== OVER_IPV4 && type !== OVER_IPV6) || c.peek16(2) !== c.left) return NO;
    const fn = c.peek8(1);
    const at = (type === OVER_IPV4 ? networkAt : networkAt6)[fn];
    if (at === undefined) return NO;
    if (at >= 0) return looksLikeNpdu(c, HEADER + at) ? YES : NO;
    // Without a network layer message nothing of version 6 is told from what else begins so.
    const length = type === OVER_IPV4 ? lengths[fn] : undefined;
    if (length?.all !== undefined) return c.left === length.all ? YES : NO;
    return length?.each !== undefined && c.left > HEADER && (c.left - HEADER) % length.each === 0 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: BacnetState): Outcome {
    if (c.left < HEADER) return MORE;
    const type = c.peek8();
    const fn = c.peek8(1);
    const length = c.peek16(2);
    if ((type !== OVER_IPV4 && type !== OVER_IPV6) || length < HEADER) return BAD;
    if (length > c.left) return MORE;
    const outer = c.end;
    const start = c.at;
    const end = start + length;
    c.skip(HEADER);
    c.end = end;
    readLink(c, turn, state, type, fn);
    c.failed = false;
    c.end = outer;
    if (end < outer) turn.unrecognised(outer - end);
    c.at = outer;
    return DONE;
  },
};

function readLink(c: Cursor, turn: Turn, state: BacnetState, type: number, fn: number): void {
  const start = c.at;
  const at = (type === OVER_IPV4 ? networkAt : networkAt6)[fn] ?? -1;
  if (at < 0 || !looksLikeNpdu(c, at)) {
    if (type === OVER_IPV4) readManagement(c, turn, fn);
    else turn.unrecognised(c.left);
    return;
  }
  // A forwarded message comes from the address that it names, not from who forwarded it.
  let about = turn.sender;
  if (type === OVER_IPV4 && fn === FORWARDED) about = turn.ip(c.bytes, start, 4);
  else if (type === OVER_IPV6 && fn === FORWARDED_6) about = turn.ip(c.bytes, start + 3, 16);
  route.link = fn;
  route.forwardedAt = type === OVER_IPV4 && fn === FORWARDED ? start : -1;
  c.skip(at);
  readNpdu(c, turn, state, about);
}

/** Tables of broadcast management devices and registrations: none is a message, two are commands. */
function readManagement(c: Cursor, turn: Turn, fn: number): void {
  if (lengths[fn] === undefined) {
    turn.unrecognised(c.left);
    return;
  }
  if (fn === WRITE_BROADCAST_TABLE) turn.command(NETWORK + fn, 0, 0, 0, 0, WRITE);
  else if (fn === DELETE_FOREIGN_DEVICE) turn.command(NETWORK + fn, 0, 0, 0, 0, OTHER);
}

/** BACnet over ISO 8802-3 and ARCNET, directly behind LLC. Nothing tells answers from other pairs' here: none is matched. */
export const bacnetOverLlc: PacketProtocol = {
  ...said,
  kind: 'packet',
  carriedIn: { llcSap: 0x82 },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < 2) return MORE;
    if (!looksLikeNpdu(c, 0)) return BAD;
    route.link = -1;
    route.forwardedAt = -1;
    readNpdu(c, turn, undefined, turn.sender);
    c.at = c.end;
    return DONE;
  },
};
