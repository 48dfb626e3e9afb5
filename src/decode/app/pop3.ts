import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { ftpLineLength, MAX_FTP_LINE, withoutEnd } from './ftp/line.ts';
import { MailBody } from './mail/mail-body.ts';
import {
  commandNumber,
  ERROR,
  FILES,
  OK,
  pop3Anomalies,
  pop3Commands,
  pop3Fields,
  pop3FunctionName,
  UNKNOWN_COMMAND,
} from './pop3/fields.ts';
import { probePop3 } from './pop3/probe.ts';
import { wireText } from './wire-text.ts';

/** How servers greet, where a command was read before: it was kept until the protocol was known. */
const GREETING = /POP|ready|server|welcome|hello|<[^@>]+@[^>]+>/i;
/** Commands that may wait for their answers; clients send a handful ahead. */
export const MAX_POP3_WAITING = 64;

export interface Pop3State {
  greeted: boolean;
  scanned: [client: number, server: number];
  /** Of each command that waits for its answer: whether lines follow it, and whether TLS does. */
  readonly waiting: ('line' | 'lines' | 'tls' | 'challenge')[];
  /** What the server sends behind an answer of several lines. */
  mail: MailBody | undefined;
  credential: boolean;
}

/**
 * The Post Office Protocol: who fetches mails from whom, and which files are in them. Passwords and mails are passed over.
 * After STLS what follows is told by its content.
 */
export const pop3: StreamProtocol<Pop3State> = {
  kind: 'stream',
  name: 'pop3',
  title: 'Post Office Protocol, version 3',
  spec: 'RFC 1939, RFC 2449, RFC 2595, RFC 5034',
  fields: pop3Fields,
  anomalies: pop3Anomalies,
  functionName: pop3FunctionName,
  undecoded: 'Mails but for names of files in them; passwords, on purpose.',
  specLists: () => [
    {
      title: 'Commands',
      source: 'RFC 1939 9, RFC 2449, RFC 2595, RFC 5034, RFC 6856',
      entries: pop3Commands.slice(1).map((name, i) => ({ id: name, name, depth: 'decoded', functions: [i + 1] })),
    },
  ],
  // The shortest own command is four letters and a line end, 40 bits less cases; a greeting is `+OK `, 32 bits, and names
  // POP.
  falseMatchLog2: -32,
  ports: [110],
  canBegin: (byte: number): boolean =>
    byte === 0x2b || (byte >= 0x41 && byte <= 0x55) || (byte >= 0x61 && byte <= 0x75),
  open: () => ({ greeted: false, scanned: [0, 0], waiting: [], mail: undefined, credential: false }),
  probe: (c: Cursor): Verdict => probePop3(c),
  parse(c: Cursor, turn: Turn, state: Pop3State): Outcome {
    if (state.mail !== undefined && turn.fromServer) return readMail(c, turn, state, state.mail);
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
    const line = wireText(c.bytes, c.at, c.at + withoutEnd(c, length));
    if (turn.fromServer) readReply(turn, state, line);
    else readCommand(turn, state, line);
    c.skip(length);
    return DONE;
  },
  gap(state: Pop3State, fromServer: boolean): void {
    state.scanned[fromServer ? 1 : 0] = 0;
    state.credential = false;
    state.waiting.length = 0;
    if (fromServer) state.mail = undefined;
  },
  maxMessage: MAX_FTP_LINE,
};

function readMail(c: Cursor, turn: Turn, state: Pop3State, mail: MailBody): Outcome {
  const before = c.at;
  if (mail.read(c)) {
    state.mail = undefined;
    // The answer that began the mail was told when it came; its files are known at its end.
    if (mail.attachments.length > 0) turn.message(FILES);
    if (turn.tracing) for (const name of mail.attachments) turn.field('pop.attachment', name);
  }
  return c.at > before ? DONE : MORE;
}

function readCommand(turn: Turn, state: Pop3State, line: string): void {
  if (state.credential) {
    state.credential = false;
    state.waiting.push('challenge');
    return;
  }
  const [word, argument] = split(line);
  const number = word.length <= 4 ? commandNumber(word) : UNKNOWN_COMMAND;
  turn.message(number);
  if (number === UNKNOWN_COMMAND) {
    turn.anomaly('command-unknown');
    wait(turn, state, 'line');
    return;
  }
  if (turn.tracing) {
    turn.field('pop.request.command', word);
    if (argument !== '' && !['PASS', 'APOP', 'AUTH', 'USER'].includes(word))
      turn.field('pop.request.parameter', argument);
  }
  if (word === 'USER' && argument !== '') turn.claim(turn.sender, 'user', argument);
  else if (word === 'PASS' || (word === 'AUTH' && /^(?:PLAIN|LOGIN)\b/i.test(argument)))
    turn.anomaly('password-in-clear');
  const alone = argument === '';
  if (word === 'STLS') wait(turn, state, 'tls');
  else if (word === 'AUTH' && !alone) wait(turn, state, 'challenge');
  else if (['RETR', 'TOP', 'CAPA'].includes(word)) wait(turn, state, 'lines');
  else wait(turn, state, alone && ['LIST', 'UIDL', 'AUTH', 'LANG'].includes(word) ? 'lines' : 'line');
}

function wait(turn: Turn, state: Pop3State, what: Pop3State['waiting'][number]): void {
  if (state.waiting.length < MAX_POP3_WAITING) state.waiting.push(what);
  else {
    // From here on answers are not told from each other.
    state.waiting.length = 0;
    turn.anomaly('commands-over-limit');
  }
}

function readReply(turn: Turn, state: Pop3State, line: string): void {
  const [word, text] = split(line);
  if (word === '+') {
    state.credential = state.waiting[0] === 'challenge';
    if (state.credential) state.waiting.shift();
    return;
  }
  if (word !== '+OK' && word !== '-ERR') {
    if (line !== '') turn.anomaly('reply-malformed');
    return;
  }
  turn.message(word === '+OK' ? OK : ERROR);
  if (turn.tracing) {
    turn.field('pop.response.indicator', word);
    if (text !== '') turn.field('pop.response.description', text);
  }
  if (!state.greeted && (state.waiting.length === 0 || GREETING.test(text))) {
    state.greeted = true;
    if (word === '+OK' && text !== '') turn.claim(turn.sender, 'banner', text);
    return;
  }
  state.greeted = true;
  const what = state.waiting.shift();
  if (word !== '+OK') return;
  if (what === 'lines') state.mail = new MailBody();
  else if (what === 'tls') turn.giveWay();
}

function split(line: string): readonly [string, string] {
  const blank = line.indexOf(' ');
  return blank < 0 ? [line.toUpperCase(), ''] : [line.slice(0, blank).toUpperCase(), line.slice(blank + 1).trim()];
}
