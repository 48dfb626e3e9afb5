import type { Finding } from '../../schema/finding.ts';
import { MAX_TERMINAL_FINDINGS, MAX_TERMINAL_UNITS } from '../limits.ts';
import type { ReportInput } from '../report-input.ts';
import { type ReportModel, reportModel, type UnitModel } from '../report-model.ts';
import { bytesText, counted, hoursText } from '../words/numbers.ts';
import { overallSentence } from '../words/overall.ts';
import { spanText } from '../words/times.ts';
import { confidenceWords, severityWords, statusWords, verdictWords } from '../words/verdicts.ts';
import { BOLD, DIM, type Paint, paintWith, severityCodes, verdictCodes } from './colour.ts';
import { cells, fitCells, fixed, wrapped } from './columns.ts';
import { escapeTerminal } from './escape.ts';

export interface TerminalLook {
  readonly colour: boolean;
  /** Columns of the terminal; below 40 is taken for 40. */
  readonly width: number;
}

const LEAST_WIDTH = 40;

/** What a person reads when the command is done; no line is wider than the terminal, the last one is the report's path. */
export function terminalSummary(input: ReportInput, look: TerminalLook): string {
  const width = Math.max(LEAST_WIDTH, look.width);
  const paint = paintWith(look.colour);
  const model = reportModel(input);
  const lines = [
    ...headLines(model, width, paint),
    '',
    ...unitLines(model, width, paint),
    '',
    ...findingLines(model, width, paint),
    '',
    ...pathLines(input.reportPath, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(model: ReportModel, width: number, paint: Paint): readonly string[] {
  const { totals, site, declaration } = model.input.case;
  const name = site.name === '' ? '' : `${escapeTerminal(site.name)}: `;
  const seen = model.first === '' ? '' : `, ${escapeTerminal(spanText(model.first, model.last))}`;
  const about = `${name}${counted(totals.captures, 'capture')}, ${counted(totals.frames, 'frame')}, ${bytesText(totals.bytes)}${seen}`;
  return [
    ...wrapped(about, width).map((line) => paint(line, DIM)),
    ...wrapped(escapeTerminal(overallSentence(model)), width).map((line) => paint(line, BOLD)),
    ...(declaration.present ? [] : wrapped('No declaration was given: everything is “observed, not declared”.', width)),
  ];
}

/** Verdict and its first reason, one line a unit. */
function unitLines(model: ReportModel, width: number, paint: Paint): readonly string[] {
  const shown = model.units.slice(0, MAX_TERMINAL_UNITS);
  const names = shown.map(({ unit }) => escapeTerminal(unit.id));
  const nameWidth = Math.min(20, Math.max(4, ...names.map(cells)));
  const lines = shown.map(({ unit }, index) => {
    const { mark, label } = verdictWords[unit.verdict];
    const head = `${fixed(names[index] as string, nameWidth)}  `;
    const room = width - nameWidth - 2;
    const verdict = fitCells(`${mark} ${label}`, Math.min(VERDICT_WIDTH, room));
    const padding = ' '.repeat(Math.max(0, VERDICT_WIDTH - cells(verdict)));
    const rest = fitCells(restOf(model.units[index] as UnitModel), Math.max(0, room - VERDICT_WIDTH - 2));
    return `${head}${paint(verdict, verdictCodes[unit.verdict])}${rest === '' ? '' : `${padding}  ${rest}`}`;
  });
  const more = model.units.length - shown.length;
  return [
    paint('Verdicts, most urgent first', BOLD),
    ...lines,
    ...(more > 0 ? wrapped(`… and ${counted(more, 'more unit')}: see cranes.csv`, width) : []),
  ];
}

/** “✓ Clean within what was seen”. */
const VERDICT_WIDTH = 28;

function restOf({ unit }: UnitModel): string {
  const reason = unit.reasons[0] ?? `${hoursText(unit.coverage.activeHours)} with traffic`;
  return `${unit.coverage.grade}  ${escapeTerminal(reason)}`;
}

function findingLines(model: ReportModel, width: number, paint: Paint): readonly string[] {
  if (model.findings.length === 0) return [paint('No findings', BOLD)];
  const shown = model.findings.slice(0, MAX_TERMINAL_FINDINGS);
  const more = model.findings.length - shown.length;
  return [
    paint('Findings', BOLD),
    ...shown.flatMap((finding) => findingText(finding, width, paint)),
    ...(more > 0 ? wrapped(`… and ${counted(more, 'more finding')}: see findings.json`, width) : []),
  ];
}

const SEVERITY_WIDTH = 10;

function findingText(finding: Finding, width: number, paint: Paint): readonly string[] {
  const { mark, label } = severityWords[finding.severity];
  const title = wrapped(
    `${escapeTerminal(finding.crane)}: ${escapeTerminal(finding.title)}`,
    width - SEVERITY_WIDTH - 2,
  );
  const kept = title.slice(0, MAX_TITLE_LINES);
  if (title.length > kept.length)
    kept[kept.length - 1] = fitCells(`${kept.at(-1) ?? ''} …`, width - SEVERITY_WIDTH - 2);
  const words = [confidenceWords[finding.confidence], statusWords[finding.status], escapeTerminal(finding.id)];
  const about = fitCells(words.filter((word) => word !== '').join(', '), width - SEVERITY_WIDTH - 2);
  const indent = ' '.repeat(SEVERITY_WIDTH + 2);
  const badge = fixed(`${mark} ${label}`, SEVERITY_WIDTH);
  return [
    `${paint(badge, severityCodes[finding.severity])}  ${kept[0] ?? ''}`,
    ...kept.slice(1).map((line) => indent + line),
    indent + paint(about, DIM),
  ];
}

const MAX_TITLE_LINES = 3;

/** A path is never cut: broken over lines it can still be put together, with an ellipsis it cannot. */
function pathLines(path: string, width: number, paint: Paint): readonly string[] {
  const shown = escapeTerminal(path);
  return cells(shown) + 8 <= width ? [`Report: ${paint(shown, BOLD)}`] : ['Report:', ...wrapped(shown, width)];
}
