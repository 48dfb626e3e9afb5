import { MAX_SHOWN_CHARACTERS } from '../limits.ts';
import { shortened, visibleText } from '../visible-text.ts';

/**
 * The one place where text from the network becomes terminal text. After it no control character, no bidi mark and
 * no zero-width character is left, so nothing can move the cursor, colour a line, set a title or turn text around.
 */
export function escapeTerminal(text: string): string {
  return visibleText(shortened(text, MAX_SHOWN_CHARACTERS));
}
