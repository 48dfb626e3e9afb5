import { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { claimCarrierAddress } from './carrier-address.ts';
import { nbdgmAnomalies, nbdgmFields, nbdgmTypes } from './nbdgm/fields.ts';
import { claimOwnName, suffixedName } from './nbns/claim-own-name.ts';
import { ENCODED_LENGTH, isEncodedName } from './nbns/netbios-name.ts';
import { smbOverTcp } from './smb.ts';
import { readSmb1 } from './smb/smb1.ts';
import { SmbState } from './smb/state.ts';

/** Type, flags, number, address, port; of those that carry data also length and offset. */
const SHORT_HEADER = 10;
const HEADER = 14;
const ERROR = 0x13;
const ERROR_LENGTH = 11;
/** An encoded name with its length and end. */
const NAME = 1 + ENCODED_LENGTH + 1;
const VERSION_1 = 0xff53_4d42;
/** A message of SMB1: header, count of words, count of bytes. */
const SHORTEST_SMB = 35;

/**
 * The NetBIOS datagram service: who speaks to which computer or group. Datagrams carry SMB1, and in it what computers
 * announce of themselves to the browser of their network; that part is read and counted as SMB.
 */
export const nbdgm: DatagramProtocol<SmbState> = {
  kind: 'datagram',
  name: 'nbdgm',
  title: 'NetBIOS Datagram Service',
  spec: 'RFC 1001 17, RFC 1002 4.4; MS-BRWS, MS-MAIL for what is carried',
  fields: nbdgmFields,
  anomalies: nbdgmAnomalies,
  functionName: (fn: number): string | undefined => nbdgmTypes.get(fn),
  undecoded: 'Data that are no SMB1; fragments but the first; scopes of names.',
  // Worst is an error: type and code 8 + 6 bits, reserved flags 4, port 16, and a length of 11 of some hundred. The
  // others have names whose 32 letters have 4 of 8 bits given.
  falseMatchLog2: -34,
  ports: [138],
  canBegin: (byte: number): boolean => nbdgmTypes.has(byte),
  specLists: () => [
    {
      title: 'Datagram types',
      source: 'RFC 1002 4.4.1',
      entries: [...nbdgmTypes].map(([type, name]) => ({
        id: `0x${type.toString(16)}`,
        name,
        depth: 'decoded',
        functions: [type],
      })),
    },
  ],
  open: () => new SmbState(),
  probe: (c: Cursor): Verdict => (looksRight(c) ? YES : NO),
  parse(c: Cursor, turn: Turn, state: SmbState): Outcome {
    if (!looksRight(c)) return BAD;
    const type = c.peek8();
    turn.message(type);
    if (turn.tracing) traceHeader(c, turn);
    if (type < ERROR) readData(c, turn, state);
    else {
      if (turn.tracing && type === ERROR) turn.field('nbdgm.error_code', c.peek8(SHORT_HEADER));
      if (turn.tracing && type > ERROR)
        turn.field('nbdgm.destination_name', suffixedName(c.bytes, c.at + SHORT_HEADER));
    }
    c.skip(c.left);
    return DONE;
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();

function looksRight(c: Cursor): boolean {
  const type = c.peek8();
  if (!nbdgmTypes.has(type) || c.peek8(1) >> 4 !== 0) return false;
  if (type === ERROR) {
    const code = c.peek8(SHORT_HEADER);
    return c.left === ERROR_LENGTH && code >= 0x82 && code <= 0x84 && c.peek16(8) === 138;
  }
  if (type > ERROR) return c.left === SHORT_HEADER + NAME && isEncodedName(c.bytes, c.at + SHORT_HEADER, c.end);
  const names = c.at + HEADER;
  return (
    isEncodedName(c.bytes, names, c.end) &&
    c.bytes[names + NAME - 1] === 0 &&
    isEncodedName(c.bytes, names + NAME, c.end) &&
    c.bytes[names + 2 * NAME - 1] === 0
  );
}

function readData(c: Cursor, turn: Turn, state: SmbState): void {
  const first = (c.peek8(1) & 2) !== 0;
  const data = HEADER + 2 * NAME;
  if (c.peek16(10) !== c.left - HEADER) turn.anomaly('length-mismatch');
  if (turn.ip(c.bytes, c.at + 4, 4) !== turn.sender) {
    turn.anomaly('address-foreign');
    claimCarrierAddress(turn, c.bytes, c.at + 4);
  }
  claimOwnName(c.bytes, c.at + HEADER, turn);
  if (turn.tracing) {
    turn.field('nbdgm.dgram_len', c.peek16(10));
    turn.field('nbdgm.pkt_offset', c.peek16(12));
    turn.field('nbdgm.source_name', suffixedName(c.bytes, c.at + HEADER));
    turn.field('nbdgm.destination_name', suffixedName(c.bytes, c.at + HEADER + NAME));
  }
  if (!first || c.peek16(12) !== 0 || c.left < data + SHORTEST_SMB || c.peek32(data) >>> 0 !== VERSION_1) {
    turn.unrecognised(c.left - data);
    return;
  }
  turn.inside(smbOverTcp);
  readSmb1(inner.reset(c.bytes, c.view, c.at + data, c.end), turn, state);
  turn.inside(undefined);
}

function traceHeader(c: Cursor, turn: Turn): void {
  const flags = c.peek8(1);
  turn.field('nbdgm.type', c.peek8());
  turn.field('nbdgm.next', (flags & 1) !== 0);
  turn.field('nbdgm.first', (flags & 2) !== 0);
  turn.field('nbdgm.node_type', (flags >> 2) & 3);
  turn.field('nbdgm.dgram_id', c.peek16(2));
  turn.field('nbdgm.src.ip', ipv4Text(c.bytes, c.at + 4));
  turn.field('nbdgm.src.port', c.peek16(8));
}
