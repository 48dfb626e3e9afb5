import { describe, expect, it } from 'vitest';
import { blindRadio, bytes, coverage, finding, sha, sign, unit } from '../case-parts.cases.ts';
import { manyUnits } from '../hostile-input.cases.ts';
import { contractOf, device, pictureOf, program } from '../inventory.cases.ts';
import {
  MAX_ADDRESSES_PER_DEVICE,
  MAX_BLIND_PER_UNIT,
  MAX_CLAIMS_PER_DEVICE,
  MAX_CONTRACT_ROWS,
  MAX_CONTRACT_ROWS_PER_UNIT,
  MAX_FINDINGS_PER_UNIT,
  MAX_FRAME_NUMBERS,
  MAX_LIST,
  MAX_OPEN_UNITS,
  MAX_PICTURES_PER_UNIT,
  MAX_PROBLEMS_PER_CAPTURE,
  MAX_PROTOCOLS,
  MAX_RANKED,
  MAX_REFERENCES_PER_SIGN,
  MAX_PROGRAMS,
  MAX_PROGRAMS_PER_UNIT,
  MAX_UNIT_SECTIONS,
} from '../limits.ts';
import { capture, terminalCase, terminalInput } from '../report-input.cases.ts';
import type { ContractRow, InventoryRow, ReportInput } from '../report-input.ts';
import { reportHtml } from './report-html.ts';

const terminal = terminalInput();
const listOf = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

/** One crane and nothing else; each test adds what it is about. */
function oneCrane(changes: Partial<ReportInput> = {}, own: Parameters<typeof unit>[1] = {}): ReportInput {
  const empty = { captures: [], skipped: [], protocols: [], units: [unit('STS-04', own)] };
  const nothing = { findings: [], cards: [], inventory: [], contract: [], programs: [], pictures: [] };
  return { ...terminal, ...nothing, case: { ...terminalCase(), ...empty }, ...changes };
}

/** What the page says, without markup, where the limit is just met and where it is passed by one. */
function atAndBeyond(limit: number, input: (count: number) => ReportInput): readonly [string, string] {
  const text = (n: number): string =>
    reportHtml(input(n))
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
  return [text(limit), text(limit + 1)];
}

function contractRow(changes: Partial<ContractRow>): ContractRow {
  return { ...(contractOf(1)[0] as ContractRow), ...changes };
}

describe('units', () => {
  it(`${MAX_UNIT_SECTIONS} have a section, and no link leads to a section that is not there`, () => {
    const page = reportHtml(manyUnits(MAX_UNIT_SECTIONS + 1, 0, 0));
    expect(count(page, '<details class="unit ')).toBe(MAX_UNIT_SECTIONS);
    expect(count(page, '… and 1 more unit: see <code>cranes.csv</code>')).toBe(1);
    expect(page).toContain('CRANE-0501</a>');
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids.has(target)).toBe(true);
  });

  it(`${MAX_RANKED} are ranked, the rest is counted`, () => {
    const page = reportHtml({ ...manyUnits(MAX_RANKED + 1, 0, 0), pictures: [] });
    expect(count(page, 'data-label="Unit"')).toBe(MAX_RANKED);
    expect(page).toContain('… and 1 more unit: see <code>cranes.csv</code>');
    expect(page).toContain(`… and ${(MAX_RANKED + 1 - MAX_UNIT_SECTIONS).toLocaleString('en-US')} more units`);
  });

  it(`${MAX_OPEN_UNITS} stand open; of more, only those that somebody must look at`, () => {
    const open = (units: number): number => {
      const quiet = listOf(units - 1, (i) => unit(`CLEAN-${i}`));
      const loud = unit('LOUD', { verdict: 'probable' });
      const page = reportHtml(oneCrane({ case: { ...terminalCase(), units: [...quiet, loud] } }));
      return page.match(/<details class="unit [a-z-]+" open>/g)?.length ?? 0;
    };
    expect(open(MAX_OPEN_UNITS)).toBe(MAX_OPEN_UNITS);
    expect(open(MAX_OPEN_UNITS + 1)).toBe(1);
  });
});

