import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { pptpAnomalies, pptpFields, pptpKinds } from './pptp/fields.ts';
import { lowerAscii, zeroEndedText } from './wire-text.ts';

const HEADER = 12;
const MAGIC = 0x1a2b3c4d;
/** The longest is 220; more is no message, and is not waited for. */
const MAX_LENGTH = 512;
const START_REQUEST = 1;
const START_REPLY = 2;
const CALL_REQUEST = 7;
const CALL_REPLY = 8;
const CLEAR = 12;
const DISCONNECT = 13;
const LINK_INFO = 15;

/**
 * The control connection of the Point-to-Point Tunneling Protocol: who tunnels to whom, and what both ends say they are.
 * The tunnel itself is GRE beside this connection.
 */
export const pptp: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'pptp',
  title: 'Point-to-Point Tunneling Protocol',
  spec: 'RFC 2637',
  fields: pptpFields,
  anomalies: pptpAnomalies,
  functionName: (fn: number): string | undefined => pptpKinds[fn]?.name,
  undecoded: 'Capabilities, speeds and statistics of calls.',
  // Length and type 32 bits, cookie 32, kind 15 of 65536 with one length each, reserved 16.
  falseMatchLog2: -80,
  ports: [1723],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() !== 0) return NO;
    if (c.left >= 4 && c.peek16(2) !== 1) return NO;
    if (c.left < 10) return UNSURE;
    return c.peek32(4) === MAGIC && c.peek16() === pptpKinds[c.peek16(8)]?.length ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEADER) return MORE;
    const length = c.peek16();
    if (c.peek32(4) !== MAGIC || length < HEADER || length > MAX_LENGTH) return BAD;
    if (!c.has(length)) return MORE;
    const kind = c.peek16(8);
    turn.message(kind);
    if (turn.tracing) {
      turn.field('pptp.length', length);
      turn.field('pptp.type', c.peek16(2));
      turn.field('pptp.control_message_type', kind);
    }
    if (length !== pptpKinds[kind]?.length) {
      turn.anomaly('length-bad');
      turn.unrecognised(length - HEADER);
    } else if (kind === START_REQUEST || kind === START_REPLY) readStart(c, turn, kind);
    else if (turn.tracing) trace(c, turn, kind);
    c.skip(length);
    return DONE;
  },
  maxMessage: MAX_LENGTH,
};

/** RFC 2637 2.1 and 2.2: firmware at 26, host name and vendor of 64 octets each behind it. */
function readStart(c: Cursor, turn: Turn, kind: number): void {
  const host = zeroEndedText(c.bytes, c.at + 28, c.at + 92);
  const vendor = zeroEndedText(c.bytes, c.at + 92, c.at + 156);
  const firmware = c.peek16(26);
  if (host !== '') {
    turn.claim(turn.sender, 'hostname', host);
    turn.name('self', lowerAscii(host), turn.sender);
  }
  if (vendor !== '') turn.claim(turn.sender, 'vendor', vendor);
  if (firmware !== 0) turn.claim(turn.sender, 'firmware', firmware.toString(16).padStart(4, '0'));
  turn.claim(turn.sender, 'role', kind === START_REQUEST ? 'pptp-client' : 'pptp-server');
  if (!turn.tracing) return;
  turn.field('pptp.protocol_version', c.peek16(12));
  if (kind === START_REPLY) {
    turn.field('pptp.control_result', c.peek8(14));
    turn.field('pptp.error', c.peek8(15));
  }
  turn.field('pptp.maximum_channels', c.peek16(24));
  turn.field('pptp.firmware_revision', firmware);
  turn.field('pptp.host_name', host);
  turn.field('pptp.vendor_name', vendor);
}

function trace(c: Cursor, turn: Turn, kind: number): void {
  if (kind === CALL_REQUEST || kind === CALL_REPLY || kind === CLEAR || kind === DISCONNECT)
    turn.field('pptp.call_id', c.peek16(12));
  if (kind === CALL_REPLY) {
    turn.field('pptp.peer_call_id', c.peek16(14));
    turn.field('pptp.out_result', c.peek8(16));
    turn.field('pptp.error', c.peek8(17));
  }
  if (kind === LINK_INFO) turn.field('pptp.peer_call_id', c.peek16(12));
  if (kind === CALL_REQUEST) turn.field('pptp.phone_number', zeroEndedText(c.bytes, c.at + 40, c.at + 104));
}
