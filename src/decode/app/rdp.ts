import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { CONNECT_CONFIRM, CONNECT_REQUEST, CotpHeader, DATA } from './cotp.ts';
import { isTlsRecord, TLS_HANDSHAKE } from './rdp/carried-tls.ts';
import { negotiationAt, NEGOTIATION_FAILED, readConnection } from './rdp/connection.ts';
import {
  CONNECT_INITIAL,
  CONNECT_RESPONSE,
  CONNECTION_CONFIRM,
  CONNECTION_REQUEST,
  DISCONNECT_REQUEST,
  DOMAIN,
  FAST_PATH,
  NEGOTIATION_FAILURE,
  rdpAnomalies,
  rdpFields,
  rdpFunctions,
  SEND_INDICATION,
  SEND_REQUEST,
  TRANSPORT_OTHER,
} from './rdp/fields.ts';
import { MAX_TPKT, probeRdp } from './rdp/probe.ts';
import { readSettings } from './rdp/settings.ts';
import { tls, type TlsState } from './tls.ts';
import { NOT_TPKT, TPKT_HEADER, TPKT_INCOMPLETE, tpktLength } from './tpkt.ts';

const DISCONNECT = 0x80;

export interface RdpState {
  /** TLS began: with the choice of it, or where a record was met. */
  tls: TlsState | undefined;
  /** Standard security without encryption, which only old servers choose: then data are not ciphertext. */
  plain: boolean;
}

/**
 * The Remote Desktop Protocol over TCP: who asks for whom (cookie, client name, keyboard, channels), what security
 * layer is agreed. Where that is TLS the records are read as TLS: the server's certificate names its computer.
 */
export const rdp: StreamProtocol<RdpState> = {
  kind: 'stream',
  name: 'rdp',
  title: 'Remote Desktop Protocol',
  spec: '[MS-RDPBCGR] 2.2.1; RFC 1006; ISO 8073 class 0; ITU-T T.125, T.124; [MS-RDPEUDP]',
  fields: rdpFields,
  anomalies: rdpAnomalies,
  functionName: (fn: number): string | undefined => rdpFunctions.get(fn),
  undecoded:
    'What is sent in channels and on the fast path, encrypted or not; licences; settings of monitors and multitransport; payload of the UDP transport.',
  // TPKT 16 bits, its length and the header's that make one 16, COTP type 8, class and reference 16, then a length of
  // 16 in a negotiation or a word of 40 and more; met in the middle: TPKT 16, COTP 24, choice 7, channel 9, priority 6,
  // a length that makes the packet's 14.
  falseMatchLog2: -70,
  ports: [3389],
  canBegin: (byte: number): boolean => byte === 3,
  open: () => ({ tls: undefined, plain: false }),
  probe: (c: Cursor): Verdict => probeRdp(c),
  parse(c: Cursor, turn: Turn, state: RdpState): Outcome {
    if (state.tls === undefined && c.peek8() === TLS_HANDSHAKE) {
      if (c.left < 6) return MORE;
      if (isTlsRecord(c)) state.tls = tls.open();
    }
    if (state.tls !== undefined) {
      turn.inside(tls);
      return tls.parse(c, turn, state.tls);
    }
    return c.peek8() === 3 ? readPacket(c, turn, state) : readFastPath(c, turn, state);
  },
  gap(state: RdpState, fromServer: boolean): void {
    if (state.tls !== undefined) tls.gap?.(state.tls, fromServer);
  },
  maxMessage: Math.max(MAX_TPKT, tls.maxMessage),
};

const cotp: CotpHeader = new CotpHeader();
const inner: Cursor = new Cursor();

function readPacket(c: Cursor, turn: Turn, state: RdpState): Outcome {
  const length = tpktLength(c, 0, MAX_TPKT);
  if (length === NOT_TPKT) return BAD;
  if (length === TPKT_INCOMPLETE || !c.has(length)) return MORE;
  const start = c.at;
  if (!cotp.read(c, TPKT_HEADER, length - TPKT_HEADER)) {
    turn.anomaly('transport-malformed');
    turn.unrecognised(length);
  } else if (cotp.type === DATA)
    readDomain(inner.reset(c.bytes, c.view, start + cotp.dataAt, start + length), turn, state);
  else if (cotp.type === CONNECT_REQUEST || cotp.type === CONNECT_CONFIRM) readOpening(c, turn, state);
  else turn.message(cotp.type === DISCONNECT ? DISCONNECT_REQUEST : TRANSPORT_OTHER);
  c.at = start + length;
  return DONE;
}

function readOpening(c: Cursor, turn: Turn, state: RdpState): void {
  const at = cotp.parametersAt;
  const end = cotp.dataAt;
  const found = negotiationAt(c, at, end);
  const failed = found >= 0 && c.peek8(found) === NEGOTIATION_FAILED;
  turn.message(cotp.type === CONNECT_REQUEST ? CONNECTION_REQUEST : failed ? NEGOTIATION_FAILURE : CONNECTION_CONFIRM);
  // Every layer but the standard one runs over TLS.
  if (readConnection(c, at, end, turn) > 0) state.tls = tls.open();
}

/** An MCS PDU; BER for the connect exchange, PER for the rest (T.125 section 10). */
function readDomain(c: Cursor, turn: Turn, state: RdpState): void {
  const tag = c.peek16();
  if (tag === 0x7f65 || tag === 0x7f66) {
    turn.message(tag === 0x7f65 ? CONNECT_INITIAL : CONNECT_RESPONSE);
    state.plain = readSettings(c, turn) ?? state.plain;
    return;
  }
  const choice = c.peek8() >> 2;
  turn.message(DOMAIN + choice);
  if (choice !== SEND_REQUEST && choice !== SEND_INDICATION) return;
  if (turn.tracing) {
    turn.field('rdp.mcs.channel', c.peek16(3));
    turn.field('rdp.length', c.left);
  }
  const bytes = c.left > DATA_HEADER ? c.left - DATA_HEADER : 0;
  if (state.plain) turn.unrecognised(bytes);
  else turn.encrypted(bytes);
}

/** Choice, initiator, channel, priority, length. */
const DATA_HEADER = 8;

/** [MS-RDPBCGR] 2.2.9.1.2: action 0 in the two low bits, then a length of one byte or two, this header included. */
function readFastPath(c: Cursor, turn: Turn, state: RdpState): Outcome {
  if ((c.peek8() & 3) !== 0) return BAD;
  if (c.left < 3) return MORE;
  const long = (c.peek8(1) & 0x80) !== 0;
  const length = long ? c.peek16(1) & 0x7fff : c.peek8(1);
  const header = long ? 3 : 2;
  if (length <= header) return BAD;
  turn.message(FAST_PATH);
  if (turn.tracing) turn.field('rdp.length', length);
  c.skip(header);
  turn.skip(length - header, state.plain ? 'unrecognised' : 'encrypted');
  return DONE;
}
