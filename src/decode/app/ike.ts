import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { ikeAnomalies, ikeFields } from './ike/fields.ts';
import { ESP_IN_UDP, ikeFunctions, KEEP_ALIVE, VERSION_1 } from './ike/names.ts';
import { readPayloads } from './ike/read-payloads.ts';
import { hexText } from './wire-text.ts';

const HEADER = 28;
/** Four zero octets before IKE on port 4500, where ESP has its SPI (RFC 3948 2.2). */
const MARKER = 4;
const ENCRYPTED_1 = 1;
const MAIN_MODE = 2;
const AGGRESSIVE_MODE = 4;
const SA_INIT = 34;

export interface IkeState {
  /** Messages carry the marker: what carries none is ESP. */
  marked: boolean;
}

/**
 * The Internet Key Exchange, versions 1 and 2, with what shares its port behind NAT: ESP in UDP, of which nothing can
 * be read, and keep-alives. What peers say of themselves before they encrypt: vendor ids, notifications, and in
 * aggressive mode who they are. Proposals and keys are passed over.
 */
export const ike: DatagramProtocol<IkeState> = {
  kind: 'datagram',
  name: 'ike',
  title: 'Internet Key Exchange',
  spec: 'RFC 2407, RFC 2408, RFC 2409, RFC 3947, RFC 3948, RFC 7296, RFC 7383',
  fields: ikeFields,
  anomalies: ikeAnomalies,
  functionName: (fn: number): string | undefined => ikeFunctions.get(fn),
  undecoded: 'Proposals, keys, certificates and whatever is encrypted; over TCP (RFC 8229) it is not recognised.',
  // Version 2/256, exchange 19/512, first payload 45/256, flags 1/32, and a length of 32 bits that must be the datagram's.
  falseMatchLog2: -48,
  ports: [500, 4500],
  open: () => ({ marked: false }),
  probe(c: Cursor): Verdict {
    return isHeader(c, 0) || (c.peek32() === 0 && isHeader(c, MARKER)) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: IkeState): Outcome {
    if (c.left === 1 && c.peek8() === 0xff) return readKeepAlive(c, turn);
    const marked = c.left > MARKER && c.peek32() === 0;
    const at = marked ? MARKER : 0;
    if (marked ? isVersion(c, at) : isHeader(c, 0)) {
      state.marked ||= marked;
      c.skip(at);
      readMessage(c, turn);
      return DONE;
    }
    if (!state.marked || c.left < 8) return isVersion(c, 0) ? readMessage(c, turn) : BAD;
    turn.message(ESP_IN_UDP);
    if (turn.tracing) {
      turn.field('esp.spi', c.peek32());
      turn.field('esp.sequence', c.peek32(4));
    }
    turn.encrypted(c.left - 8);
    c.at = c.end;
    return DONE;
  },
};

function isVersion(c: Cursor, at: number): boolean {
  const version = c.peek8(at + 17);
  return c.left >= at + HEADER && (version === 0x10 || version === 0x20);
}

/** Everything a header fixes (RFC 2408 3.1, RFC 7296 3.1). */
function isHeader(c: Cursor, at: number): boolean {
  if (!isVersion(c, at) || c.peek32(at + 24) !== c.left - at) return false;
  if (c.peek32(at) === 0 && c.peek32(at + 4) === 0) return false;
  const first = c.peek8(at + 16);
  const flags = c.peek8(at + 19);
  if (c.peek8(at + 17) === 0x20) {
    const known = first === 0 || (first >= 33 && first <= 54);
    return known && (flags & 0xc7) === 0 && ikeFunctions.has(c.peek8(at + 18));
  }
  const known = first <= 21 || (first >= 128 && first <= 133);
  return known && (flags & 0xf8) === 0 && ikeFunctions.has(VERSION_1 | c.peek8(at + 18));
}

function readMessage(c: Cursor, turn: Turn): Outcome {
  const first = c.peek8(16);
  const version1 = c.peek8(17) < 0x20;
  const exchange = c.peek8(18);
  const flags = c.peek8(19);
  const length = c.peek32(24);
  turn.message(version1 ? VERSION_1 | exchange : exchange);
  if (turn.tracing) {
    turn.field('isakmp.ispi', hexText(c.bytes, c.at, c.at + 8));
    turn.field('isakmp.rspi', hexText(c.bytes, c.at + 8, c.at + 16));
    turn.field('isakmp.nextpayload', first);
    turn.field('isakmp.version', c.peek8(17));
    turn.field('isakmp.exchangetype', exchange);
    turn.field('isakmp.flags', flags);
    turn.field('isakmp.messageid', c.peek32(20));
    turn.field('isakmp.length', length);
  }
  if (length !== c.left) turn.anomaly('length-bad');
  if (version1 ? exchange === MAIN_MODE || exchange === AGGRESSIVE_MODE : exchange === SA_INIT)
    turn.claim(turn.sender, 'role', 'ipsec-peer');
  if (version1 && exchange === AGGRESSIVE_MODE) turn.anomaly('aggressive-mode');
  const { end } = c;
  if (length >= HEADER && length < c.left) c.end = c.at + length;
  c.skip(HEADER);
  if (version1 && (flags & ENCRYPTED_1) !== 0) {
    turn.encrypted(c.left);
    c.at = c.end;
  } else readPayloads(c, turn, first);
  c.end = end;
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = end;
  return DONE;
}

/** RFC 3948 2.3: one octet, so that a NAT does not forget. */
function readKeepAlive(c: Cursor, turn: Turn): Outcome {
  turn.message(KEEP_ALIVE);
  c.at = c.end;
  return DONE;
}
