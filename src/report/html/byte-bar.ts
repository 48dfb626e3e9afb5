import type { ByteCoverage } from '../../schema/case.ts';
import { bytesText, shareText } from '../words/numbers.ts';
import { html, type Html } from './escape.ts';

const KINDS = [
  ['decoded', 'decoded', 'read and understood'],
  ['encrypted', 'encrypted', 'known to be ciphertext'],
  ['unrecognised', 'unrecognised', 'no decoder knew them'],
  ['lost', 'lost', 'set aside by a named limit or stranded behind a hole'],
  ['damaged', 'damaged', 'cut off or malformed'],
] as const;

const WIDTH = 600;
/** A share that is not nothing stays visible. */
const LEAST = 3;

/** Where the captured bytes went, as a bar and in numbers. The parts add up to the captured bytes. */
export function byteBar(bytes: ByteCoverage): Html {
  if (bytes.captured === 0) return html`<p>No byte was captured.</p>`;
  const widths = KINDS.map(([key]) => {
    if (bytes[key] === 0) return 0;
    return Math.max(LEAST, Math.floor((bytes[key] / bytes.captured) * WIDTH));
  });
  const over = widths.reduce((sum, width) => sum + width, 0) - WIDTH;
  const widest = widths.indexOf(Math.max(...widths));
  let x = 0;
  const parts = KINDS.map(([key], index) => {
    const width = (widths[index] as number) - (index === widest ? over : 0);
    const part = width === 0 ? '' : html`<rect class="${key}" x="${x}" width="${Math.max(1, width - 1)}" height="14"/>`;
    x += width;
    return part;
  });
  const told = KINDS.filter(([key]) => bytes[key] > 0 || key === 'decoded');
  const words = told.map(([key, word]) => `${word} ${shareText(bytes[key], bytes.captured)}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none" role="img" aria-label="${words}">${parts}</svg>
<ul class="barkey">${told.map(
    ([key, word, meaning]) =>
      html`<li><span class="swatch ${key}" aria-hidden="true"></span>${word} <strong>${shareText(bytes[key], bytes.captured)}</strong> <span class="mute">${bytesText(bytes[key])}, ${meaning}</span></li>`,
  )}</ul>${bytes.missing === 0 ? '' : html`<p class="mute">Beside these, ${bytesText(bytes.missing)} passed on the wire and were never captured.</p>`}`;
}
