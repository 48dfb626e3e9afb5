import { MAX_LIST } from '../limits.ts';
import type { PictureDevice, PictureTalk, UnitPicture } from '../report-input.ts';
import { bytesText, countText } from '../words/numbers.ts';
import { html, type Html } from './escape.ts';
import { commaList, folded, leftOut } from './pieces.ts';
import { htmlTable } from './table.ts';

/** The picture in words, for those who cannot see it and for those who want the numbers. */
export function talkTable(picture: UnitPicture): Html {
  if (picture.talks.length === 0) return html``;
  const known = new Map<string, PictureDevice>();
  for (const { devices } of picture.networks) for (const device of devices) known.set(device.key, device);
  for (const gateway of picture.gateways) known.set(gateway.key, gateway);
  const gateways = new Set(picture.gateways.map(({ key }) => key));
  const throughFirst = [...picture.talks].sort(
    (a, b) => Number(touches(b, gateways)) - Number(touches(a, gateways)) || b.bytes - a.bytes,
  );
  const shown = throughFirst.slice(0, MAX_LIST);
  return folded(
    false,
    `The same as a table: ${countText(picture.talks.length)} conversations`,
    html`${htmlTable<PictureTalk>(
      'Conversations on this tap; those through a gateway first, then by bytes.',
      [
        { label: 'Between', className: 'name', cell: ({ from }) => nameOf(known, from) },
        { label: 'and', cell: ({ to }) => html`${gateways.has(to) ? 'gateway ' : ''}${nameOf(known, to)}` },
        { label: 'Protocols', className: 'wide', cell: ({ protocols }) => commaList(protocols, 8) },
        { label: 'Flows', className: 'number', cell: ({ flows }) => countText(flows) },
        { label: 'Bytes', className: 'number', cell: ({ bytes }) => bytesText(bytes) },
      ],
      shown,
    )}${leftOut(picture.talks.length, shown.length, 'conversation', 'facts')}${beyondTable(picture, known)}`,
  );
}

function beyondTable(picture: UnitPicture, known: ReadonlyMap<string, PictureDevice>): Html {
  if (picture.ends.length === 0) return html``;
  const shown = picture.ends.slice(0, MAX_LIST);
  return html`${htmlTable(
    'Beyond the gateways.',
    [
      { label: 'Gateway', className: 'name', cell: ({ gateway }) => nameOf(known, gateway) },
      { label: 'Kind of address', cell: ({ kind }) => kind },
      { label: 'Addresses', className: 'number', cell: ({ addresses }) => countText(addresses) },
      { label: 'For example', className: 'wide', cell: ({ examples, names }) => commaList([...examples, ...names], 6) },
      { label: 'Answered', cell: ({ answered }) => (answered ? 'yes' : 'no') },
    ],
    shown,
  )}${leftOut(picture.ends.length, shown.length, 'group of addresses', 'facts', 'groups of addresses')}`;
}

function touches({ from, to }: PictureTalk, gateways: ReadonlySet<string>): boolean {
  return gateways.has(from) || gateways.has(to);
}

function nameOf(known: ReadonlyMap<string, PictureDevice>, key: string): Html {
  const device = known.get(key);
  if (device === undefined) return html`<span class="mono">${key}</span>`;
  return html`${device.name || 'unnamed'} <span class="sub mono">${device.address || key}</span>`;
}
