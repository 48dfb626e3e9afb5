import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { cip } from './cip.ts';
import { commandName } from './enip/commands.ts';
import { enipAnomalies, enipFields } from './enip/fields.ts';
import { packetLength, readPacket } from './enip/read-packet.ts';
import { HEADER, isReadable, probeDatagram, probeStream } from './enip/recognise.ts';
import { specLists } from './enip/spec-lists.ts';
import { EnipState } from './enip/state.ts';

/** A header and the 65,535 bytes that its length can say. */
const MAX_MESSAGE = 65_559;

const base = {
  name: 'enip',
  title: 'EtherNet/IP encapsulation',
  spec: 'The CIP Networks Library, volume 2: EtherNet/IP Adaptation of CIP, chapter 2 (ODVA)',
  fields: enipFields,
  anomalies: enipAnomalies,
  functionName: commandName,
  specLists,
  undecoded: 'Items of list interfaces, capability and usage items, DTLS; commands from before the standard.',
  // Command 24/2^16, status 8/2^32, options 1/2^32: 2^-72; the body's first words come on top.
  falseMatchLog2: -64,
  ports: [44_818],
  carries: [cip],
} as const;

/**
 * EtherNet/IP over TCP: sessions, and the CIP messages in them, connected and unconnected. The messages inside are
 * counted as `cip`. No-operations are messages; they carry nothing.
 */
export const enipOverTcp: StreamProtocol<EnipState> = {
  ...base,
  kind: 'stream',
  maxMessage: MAX_MESSAGE,
  open: () => new EnipState(),
  probe: probeStream,
  parse(c: Cursor, turn: Turn, state: EnipState): Outcome {
    if (!c.has(HEADER)) return MORE;
    if (!isReadable(c, 0)) return BAD;
    const length = packetLength(c);
    if (!c.has(length)) return MORE;
    const outer = c.end;
    c.end = c.at + length;
    readPacket(c, turn, state);
    c.end = outer;
    return DONE;
  },
  gap(state) {
    state.cip.forget();
  },
  end,
};

/** The same header over UDP: mostly searches for devices and their answers. */
export const enipOverUdp: DatagramProtocol<EnipState> = {
  ...base,
  kind: 'datagram',
  open: () => new EnipState(),
  probe: probeDatagram,
  parse(c: Cursor, turn: Turn, state: EnipState): Outcome {
    if (!c.has(HEADER)) return MORE;
    if (!isReadable(c, 0)) return BAD;
    const length = packetLength(c);
    if (!c.has(length)) return MORE;
    const trailing = c.left - length;
    c.end = c.at + length;
    readPacket(c, turn, state);
    c.end += trailing;
    if (trailing > 0) turn.unrecognised(trailing);
    c.at = c.end;
    return DONE;
  },
  end,
};

/** Files that were under way when the flow ended are CIP's to tell. */
function end(turn: Turn, state: EnipState): void {
  const transfers = state.cip.anyTransfers;
  if (transfers === undefined) return;
  turn.inside(cip);
  transfers.end(turn);
  turn.inside(undefined);
}
