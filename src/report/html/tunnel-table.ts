import { MAX_LIST } from '../limits.ts';
import type { TunnelledTalk, UnitPicture } from '../report-input.ts';
import { bytesText, counted, countText } from '../words/numbers.ts';
import { html, type Html } from './escape.ts';
import { commaList, folded, leftOut } from './pieces.ts';
import { htmlTable } from './table.ts';

/** Who talks to whom inside of tunnels: ways that a look at the outer addresses does not show. */
export function tunnelTable({ tunnelled }: UnitPicture): Html {
  if (tunnelled.length === 0) return html``;
  const shown = tunnelled.slice(0, MAX_LIST);
  return folded(
    true,
    `Inside of tunnels: ${counted(tunnelled.length, 'conversation')}`,
    html`${htmlTable<TunnelledTalk>(
      'Packets that travelled inside of other packets on this tap; a slash joins tunnels within tunnels, the outermost first. Bytes are those of the inner packets.',
      [
        { label: 'Tunnel', className: 'wide', cell: ({ tunnel }) => html`<span class="mono">${tunnel}</span>` },
        { label: 'Client', className: 'name', cell: ({ client }) => html`<span class="mono">${client}</span>` },
        { label: 'Server', className: 'name', cell: ({ server }) => html`<span class="mono">${server}</span>` },
        { label: 'Services', className: 'wide', cell: ({ services }) => commaList(services, 8) },
        { label: 'Flows', className: 'number', cell: ({ flows }) => countText(flows) },
        { label: 'Bytes', className: 'number', cell: ({ bytes }) => bytesText(bytes) },
      ],
      shown,
    )}${leftOut(tunnelled.length, shown.length, 'conversation', 'facts')}`,
  );
}
