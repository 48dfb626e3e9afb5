import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { ftpLineLength, MAX_FTP_LINE, withoutEnd } from './ftp/line.ts';
import {
  commandNumber,
  CONTINUE,
  imapAnomalies,
  imapCommands,
  imapFields,
  imapFunctionName,
  TAGGED,
  UNKNOWN_COMMAND,
  UNTAGGED,
} from './imap/fields.ts';
import { TextLines } from './mail/text-lines.ts';
import { wireText } from './wire-text.ts';

/** Literals that are believed in; RFC 9051 9 has 63 bits, mails have fewer. */
const LONGEST_LITERAL = 0xffff_ffff;
/** Commands that name a folder first. */
const withFolder: ReadonlySet<string> = new Set([
  'SELECT',
  'EXAMINE',
  'CREATE',
  'DELETE',
  'SUBSCRIBE',
  'UNSUBSCRIBE',
  'STATUS',
  'APPEND',
]);
const COMMAND =
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,31} (?:CAPABILITY|LOGOUT|STARTTLS|NAMESPACE|IDLE|NOOP|AUTHENTICATE [A-Z0-9-]+.*|LOGIN \S+ .+|(?:SELECT|EXAMINE) .+|ID (?:NIL|\(.*)|ENABLE .+|UID (?:FETCH|SEARCH|STORE|COPY|MOVE) .+)$/i;
const GREETING = /^\* (?:OK|PREAUTH|BYE) .|^\* CAPABILITY IMAP4/;

export interface ImapState {
  greeted: boolean;
  scanned: [client: number, server: number];
  /** A literal went before: what follows belongs to the line that it stood in. */
  continued: [client: boolean, server: boolean];
  /** Tag of a command that waits for TLS, and of one that signs in. */
  tls: string | undefined;
  signIn: string | undefined;
  /** After IDLE the client says only DONE. */
  credential: boolean;
}

/**
 * The Internet Message Access Protocol: who signs in where, which folders are read. Passwords and mails are passed over, mails by
 * the length that stands before them. After STARTTLS what follows is told by its content.
 */
export const imap: StreamProtocol<ImapState> = {
  kind: 'stream',
  name: 'imap',
  title: 'Internet Message Access Protocol',
  spec: 'RFC 9051, RFC 3501, RFC 7888',
  fields: imapFields,
  anomalies: imapAnomalies,
  functionName: imapFunctionName,
  undecoded: 'Mails and lists of what is in them; passwords, on purpose; what is compressed.',
  specLists: () => [
    {
      title: 'Commands',
      source: 'RFC 9051 6, RFC 3501 6 and the IANA registry of IMAP capabilities',
      entries: imapCommands.slice(1).map((name, i) => ({
        id: name,
        name,
        depth: i < 31 ? 'decoded' : 'named',
        functions: [i + 1],
      })),
    },
  ],
  // The shortest command is a letter, a blank, ID and its blank, NIL: 40 bits and more, cases taken off; a greeting is
  // `* OK ` and a letter: 41.
  falseMatchLog2: -34,
  ports: [143],
  canBegin: (byte: number): boolean =>
    byte === 0x2a || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a),
  open: () => ({
    greeted: false,
    scanned: [0, 0],
    continued: [false, false],
    tls: undefined,
    signIn: undefined,
    credential: false,
  }),
  probe(c: Cursor): Verdict {
    if (c.left === 0) return UNSURE;
    lines.start();
    const line = lines.next(c);
    if (line !== undefined) return (c.peek8() === 0x2a ? GREETING : COMMAND).test(line) ? YES : NO;
    return lines.bad || !mayBegin(c) ? NO : UNSURE;
  },
  parse(c: Cursor, turn: Turn, state: ImapState): Outcome {
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
    const stop = withoutEnd(c, length);
    const continued = state.continued[side];
    const literal = literalAt(c, stop);
    state.continued[side] = literal >= 0;
    if (!continued) {
      const line = wireText(c.bytes, c.at, c.at + stop);
      if (turn.fromServer) readAnswer(turn, state, line);
      else readCommand(turn, state, line);
    }
    c.skip(length);
    if (literal > 0) turn.skip(literal, 'decoded');
    return DONE;
  },
  gap(state: ImapState, fromServer: boolean): void {
    const side = fromServer ? 1 : 0;
    state.scanned[side] = 0;
    state.continued[side] = false;
    state.tls = undefined;
    state.credential = false;
  },
  maxMessage: MAX_FTP_LINE,
};

/** Used within one call only. */
const lines: TextLines = new TextLines();

