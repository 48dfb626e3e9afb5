/** Columns of plain text. Widths count what a terminal shows: East Asian wide characters take two cells. */

export function cells(text: string): number {
  let width = 0;
  for (const character of text)
    width += isWide(character.codePointAt(0) as number) ? 2 : /\p{M}/u.test(character) ? 0 : 1;
  return width;
}

/** Cut with an ellipsis, or filled with blanks, to exactly so many cells. */
export function fixed(text: string, width: number): string {
  const cut = fitCells(text, width);
  return cut + ' '.repeat(Math.max(0, width - cells(cut)));
}

export function fitCells(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    const next = cells(character);
    if (used + next > width - 1) break;
    kept += character;
    used += next;
  }
  return width > 0 ? `${kept}…` : '';
}

/** Words over as many lines as it takes; a word longer than a line is broken. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cells(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (cells(line) > width) {
      const head = fitCells(line, width + 1).slice(0, -1);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Unicode East Asian Width W and F, coarsely: enough to keep columns straight. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
