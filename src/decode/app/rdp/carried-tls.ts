import type { Cursor } from '../../../kernel/cursor.ts';

export const TLS_HANDSHAKE = 22;

/** A handshake record of TLS at the cursor: its type, its version, and a length that fits; RDP's own packets begin otherwise. */
export function isTlsRecord(c: Cursor): boolean {
  if (c.left < 6) return false;
  const type = c.peek8();
  const length = c.peek16(3);
  return type === TLS_HANDSHAKE && c.peek8(1) === 3 && c.peek8(2) <= 4 && length >= 4 && length <= 0x4000;
}
