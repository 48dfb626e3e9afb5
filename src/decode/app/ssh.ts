import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome, type Verdict, YES } from '../verdict.ts';
import {
  DISCONNECT,
  GEX_REPLY,
  KEX_REPLY,
  KEXINIT,
  NEWKEYS,
  sshAnomalies,
  sshFields,
  sshFunctions,
  TEXT_LINE,
  VERSION_1,
  VERSION_LINE,
} from './ssh/fields.ts';
import { readHostKey, readKeyExchange } from './ssh/key-exchange.ts';
import { type SshSide, SshState } from './ssh/state.ts';
import { lineLength, MAX_VERSION_LINE, probeVersion } from './ssh/version-line.ts';
import { wireText, zeroEndedText } from './wire-text.ts';

/** RFC 4253 6.1: every side must take packets of 35,000 bytes; an offer of a thousand algorithms was seen at 40,552. */
export const MAX_PACKET = 65_536;
const PACKET_HEADER = 5;
const PUBLIC_KEY_1 = 2;
const SESSION_KEY_1 = 3;

/**
 * SSH: who offers what with which program, fingerprints of both offers, and the server's key. After the new keys of
 * a side all it sends is ciphertext, passed over uncounted; what happens inside shows only in sizes and times.
 */
export const ssh: StreamProtocol<SshState> = {
  kind: 'stream',
  name: 'ssh',
  title: 'Secure Shell',
  spec: 'RFC 4253, RFC 4250, RFC 4419, RFC 5656; HASSH (Salesforce, 2018); version 1: T. Ylonen, draft of 1995',
  fields: sshFields,
  anomalies: sshAnomalies,
  functionName: (fn: number): string | undefined => sshFunctions.get(fn),
  undecoded:
    'Numbers of the key exchange, keys and signatures; whatever is encrypted; packets of version 1 but their type.',
  // `SSH-` has 32 bits, the digit 7, the dot 8.
  falseMatchLog2: -47,
  ports: [22, 2222],
  canBegin: (byte: number): boolean => byte === 0x53,
  open: () => new SshState(),
  probe: (c: Cursor): Verdict => probeVersion(c),
  parse(c: Cursor, turn: Turn, state: SshState): Outcome {
    const side = state.side(turn.fromServer);
    if (side.stage === 'version') return readLine(c, turn, side);
    if (side.stage === 'encrypted') return passOver(turn);
    return side.version1 || state.side(!turn.fromServer).version1
      ? readPacket1(c, turn, side)
      : readPacket(c, turn, side);
  },
  gap(state: SshState, fromServer: boolean): void {
    const side = state.side(fromServer);
    // Whatever was lost, a version line says where a new conversation begins; nothing else can be told from ciphertext.
    if (side.stage !== 'encrypted') side.stage = 'version';
  },
  maxMessage: MAX_PACKET + 4,
};

/** The version, or a line that a server sends before it (RFC 4253 4.2). */
function readLine(c: Cursor, turn: Turn, side: SshSide): Outcome {
  const length = lineLength(c);
  if (length === 0) return MORE;
  const version = probeVersion(c) === YES;
  if (length < 0) return BAD;
  turn.message(version ? VERSION_LINE : TEXT_LINE);
  if (version) {
    const end = c.at + length - (c.peek8(length - 2) === 0x0d ? 2 : 1);
    const text = zeroEndedText(c.bytes, c.at, end);
    if (turn.tracing) turn.field('ssh.protocol', text);
    if (length > MAX_VERSION_LINE) turn.anomaly('version-line-long');
    turn.claim(turn.sender, 'banner', text);
    side.stage = 'packets';
    side.version1 = /^SSH-1\.(?!99)/.test(text);
  }
  c.skip(length);
  return DONE;
}

function passOver(turn: Turn): Outcome {
  turn.skip(Number.MAX_SAFE_INTEGER, 'encrypted');
  return DONE;
}

/** RFC 4253 6: length, padding length, payload, padding; no integrity code before the first new keys. */
function readPacket(c: Cursor, turn: Turn, side: SshSide): Outcome {
  if (c.left < PACKET_HEADER + 1) return MORE;
  const length = c.peek32();
  const padding = c.peek8(4);
  // Payload of one byte at least. A capture that lost the exchange shows ciphertext here.
  if (length > MAX_PACKET || length < padding + 2) {
    turn.anomaly('packet-length-bad');
    side.stage = 'encrypted';
    return passOver(turn);
  }
  if (!c.has(4 + length)) return MORE;
  const next = c.at + 4 + length;
  const end = next - padding;
  const code = c.peek8(PACKET_HEADER);
  turn.message(code);
  if (turn.tracing) {
    turn.field('ssh.packet_length', length);
    turn.field('ssh.padding_length', padding);
    turn.field('ssh.message_code', code);
  }
  c.skip(PACKET_HEADER + 1);
  const outer = c.end;
  c.end = end;
  if (code === KEXINIT) readKeyExchange(c, end, turn);
  else if (code === NEWKEYS) side.stage = 'encrypted';
  else if ((code === KEX_REPLY || code === GEX_REPLY) && turn.fromServer) readHostKey(c, end, turn);
  else if (code === DISCONNECT && turn.tracing) traceDisconnect(c, turn);
  c.end = outer;
  c.at = next;
  return DONE;
}

function traceDisconnect(c: Cursor, turn: Turn): void {
  if (c.left < 8) return;
  turn.field('ssh.disconnect_reason', c.u32());
  const length = c.u32();
  turn.field('ssh.disconnect_description', wireText(c.bytes, c.at, Math.min(c.end, c.at + length)));
}

/** Version 1: length, padding to a multiple of eight, type; only the two keys go in the clear. */
function readPacket1(c: Cursor, turn: Turn, side: SshSide): Outcome {
  if (c.left < 4) return MORE;
  const length = c.peek32();
  const padding = 8 - (length & 7);
  if (length < PACKET_HEADER || length > MAX_PACKET - 8) {
    turn.anomaly('packet-length-bad');
    side.stage = 'encrypted';
    return passOver(turn);
  }
  if (!c.has(4 + padding + length)) return MORE;
  const type = c.peek8(4 + padding);
  turn.message(VERSION_1 + type);
  if (turn.tracing) {
    turn.field('ssh.packet_length', length);
    turn.field('ssh.padding_length', padding);
    turn.field('ssh.message_code', type);
  }
  if (type === PUBLIC_KEY_1 || type === SESSION_KEY_1) side.stage = 'encrypted';
  c.skip(4 + padding + length);
  return DONE;
}
