import type { Cursor } from '../../kernel/cursor.ts';
import { EACH_WAY, INNER_IP } from '../inner-kind.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';

/** Extension headers read of one packet; the 5G user plane has one or two. */
export const MAX_EXTENSIONS = 16;

const HEADER = 8;
/** Sequence number, N-PDU number, type of the next extension: all three are there if one is. */
const OPTIONAL = 4;
const EXTENDED = 0x04;
const NUMBERED = 0x02;
const ANY_OPTIONAL = 0x07;
const ECHO_REQUEST = 1;
const ECHO_RESPONSE = 2;
const ERROR_INDICATION = 26;
const SUPPORTED_EXTENSIONS = 31;
const END_MARKER = 254;
const PACKET = 255;

const names: ReadonlyMap<number, string> = new Map([
  [ECHO_REQUEST, 'Echo Request'],
  [ECHO_RESPONSE, 'Echo Response'],
  [ERROR_INDICATION, 'Error Indication'],
  [SUPPORTED_EXTENSIONS, 'Supported Extension Headers Notification'],
  [253, 'Tunnel Status'],
  [END_MARKER, 'End Marker'],
  [PACKET, 'G-PDU'],
]);

/** The user plane of mobile networks: what a modem on a crane sends, on its way through the operator's core. */
export const gtp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'gtp',
  title: 'GPRS Tunnelling Protocol, user plane',
  spec: '3GPP TS 29.281',
  fields: {
    'gtp.flags': { doc: 'version, and which fields are there' },
    'gtp.message': { doc: 'what the packet is for' },
    'gtp.length': { doc: 'length behind the first eight bytes', unit: 'bytes' },
    'gtp.teid': { doc: 'receiver’s number of the tunnel' },
    'gtp.seq_number': { doc: 'number of the packet' },
    'gtp.next': { doc: 'types of the extension headers in their order' },
  },
  anomalies: {
    'length-bad': { doc: 'less follows than the header says' },
    'extension-bad': { doc: 'an extension header that does not fit' },
    'extensions-over-limit': { doc: 'more extension headers than are read' },
  },
  functionName: (fn: number): string | undefined => names.get(fn),
  tunnelName: (id: number): string => `teid 0x${id.toString(16)}`,
  undecoded:
    'What extension headers say, elements of signalling, Ethernet and other than IP in a tunnel; the control plane.',
  // Weakest is the end marker: flags 5 bits, type 8, length 16.
  falseMatchLog2: -28,
  ports: [2152],
  canBegin: (byte: number): boolean => byte >= 0x30 && byte <= 0x37,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if ((c.peek8() & 0xf8) !== 0x30 || c.left < HEADER) return NO;
    const type = c.peek8(1);
    const length = c.peek16(2);
    if (type === PACKET) {
      const header = headerLength(c);
      return header > 0 && packetLength(c, header) === HEADER + length - header ? YES : NO;
    }
    if (length !== c.left - HEADER) return NO;
    if (type === END_MARKER) return length < HEADER ? YES : NO;
    if (type !== ECHO_REQUEST && type !== ECHO_RESPONSE && type !== ERROR_INDICATION && type !== SUPPORTED_EXTENSIONS)
      return NO;
    return c.peek32(4) === 0 && (c.peek8() & NUMBERED) !== 0 && length >= OPTIONAL ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEADER || (c.peek8() & 0xf0) !== 0x30) return BAD;
    const flags = c.peek8();
    const type = c.peek8(1);
    const length = c.peek16(2);
    const teid = c.peek32(4);
    turn.message(type);
    if (turn.tracing) {
      turn.field('gtp.flags', flags);
      turn.field('gtp.message', type);
      turn.field('gtp.length', length);
      turn.field('gtp.teid', teid);
      if ((flags & NUMBERED) !== 0) turn.field('gtp.seq_number', c.peek16(HEADER));
    }
    if (length > c.left - HEADER) turn.anomaly('length-bad');
    const stop = Math.min(c.left, HEADER + length);
    const header = Math.min(extensions(c, turn, stop), stop);
    const nibble = header < stop ? c.peek8(header) >> 4 : 0;
    if (type === PACKET && (nibble === 4 || nibble === 6))
      turn.carry(INNER_IP, c.at + header, HEADER + length - header, teid, EACH_WAY);
    else turn.unrecognised(stop - header);
    turn.unrecognised(c.left - stop);
    c.skip(c.left);
    return DONE;
  },
};

/** Bytes before what is carried, extension headers included; 0 where they do not fit. */
function headerLength(c: Cursor): number {
  if ((c.peek8() & ANY_OPTIONAL) === 0) return HEADER;
  let at = HEADER + OPTIONAL;
  if ((c.peek8() & EXTENDED) === 0) return at;
  let next = c.peek8(at - 1);
  for (let count = 0; next !== 0; count++) {
    const size = c.peek8(at) * 4;
    if (count === MAX_EXTENSIONS || size === 0 || at + size > c.left) return 0;
    next = c.peek8(at + size - 1);
    at += size;
  }
  return at;
}

/** The same, told while it is read; what does not fit ends it. */
function extensions(c: Cursor, turn: Turn, stop: number): number {
  if ((c.peek8() & ANY_OPTIONAL) === 0) return HEADER;
  let at = HEADER + OPTIONAL;
  let next = (c.peek8() & EXTENDED) === 0 ? 0 : c.peek8(at - 1);
  for (let count = 0; next !== 0; count++) {
    if (count === MAX_EXTENSIONS) {
      turn.anomaly('extensions-over-limit');
      return stop;
    }
    const size = at < stop ? c.peek8(at) * 4 : 0;
    if (size === 0 || at + size > stop) {
      turn.anomaly('extension-bad');
      return stop;
    }
    if (turn.tracing) turn.field('gtp.next', next);
    next = c.peek8(at + size - 1);
    at += size;
  }
  return at;
}

/** Length of the IP packet at `at` by its own header, or 0. */
function packetLength(c: Cursor, at: number): number {
  const first = c.peek8(at);
  if (first >> 4 === 4 && (first & 15) >= 5) return c.peek16(at + 2);
  return first >> 4 === 6 ? c.peek16(at + 4) + 40 : 0;
}