describe('findings', () => {
  const findings = (n: number) =>
    listOf(n, (i) => finding(i.toString(16).padStart(16, '0'), { severity: 'low', signs: [] }));

  it(`${MAX_FINDINGS_PER_UNIT} of a unit are told in full, ${MAX_LIST} in a line, the rest is counted`, () => {
    const page = reportHtml(oneCrane({ findings: findings(MAX_FINDINGS_PER_UNIT + MAX_LIST + 1) }));
    expect(count(page, '<article class="finding ')).toBe(MAX_FINDINGS_PER_UNIT);
    expect(count(page, '<li id="finding-')).toBe(MAX_LIST);
    expect(page).toContain('… and 1 more finding: see <code>findings.json</code>');
    const fits = reportHtml(oneCrane({ findings: findings(MAX_FINDINGS_PER_UNIT + MAX_LIST) }));
    expect(fits).not.toContain('more finding');
  });

  it(`a sign names ${MAX_REFERENCES_PER_SIGN} captures and ${MAX_FRAME_NUMBERS} frames of each, and counts the rest`, () => {
    const signed = (captures: number, frames: number): ReportInput =>
      oneCrane({
        findings: [
          finding('00000000000000aa', {
            signs: [
              sign('S01', {
                frames: listOf(captures, (i) => ({ capture: sha(i), numbers: listOf(frames, (j) => 70_001 + j) })),
              }),
            ],
          }),
        ],
      });
    const [fits, more] = atAndBeyond(MAX_REFERENCES_PER_SIGN, (n) => signed(n, 1));
    expect([count(fits, ': frame 70001'), count(more, ': frame 70001')]).toEqual(
      Array(2).fill(MAX_REFERENCES_PER_SIGN),
    );
    expect([fits.includes('more captures'), more.includes('and in 1 more captures')]).toEqual([false, true]);
    const [few, many] = atAndBeyond(MAX_FRAME_NUMBERS, (n) => signed(1, n));
    const last = 70_000 + MAX_FRAME_NUMBERS;
    expect(few).toContain(`, ${last} `);
    expect(few).not.toContain(`${last} and`);
    expect(many).toContain(`, ${last} and 1 more`);
  });
});

describe('devices and contract', () => {
  it(`a device shows ${MAX_CLAIMS_PER_DEVICE} claims and ${MAX_ADDRESSES_PER_DEVICE} addresses, and counts the rest`, () => {
    const with_ = (changes: Partial<InventoryRow>): ReportInput => oneCrane({ inventory: [device(4, 1, changes)] });
    const claims = (n: number) => listOf(n, (i) => ({ attribute: 'model', value: `claim-${i}.`, source: 'lldp' }));
    const [fits, more] = atAndBeyond(MAX_CLAIMS_PER_DEVICE, (n) => with_({ claims: claims(n) }));
    expect([count(fits, 'claim-'), count(more, 'claim-')]).toEqual(Array(2).fill(MAX_CLAIMS_PER_DEVICE));
    expect([fits.includes('and 1 more'), more.includes('and 1 more')]).toEqual([false, true]);
    const ips = (n: number) => listOf(n, (i) => `10.20.4.${i + 1}`);
    const [few, many] = atAndBeyond(MAX_ADDRESSES_PER_DEVICE, (n) => with_({ ips: ips(n) }));
    expect([count(few, '10.20.4.'), count(many, '10.20.4.')]).toEqual(Array(2).fill(MAX_ADDRESSES_PER_DEVICE));
    expect([few.includes('and 1 more'), many.includes('and 1 more')]).toEqual([false, true]);
  });

  it(`${MAX_PROGRAMS_PER_UNIT} programs of a unit are shown and ${MAX_PROGRAMS} of all`, () => {
    const rows = (n: number, of: string) => listOf(n, (i) => program(4, `FC-${of}-${i} `, { unit: of }));
    const [fits, more] = atAndBeyond(MAX_PROGRAMS_PER_UNIT, (n) => oneCrane({ programs: rows(n, 'STS-04') }));
    expect([fits, more].map((text) => count(text, 'FC-STS-04-'))).toEqual(Array(2).fill(MAX_PROGRAMS_PER_UNIT));
    expect([fits, more].map((text) => text.includes('… and 1 more program: see'))).toEqual([false, true]);
    const full = Math.floor(MAX_PROGRAMS / MAX_PROGRAMS_PER_UNIT);
    const ids = listOf(full + 1, (i) => `UNIT-${String(i).padStart(3, '0')}`);
    const base = oneCrane();
    const page = reportHtml({
      ...base,
      case: { ...base.case, units: ids.map((id) => unit(id)) },
      programs: ids.flatMap((id) => rows(MAX_PROGRAMS_PER_UNIT, id)),
    });
    expect(count(page, 'FC-UNIT-')).toBe(MAX_PROGRAMS);
  });

  it(`${MAX_CONTRACT_ROWS_PER_UNIT} contract lines of a unit are shown and ${MAX_CONTRACT_ROWS} of all`, () => {
    const rows = (n: number, of: string) => listOf(n, (i) => contractRow({ unit: of, ref: `${of}-${i}` }));
    for (const of of ['STS-04', '']) {
      const [fits, more] = atAndBeyond(MAX_CONTRACT_ROWS_PER_UNIT, (n) => oneCrane({ contract: rows(n, of) }));
      const shown = [fits, more].map((text) => count(text, `line ${of}-`));
      expect(shown).toEqual(Array(2).fill(MAX_CONTRACT_ROWS_PER_UNIT));
      expect([fits, more].map((text) => text.includes('… and 1 more contract line: see'))).toEqual([false, true]);
    }
    const full = Math.floor(MAX_CONTRACT_ROWS / MAX_CONTRACT_ROWS_PER_UNIT);
    const ids = listOf(full + 1, (i) => `UNIT-${String(i).padStart(3, '0')}`);
    const page = reportHtml(
      oneCrane({
        case: { ...terminalCase(), units: ids.map((id) => unit(id)) },
        contract: ids.flatMap((id) => rows(MAX_CONTRACT_ROWS_PER_UNIT, id)),
      }),
    );
    expect(count(page, '>line UNIT-')).toBe(MAX_CONTRACT_ROWS);
    const left = (full + 1) * MAX_CONTRACT_ROWS_PER_UNIT - MAX_CONTRACT_ROWS;
    expect(page).toContain(`… and ${left} more contract lines: see <code>the contract files</code>`);
  });
});

