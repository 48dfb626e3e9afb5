import { expect, test } from 'vitest';
import {
  MAX_CAPTURES,
  MAX_DEVICES,
  MAX_DEVICES_PER_UNIT,
  MAX_FINDINGS_IN_FULL,
  MAX_PICTURES,
  MAX_SIGNS_PER_FINDING,
} from '../limits.ts';
import { finding, sign } from '../case-parts.cases.ts';
import { hostileInput, manyUnits } from '../hostile-input.cases.ts';
import { terminalInput } from '../report-input.cases.ts';
import type { ReportInput } from '../report-input.ts';
import { reportHtml } from './report-html.ts';

const page = reportHtml(terminalInput());

/** What a reader sees, without markup. */
function words(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

test('the first sentence answers: which crane hides a path, and how many could not be judged', () => {
  expect(words(page)).toContain(
    'Of 7 cranes: 1 has a confirmed hidden path out of the network (STS-04); 1 could not be judged from these captures; 4 showed no hidden path within what was seen; 1 was not examined.',
  );
});

test('a finding bears its signs, the frames of each, a filter, tested alternatives, next steps and pointers', () => {
  const text = words(page);
  for (const part of [
    '00:50:c2:41:7a:10 leads off the network, and nobody declared it',
    'Frames with 3 public source addresses come from this link address.',
    'sts-04/cms-port.pcapng : frames 1204, 1210, 1377, 1381, 2208, 2210',
    'eth.src == 0a:11:22:33:44:55 && (ip || ipv6) && !(ip.src == 10.20.4.0/24)',
    'The mirror port shows two VLANs at once. ✗\u00a0Refuted',
    'Do not unplug or switch anything off yet',
    'T0883 Internet Accessible Device',
    '33 CFR 101.650(e)(3)(iv)',
    'this is no legal conclusion',
  ].map((part) => part.replaceAll('\u00a0', ' ')))
    expect(text.replaceAll('\u00a0', ' ')).toContain(part);
});

test('programs stand with their hash and what the list says, what differs on top, and none is called approved unseen', () => {
  const text = words(page).replaceAll('\u00a0', ' ');
  expect(text).toContain('4 programs, 1 differs, 1 not on the list, 1 incomplete, 1 approved');
  const order = ['OB 1', 'FC 200', 'FB 7'].map((block) => text.indexOf(`${block} loaded by`));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(text).toContain('DB 1 read back by 10.20.4.20, 4 times');
  expect(text).toContain('222 bytes of 4,000 declared no hash: bytes are missing in the capture');
  expect(text).toContain('≠ differs the list has 0123456789ab…');
  expect(text).toContain('✓ approved by T. Director, 2030-04-02');
});

test('a unit that is clean says within what, and what no capture can show', () => {
  expect(words(page)).toContain('Clean within what was seen');
  expect(words(page)).toContain('a modem that never speaks on the network, or one that was switched off');
});

test('an inconclusive crane tells what to mirror and for how long', () => {
  expect(words(page)).toContain('mirror the whole VLAN, broadcasts included, for 24 hours');
  expect(words(page)).toContain('10.20.105.0/24 (cameras)');
});

test('a contract line that was not seen tells whether it could have been', () => {
  expect(words(page)).toContain('not seen, and it could not have been');
  expect(words(page)).toContain('not seen, and it could have been');
});

test('without a declaration everything is observed, not declared', () => {
  const input = terminalInput();
  const bare: ReportInput = {
    ...input,
    case: { ...input.case, declaration: { present: false, sha256: '', files: [] } },
    inventory: input.inventory.map((row) => ({ ...row, standing: 'unknown', contract: 'none', contractRef: '' })),
    contract: [],
  };
  const text = words(reportHtml(bare));
  expect(text).toContain('no declaration was given, so everything is “observed, not declared”');
  expect(text).not.toContain('in contract');
});

test('the same input gives the same bytes, in whatever order it is handed in', () => {
  const input = terminalInput();
  const turned: ReportInput = {
    ...input,
    findings: [...input.findings].reverse(),
    inventory: [...input.inventory].reverse(),
    cards: [...input.cards].reverse(),
    pictures: [...input.pictures].reverse(),
    case: { ...input.case, units: [...input.case.units].reverse() },
  };
  expect(reportHtml(turned)).toBe(page);
});

test('nothing in the page could load, run or lead out, with hostile names too', () => {
  for (const html of [page, reportHtml(hostileInput())]) {
    expect(html).toContain(`content="default-src &#39;none&#39;`.replaceAll('&#39;', '&#39;'));
    // Only elements that the report itself writes; no script, image, link, frame, object, form or base.
    const elements = new Set(
      [...html.matchAll(/<([a-zA-Z!][^\s/>]*)/g)].map((match) => (match[1] as string).toLowerCase()),
    );
    for (const element of [
      'script',
      'img',
      'image',
      'link',
      'iframe',
      'object',
      'embed',
      'form',
      'base',
      'use',
      'foreignobject',
      'a:href',
    ])
      expect(elements.has(element)).toBe(false);
    for (const [, name, value] of html.matchAll(/\s(href|src|srcset|action|style|xlink:href|on[a-z]+)="([^"]*)"/g)) {
      expect(name).toBe('href');
      expect(value).toMatch(/^#[a-z0-9-]+$/);
    }
    expect(html).not.toMatch(/url\(|@import/);
  }
});

test('markup is balanced, also around hostile names', () => {
  for (const html of [page, reportHtml(hostileInput())]) {
    const open: string[] = [];
    for (const [, close, name, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/gi)) {
      if (['meta', 'br'].includes(name as string) || (rest as string).endsWith('/')) continue;
      if (close === '') open.push(name as string);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  }
});

test('every link leads to a place in the page', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
  for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids.has(target)).toBe(true);
  expect(ids.size).toBe(count(page, ' id="'));
});

test('five hundred cranes stay one page of bounded size that says what it leaves out', () => {
  const input = manyUnits(500, 40, 4);
  const big = reportHtml(input);
  expect(big.length).toBeLessThan(12_000_000);
  expect(count(big, '<details class="unit ')).toBe(500);
  expect(count(big, '<svg class="picture"')).toBe(MAX_PICTURES);
  expect(count(big, '<article class="finding')).toBe(MAX_FINDINGS_IN_FULL);
  expect(big).toContain(`… and ${500 - MAX_CAPTURES} more captures: see <code>case.json</code>`);
  expect(big).toContain('more devices: see <code>inventory.csv</code>');
  // Inventory rows name their device; the budget over all units holds.
  expect(count(big, 'data-label="What it says it is"')).toBe(MAX_DEVICES);
  // The units that hide something stand on top and open.
  expect(big.indexOf('CRANE-0050')).toBeLessThan(big.indexOf('CRANE-0001'));
});

test('a unit with very many devices shows the strangers and counts the rest', () => {
  const input = terminalInput();
  const one = input.inventory[0] as (typeof input.inventory)[number];
  const crowd = Array.from({ length: 1_000 }, (_, i) => ({
    ...one,
    unit: 'STS-01',
    ips: [`10.9.${i >> 8}.${i & 255}`],
  }));
  const html = reportHtml({
    ...input,
    inventory: [...crowd, { ...one, unit: 'STS-01', ips: ['192.168.99.99'], standing: 'undeclared' }],
  });
  expect(html).toContain(`… and ${1_001 - MAX_DEVICES_PER_UNIT} more devices`);
  expect(html).toContain('192.168.99.99');
});

test('a finding with more signs than fit counts the rest', () => {
  const input = terminalInput();
  const many = finding('00000000000000aa', {
    signs: Array.from({ length: MAX_SIGNS_PER_FINDING + 7 }, () => sign('S01')),
  });
  expect(reportHtml({ ...input, findings: [many] })).toContain('… and 7 more signs: see <code>findings.json</code>');
});

test('a finding of a unit that the case does not list is told all the same', () => {
  const input = terminalInput();
  const html = reportHtml({
    ...input,
    findings: [finding('00000000000000bb', { crane: 'GONE', title: 'a stray finding' })],
  });
  expect(words(html)).toContain('Findings of no listed unit');
  expect(words(html)).toContain('a stray finding');
});

test('an empty case is a page that says that nothing was judged', () => {
  const input = terminalInput();
  const html = reportHtml({
    ...input,
    findings: [],
    inventory: [],
    contract: [],
    pictures: [],
    cards: [],
    case: {
      ...input.case,
      units: [],
      captures: [],
      protocols: [],
      skipped: [],
      coverage: { ...input.case.coverage, captured: 0 },
    },
  });
  expect(words(html)).toContain('nothing was judged');
});
