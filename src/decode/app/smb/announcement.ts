import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { holds, u32At, ZeroText } from './bytes-at.ts';

const HOST = 1;
const DOMAIN = 12;
const LOCAL_MASTER = 15;
/** What stands before the comment: command, count, period, name, versions, kind, versions, signature. */
const FIXED = 32;
/** What a computer says it serves as (MS-BRWS 2.2.1, SERVER_TYPE): those bits that set it apart from any other. */
const roles: readonly (readonly [bit: number, role: string])[] = [
  [0x0000_0004, 'sql-server'],
  [0x0000_0008, 'domain-controller'],
  [0x0000_0010, 'backup-domain-controller'],
  [0x0000_0200, 'print-server'],
  [0x0000_0400, 'dial-in-server'],
  [0x0002_0000, 'backup-browser'],
  [0x0004_0000, 'master-browser'],
];
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
    turn.field('browser.server_type', u32At(c, at + 24));
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
  const kind = u32At(c, at + 24);
  for (const [bit, role] of roles) if ((kind & bit) !== 0) turn.claim(turn.sender, 'role', role);
}
