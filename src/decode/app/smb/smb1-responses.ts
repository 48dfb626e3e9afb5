import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { u16At } from './bytes-at.ts';
import { readSecurityBlob } from './ntlm.ts';
import { programs } from './smb1-requests.ts';

/** The answer to one command, whose words are counted at `words`. */
export function readSmb1Response(c: Cursor, turn: Turn, command: number, words: number, wide: boolean): void {
  const first = words + 1;
  const count = c.peek8(words);
  const data = first + count * 2 + 2;
  switch (command) {
    case 0x72:
      if (!turn.tracing || count === 0) return;
      turn.field('smb.dialect.index', u16At(c, first));
      if (count >= 17) turn.field('smb.sm', c.peek8(first + 2));
      return;
    case 0x73: {
      if (count < 3) return;
      const length = count === 4 ? u16At(c, first + 6) : 0;
      if (length > 0) readSecurityBlob(c, turn, data, length);
      programs(c, turn, data + length, wide);
      return;
    }
    case 0x2e:
      if (turn.tracing && count === 12) turn.field('smb.count', u16At(c, first + 10));
      return;
    case 0x2f:
      if (turn.tracing && count === 6) turn.field('smb.count', u16At(c, first + 4));
      return;
    default:
  }
}
