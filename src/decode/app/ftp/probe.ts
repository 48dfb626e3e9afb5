import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { replyCode } from './line.ts';

/** Lines of a greeting, or commands, that a probe looks at before it gives up. */
export const MAX_PROBED_LINES = 64;
export const MAX_PROBED_BYTES = 2048;

/** Replies that follow 220 in FTP and not in SMTP: it answers 250 there. */
const SECOND_REPLIES = new Set([331, 332, 230, 234, 215, 211, 530, 534, 200, 202]);
/** Commands that POP3, SMTP, IRC and NNTP do not have. */
const OWN_COMMANDS =
  /^(?:SYST|PASV|EPSV|PORT \d+,\d+,\d+,\d+,\d+,\d+|EPRT .+|TYPE [AIEL].*|FEAT|PWD|XPWD|CWD .+|MKD .+|SIZE .+|MDTM .+|MLSD.*|MLST.*|OPTS .+|PBSZ \d+|PROT [CSEP]|STOR .+|NLST.*|CLNT .+|AUTH (?:TLS|SSL|TLS-C|TLS-P|GSSAPI))$/i;
/** Commands that others have too. */
const SHARED_COMMANDS = /^(?:USER .*|PASS.*|ACCT .*|QUIT|NOOP|LIST.*|RETR .+|STAT.*|HELP.*|HOST .+|DELE .+|REST \d+)$/i;

/**
 * A greeting with code 220 that says FTP, or is followed by a reply that only FTP gives; or commands of which one is
 * FTP's own. SMTP and POP3 begin alike, so what is only like them waits for more.
 */
export function probeFtp(c: Cursor): Verdict {
  if (c.left === 0) return UNSURE;
  const first = c.peek8();
  return first >= 0x30 && first <= 0x39 ? probeReplies(c) : probeCommands(c);
}

function probeReplies(c: Cursor): Verdict {
  const start = '220';
  for (let i = 0; i < 4; i++) {
    if (i >= c.left) return UNSURE;
    if (i < 3 ? c.peek8(i) !== start.charCodeAt(i) : c.peek8(i) !== 0x20 && c.peek8(i) !== 0x2d) return NO;
  }
  let at = 0;
  let ended = false;
  for (let lines = 0; lines < MAX_PROBED_LINES; lines++) {
    const end = lineEnd(c, at);
    if (end === -1) return NO;
    if (end === 0) return UNSURE;
    const code = replyCode(c, at);
    if (ended) return SECOND_REPLIES.has(code) ? YES : NO;
    const greeting = lineText(c, at, end);
    if (/\bE?SMTP\b|\bLMTP\b/i.test(greeting)) return NO;
    if (/FTP/i.test(greeting)) return YES;
    ended = code === 220 && c.peek8(at + 3) !== 0x2d;
    at = end;
  }
  return NO;
}

function probeCommands(c: Cursor): Verdict {
  let at = 0;
  for (let lines = 0; lines < MAX_PROBED_LINES; lines++) {
    const end = lineEnd(c, at);
    if (end === -1) return NO;
    if (end === 0) return at > 0 || isWord(c) ? UNSURE : NO;
    const line = lineText(c, at, end);
    if (OWN_COMMANDS.test(line)) return YES;
    if (!SHARED_COMMANDS.test(line)) return NO;
    at = end;
  }
  return NO;
}

/** Whether what is there of a first line begins like a command: letters, then perhaps a blank. */
function isWord(c: Cursor): boolean {
  for (let i = 0; i < c.left && i < 5; i++) {
    const byte = c.peek8(i);
    if (byte === 0x20 || byte === 0x0d) return i >= 3;
    if (!((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a))) return false;
  }
  return c.left < 5;
}

/** Offset behind the line feed of the line at `at`; 0 while there is none, -1 where it is no text or too far away. */
function lineEnd(c: Cursor, at: number): number {
  if (at >= c.left) return 0;
  for (let i = at; i < MAX_PROBED_BYTES; i++) {
    if (i >= c.left) return 0;
    const byte = c.peek8(i);
    if (byte === 0x0a) return i + 1;
    if (byte < 0x20 && byte !== 0x0d && byte !== 0x09 && byte !== 0x1b) return -1;
  }
  return -1;
}

function lineText(c: Cursor, at: number, end: number): string {
  let text = '';
  for (let i = at; i < end; i++) {
    const byte = c.peek8(i);
    if (byte !== 0x0a && byte !== 0x0d) text += String.fromCharCode(byte);
  }
  return text.trimEnd();
}
