/** Longest text that the draft copies from the network: a name, not a novel. */
export const MAX_DRAFT_TEXT = 120;

/**
 * A text from the network as a YAML scalar in double quotes. Everything but printable characters is escaped, marks
 * that turn the direction of writing included: a device's name must neither break the file nor mislead its reader.
 */
export function draftText(text: string): string {
  let quoted = '"';
  let count = 0;
  for (const letter of text.trim()) {
    if (count++ >= MAX_DRAFT_TEXT) break;
    const code = letter.codePointAt(0) as number;
    if (letter === '"' || letter === '\\') quoted += `\\${letter}`;
    else if (code >= 0xd800 && code <= 0xdfff) quoted += '\\uFFFD';
    else if (UNSAFE.test(letter)) quoted += code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
    else quoted += letter;
  }
  return `${quoted}"`;
}

/** The same for a comment: one line, nothing unsafe. */
export function draftComment(text: string): string {
  return draftText(text).slice(1, -1);
}

/** An id made of a text: what ids cannot hold becomes a dash. */
export function draftId(text: string): string {
  const id = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MAX_ID_STEM)
    .replace(/[^A-Za-z0-9]+$/, '');
  return id === '' ? 'x' : id;
}

/** Ids have at most 64 characters; the rest is for a prefix and a number. */
const MAX_ID_STEM = 50;

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\u00a0\ufeff]/u;
