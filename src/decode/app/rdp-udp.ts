import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import {
  rdpAnomalies,
  rdpFields,
  rdpFunctions,
  UDP_ACK,
  UDP_DATA,
  UDP_FIN,
  UDP_SYN,
  UDP_SYN_ACK,
  UDP_VERSION_2,
} from './rdp/fields.ts';

const SYN = 0x0001;
const FIN = 0x0002;
const ACK = 0x0004;
const DATA = 0x0008;
const FEC = 0x0010;
const SYN_EX = 0x1000;
const HEADER = 8;
/** [MS-RDPEUDP] 3.1.5.1.1: a SYN is padded to the longest datagram, of 1,132 to 1,232 bytes. */
const MTU_LEAST = 1132;
const MTU_MOST = 1232;
const VERSION_3 = 0x0101;
/** Bytes before the version in a SYN's extension, after its flags; a correlation id of 32 bytes may stand before. */
const CORRELATION_ID = 0x0800;

export interface RdpUdpState {
  /** Highest versions of both sides; from version 3 on datagrams have another shape. */
  client: number;
  server: number;
}

/** The UDP transport of RDP: its opening, and how much goes through it. All it carries is TLS or DTLS. */
export const rdpOverUdp: DatagramProtocol<RdpUdpState> = {
  kind: 'datagram',
  name: 'rdp',
  title: 'Remote Desktop Protocol',
  spec: '[MS-RDPEUDP] 2.2; [MS-RDPEUDP2]',
  fields: rdpFields,
  anomalies: rdpAnomalies,
  functionName: (fn: number): string | undefined => rdpFunctions.get(fn),
  undecoded: 'Acknowledgement vectors, error correction, payload; the inner headers of version 2.',
  // Worst is data met in the middle: flags 16 bits, acknowledgement vector 14, twice the same number 32, a record's
  // type, version and length that ends with the datagram 36.
  falseMatchLog2: -60,
  ports: [3389],
  open: () => ({ client: 0, server: 0 }),
  probe(c: Cursor): Verdict {
    if (c.left < 16) return NO;
    const flags = c.peek16(6);
    if ((flags & SYN) !== 0) return isOpening(c, flags) ? YES : NO;
    if ((flags & ~0x0d00) !== (ACK | DATA)) return NO;
    return isRecordData(c) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: RdpUdpState): Outcome {
    if (c.left < HEADER) return state.client >= VERSION_3 ? other(c, turn) : MORE;
    const flags = c.peek16(6);
    if ((flags & SYN) !== 0 && isOpening(c, flags)) return readOpening(c, turn, state, flags);
    if (state.client >= VERSION_3 && state.server >= VERSION_3) return other(c, turn);
    turn.message((flags & FIN) !== 0 ? UDP_FIN : (flags & (DATA | FEC)) !== 0 ? UDP_DATA : UDP_ACK);
    if (turn.tracing) turn.field('rdpudp.flags', flags);
    const at = (flags & ACK) !== 0 ? afterVector(c) : HEADER;
    // Data headers are numbers in the clear; what follows them is a record or a part of one.
    const clear = (flags & DATA) !== 0 ? at + 8 : c.left;
    if (clear < c.left) turn.encrypted(c.left - clear);
    c.at = c.end;
    return DONE;
  },
};

/** Version 2 of the transport: everything but some bits of its header is hidden or packed. */
function other(c: Cursor, turn: Turn): Outcome {
  turn.message(UDP_VERSION_2);
  turn.encrypted(c.left);
  c.at = c.end;
  return DONE;
}

/** SYN, with or without ACK: the client's has no number to acknowledge; both say two lengths and are padded with zeros. */
function isOpening(c: Cursor, flags: number): boolean {
  if (c.left < MTU_LEAST || c.left > MTU_MOST) return false;
  if ((flags & (FIN | DATA | FEC)) !== 0) return false;
  if ((flags & ACK) === 0 && c.peek32() !== 0xffff_ffff) return false;
  if (!isMtu(c.peek16(12)) || !isMtu(c.peek16(14))) return false;
  for (let i = c.left - 64; i < c.left; i++) if (c.peek8(i) !== 0) return false;
  return true;
}

function isMtu(value: number): boolean {
  return value >= MTU_LEAST && value <= MTU_MOST;
}

function readOpening(c: Cursor, turn: Turn, state: RdpUdpState, flags: number): Outcome {
  const confirm = (flags & ACK) !== 0;
  turn.message(confirm ? UDP_SYN_ACK : UDP_SYN);
  const at = 16 + ((flags & CORRELATION_ID) !== 0 ? 32 : 0);
  const version = (flags & SYN_EX) !== 0 && (c.peek16(at) & 1) !== 0 ? c.peek16(at + 2) : 1;
  if (confirm) state.server = version;
  else state.client = version;
  if (turn.tracing) {
    turn.field('rdpudp.flags', flags);
    turn.field('rdpudp.upstreammtu', c.peek16(12));
    turn.field('rdpudp.downstreammtu', c.peek16(14));
    if ((flags & SYN_EX) !== 0) turn.field('rdpudp.synex.version', version);
  }
  c.at = c.end;
  return DONE;
}

/** Offset behind the acknowledgement vector: its size in 16 bits, its elements, padding to four bytes. */
function afterVector(c: Cursor): number {
  const size = c.peek16(HEADER);
  return HEADER + ((2 + size + 3) & ~3);
}

/** Data of an unbroken stream: a short vector, one number twice, and one or more records that end with the datagram. */
function isRecordData(c: Cursor): boolean {
  if (c.peek16(HEADER) > 64) return false;
  const at = afterVector(c);
  if (c.left < at + 8 + 6 || c.peek32(at) !== c.peek32(at + 4)) return false;
  const record = at + 8;
  const type = c.peek8(record);
  if (type < 20 || type > 23) return false;
  const datagram = c.peek8(record + 1) === 0xfe;
  if (!datagram && c.peek8(record + 1) !== 3) return false;
  const length = datagram ? c.peek16(record + 11) + 13 : c.peek16(record + 3) + 5;
  return record + length === c.left;
}
