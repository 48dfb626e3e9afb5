import type { Cursor } from '../../../kernel/cursor.ts';
import { BerTag } from './ber.ts';

/** Names of objects: of the device, of a domain (two names), of the association. Characters of one that are kept. */
export const MAX_NAME = 256;

const DOMAIN = 1;

/** Functional constraints of IEC 61850-7-2, the second part of a variable's name there. */
const constrained = /^([A-Za-z0-9_]+)\$(ST|MX|SP|SV|CF|DC|SG|SE|SR|OR|BL|EX|CO|US|MS|RP|BR|LG|GO|GS|AX)(?:\$(.*))?$/;

const inner: BerTag = new BerTag();

/**
 * The name between the cursor and `end`, whose tag says of whom it is. As IEC 61850 writes it where it is such a name:
 * `LD0/LLN0$ST$Mod$stVal` reads `LD0/LLN0.Mod.stVal [ST]`.
 */
export function referenceText(c: Cursor, tag: BerTag, end: number): string {
  if (tag.number !== DOMAIN || !tag.constructed) return text(c, end);
  let domain = '';
  if (inner.read(c, end)) {
    domain = text(c, inner.end);
    c.at = inner.end;
  }
  const item = inner.read(c, end) ? text(c, inner.end) : '';
  const parts = constrained.exec(item);
  if (parts === null) return `${domain}/${item}`;
  const [, node = '', constraint = '', path] = parts;
  return `${domain}/${node}${path === undefined ? '' : `.${path.replaceAll('$', '.')}`} [${constraint}]`;
}

function text(c: Cursor, end: number): string {
  return c.latin1(Math.min(end - c.at, MAX_NAME));
}
