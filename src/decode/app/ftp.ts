import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { announce, announceExtended, announcePort } from './ftp/endpoint.ts';
import { commandNumber, ftpAnomalies, ftpCommands, ftpFields, NO_CODE, UNKNOWN_COMMAND } from './ftp/fields.ts';
import { ftpLineLength, MAX_FTP_LINE, replyCode, withoutEnd } from './ftp/line.ts';
import { probeFtp } from './ftp/probe.ts';
import { tls, type TlsState } from './tls.ts';
import { wireText } from './wire-text.ts';

/** Replies that have a meaning here. */
const GREETING = 220;
const SYSTEM = 215;
const PASSIVE = 227;
const EXTENDED_PASSIVE = 229;
const SECURE = 234;
/** Commands whose arguments are secrets (RFC 959, RFC 2228). */
const SECRETS: ReadonlySet<string> = new Set(['PASS', 'ACCT', 'ADAT', 'MIC', 'CONF', 'ENC', 'SITE']);

export interface FtpState {
  /** Code of a reply of several lines that is not yet ended; 0 if none. */
  open: number;
  greeted: boolean;
  /** Bytes of each side's unfinished line that were searched. */
  scanned: [client: number, server: number];
  /** After AUTH both sides speak TLS. */
  tls: TlsState | undefined;
}

/**
 * The control connection of FTP: commands and replies by name, who signs in, what system answers, where data
 * connections are announced. Passwords are never kept. After AUTH TLS its records are read as TLS.
 */
export const ftp: StreamProtocol<FtpState> = {
  kind: 'stream',
  name: 'ftp',
  title: 'File Transfer Protocol, control',
  spec: 'RFC 959, RFC 2228, RFC 2389, RFC 2428, RFC 3659, RFC 4217',
  fields: ftpFields,
  anomalies: ftpAnomalies,
  functionName,
  undecoded: 'Data connections; text of replies but the first line; passwords, which are passed over on purpose.',
  // The shortest command of FTP's own is three letters and a line end: 24 bits and 8, ends and cases taken off. A reply
  // has 32 bits, and FTP or a second code 24.
  falseMatchLog2: -24,
  ports: [21, 2121],
  canBegin: (byte: number): boolean =>
    byte === 0x32 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a),
  open: () => ({ open: 0, greeted: false, scanned: [0, 0], tls: undefined }),
  probe: (c: Cursor): Verdict => probeFtp(c),
  parse(c: Cursor, turn: Turn, state: FtpState): Outcome {
    if (state.tls !== undefined) {
      turn.inside(tls);
      return tls.parse(c, turn, state.tls);
    }
    const side = turn.fromServer ? 1 : 0;
    const length = ftpLineLength(c, state.scanned[side]);
    if (length === 0) {
      state.scanned[side] = c.left;
      return MORE;
    }
    state.scanned[side] = 0;
    if (length < 0) {
      turn.anomaly('line-over-limit');
      turn.unrecognised(MAX_FTP_LINE);
      c.skip(MAX_FTP_LINE);
      return DONE;
    }
    if (turn.fromServer) readReply(c, turn, state, withoutEnd(c, length));
    else readCommand(c, turn, withoutEnd(c, length));
    c.skip(length);
    return DONE;
  },
  gap(state: FtpState, fromServer: boolean): void {
    if (state.tls !== undefined) tls.gap?.(state.tls, fromServer);
    state.scanned[fromServer ? 1 : 0] = 0;
    if (fromServer) state.open = 0;
  },
  maxMessage: Math.max(MAX_FTP_LINE, tls.maxMessage),
};

function functionName(fn: number): string | undefined {
  if (fn === UNKNOWN_COMMAND) return 'unknown command';
  if (fn === NO_CODE) return 'line without code';
  return ftpCommands[fn] ?? (fn >= 100 && fn <= 699 ? String(fn) : undefined);
}

function readCommand(c: Cursor, turn: Turn, length: number): void {
  let start = 0;
  // ABOR comes after interrupts of Telnet (RFC 959 4.1.3): bytes above 127.
  while (start < length && c.peek8(start) >= 0x80) start++;
  if (start === length) return;
  const line = wireText(c.bytes, c.at + start, c.at + length);
  const blank = line.indexOf(' ');
  const word = (blank < 0 ? line : line.slice(0, blank)).toUpperCase();
  const argument = blank < 0 ? '' : line.slice(blank + 1);
  const number = word.length <= 5 ? commandNumber(word) : UNKNOWN_COMMAND;
  turn.message(number);
  // What is no command may be a password typed where none was asked for.
  if (number === UNKNOWN_COMMAND) {
    turn.anomaly('command-unknown');
    return;
  }
  if (turn.tracing) {
    turn.field('ftp.request.command', word);
    if (argument !== '' && !SECRETS.has(word)) turn.field('ftp.request.arg', argument);
  }
  if (word === 'USER' && argument !== '') turn.claim(turn.sender, 'user', argument);
  else if (word === 'PORT') announce(turn, argument);
  else if (word === 'EPRT') announceExtended(turn, argument);
}

/** One line; of a reply of several lines only the first is told (RFC 959 4.2). */
function readReply(c: Cursor, turn: Turn, state: FtpState, length: number): void {
  const code = length >= 3 ? replyCode(c) : 0;
  const continued = length > 3 && c.peek8(3) === 0x2d;
  if (state.open !== 0) {
    if (code === state.open && !continued) state.open = 0;
    return;
  }
  if (code === 0) {
    if (length === 0) return;
    turn.message(NO_CODE);
    turn.anomaly('reply-malformed');
    return;
  }
  if (continued) state.open = code;
  turn.message(code);
  const text = length > 4 ? wireText(c.bytes, c.at + 4, c.at + length) : '';
  if (turn.tracing) {
    turn.field('ftp.response.code', code);
    if (text !== '') turn.field('ftp.response.arg', text);
  }
  if (code === PASSIVE) announce(turn, text);
  else if (code === EXTENDED_PASSIVE) announcePort(turn, text);
  else if (code === SYSTEM && text !== '') turn.claim(turn.sender, 'os', text);
  else if (code === GREETING && !state.greeted) {
    state.greeted = true;
    if (text !== '') turn.claim(turn.sender, 'banner', text);
  } else if (code === SECURE) state.tls = tls.open();
}
