import type { Cursor } from '../../kernel/cursor.ts';

/** EtherTypes met inside of pseudowires; others are not believed there. */
const known: ReadonlySet<number> = new Set([
  0x0800, 0x0806, 0x8035, 0x8100, 0x86dd, 0x8847, 0x8848, 0x8863, 0x8864, 0x888e, 0x8892, 0x88a8, 0x88ab, 0x88b8,
  0x88ba, 0x88cc, 0x88e7, 0x88f7, 0x9000, 0x9100,
]);
const HEADER = 14;
const SHORTEST_LLC = 3;

/**
 * Whether an Ethernet frame stands `ahead` of the cursor, for carriers that do not say what they carry: a source that is
 * no group, and a known type whose packet begins as it must, or a length that fits. About 1 of 2^13 random frames passes.
 */
export function looksLikeEthernet(c: Cursor, ahead: number): boolean {
  if (c.left < ahead + HEADER || (c.peek8(ahead + 6) & 1) !== 0) return false;
  const type = c.peek16(ahead + 12);
  const behind = c.left - ahead - HEADER;
  if (type <= 1500) return type >= SHORTEST_LLC && type <= behind && behind <= Math.max(type, 46) + 4;
  if (!known.has(type)) return false;
  const first = c.peek8(ahead + HEADER) >> 4;
  return type === 0x0800 ? first === 4 : type === 0x86dd ? first === 6 : true;
}
