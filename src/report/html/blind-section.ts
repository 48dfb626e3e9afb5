import type { Blindness } from '../../schema/case.ts';
import { MAX_BLIND_PER_UNIT, MAX_LIST } from '../limits.ts';
import type { UnitModel } from '../report-model.ts';
import { counted } from '../words/numbers.ts';
import { html, type Html } from './escape.ts';
import { commaList, folded, leftOut, listText } from './pieces.ts';
import { htmlTable } from './table.ts';

/** What could not be seen, and the capture that would settle it. Never left out: also "nothing" is said, with its limit. */
export function blindSection({ unit }: UnitModel): Html {
  const { blind, networksNeverSeen } = unit.coverage;
  const shown = blind.slice(0, MAX_BLIND_PER_UNIT);
  const never =
    networksNeverSeen.length === 0
      ? ''
      : html`<p>Declared networks of this ${unit.kind} that were never seen: <span class="mono">${commaList(networksNeverSeen, MAX_LIST)}</span>.</p>`;
  if (blind.length === 0) {
    return html`<h3>What could not be seen here</h3><p>Every sign that Quaywatch knows could have shown itself in these captures. What no capture can show stays unseen: a modem that never speaks on the network, or one that was switched off.</p>${never}`;
  }
  const table = html`${htmlTable<Blindness>(
    'Signs that these captures could not have shown, and what to capture to see them.',
    [
      { label: 'Sign', className: 'name', cell: ({ sign, title }) => html`${sign}<span class="sub">${title}</span>` },
      { label: 'What was missing', className: 'wide', cell: ({ missing }) => listText(missing, MAX_LIST, '; ') },
      { label: 'What would settle it', className: 'wide', cell: ({ remedy }) => remedy },
    ],
    shown,
  )}${leftOut(blind.length, shown.length, 'sign', 'case.json')}`;
  const open = unit.verdict === 'inconclusive' || unit.verdict === 'probable';
  return html`<h3>What could not be seen here</h3>${never}${folded(open, `${counted(blind.length, 'sign')} could not have been seen; what capture would settle it`, table)}`;
}