describe('pictures, blindness, protocols and problems', () => {
  it(`${MAX_PICTURES_PER_UNIT} pictures of a unit are drawn`, () => {
    const picture = pictureOf(4, [device(4, 1)]);
    const [fits, more] = [0, 1].map((extra) =>
      reportHtml(oneCrane({ pictures: listOf(MAX_PICTURES_PER_UNIT + extra, () => picture) })),
    ) as [string, string];
    expect(count(fits, '<svg class="picture"')).toBe(MAX_PICTURES_PER_UNIT);
    expect(count(more, '<svg class="picture"')).toBe(MAX_PICTURES_PER_UNIT);
    expect([fits, more].map((page) => page.includes('… and 1 more picture:'))).toEqual([false, true]);
  });

  it(`${MAX_BLIND_PER_UNIT} signs that could not be seen are told`, () => {
    const blind = (n: number) => listOf(n, (i) => ({ ...blindRadio, title: `blind-${i}.` }));
    const [fits, more] = atAndBeyond(MAX_BLIND_PER_UNIT, (n) =>
      oneCrane({}, { coverage: coverage({ blind: blind(n) }) }),
    );
    expect([count(fits, 'blind-'), count(more, 'blind-')]).toEqual(Array(2).fill(MAX_BLIND_PER_UNIT));
    expect([fits, more].map((text) => text.includes('… and 1 more sign:'))).toEqual([false, true]);
  });

  it(`${MAX_PROTOCOLS} protocols are listed, of a unit and of all`, () => {
    const own = { flows: 1, frames: 1, messages: 1 };
    const input = (n: number): ReportInput => {
      const protocols = listOf(n, (i) => ({ ...own, name: `own-${i}.`, bytes: bytes(1) }));
      const all = listOf(n, (i) => ({ ...own, name: `all-${i}.`, bytes: 1 }));
      const base = oneCrane({}, { coverage: coverage({ protocols }) });
      return { ...base, case: { ...base.case, protocols: all } };
    };
    const [fits, more] = atAndBeyond(MAX_PROTOCOLS, input);
    for (const name of ['own-', 'all-'])
      expect([count(fits, name), count(more, name)]).toEqual(Array(2).fill(MAX_PROTOCOLS));
    expect([fits, more].map((text) => count(text, '… and 1 more protocol:'))).toEqual([0, 2]);
  });

  it(`${MAX_PROBLEMS_PER_CAPTURE} problems of a capture are told`, () => {
    const problem = (i: number) => ({ code: 'QW_CAPTURE_CUT', message: `problem-${i}.`, offset: i, count: 1 });
    const input = (n: number): ReportInput => {
      const base = oneCrane();
      return { ...base, case: { ...base.case, captures: [capture(1, { problems: listOf(n, problem) })] } };
    };
    const [fits, more] = atAndBeyond(MAX_PROBLEMS_PER_CAPTURE, input);
    expect([count(fits, 'problem-'), count(more, 'problem-')]).toEqual(Array(2).fill(MAX_PROBLEMS_PER_CAPTURE));
    expect([fits, more].map((text) => text.includes('and 1 more'))).toEqual([false, true]);
  });
});

