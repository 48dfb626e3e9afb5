import type { Cursor } from '../../../kernel/cursor.ts';

/** Kinds of chunks (OPC 10000-6 6.7.2.2 and 7.1.2). */
export type ChunkKind = 'HEL' | 'ACK' | 'ERR' | 'RHE' | 'OPN' | 'MSG' | 'CLO';

interface Kind {
  readonly name: ChunkKind;
  /** Letters that may follow: F is final, C goes on, A aborts. */
  readonly ends: string;
  readonly least: number;
  readonly most: number;
}

/** URLs have at most 4,096 bytes (OPC 10000-6 7.1.2.3). */
const MAX_URL = 4096;
const MAX_SIZE = 0xff_ffff;

const kinds: readonly Kind[] = [
  { name: 'MSG', ends: 'FCA', least: 24, most: MAX_SIZE },
  { name: 'OPN', ends: 'FCA', least: 32, most: MAX_SIZE },
  { name: 'CLO', ends: 'FCA', least: 24, most: MAX_SIZE },
  { name: 'HEL', ends: 'F', least: 32, most: 32 + MAX_URL },
  { name: 'ACK', ends: 'F', least: 28, most: 28 },
  { name: 'ERR', ends: 'F', least: 16, most: 16 + MAX_URL },
  { name: 'RHE', ends: 'F', least: 16, most: 16 + 2 * MAX_URL },
];

/** Whether the window begins as a chunk does, as far as it goes. */
export function mayBegin(c: Cursor): boolean {
  return kindOf(c) !== undefined;
}

/** Only where {@link mayBegin} said so. */
export function kindAt(c: Cursor): ChunkKind {
  return kindOf(c)?.name ?? 'MSG';
}

/** The chunk's size with its header, eight bytes of which are there; -1 where no chunk has it. */
export function chunkSize(c: Cursor): number {
  const size = c.peek8(4) + c.peek8(5) * 0x100 + c.peek8(6) * 0x1_0000 + c.peek8(7) * 0x100_0000;
  const kind = kindOf(c);
  return kind !== undefined && size >= kind.least && size <= kind.most ? size : -1;
}

function kindOf(c: Cursor): Kind | undefined {
  const { left } = c;
  for (const kind of kinds) {
    const { name } = kind;
    if (left > 0 && c.peek8(0) !== name.charCodeAt(0)) continue;
    if (left > 1 && c.peek8(1) !== name.charCodeAt(1)) continue;
    if (left > 2 && c.peek8(2) !== name.charCodeAt(2)) continue;
    if (left > 3 && !kind.ends.includes(String.fromCharCode(c.peek8(3)))) continue;
    return kind;
  }
  return undefined;
}
