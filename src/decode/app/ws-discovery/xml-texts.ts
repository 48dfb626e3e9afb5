import type { Cursor } from '../../../kernel/cursor.ts';
import { wireText } from '../wire-text.ts';

/** Elements looked at in one message; a probe match has about thirty. */
export const MAX_XML_ELEMENTS = 512;
/** Bytes of one element's text that are read; scopes of a camera have about five hundred. */
export const MAX_XML_TEXT = 4096;

const LESS = 0x3c;
const GREATER = 0x3e;
const COLON = 0x3a;
const SLASH = 0x2f;

/**
 * Walks the elements of a small XML document from the cursor on and shows name, without its prefix, and text of each
 * that has text directly behind its start tag. Knows no comments, sections or entities, which senders do not use
 * there. Returns false where there are more elements than are looked at; `visit` ends the walk with false.
 */
export function visitTexts(c: Cursor, visit: (name: string, text: string) => boolean): boolean {
  const { bytes, end } = c;
  let at = c.at;
  for (let i = 0; i < MAX_XML_ELEMENTS; i++) {
    while (at < end && bytes[at] !== LESS) at++;
    if (at >= end) return true;
    let nameStart = ++at;
    while (at < end && isNameByte(bytes[at] as number)) {
      if (bytes[at] === COLON) nameStart = at + 1;
      at++;
    }
    const nameEnd = at;
    const closing = bytes[nameStart] === SLASH || nameEnd === nameStart;
    while (at < end && bytes[at] !== GREATER) at++;
    if (at >= end) return true;
    const textStart = ++at;
    if (closing || bytes[at - 2] === SLASH) continue;
    while (at < end && bytes[at] !== LESS) at++;
    if (at === textStart || nameEnd - nameStart > 32) continue;
    const text = wireText(bytes, textStart, at, MAX_XML_TEXT).trim();
    if (text !== '' && !visit(wireText(bytes, nameStart, nameEnd), text)) return true;
  }
  return false;
}

function isNameByte(byte: number): boolean {
  const letter = byte & 0xdf;
  return (letter >= 0x41 && letter <= 0x5a) || (byte >= 0x2d && byte <= 0x3a && byte !== SLASH) || byte === 0x5f;
}
