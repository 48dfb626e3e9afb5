import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileInput, manyUnits, terminalInput } from '../report-input.cases.ts';
import type { ReportInput } from '../report-input.ts';
import { reportHtml } from './report-html.ts';

/** A real browser judges the page: what runs, what is asked for, what is too wide, what overlaps, what prints. */
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (browser === undefined) console.warn('left out: the report in a real browser, no chromium is installed');

const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

interface Watched {
  readonly page: Page;
  /** Requests other than for the page itself. */
  readonly requests: string[];
  readonly dialogs: string[];
  readonly complaints: string[];
}

describe.skipIf(browser === undefined)('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quaywatch-report-'));
  let context: BrowserContext;

  beforeAll(async () => {
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: browser as string,
      args: SWITCHES,
    });
  });
  afterAll(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(input: ReportInput, width: number, dark = false): Promise<Watched> {
    const file = join(folder, `report-${width}.html`);
    writeFileSync(file, reportHtml(input));
    const page = await context.newPage();
    const watched: Watched = { page, requests: [], dialogs: [], complaints: [] };
    const own = pathToFileURL(file).href;
    await page.route('**/*', async (route) => {
      if (route.request().url().split('#')[0] === own) return route.continue();
      watched.requests.push(route.request().url());
      return route.abort();
    });
    page.on('dialog', async (dialog) => {
      watched.dialogs.push(dialog.message());
      await dialog.dismiss();
    });
    page.on('console', (message) => watched.complaints.push(message.text()));
    page.on('pageerror', (error) => watched.complaints.push(error.message));
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(own);
    return watched;
  }

  test.each([
    ['a hostile network', hostileInput],
    ['an ordinary one', terminalInput],
  ])('%s: no script runs, no dialog opens, no request leaves, nothing is complained of', async (_, make) => {
    const { page, requests, dialogs, complaints } = await open(make(), 1440);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    for (const element of await page.locator('summary, a, [title]').all()) await element.dispatchEvent('mouseover');
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(
      await page
        .locator('script, img, iframe, object, embed, form, link, [onerror], [onclick], [onmouseover], [style]')
        .count(),
    ).toBe(0);
    expect({ requests, dialogs, complaints }).toEqual({ requests: [], dialogs: [], complaints: [] });
    await page.close();
  });

  test.each([
    [390, 'ordinary', terminalInput],
    [390, 'hostile', hostileInput],
    [1440, 'ordinary', terminalInput],
    [1440, 'hostile', hostileInput],
  ] as [number, string, () => ReportInput][])(
    'at %i pixels the %s page does not scroll sideways, all opened',
    async (width, _, make) => {
      const { page } = await open(make(), width);
      const overflow = await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      expect(overflow).toBe(0);
      await page.close();
    },
  );

  test.each([
    ['ordinary', terminalInput],
    ['hostile', hostileInput],
  ])('texts of %s pictures stay in their boxes and never touch each other', async (_, make) => {
    const { page } = await open(make(), 1440);
    const faults = await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const found: string[] = [];
      for (const svg of document.querySelectorAll('svg.picture')) {
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
          text,
          box: (text as SVGTextElement).getBBox(),
        }));
        const [, , width, height] = (svg.getAttribute('viewBox') as string).split(' ').map(Number) as [
          number,
          number,
          number,
          number,
        ];
        for (const [index, { text, box }] of texts.entries()) {
          if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
            found.push(`outside: ${text.textContent}`);
          const rect = text.parentElement?.querySelector(':scope > rect') as SVGRectElement | null;
          if (rect !== null) {
            const frame = rect.getBBox();
            if (box.x < frame.x || box.x + box.width > frame.x + frame.width)
              found.push(`out of its box: ${text.textContent}`);
          }
          for (const other of texts.slice(index + 1)) {
            const b = other.box;
            // Line boxes of neighbouring lines may touch by their leading; letters overlap only by more than that.
            const slack = 3;
            if (
              box.x + 0.5 < b.x + b.width &&
              b.x + 0.5 < box.x + box.width &&
              box.y + slack < b.y + b.height &&
              b.y + slack < box.y + box.height
            )
              found.push(`overlap: ${text.textContent} and ${other.text.textContent}`);
          }
        }
      }
      return found;
    });
    expect(faults).toEqual([]);
    await page.close();
  });

  test('in print every folded part is open, and a PDF comes out', async () => {
    const { page } = await open(terminalInput(), 1440);
    await page.emulateMedia({ media: 'print' });
    const hidden = await page.evaluate(
      () =>
        [...document.querySelectorAll('details .body')].filter(
          (body) =>
            !body.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true }) || body.clientHeight === 0,
        ).length,
    );
    expect(hidden).toBe(0);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const letter = await page.pdf({ format: 'Letter' });
    expect(letter.length).toBeGreaterThan(20_000);
    await page.close();
  });

  test('a reader without eyes finds one heading of the page, no skipped level, landmarks, and headed tables', async () => {
    const { page } = await open(terminalInput(), 1440);
    const seen = await page.evaluate(() => ({
      levels: [...document.querySelectorAll('h1,h2,h3,h4,h5')].map((heading) => Number(heading.tagName[1])),
      landmarks: ['header', 'nav', 'main', 'footer'].map((name) => document.querySelectorAll(`body > ${name}`).length),
      headless: [...document.querySelectorAll('table')].filter(
        (table) => table.querySelectorAll('th[scope=col]').length === 0 || table.caption === null,
      ).length,
      unnamed: [...document.querySelectorAll('svg[role=img]')].filter(
        (svg) => !svg.hasAttribute('aria-label') && !svg.hasAttribute('aria-labelledby'),
      ).length,
      language: document.documentElement.lang,
    }));
    expect(seen.levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of seen.levels.entries())
      expect(level).toBeLessThanOrEqual((seen.levels[index - 1] ?? 0) + 1);
    expect(seen).toMatchObject({ landmarks: [1, 1, 1, 1], headless: 0, unnamed: 0, language: 'en' });
    await page.close();
  });

  test('in the dark the page is dark, and paper stays white', async () => {
    const { page } = await open(terminalInput(), 1440, true);
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(14, 22, 30)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  test('one click selects a whole filter, ready to be copied', async () => {
    const { page } = await open(terminalInput(), 1440);
    const filter = page.locator('article.critical code.copy').first();
    await filter.click();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(await filter.textContent());
    await page.close();
  });

  test('a link to a folded crane opens it', async () => {
    const { page } = await open(terminalInput(), 1440);
    const link = page.locator('table a', { hasText: 'STS-03' }).first();
    await link.click();
    await page.waitForTimeout(200);
    expect(
      await page.evaluate(() => (document.querySelector(location.hash)?.closest('details') as HTMLDetailsElement).open),
    ).toBe(true);
    await page.close();
  });

  test('five hundred cranes open within seconds', async () => {
    const began = process.hrtime.bigint();
    const { page } = await open(manyUnits(500, 40, 4), 1440);
    expect(await page.locator('details.unit').count()).toBe(500);
    expect(Number(process.hrtime.bigint() - began) / 1e9).toBeLessThan(25);
    await page.close();
  });
});
