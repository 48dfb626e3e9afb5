import { visibleText } from '../visible-text.ts';
import { html, type Html } from '../html/escape.ts';
import type { UnitPicture } from '../report-input.ts';
import { bytesText, counted } from '../words/numbers.ts';
import { standingWords } from '../words/verdicts.ts';
import {
  type Box,
  type DeviceRow,
  type EndBox,
  type GatewayBox,
  type Layout,
  type Line,
  pictureColumns as COLUMNS,
  pictureLayout,
} from './layout.ts';
import { fitText, textWidth } from './text-width.ts';

/** Bold letters are this much wider (DejaVu Sans). */
const BOLD = 1.12;

/** The picture as inline SVG. Colours come from the page's style; shapes and dashes say the same without them. */
export function pictureSvg(picture: UnitPicture, id: string): Html {
  const layout = pictureLayout(picture);
  const caption = `Who talks to whom on ${picture.tap}: ${counted(layout.networks.length, 'local network')}, ${counted(picture.gateways.length, 'gateway')}`;
  return html`<svg class="picture" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-labelledby="${id}-t"><title id="${id}-t">${caption}</title>
${columnHeads(layout)}
<g class="arcs">${layout.arcs.map(arc)}</g>
<g class="ways">${layout.lines.map(way)}${layout.beyond.map(way)}</g>
${layout.networks.map(
  (box) =>
    html`<g class="network"><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="6"/>${head(box, box.network.zone, box.network.prefix)}${box.rows.map(deviceRow)}${
      box.rows.length === 0 ? html`<text class="mute" x="${box.x + 12}" y="${box.y + 42}">only the gateways</text>` : ''
    }</g>`,
)}
${layout.gateways.map(gatewayBox)}
${layout.ends.map(endBox)}
</svg>`;
}

/** Left out by limits, in words for the caption. */
export function pictureOmissions(picture: UnitPicture): readonly string[] {
  return pictureLayout(picture).omitted;
}

function columnHeads(layout: Layout): Html {
  const none =
    layout.gateways.length === 0
      ? html`<text class="mute" x="${COLUMNS.gateway}" y="56">no gateway seen on this tap</text>`
      : html``;
  return html`<g class="heads"><text x="${COLUMNS.network}" y="18">On this network</text><text x="${COLUMNS.gateway}" y="18">Through</text><text x="${COLUMNS.end}" y="18">Beyond it</text></g>${none}`;
}

function head(box: Box, zone: string, prefix: string): Html {
  const right = fitText(shown(prefix), 12, zone === '' ? 290 : 150);
  const left = fitText(zone === '' ? 'local network' : shown(zone), BOLD * 12, box.width - 30 - textWidth(right, 12));
  return html`<text class="zone" x="${box.x + 10}" y="${box.y + 17}">${left}</text><text class="prefix" x="${box.x + box.width - 10}" y="${box.y + 17}" text-anchor="end">${right}</text>`;
}

function deviceRow(row: DeviceRow): Html {
  const y = row.y + 15;
  if (row.device === undefined) {
    const strangers = row.rest.filter(({ standing }) => standing === 'undeclared').length;
    const words = `and ${row.rest.length} more${strangers > 0 ? `, ${strangers} of them undeclared` : ''}`;
    return html`<g class="device rest"><text class="mute" x="${row.x + 20}" y="${y}">${words}</text></g>`;
  }
  const { name, address, standing, key } = row.device;
  const right = fitText(shown(address || key), 12, 130);
  const left = fitText(shown(name) || 'unnamed', 13, row.width - 34 - textWidth(right, 12));
  return html`<g class="device ${standing}"><title>${name || 'unnamed'}, ${address}, ${key}: ${standingWords[standing].label}</title><rect x="${row.x}" y="${row.y}" width="${row.width}" height="${row.height}" rx="4"/>${marker(row.x + 10, row.y + 11, standing)}<text x="${row.x + 20}" y="${y}">${left}</text><text class="address" x="${row.x + row.width - 6}" y="${y}" text-anchor="end">${right}</text></g>`;
}

/** Filled circle: somebody stands behind it; ring: observed only; diamond: undeclared. */
function marker(x: number, y: number, standing: string): Html {
  if (standing === 'undeclared') {
    return html`<path class="mark" d="M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z"/>`;
  }
  return html`<circle class="mark" cx="${x}" cy="${y}" r="4"/>`;
}

