import type { Cursor } from '../../../kernel/cursor.ts';
import { BerElement, OCTET_STRING } from '../snmp/ber-element.ts';
import { wireText } from '../wire-text.ts';

/** Filters within filters; people write three or four. */
export const MAX_FILTER_DEPTH = 16;
/** Terms of one filter. */
export const MAX_FILTER_TERMS = 128;
/** Characters of an attribute’s name. */
const MAX_ATTRIBUTE = 128;

const AND = 0xa0;
const OR = 0xa1;
const NOT = 0xa2;
const EXTENSIBLE = 0xa9;
const PRESENT = 0x87;
const comparisons: ReadonlyMap<number, string> = new Map([
  [0xa3, '=?'],
  [0xa4, '=?*'],
  [0xa5, '>=?'],
  [0xa6, '<=?'],
  [0xa8, '~=?'],
]);

/** Reads the filter of a search: what it asks about, without the values it looks for; those of a few names are kept. */
export class FilterReader {
  /** The filter as RFC 4515 writes it, `?` for values; made only where asked for. */
  shape = '';
  /** Values of the ping for a domain controller (MS-ADTS 6.3.3.2). */
  host = '';
  domain = '';
  overLimit = false;
  #terms = 0;
  readonly #element = new BerElement();

  /** False where the filter is malformed. The cursor stands at it. */
  read(c: Cursor, end: number, shaped: boolean): boolean {
    this.shape = this.host = this.domain = '';
    this.overLimit = false;
    this.#terms = 0;
    return this.#read(c, end, shaped, 0);
  }

  #read(c: Cursor, limit: number, shaped: boolean, depth: number): boolean {
    const element = this.#element;
    if (!element.read(c, limit)) return false;
    const { tag, end } = element;
    if (depth >= MAX_FILTER_DEPTH || this.#terms >= MAX_FILTER_TERMS) {
      this.overLimit = true;
      c.at = end;
      return true;
    }
    this.#terms++;
    if (tag === AND || tag === OR || tag === NOT) {
      if (shaped) this.shape += tag === AND ? '(&' : tag === OR ? '(|' : '(!';
      while (c.at < end) if (!this.#read(c, end, shaped, depth + 1)) return false;
      if (shaped) this.shape += ')';
      return true;
    }
    if (tag === PRESENT) {
      if (shaped) this.shape += `(${wireText(c.bytes, c.at, end, MAX_ATTRIBUTE)}=*)`;
    } else if (tag === EXTENSIBLE) {
      if (shaped) this.shape += '(:=?)';
    } else {
      const comparison = comparisons.get(tag);
      if (comparison === undefined || !element.readTag(c, end, OCTET_STRING)) return false;
      const name = wireText(c.bytes, c.at, element.end, MAX_ATTRIBUTE);
      if (shaped) this.shape += `(${name}${comparison})`;
      c.at = element.end;
      if (name === 'Host' || name === 'DnsDomain') {
        if (!element.readTag(c, end, OCTET_STRING)) return false;
        const value = wireText(c.bytes, c.at, element.end, MAX_ATTRIBUTE);
        if (name === 'Host') this.host = value;
        else this.domain = value;
      }
    }
    c.at = end;
    return true;
  }
}
