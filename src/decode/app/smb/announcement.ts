import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { holds, ZeroText } from './bytes-at.ts';

const HOST = 1;
const DOMAIN = 12;
const LOCAL_MASTER = 15;
/** What stands before the comment: command, count, period, name, versions, kind, versions, signature. */
const FIXED = 32;
const text: ZeroText = new ZeroText();

/** What a computer announces of itself to the browser of its network (MS-BRWS 2.2.1). */
export function readAnnouncement(c: Cursor, turn: Turn, at: number, length: number): void {
  const command = c.peek8(at);
  if (turn.tracing) turn.field('browser.command', command);
  if (length < FIXED || !holds(c, at, FIXED)) return;
  if (command !== HOST && command !== LOCAL_MASTER && command !== DOMAIN) return;
  let name = '';
  for (let i = 0; i < 16 && c.peek8(at + 6 + i) !== 0; i++) name += String.fromCharCode(c.peek8(at + 6 + i));
  const comment = text.read(c, at + FIXED, false).text;
  if (turn.tracing) {
    turn.field('browser.server', name);
    turn.field('browser.comment', comment);
  }
  if (command === DOMAIN) {
    // The comment of a domain is the name of its master.
    if (name !== '') turn.claim(turn.sender, 'domain', name);
    return;
  }
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
  if (comment !== '') turn.claim(turn.sender, 'description', comment);
  const [major, minor] = [c.peek8(at + 22), c.peek8(at + 23)];
  if (major !== 0) turn.claim(turn.sender, 'os', `Windows ${major}.${minor}`);
}
