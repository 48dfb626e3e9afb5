import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import { OTHER, READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { ask } from './ask.ts';
import { readAnnouncement } from './announcement.ts';
import { holds, nameHash, u16At, u32At, ZeroText } from './bytes-at.ts';
import { CONTENT, DELETED, FILE, PIPE, RENAMED, SESSION, SHARE } from './functions.ts';
import { readSecurityBlob } from './ntlm.ts';
import { readPipe, TRANSACT_PIPE, transactionData } from './pipes.ts';
import type { SmbState } from './state.ts';

/** Versions of a negotiation that are shown. */
export const MAX_OFFERED = 32;

const CHANGES = 0x5001_0156;
const one: ZeroText = new ZeroText();

/** One command's words, whose count stands at `words`; `fn` is the number it is told under. */
export function readSmb1Request(
  c: Cursor,
  turn: Turn,
  state: SmbState,
  fn: number,
  command: number,
  words: number,
  wide: boolean,
): void {
  const first = words + 1;
  const count = c.peek8(words);
  const data = first + count * 2 + 2;
  const asked = (area: number, start: number, access: Access, file = 0): void => {
    const mid = u16At(c, 30);
    ask(turn, state, mid, fn, area, start, access, file);
  };
  switch (command) {
    case 0x72:
      offered(c, turn, data);
      return;
    case 0x73:
      signIn(c, turn, first, count, data, wide);
      asked(SESSION, 0, OTHER);
      return;
    case 0x75: {
      const share = one.read(c, data + u16At(c, first + 6), wide).text;
      if (turn.tracing) {
        turn.field('smb.path', share);
        turn.field('smb.service', one.read(c, one.next, false).text);
      }
      if (share !== '') turn.name('service', share, turn.receiver);
      asked(SHARE, nameHash(share), OTHER);
      return;
    }
    case 0xa2: {
      const name = one.read(c, data, wide).text;
      fileField(turn, name);
      asked(FILE, nameHash(name), (u32At(c, first + 15) & CHANGES) !== 0 ? WRITE : READ);
      return;
    }
    case 0x2d:
      fileField(turn, one.read(c, data, wide).text);
      asked(FILE, nameHash(one.text), (u16At(c, first + 6) & 3) === 0 ? READ : WRITE);
      return;
    case 0x06:
    case 0x01:
      fileField(turn, one.read(c, data + 1, wide).text);
      asked(DELETED, nameHash(one.text), WRITE);
      return;
    case 0x07:
    case 0xa5:
      fileField(turn, one.read(c, data + 1, wide).text);
      fileField(turn, one.read(c, one.next + 1, wide).text);
      asked(RENAMED, nameHash(one.text), WRITE);
      return;
    case 0x0a:
    case 0x2e:
      if (turn.tracing) turn.field('smb.count', u16At(c, first + (command === 0x2e ? 10 : 2)));
      asked(CONTENT, 0, READ, u16At(c, first + (command === 0x2e ? 4 : 0)));
      return;
    case 0x0b:
    case 0x2f:
      if (turn.tracing) turn.field('smb.count', u16At(c, first + (command === 0x2f ? 20 : 2)));
      asked(CONTENT, 0, WRITE, u16At(c, first + (command === 0x2f ? 4 : 0)));
      if (command === 0x2f)
        readPipe(c, turn, state.pipes, u16At(c, first + 4), u16At(c, first + 22), u16At(c, first + 20));
      // The older command has a format byte and the length again before its data (MS-CIFS 2.2.4.12.1).
      else readPipe(c, turn, state.pipes, u16At(c, first), data + 3, u16At(c, first + 2));
      return;
    case 0x25:
      transaction(c, turn, first, data, wide);
      if (count >= 16 && u16At(c, first + 28) === TRANSACT_PIPE) {
        const file = u16At(c, first + 30);
        asked(PIPE, 0, OTHER, file);
        readPipe(c, turn, state.pipes, file, ...transactionData(c, first, false));
      }
      return;
    case 0x32:
      if (turn.tracing && count > 14) turn.field('smb.trans2.cmd', u16At(c, first + 28));
      return;
    case 0xa0:
      if (turn.tracing && count > 18) turn.field('smb.nt.function', u16At(c, first + 36));
      asked(PIPE, 0, OTHER);
      return;
    default:
  }
}

function fileField(turn: Turn, name: string): void {
  if (turn.tracing) turn.field('smb.file', name);
}

/** Versions, each a byte 2 and a name. */
function offered(c: Cursor, turn: Turn, data: number): void {
  if (!turn.tracing) return;
  for (let i = 0, at = data; i < MAX_OFFERED && holds(c, at, 2) && c.peek8(at) === 2; i++) {
    turn.field('smb.dialect.name', one.read(c, at + 1, false).text);
    at = one.next;
  }
}

/** With extended security (12 words) a blob, before it (13) two passwords, user and domain; programs at the end of both. */
function signIn(c: Cursor, turn: Turn, first: number, count: number, data: number, wide: boolean): void {
  const length = u16At(c, first + 14);
  let at = data + length;
  if (count === 12) readSecurityBlob(c, turn, data, length);
  else if (count === 13) {
    at += u16At(c, first + 16);
    const user = one.read(c, at, wide).text;
    const domain = one.read(c, one.next, wide).text;
    at = one.next;
    if (domain !== '') turn.claim(turn.sender, 'domain', domain);
    if (user !== '') turn.claim(turn.sender, 'description', `user ${domain === '' ? '' : `${domain}\\`}${user}`);
    if (turn.tracing) {
      turn.field('ntlmssp.auth.username', user);
      turn.field('ntlmssp.auth.domain', domain);
    }
  } else return;
  programs(c, turn, at, wide);
}

/** Operating system and network software, as a session's two sides say them. */
export function programs(c: Cursor, turn: Turn, at: number, wide: boolean): void {
  const system = one.read(c, at, wide).text;
  const software = one.read(c, one.next, wide).text;
  if (system !== '') turn.claim(turn.sender, 'os', system);
  if (!turn.tracing) return;
  turn.field('smb.native_os', system);
  turn.field('smb.native_lanman', software);
}

/** Pipes and mailslots; what is announced in the mailslot of the browser is read. */
function transaction(c: Cursor, turn: Turn, first: number, data: number, wide: boolean): void {
  const name = one.read(c, data, wide).text;
  if (turn.tracing) turn.field('smb.trans_name', name);
  if (/^\\MAILSLOT\\(?:BROWSE|LANMAN)$/i.test(name))
    readAnnouncement(c, turn, u16At(c, first + 24), u16At(c, first + 22));
}
