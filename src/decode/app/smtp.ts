import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { claimCarrierText } from './carrier-address.ts';
import { ftpLineLength, MAX_FTP_LINE, replyCode, withoutEnd } from './ftp/line.ts';
import { MailBody } from './mail/mail-body.ts';
import {
  commandNumber,
  NO_CODE,
  smtpAnomalies,
  smtpCommands,
  smtpFields,
  smtpFunctionName,
  UNKNOWN_COMMAND,
} from './smtp/fields.ts';
import { probeSmtp } from './smtp/probe.ts';
import { wireText } from './wire-text.ts';

const GREETING = 220;
const GO_AHEAD = 354;
const CHALLENGE = 334;
/** Chunks of a mail (BDAT) that are believed in. */
const LONGEST_CHUNK = 0xffff_ffff;

export interface SmtpState {
  /** Code of a reply of several lines that is not yet ended; 0 if none. */
  open: number;
  greeted: boolean;
  /** Bytes of each side's unfinished line that were searched. */
  scanned: [client: number, server: number];
  /** DATA was asked for; the mail begins with the server's consent, or with a line that is no command. */
  dataAsked: boolean;
  mail: MailBody | undefined;
  /** A mail that waits for its answer. */
  ended: MailBody | undefined;
  /** The client's next line is part of a sign-in. */
  credential: boolean;
  tlsAsked: boolean;
}

/**
 * The Simple Mail Transfer Protocol: who speaks to which mail server, from and to which domains, with which files. People's
 * addresses, sign-ins and mails themselves are passed over. After STARTTLS what follows is told by its content.
 */
export const smtp: StreamProtocol<SmtpState> = {
  kind: 'stream',
  name: 'smtp',
  title: 'Simple Mail Transfer Protocol',
  spec: 'RFC 5321, RFC 3207, RFC 4954, RFC 3030, RFC 2033',
  fields: smtpFields,
  anomalies: smtpAnomalies,
  functionName: smtpFunctionName,
  undecoded: 'Mails but for names of files in them; mails sent in chunks (BDAT); sign-ins, on purpose.',
  specLists: () => [
    {
      title: 'Commands',
      source: 'RFC 5321 4.1.1 and the IANA registry of SMTP service extensions',
      entries: smtpCommands.slice(1).map((name, i) => ({
        id: name,
        name,
        depth: ['BURL', 'XCLIENT', 'XFORWARD'].includes(name) ? 'named' : 'decoded',
        functions: [i + 1],
      })),
    },
  ],
  // The shortest own command is `BDAT 1` and a line end: 40 bits and 8 of its number and end, cases taken off. A greeting
  // has 32 bits, and SMTP or a second code 24.
  falseMatchLog2: -36,
  ports: [25, 587, 2525],
  canBegin: (byte: number): boolean =>
    byte === 0x32 || (byte >= 0x41 && byte <= 0x53) || (byte >= 0x61 && byte <= 0x73),
  open: () => ({
    open: 0,
    greeted: false,
    scanned: [0, 0],
    dataAsked: false,
    mail: undefined,
    ended: undefined,
    credential: false,
    tlsAsked: false,
  }),
  probe: (c: Cursor): Verdict => probeSmtp(c),
  parse(c: Cursor, turn: Turn, state: SmtpState): Outcome {
    if (state.mail !== undefined && !turn.fromServer) return readMail(c, state, state.mail);
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
    else if (!readCommand(c, turn, state, withoutEnd(c, length))) return readMail(c, state, new MailBody());
    c.skip(length);
    return DONE;
  },
  gap(state: SmtpState, fromServer: boolean): void {
    state.scanned[fromServer ? 1 : 0] = 0;
    state.credential = false;
    state.dataAsked = false;
    state.tlsAsked = false;
    if (fromServer) state.open = 0;
    else state.mail = undefined;
    state.ended = undefined;
  },
  maxMessage: MAX_FTP_LINE,
};

function readMail(c: Cursor, state: SmtpState, mail: MailBody): Outcome {
  state.mail = mail;
  state.dataAsked = false;
  const before = c.at;
  if (mail.read(c)) {
    state.mail = undefined;
    state.ended = mail;
  }
  return c.at > before ? DONE : MORE;
}

