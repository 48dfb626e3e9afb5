import { hexText, wireText } from '../wire-text.ts';
import { DerReader, OBJECT_IDENTIFIER, objectIdentifierText, SEQUENCE, SET } from './der.ts';

/** Attributes read of one name; what real names hold is below ten. */
export const MAX_NAME_PARTS = 32;
/** Characters of one attribute's value (X.520 allows a common name 64, an organisation 64). */
export const MAX_PART_TEXT = 256;

const BMP_STRING = 0x1e;
const UNIVERSAL_STRING = 0x1c;
const TELETEX_STRING = 0x14;

/** Short names of RFC 4514 3, and those that other tools agree on; others are shown as dotted numbers. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.42', 'GN'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/**
 * A name (X.501) as RFC 4514 writes it: the last, most telling part first, `CN=host,O=Maker,C=DE`. Undefined where
 * the content `[start, end)` is no name; an empty name is the empty text.
 */
export function distinguishedName(bytes: Uint8Array, start: number, end: number): string | undefined {
  const sets = new DerReader(bytes, start, end);
  const parts: string[] = [];
  let count = 0;
  while (sets.next()) {
    if (sets.tag !== SET) return undefined;
    const values = sets.inside();
    let part = '';
    while (values.next() && count++ < MAX_NAME_PARTS) {
      if (values.tag !== SEQUENCE) return undefined;
      const pair = values.inside();
      if (!pair.is(OBJECT_IDENTIFIER)) return undefined;
      const identifier = objectIdentifierText(bytes, pair.start, pair.end);
      if (!pair.next()) return undefined;
      const text = `${shortNames.get(identifier) ?? identifier}=${escaped(stringText(bytes, pair.tag, pair.start, pair.end))}`;
      part = part === '' ? text : `${part}+${text}`;
    }
    if (part !== '') parts.push(part);
    if (count >= MAX_NAME_PARTS) break;
  }
  return parts.reverse().join(',');
}

/** A directory string (X.520) by its tag; unknown kinds as `#` and hex (RFC 4514 2.4). */
function stringText(bytes: Uint8Array, tag: number, start: number, end: number): string {
  if (tag === BMP_STRING) return wideText(bytes, start, end, 2);
  if (tag === UNIVERSAL_STRING) return wideText(bytes, start, end, 4);
  // UTF8, numeric, printable, IA5, visible and general strings are UTF-8 or a part of it; teletex is taken as Latin-1.
  if (
    tag === 0x0c ||
    tag === 0x12 ||
    tag === 0x13 ||
    tag === TELETEX_STRING ||
    tag === 0x16 ||
    tag === 0x1a ||
    tag === 0x1b
  ) {
    return wireText(bytes, start, end, MAX_PART_TEXT);
  }
  return `#${hexText(bytes, start, end, MAX_PART_TEXT / 2)}`;
}

function wideText(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string {
  let text = '';
  const stop = end - start > MAX_PART_TEXT * width ? start + MAX_PART_TEXT * width : end;
  for (let i = start; i + width <= stop; i += width) {
    // Universal strings beyond 16 bits are not met in names; their upper half is dropped.
    text += String.fromCharCode(((bytes[i + width - 2] as number) << 8) | (bytes[i + width - 1] as number));
  }
  return text;
}

/** RFC 4514 2.4: what would end or begin a part is escaped. */
function escaped(text: string): string {
  return text.replace(/[\\",+;<>]/g, '\\$&').replace(/^[ #]|(?<!^) $/g, '\\$&');
}
