/**
 * Makes visible what an eye would not see or a device would obey: C0 and C1 controls (ESC among them), soft hyphen,
 * bidi marks and isolates, zero-width and other format characters, line separators, variation selectors, tags and
 * lone surrogates. Each becomes `<U+202E>`: plain ASCII, looked up in any table. Line breaks are no exception, since
 * no value from the network is more than a line.
 */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) as number;
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

const PLAIN = /^[\x20-\x7e]*$/;
/**
 * Controls, format characters, lone surrogates, separators and private use; and marks that have no width or no ink. Unassigned
 * characters are left alone: which they are depends on the engine's Unicode version, and so would the bytes.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\u034f\u115f\u1160\u3164\uffa0]|\u17b4|\u17b5|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** At most so many characters; the rest is counted. Never cuts a character of two code units in half. */
export function shortened(text: string, limit: number): string {
  // Twice the limit in code units always holds the limit in characters; a hostile megabyte is not walked.
  const head = Array.from(text.slice(0, limit * 2));
  if (head.length <= limit && text.length <= limit * 2) return text;
  const kept = head.slice(0, limit).join('');
  return `${kept}… (+${text.length - kept.length} characters)`;
}
