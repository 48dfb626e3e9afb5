import { blindRadio, coverage, finding, sha, unit } from './case-parts.cases.ts';
import { hiddenRouter } from './findings.cases.ts';
import { device, pictureOf } from './inventory.cases.ts';
import { capture, terminalInput } from './report-input.cases.ts';
import type { ReportInput } from './report-input.ts';

/** Texts that a device could send, each a trap in one medium or another. */
export const nastyTexts: readonly string[] = [
  '<script>window.pwned=1;alert(1)</script>',
  '"><img src=x onerror="window.pwned=1;alert(1)">',
  "' onmouseover='window.pwned=1",
  '</title></style></svg><script>window.pwned=1</script>',
  '\u202egpj.exe\u202c\u2066\u200b\u200d\ufeff\u00ad',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '\uff1d1+1',
  '../../etc/passwd',
  'javascript:window.pwned=1',
  '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000',
  'a,b;c"d\r\ne',
  `W${'W'.repeat(5_000)}`,
  '\ud800 lone \udc00',
  '\u{e0041}\u{e0042}\u3164\ufe0f',
  '`${process.exit()}` {{7*7}} <!-- --> ]]>',
  '&lt;b&gt; &#x202e;',
];

/** Every text of the case replaced by a nasty one, as if all devices and all declarations were hostile. */
export function hostileInput(): ReportInput {
  let next = 0;
  const kept = new Set([
    'id',
    'rule',
    'capture',
    'sha256',
    'verdict',
    'kind',
    'severity',
    'confidence',
    'status',
    'category',
    'family',
    'result',
    'directions',
    'schema',
    'standing',
    'contract',
    'seen',
    'observable',
    'unit',
    'crane',
    'key',
    'from',
    'to',
    'gateway',
    'grade',
    'mark',
    'state',
    'direction',
  ]);
  const spoil = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return kept.has(name) ? value : nastyTexts[next++ % nastyTexts.length];
    if (Array.isArray(value)) return value.map((one) => spoil(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, key)]));
  };
  return spoil(terminalInput(), '') as ReportInput;
}

/** A port with many cranes: every fifth hides something, each with its devices and findings. */
export function manyUnits(count: number, devicesPerUnit: number, findingsPerUnit: number): ReportInput {
  const base = terminalInput();
  const name = (i: number): string => `CRANE-${String(i).padStart(4, '0')}`;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return {
    ...base,
    case: {
      ...base.case,
      units: numbers.map((i) =>
        unit(name(i), {
          verdict: i % 50 === 0 ? 'confirmed' : i % 5 === 0 ? 'inconclusive' : 'clean-within-seen',
          urgency: i % 50 === 0 ? 900 : i % 5 === 0 ? 400 : 10,
          reasons: ['a reason of the usual length, said for this unit alone'],
          coverage: coverage({ blind: i % 5 === 0 ? Array.from({ length: 12 }, () => blindRadio) : [] }),
        }),
      ),
      captures: numbers.map((i) => capture(i % 9, { sha256: sha(i), names: [`${name(i)}/one.pcapng`] })),
    },
    cards: [],
    findings: numbers.flatMap((i) =>
      Array.from({ length: findingsPerUnit }, (_, j) =>
        finding((i * 100 + j).toString(16).padStart(16, '0'), {
          ...hiddenRouter,
          id: (i * 100 + j).toString(16).padStart(16, '0'),
          crane: name(i),
          severity: j === 0 && i % 50 === 0 ? 'critical' : 'low',
        }),
      ),
    ),
    inventory: numbers.flatMap((i) =>
      Array.from({ length: devicesPerUnit }, (_, j) => device(i % 9, j % 250, { unit: name(i) })),
    ),
    contract: [],
    pictures: numbers.map((i) => ({ ...pictureOf(4, base.inventory), unit: name(i) })),
  };
}