/** A tag, a blank, letters: what is there may become a command or a greeting. */
function mayBegin(c: Cursor): boolean {
  let text = '';
  for (let i = 0; i < c.left && i < 40; i++) text += String.fromCharCode(c.peek8(i));
  if (text.startsWith('*'))
    return /^\*(?: (?:O|OK|P|PR.*|B|BY|BYE|C|CA.*|OK .*|BYE .*)?)?$/.test(text.replace(/[\r\n].*/s, ''));
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}(?: [A-Za-z]*(?: .*)?)?\r?$/.test(text) && maybeCommand(text);
}

/** Whether the word behind the tag is the beginning of a command that a probe knows. */
function maybeCommand(text: string): boolean {
  const word = /^\S+ ([A-Za-z]+)/.exec(text)?.[1]?.toUpperCase();
  return word === undefined || imapCommands.some((command) => command.startsWith(word));
}

/** Length of the literal that a line ends with, `{123}` or `{123+}`; -1 if it ends otherwise. */
function literalAt(c: Cursor, stop: number): number {
  let at = stop - 1;
  if (c.peek8(at) !== 0x7d) return -1;
  at--;
  if (c.peek8(at) === 0x2b) at--;
  let value = 0;
  let scale = 1;
  const last = at;
  for (; at >= 0 && last - at < 10; at--) {
    const byte = c.peek8(at);
    if (byte === 0x7b) return last > at && value <= LONGEST_LITERAL ? value : -1;
    if (byte < 0x30 || byte > 0x39) return -1;
    value += (byte - 0x30) * scale;
    scale *= 10;
  }
  return -1;
}

function readCommand(turn: Turn, state: ImapState, line: string): void {
  if (state.credential) {
    // A line of a sign-in, or of IDLE its end.
    state.credential = false;
    if (line.toUpperCase() !== 'DONE') return;
  }
  if (line.toUpperCase() === 'DONE') {
    turn.message(commandNumber('DONE'));
    return;
  }
  const found = /^(\S+) (\S+) ?(.*)$/s.exec(line);
  if (found === null) {
    if (line !== '') turn.anomaly('line-malformed');
    return;
  }
  const [, tag = '', verb = '', rest = ''] = found;
  const word = verb.toUpperCase();
  const number = commandNumber(word);
  turn.message(number);
  if (number === UNKNOWN_COMMAND) {
    turn.anomaly('command-unknown');
    return;
  }
  if (turn.tracing) {
    turn.field('imap.request_tag', tag);
    turn.field('imap.request.command', word);
    const folder = withFolder.has(word) ? /^(?:"([^"]*)"|(\S+))/.exec(rest) : null;
    if (folder !== null) turn.field('imap.request.folder', folder[1] ?? folder[2] ?? '');
  }
  if (word === 'STARTTLS') state.tls = tag;
  else if (word === 'LOGIN') {
    turn.anomaly('password-in-clear');
    const user = /^(?:"([^"]*)"|([^\s{]+))/.exec(rest);
    const name = user?.[1] ?? user?.[2] ?? '';
    if (name !== '') turn.claim(turn.sender, 'user', name);
  } else if (word === 'AUTHENTICATE') {
    state.signIn = tag;
    if (/^(?:PLAIN|LOGIN)\b/i.test(rest)) turn.anomaly('password-in-clear');
  }
}

function readAnswer(turn: Turn, state: ImapState, line: string): void {
  if (line === '+' || line.startsWith('+ ')) {
    turn.message(CONTINUE);
    state.credential = state.signIn !== undefined;
    return;
  }
  const found = /^(\S+) (\S+) ?(.*)$/s.exec(line);
  if (found === null) {
    if (line !== '') turn.anomaly('line-malformed');
    return;
  }
  const [, tag = '', verb = '', rest = ''] = found;
  const word = verb.toUpperCase();
  turn.message(tag === '*' ? UNTAGGED : TAGGED);
  const status = ['OK', 'NO', 'BAD', 'BYE', 'PREAUTH'].includes(word);
  if (turn.tracing) {
    turn.field('imap.response_tag', tag);
    turn.field(status ? 'imap.response.status' : 'imap.response.command', word);
    if (status && rest !== '') turn.field('imap.response.text', rest);
  }
  if (tag === state.signIn) state.signIn = undefined;
  if (!state.greeted) {
    state.greeted = true;
    if (tag === '*' && status && rest !== '') turn.claim(turn.sender, 'banner', rest);
  }
  if (tag === state.tls) {
    state.tls = undefined;
    if (word === 'OK') turn.giveWay();
  }
}
