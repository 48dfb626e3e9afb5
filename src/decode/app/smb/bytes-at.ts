import type { Cursor } from '../../../kernel/cursor.ts';

/** Little-endian numbers `ahead` of a cursor that stays at its message's first byte; 0 outside the window. */
export function u16At(c: Cursor, ahead: number): number {
  return c.peek8(ahead) | (c.peek8(ahead + 1) << 8);
}

export function u32At(c: Cursor, ahead: number): number {
  return u16At(c, ahead) + u16At(c, ahead + 2) * 65536;
}

/** 64 bits; for fields only, since it allocates. */
export function u64At(c: Cursor, ahead: number): bigint {
  return BigInt(u32At(c, ahead)) + (BigInt(u32At(c, ahead + 4)) << 32n);
}

/** Whether `length` bytes `ahead` of the cursor lie within the window. */
export function holds(c: Cursor, ahead: number, length: number): boolean {
  return ahead >= 0 && c.at + ahead + length <= c.end;
}

/** Characters of one name that are kept. */
export const MAX_NAME = 512;

/** UTF-16LE text of `length` bytes, without the zero that may end it; what lies outside the window is left out. */
export function wideText(c: Cursor, ahead: number, length: number): string {
  const count = Math.min(length >> 1, MAX_NAME);
  let text = '';
  for (let i = 0; i < count && holds(c, ahead + i * 2, 2); i++) text += String.fromCharCode(u16At(c, ahead + i * 2));
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}

/** One string that ends with a zero, and where the next begins. Wide ones begin on an even place of the message. */
export class ZeroText {
  text = '';
  next = 0;

  read(c: Cursor, ahead: number, wide: boolean): this {
    let at = wide ? ahead + (ahead & 1) : ahead;
    const step = wide ? 2 : 1;
    const most = at + MAX_NAME * step;
    this.text = '';
    while (at < most && holds(c, at, step)) {
      const code = wide ? u16At(c, at) : c.peek8(at);
      at += step;
      if (code === 0) break;
      this.text += String.fromCharCode(code);
    }
    this.next = at;
    return this;
  }
}

/** 32 bits that stand for a name (FNV-1a over its characters, A to Z as a to z): commands carry numbers only. */
export function nameHash(name: string): number {
  let hash = FNV_START;
  for (let i = 0; i < name.length; i++) hash = fnv(hash, name.charCodeAt(i));
  return hash >>> 0;
}

/** The same of a name that nobody reads, so that no text is made of it. */
export function wideHash(c: Cursor, ahead: number, length: number): number {
  const count = Math.min(length >> 1, MAX_NAME);
  let hash = FNV_START;
  for (let i = 0; i < count && holds(c, ahead + i * 2, 2); i++) {
    const code = u16At(c, ahead + i * 2);
    if (code === 0) break;
    hash = fnv(hash, code);
  }
  return hash >>> 0;
}

const FNV_START = 0x811c_9dc5;

function fnv(hash: number, code: number): number {
  return Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code + 32 : code), 0x0100_0193);
}
