import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { TextLines } from '../mail/text-lines.ts';
import { pop3Commands } from './fields.ts';

/** Lines that a probe looks at before it gives up. */
export const MAX_POP3_PROBED_LINES = 32;

const OWN = /^(?:CAPA|STLS|UIDL(?: \d+)?|APOP \S+ [0-9a-f]{32}|TOP \d+ \d+)$/i;
const SHARED = /^(?:USER .*|PASS .*|AUTH(?: .*)?|STAT|LIST(?: \d+)?|RETR \d+|DELE \d+|NOOP|RSET|QUIT)$/i;
/** An answer that carries text: other protocols answer a bare `+OK`. */
const ANSWER = /^(?:\+OK|-ERR) [\x20-\x7e\x80-\xff]/;
/** What only POP3 says in one: its name, the time of APOP's greeting. */
const GREETING = /^\+OK .*(?:\bPOP|<[^@>\s]+@[^>\s]+>)/i;

/** Used within one call only. */
const lines: TextLines = new TextLines();

/** A greeting that names POP3, two answers in a row with text, or a command that others do not have. */
export function probePop3(c: Cursor): Verdict {
  lines.start();
  const server = c.peek8() === 0x2b;
  if (server && !begins(c, '+OK ')) return NO;
  for (let i = 0; i < MAX_POP3_PROBED_LINES; i++) {
    const line = lines.next(c);
    if (line === undefined) return lines.bad || (i === 0 && !server && !mayBegin(c)) ? NO : UNSURE;
    if (server) {
      if (GREETING.test(line) || (i > 0 && ANSWER.test(line))) return YES;
      if (i > 0 || !ANSWER.test(line)) return NO;
    } else {
      if (OWN.test(line)) return YES;
      if (!SHARED.test(line)) return NO;
    }
  }
  return NO;
}

function begins(c: Cursor, word: string): boolean {
  for (let i = 0; i < word.length && i < c.left; i++) if (c.peek8(i) !== word.charCodeAt(i)) return false;
  return true;
}

/** Whether the word that is there is the beginning of a command. */
function mayBegin(c: Cursor): boolean {
  let word = '';
  for (let i = 0; i < c.left && i < 5; i++) {
    const byte = c.peek8(i);
    if (byte === 0x20 || byte === 0x0d) return i > 0 && pop3Commands.includes(word);
    word += String.fromCharCode(byte).toUpperCase();
  }
  return pop3Commands.some((command) => command.startsWith(word));
}
