import { MAX_UNIT_SECTIONS } from '../limits.ts';
import type { ReportInput } from '../report-input.ts';
import { reportModel } from '../report-model.ts';
import { allot } from './allotment.ts';
import { capturesSection } from './captures-section.ts';
import { html, Html } from './escape.ts';
import { glossarySection, methodSection, versionsSection } from './method-section.ts';
import { contents, firstSteps, rankedTable, reportHead } from './overview.ts';
import { leftOut } from './pieces.ts';
import { reportStyle } from './style.ts';
import { unitSection } from './unit-section.ts';

/**
 * The report as one self-contained page: no script, no font, no image, no address outside itself, and a content
 * security policy that would stop them if there were. Same input, same bytes.
 */
export function reportHtml(input: ReportInput): string {
  const model = reportModel(input);
  const allotments = allot(model);
  const shown = model.units.slice(0, MAX_UNIT_SECTIONS);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Quaywatch report ${input.caseId}${input.case.site.name === '' ? '' : `, ${input.case.site.name}`}</title>
<style>${Html.trusted(reportStyle(plainId(input.caseId)))}</style>
</head>
<body>
<a class="skip" href="#verdicts">Skip to the verdicts</a>
${reportHead(model)}
${contents(model)}
<main>
${rankedTable(model)}
${firstSteps(model)}
${shown.map((unit, index) => unitSection(model, unit, allotments[index] as (typeof allotments)[number]))}
${leftOut(model.units.length, shown.length, 'unit', 'cranes.csv')}
${capturesSection(model)}
${methodSection()}
${glossarySection()}
${versionsSection(model)}
</main>
<footer><p>Quaywatch report, case <code>${input.caseId}</code>. End of the report.</p></footer>
</body>
</html>
`;
  return page.toString();
}

/** Nothing may load, run, be sent or be framed; the style is inline. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The one value that stands in the style, in the header of printed pages: what could end a string is dropped. */
function plainId(caseId: string): string {
  return caseId.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 64);
}
