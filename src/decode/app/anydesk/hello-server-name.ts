import { type Cursor, latin1 } from '../../../kernel/cursor.ts';
import { lowerAscii } from '../wire-text.ts';

/** Extensions of a hello that are looked at; clients send some twenty. */
export const MAX_HELLO_EXTENSIONS = 64;
/** Record header 5, message header 4, version 2, random 32. */
const SESSION_ID_AT = 43;
const SERVER_NAME = 0;

/** The server name in a client hello whose record begins at the cursor (RFC 8446 4.1.2, RFC 6066 3); '' if there is none. */
export function helloServerName(c: Cursor): string {
  let at = SESSION_ID_AT + 1 + c.peek8(SESSION_ID_AT);
  at += 2 + c.peek16(at);
  at += 1 + c.peek8(at);
  at += 2;
  for (let i = 0; i < MAX_HELLO_EXTENSIONS && at + 4 <= c.left; i++) {
    const length = c.peek16(at + 2);
    if (c.peek16(at) === SERVER_NAME) {
      // List length 2, type 1, length of the name 2.
      const name = c.peek16(at + 7);
      if (name + 5 > length || at + 9 + name > c.left) return '';
      return lowerAscii(latin1(c.bytes, c.at + at + 9, c.at + at + 9 + name));
    }
    at += 4 + length;
  }
  return '';
}
