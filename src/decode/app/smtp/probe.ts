import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { replyCode } from '../ftp/line.ts';

/** Lines and bytes of a greeting or of commands that a probe looks at before it gives up. */
export const MAX_SMTP_PROBED_LINES = 32;
export const MAX_SMTP_PROBED_BYTES = 1024;

/** Commands that no other protocol of lines has. */
const OWN = /^(?:(?:EHLO|HELO|LHLO) [\x21-\x7e][\x20-\x7e]*|MAIL FROM: ?<.*|RCPT TO: ?<.*|BDAT \d+(?: LAST)?)\s*$/i;
const SHARED = /^(?:RSET|NOOP|QUIT|STARTTLS|AUTH [A-Z0-9-]+.*)\s*$/i;
/** What such commands begin with, to end the wait for a line early. */
const BEGINNINGS = [
  'EHLO ',
  'HELO ',
  'LHLO ',
  'MAIL FROM:',
  'RCPT TO:',
  'BDAT ',
  'RSET',
  'NOOP',
  'QUIT',
  'STARTTLS',
  'AUTH ',
];

/** A greeting with code 220 that says SMTP, or is followed by a 250, which FTP never gives first; or SMTP’s own commands. */
export function probeSmtp(c: Cursor): Verdict {
  if (c.left === 0) return UNSURE;
  return c.peek8() === 0x32 ? probeReplies(c) : probeCommands(c);
}

function probeReplies(c: Cursor): Verdict {
  for (let i = 0; i < 3; i++) {
    if (i >= c.left) return UNSURE;
    if (c.peek8(i) !== (i === 2 ? 0x30 : 0x32)) return NO;
  }
  let at = 0;
  let greeted = false;
  for (let lines = 0; lines < MAX_SMTP_PROBED_LINES; lines++) {
    const end = lineEnd(c, at);
    if (end <= 0) return end === 0 ? UNSURE : NO;
    const code = replyCode(c, at);
    if (greeted) return code === 250 ? YES : NO;
    if (code !== 220) return NO;
    if (/\b(?:E?SMTP|LMTP)\b/.test(lineText(c, at, end))) return YES;
    greeted = c.peek8(at + 3) !== 0x2d;
    at = end;
  }
  return NO;
}

function probeCommands(c: Cursor): Verdict {
  let at = 0;
  for (let lines = 0; lines < MAX_SMTP_PROBED_LINES; lines++) {
    if (!begins(c, at)) return NO;
    const end = lineEnd(c, at);
    if (end <= 0) return end === 0 ? UNSURE : NO;
    const line = lineText(c, at, end);
    if (OWN.test(line)) return YES;
    if (!SHARED.test(line)) return NO;
    at = end;
  }
  return NO;
}

/** Whether what is there of a line may still become one of the commands. */
function begins(c: Cursor, at: number): boolean {
  const there = lineText(c, at, Math.min(c.left, at + 10)).toUpperCase();
  return BEGINNINGS.some((word) => (there.length < word.length ? word.startsWith(there) : there.startsWith(word)));
}

/** Offset behind the line feed of the line at `at`; 0 while there is none, -1 where it is no text or too far away. */
function lineEnd(c: Cursor, at: number): number {
  for (let i = at; i < MAX_SMTP_PROBED_BYTES; i++) {
    if (i >= c.left) return 0;
    const byte = c.peek8(i);
    if (byte === 0x0a) return i + 1;
    if (byte < 0x20 && byte !== 0x0d && byte !== 0x09) return -1;
  }
  return -1;
}

function lineText(c: Cursor, at: number, end: number): string {
  let text = '';
  for (let i = at; i < end; i++) text += String.fromCharCode(c.peek8(i));
  return text;
}