function gatewayBox(box: GatewayBox): Html {
  const { gateway } = box;
  const word = gatewayWord(gateway.standing, gateway.status);
  const label = fitText(shown(gateway.name) || 'unnamed gateway', BOLD * 13, box.width - 50);
  return html`<g class="gateway ${gateway.standing}"><title>${gateway.name}, ${gateway.address}, ${gateway.key}: ${word}</title><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="10"/>${routerGlyph(box.x + 22, box.y + 24)}<text class="name" x="${box.x + 42}" y="${box.y + 22}">${label}</text><text class="address" x="${box.x + 42}" y="${box.y + 39}">${fitText(shown(gateway.key), 12, box.width - 48)}</text><text class="word" x="${box.x + 12}" y="${box.y + 59}">${fitText(word, BOLD * 12, box.width - 20)}</text></g>`;
}

function gatewayWord(standing: GatewayBox['gateway']['standing'], status: GatewayBox['gateway']['status']): string {
  if (standing === 'undeclared') return '◆ UNDECLARED';
  if (status === 'declared-outside-limits') return '≠ declared, outside limits';
  if (status === 'declared-within-limits') return '● declared, within limits';
  return `${standingWords[standing].mark} ${standingWords[standing].label}`;
}

/** The usual sign of a router: a disc with four arrows. */
function routerGlyph(x: number, y: number): Html {
  return html`<g class="glyph"><circle cx="${x}" cy="${y}" r="13"/><path d="M${x - 9} ${y}h6m-2.5 -2.5l2.5 2.5l-2.5 2.5M${x + 9} ${y}h-6m2.5 -2.5l-2.5 2.5l2.5 2.5M${x} ${y - 3}v-6m-2.5 2.5l2.5 -2.5l2.5 2.5M${x} ${y + 3}v6m-2.5 -2.5l2.5 2.5l2.5 -2.5"/></g>`;
}

const KINDS: Readonly<Record<string, string>> = {
  public: 'public internet',
  carrier: 'mobile carrier (shared addresses)',
  private: 'private network beyond it',
};

function endBox(box: EndBox): Html {
  const { end } = box;
  const name = end.names[0] ?? '';
  const example = end.examples[0] ?? '';
  const first =
    end.addresses > 1
      ? `${end.addresses} addresses, e.g. ${shown(example)}`
      : name === ''
        ? shown(example)
        : shown(name);
  const kind = KINDS[end.kind] ?? end.kind;
  const second = `${end.addresses === 1 && name !== '' ? `${shown(example)}, ` : ''}${end.answered ? kind : `${kind}, no answer`}`;
  return html`<g class="end ${end.answered ? 'answered' : 'silent'}"><title>${end.addresses} × ${kind}: ${end.examples.join(', ')} ${end.names.join(', ')}</title><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${box.height / 2}"/><text x="${box.x + 16}" y="${box.y + 18}">${fitText(first, 12, box.width - 32)}</text><text class="kind" x="${box.x + 16}" y="${box.y + 33}">${fitText(second, 11, box.width - 32)}</text></g>`;
}

function arc(line: Line): Html {
  const bulge = Math.min(80, 16 + (line.y2 - line.y1) / 4);
  const x = Math.round(line.x1 - bulge);
  return html`<path class="w${line.weight}" d="M${line.x1} ${line.y1}C${x} ${line.y1} ${x} ${line.y2} ${line.x2} ${line.y2}">${talkTitle(line)}</path>`;
}

function way(line: Line): Html {
  const x = Math.round((line.x1 + line.x2) / 2);
  const standing = line.gateway?.standing ?? 'unknown';
  return html`<path class="w${line.weight} ${standing}${line.answered ? '' : ' silent'}" d="M${line.x1} ${line.y1}C${x} ${line.y1} ${x} ${line.y2} ${line.x2} ${line.y2}">${talkTitle(line)}</path>`;
}

function talkTitle({ talk }: Line): Html | undefined {
  if (talk === undefined) return undefined;
  return html`<title>${talk.from} ↔ ${talk.to}: ${talk.protocols.join(', ')}, ${counted(talk.flows, 'flow')}, ${bytesText(talk.bytes)}</title>`;
}

/** Escapes stand before measuring, so that a hidden mark counts with the width of its visible form. */
function shown(text: string): string {
  return visibleText(text.slice(0, 300));
}