/** False where the line is a mail's first one and no command. */
function readCommand(c: Cursor, turn: Turn, state: SmtpState, length: number): boolean {
  if (state.credential) {
    state.credential = false;
    return true;
  }
  const line = wireText(c.bytes, c.at, c.at + length);
  const blank = line.indexOf(' ');
  const word = (blank < 0 ? line : line.slice(0, blank)).toUpperCase();
  const argument = blank < 0 ? '' : line.slice(blank + 1);
  const number = word.length <= 8 ? commandNumber(word) : UNKNOWN_COMMAND;
  if (state.dataAsked && number === UNKNOWN_COMMAND) return false;
  state.dataAsked = word === 'DATA';
  state.tlsAsked = word === 'STARTTLS';
  turn.message(number);
  if (number === UNKNOWN_COMMAND) {
    // It may be a line of a mail whose beginning was not captured, or a password.
    turn.anomaly('command-unknown');
    return true;
  }
  if (turn.tracing) turn.field('smtp.req.command', word);
  tellArgument(turn, state, word, argument);
  return true;
}

function tellArgument(turn: Turn, state: SmtpState, word: string, argument: string): void {
  switch (word) {
    case 'EHLO':
    case 'HELO':
    case 'LHLO':
      if (turn.tracing && argument !== '') turn.field('smtp.req.parameter', argument);
      if (argument.startsWith('[')) claimCarrierText(turn, argument.slice(1, -1));
      else if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(argument)) turn.claim(turn.sender, 'hostname', argument);
      return;
    case 'MAIL':
    case 'RCPT': {
      const domain = /@([^>\s]+)/.exec(argument)?.[1];
      if (domain !== undefined && turn.tracing)
        turn.field(word === 'MAIL' ? 'smtp.from_domain' : 'smtp.to_domain', domain);
      return;
    }
    case 'AUTH': {
      const mechanism = argument.split(' ', 1)[0]?.toUpperCase() ?? '';
      if (turn.tracing) turn.field('smtp.req.parameter', mechanism);
      if (mechanism === 'PLAIN' || mechanism === 'LOGIN') turn.anomaly('password-in-clear');
      return;
    }
    case 'BDAT': {
      const size = /^\d+(?= |$)/.exec(argument)?.[0];
      if (size === undefined || Number(size) > LONGEST_CHUNK) turn.anomaly('chunk-malformed');
      else if (Number(size) > 0) turn.skip(Number(size), 'decoded');
      if (turn.tracing) turn.field('smtp.req.parameter', argument);
      return;
    }
    case 'VRFY':
    case 'EXPN':
    case 'SEND':
    case 'SOML':
    case 'SAML':
    case 'XCLIENT':
    case 'XFORWARD':
    case 'BURL':
      return;
    default:
      if (turn.tracing && argument !== '' && !state.dataAsked) turn.field('smtp.req.parameter', argument);
  }
}

/** One line; of a reply of several lines only the first is told. */
function readReply(c: Cursor, turn: Turn, state: SmtpState, length: number): void {
  const code = length >= 3 ? replyCode(c) : 0;
  const continued = length > 3 && c.peek8(3) === 0x2d;
  if (state.open !== 0) {
    if (code === state.open && !continued) state.open = 0;
    else if (code === state.open || code === 0) return;
    else state.open = 0;
    if (code === GREETING && state.tlsAsked) turn.giveWay();
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
    turn.field('smtp.response.code', code);
    // A challenge is part of a sign-in.
    if (text !== '' && code !== CHALLENGE) turn.field('smtp.rsp.parameter', text);
  }
  if (state.ended !== undefined) {
    if (turn.tracing) {
      turn.field('smtp.mail_length', state.ended.bytes);
      for (const name of state.ended.attachments) turn.field('smtp.attachment', name);
    }
    state.ended = undefined;
  }
  state.credential = code === CHALLENGE;
  // With pipelining other answers come first.
  if (code === GO_AHEAD && state.dataAsked) {
    state.mail ??= new MailBody();
    state.dataAsked = false;
  }
  if (code !== GREETING) return;
  if (state.tlsAsked) {
    if (!continued) turn.giveWay();
  } else if (!state.greeted) {
    state.greeted = true;
    if (text !== '') turn.claim(turn.sender, 'banner', text);
    const host = /^[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?= )/.exec(text)?.[0];
    if (host !== undefined) turn.claim(turn.sender, 'hostname', host);
  }
}
