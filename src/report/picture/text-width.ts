/**
 * Width of text without a font engine: advance widths of DejaVu Sans, the widest of the fonts that system-ui stands
 * for, so that texts set in Segoe UI, Roboto or Liberation Sans come out shorter and cannot overlap.
 */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += characterWidth(character);
  return (thousandths * size) / 1000;
}

/** Cuts text so that it fits, with an ellipsis where something is missing. */
export function fitText(text: string, size: number, width: number): string {
  if (text.length * NARROWEST * size <= width * 1000 && textWidth(text, size) <= width) return text;
  const room = width - size;
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += (characterWidth(character) * size) / 1000;
    if (used > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

const NARROWEST = 278;

/** Thousandths of the font size, for space to tilde. */
const ASCII: readonly number[] = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
  748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
  615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
  337, 636, 838,
];

/** Beyond ASCII a character may be as wide as it is high; a combining mark counted too wide does no harm. */
function characterWidth(character: string): number {
  const code = character.codePointAt(0) as number;
  return ASCII[code - 32] ?? (code < 0x2e80 ? 900 : 1100);
}