/** Each list with its elements called `item-…`, and what the page says when one of them is left out. */
const lists: readonly (readonly [string, (items: string[]) => ReportInput, string | RegExp])[] = [
  ['reasons of a verdict', (items) => oneCrane({}, { reasons: items }), '… and 1 more reason: see'],
  ['reasons in the ranking', (items) => oneCrane({}, { reasons: items }), /and 1 more(?! reason)/],
  ['taps of a unit', (items) => oneCrane({}, { taps: items }), 'and 1 more'],
  ['networks never seen', (items) => oneCrane({}, { coverage: coverage({ networksNeverSeen: items }) }), 'and 1 more'],
  [
    'signals that a sign misses',
    (items) => oneCrane({}, { coverage: coverage({ blind: [{ ...blindRadio, missing: items }] }) }),
    'and 1 more',
  ],
  ['next steps', (items) => found({ severity: 'low', next: items }), '… and 1 more step: see'],
  ['paragraphs of law', (items) => found({ law: items }), 'and 1 more'],
  ['techniques', (items) => found({ attack: items }), 'and 1 more'],
  ['addresses of a finding', (items) => found({ subject: { mac: '', ips: items, name: '' } }), 'and 1 more'],
  [
    'explanations of a finding',
    (items) => found({ alternatives: items.map((text) => ({ text, result: 'refuted' })) }),
    '… and 1 more explanation: see',
  ],
  [
    'files left out',
    (items) => {
      const base = oneCrane();
      return { ...base, case: { ...base.case, skipped: items.map((name) => ({ name, reason: 'none' })) } };
    },
    '… and 1 more file: see',
  ],
  ['conversations of a picture', (items) => drawn(items, []), '… and 1 more conversation: see'],
  ['conversations inside of tunnels', tunnelled, '… and 1 more conversation: see'],
  ['addresses beyond a gateway', (items) => drawn([], items), '… and 1 more group of addresses: see'],
  [
    'findings of no listed unit',
    (items) =>
      oneCrane({
        findings: items.map((title, i) => finding(`${i}`.padStart(16, '0'), { title, crane: 'GONE', severity: 'low' })),
      }),
    '… and 1 more finding: see',
  ],
];

/** A picture whose talks and ends bear the items' names. */
function drawn(talks: readonly string[], ends: readonly string[]): ReportInput {
  const picture = pictureOf(4, [device(4, 1)]);
  const talk = { to: 'b', protocols: [], flows: 1, bytes: 1 };
  const end = { gateway: 'g', addresses: 1, examples: [], names: [], answered: true };
  return oneCrane({
    pictures: [
      {
        ...picture,
        gateways: [],
        talks: [...talks.map((from) => ({ ...talk, from })), ...(talks.length === 0 ? [{ ...talk, from: 'a' }] : [])],
        ends: ends.map((kind) => ({ ...end, key: kind, kind })),
      },
    ],
  });
}

function tunnelled(items: readonly string[]): ReportInput {
  const talk = { client: 'a', server: 'b', services: [], flows: 1, bytes: 1 };
  const picture = { ...pictureOf(4, [device(4, 1)]), gateways: [], talks: [] };
  return oneCrane({ pictures: [{ ...picture, tunnelled: items.map((tunnel) => ({ ...talk, tunnel })) }] });
}

function found(changes: Parameters<typeof finding>[1]): ReportInput {
  return oneCrane({ findings: [finding('00000000000000aa', changes)] });
}

describe(`any other list shows ${MAX_LIST} elements and counts the rest:`, () => {
  it.each(lists)('%s', (_name, input, said) => {
    const items = (n: number): ReportInput => input(listOf(n, (i) => `item-${i}.`));
    const [fits, more] = atAndBeyond(MAX_LIST, items);
    // Some stand in two places of the page.
    const places = count(fits, 'item-0.');
    expect(places).toBeGreaterThan(0);
    expect([count(fits, 'item-'), count(more, 'item-')]).toEqual(Array(2).fill(places * MAX_LIST));
    expect([count(fits, said), count(more, said) > 0]).toEqual([0, true]);
  });

  it('units in the contents', () => {
    const input = (n: number): ReportInput =>
      oneCrane({ case: { ...terminalCase(), units: listOf(n, (i) => unit(`U-${i}`)) } });
    const [fits, more] = atAndBeyond(MAX_LIST, input);
    expect([fits, more].map((text) => /Units: .* and 1 more Captures/.test(text))).toEqual([false, true]);
  });

  it('captures, of which more are folded away when all were read to the end', () => {
    const folds = (n: number): boolean => {
      const base = oneCrane();
      const page = reportHtml({ ...base, case: { ...base.case, captures: listOf(n, (i) => capture(i)) } });
      return new RegExp(`<details class="fold"><summary>${n} captures`).test(page);
    };
    expect([folds(MAX_LIST), folds(MAX_LIST + 1)]).toEqual([false, true]);
  });

  it('VLANs of a device', () => {
    const input = (n: number): ReportInput =>
      oneCrane({ inventory: [device(4, 1, { vlans: listOf(n, (i) => 1000 + i) })] });
    const [fits, more] = atAndBeyond(MAX_LIST, input);
    expect([fits, more].map((text) => text.includes(`${999 + MAX_LIST} and 1 more`))).toEqual([false, true]);
  });
});
