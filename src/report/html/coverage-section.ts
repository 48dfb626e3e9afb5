import type { UnitCoverage } from '../../schema/case.ts';
import { MAX_PROTOCOLS } from '../limits.ts';
import type { UnitModel } from '../report-model.ts';
import { bytesText, counted, countText, hoursText, shareText } from '../words/numbers.ts';
import { byteBar } from './byte-bar.ts';
import { html, type Html } from './escape.ts';
import { fact, folded, leftOut } from './pieces.ts';
import { htmlTable } from './table.ts';

export const gradeWords: Readonly<Record<string, string>> = {
  A: 'nearly everything that the rules need was there',
  B: 'most of what the rules need was there',
  C: 'important parts were missing',
  D: 'little of what the rules need was there',
  E: 'hardly anything could be judged',
  F: 'nothing could be judged',
};

/** How much was seen: the ground on which the verdict stands. */
export function coverageSection({ unit }: UnitModel): Html {
  const { coverage } = unit;
  const shown = coverage.protocols.slice(0, MAX_PROTOCOLS);
  const meaning = gradeWords[coverage.grade];
  return html`<h3>How much was seen: grade ${coverage.grade}</h3>
${meaning === undefined ? '' : html`<p>Grade ${coverage.grade}: ${meaning}.</p>`}
${byteBar(coverage.bytes)}
<dl class="facts">
${fact('Time', `${hoursText(coverage.activeHours)} with traffic within ${hoursText(coverage.spanHours)}`)}
${fact('Directions', coverage.directions === 'both' ? 'both' : coverage.directions === 'one' ? 'one only: answers or questions are missing' : 'none')}
${fact('Flows', flowsText(coverage))}
${fact('Lost by the capture', coverage.drops < 0 ? 'the captures do not say' : counted(coverage.drops, 'frame'))}
${fact('Duplicates', coverage.duplicates === 0 ? 'none' : `${counted(coverage.duplicates, 'frame')}, counted once`)}
${fact('Cut short', coverage.snappedFrames === 0 ? 'no frame' : counted(coverage.snappedFrames, 'frame'))}
${fact('Holes in streams', coverage.missingStreamBytes === 0 ? 'none' : bytesText(coverage.missingStreamBytes))}
${fact('Clock jumps', coverage.clockJumps === 0 ? 'none' : countText(coverage.clockJumps))}
</dl>
${
  shown.length === 0
    ? ''
    : folded(
        false,
        `${counted(coverage.protocols.length, 'protocol')} told apart by content`,
        html`${htmlTable(
          'Port numbers are hints only; a protocol is named where its messages could be read.',
          [
            { label: 'Protocol', className: 'name', cell: ({ name }) => name },
            { label: 'Flows', className: 'number', cell: ({ flows }) => countText(flows) },
            { label: 'Frames', className: 'number', cell: ({ frames }) => countText(frames) },
            { label: 'Messages', className: 'number', cell: ({ messages }) => countText(messages) },
            { label: 'Bytes', className: 'number', cell: ({ bytes }) => bytesText(bytes.captured) },
            { label: 'Decoded', className: 'number', cell: ({ bytes }) => shareText(bytes.decoded, bytes.captured) },
          ],
          shown,
        )}${leftOut(coverage.protocols.length, shown.length, 'protocol', 'case.json')}`,
      )
}`;
}

function flowsText({ twoWayFlows, oneWayFlows }: UnitCoverage): string {
  if (oneWayFlows === 0) return `${countText(twoWayFlows)}, all seen in both directions`;
  return `${countText(twoWayFlows + oneWayFlows)}, of which ${countText(oneWayFlows)} in one direction only`;
}
