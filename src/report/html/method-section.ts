import type { ReportModel } from '../report-model.ts';
import { html, type Html } from './escape.ts';
import { fact } from './pieces.ts';

/** How the report came about and what it cannot say. Constant words: nothing here depends on the case. */
export function methodSection(): Html {
  return html`<section aria-labelledby="method"><h2 id="method">Method and limits</h2>
<p>Quaywatch reads recordings of network traffic that somebody made at mirror ports. It never sends anything. From the frames it learns which devices are there, which of them forward traffic, and who talks to whom; it compares this with what the terminal declared and what the contract lists.</p>
<h3>How a verdict is reached</h3>
<ul>
<li>A <b>sign</b> is one observation that speaks for or against a hidden path. Each belongs to exactly one family: identity, routing, address, timing, naming or application.</li>
<li>Its <b>weight</b> is a hundred times the natural logarithm of the likelihood ratio: +100 makes a hidden path 2.7 times likelier, −100 as much less likely. Weights are judgements with a stated reason, not measurements.</li>
<li>Two signs that rest on the same frames count once. What a device is made of never carries more than “possible” alone. “Confirmed” needs at least two families.</li>
<li>Ordinary explanations are tested against the facts. One that holds lowers the confidence; one that cannot be tested is named as such.</li>
<li>A declared gateway shows the same signs and stays in the report as declared, within or outside its limits.</li>
<li>Permissions are judged at the time of the frames, not of today.</li>
</ul>
<h3>What “not found” means</h3>
<ul>
<li>“Not found” always says what could not have been seen. Where something that a rule needs was missing, the verdict is “inconclusive”, never “clean”.</li>
<li>A modem that is wired to a device by a serial line or USB and never speaks on the network, or one that was switched off, leaves no direct trace in any capture. Only looking into cabinets and a radio survey can find it.</li>
<li>A capture shows the port that was mirrored, in the time it was mirrored. Sister cranes may use the same addresses, so an address means nothing without its tap.</li>
<li>Counts are per tap and are never added over taps: the same frame may pass two mirrors.</li>
<li>Names, makers and versions that devices send are their claims and can be false.</li>
<li>Law and technique numbers are pointers for a reader. This report draws no legal conclusion.</li>
</ul>
<h3>Before anything is unplugged</h3>
<p>A device that nobody declared may still be needed for the crane to stop safely. Keep the captures, ask, photograph it in place, and disconnect it only with the people who operate the crane.</p>
</section>`;
}

const TERMS: readonly (readonly [string, string])[] = [
  ['capture', 'A file with recorded frames, as Wireshark or tcpdump write it.'],
  [
    'case',
    'The folder that one inspection made: this report, findings.json, inventory.csv, cranes.csv, evidence and hashes.',
  ],
  ['conduit', 'A permitted way for traffic between two zones, with the protocols it may carry.'],
  ['contract line', 'One item of the contractual bill of materials.'],
  ['controller', 'A programmable controller (PLC) that moves part of a crane.'],
  ['coverage', 'How much of what the rules need was in the captures; grade A is best, F is none.'],
  ['declaration', 'The folder in which the terminal writes down what should be there.'],
  ['finding', 'Signs about one device put together, with severity, confidence and a next step.'],
  ['flow', 'One conversation: two addresses, two ports, one transport.'],
  ['frame', 'One recorded packet; frame numbers are those of Wireshark.'],
  ['gateway, router', 'A device that passes traffic on to other networks.'],
  ['hidden path', 'A way out of the network that nobody declared, such as a cellular router.'],
  ['MAC', 'The address of a network plug; its first half tells who made it, unless it was changed.'],
  ['segment', 'A part of the network that belongs to no single crane.'],
  ['sign', 'One observation that speaks for or against a finding.'],
  ['tap', 'The place and manner of a capture: crane, switch and port, directions, who took it and when.'],
  ['unit', 'What a verdict is given for: a crane, or a segment.'],
  ['zone', 'Networks that are protected alike.'],
];

export function glossarySection(): Html {
  return html`<section aria-labelledby="glossary"><h2 id="glossary">Glossary</h2><dl class="glossary">${TERMS.map(
    ([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`,
  )}</dl></section>`;
}

export function versionsSection({ input }: ReportModel): Html {
  const { versions, declaration } = input.case;
  const data = Object.keys(versions.data)
    .sort()
    .map((name) => `${name} ${versions.data[name] ?? ''}`);
  return html`<section aria-labelledby="versions"><h2 id="versions">Versions</h2><dl class="facts">
${fact('Case', input.caseId)}
${fact('Quaywatch', versions.tool)}
${fact('Analysis', versions.analysis)}
${fact('Rules', versions.rules)}
${fact('Data', data.length === 0 ? 'none' : data.join(', '))}
${fact('Declaration', declaration.present ? html`<span class="mono">${declaration.sha256}</span>` : 'none')}
</dl><p class="mute">With the same versions and the same captures, every byte of this report comes out the same.</p></section>`;
}
