import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileInput, manyUnits } from '../hostile-input.cases.ts';
import { terminalInput } from '../report-input.cases.ts';
import type { ReportInput } from '../report-input.ts';
import {
  groundColour,
  hiddenBodies,
  openAll,
  pictureFaults,
  pictureTexts,
  scriptRan,
  selectedText,
  sidewaysOverflow,
  structure,
  type Structure,
  targetIsOpen,
} from './page-probes.cases.ts';
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
    await page.evaluate(openAll);
    for (const element of await page.locator('summary, a, [title]').all()) await element.dispatchEvent('mouseover');
    expect(await page.evaluate<boolean>(scriptRan)).toBe(false);
    const active = 'script, img, iframe, object, embed, form, link, [onerror], [onclick], [onmouseover], [style]';
    expect(await page.locator(active).count()).toBe(0);
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
      await page.evaluate(openAll);
      expect(await page.evaluate<number>(sidewaysOverflow)).toBe(0);
      await page.close();
    },
  );

  test.each([
    ['ordinary', terminalInput],
    ['hostile', hostileInput],
  ])('texts of %s pictures stay in their boxes and never touch each other', async (_, make) => {
    const { page } = await open(make(), 1440);
    await page.evaluate(openAll);
    expect(await page.evaluate<number>(pictureTexts)).toBeGreaterThan(100);
    expect(await page.evaluate<string[]>(pictureFaults)).toEqual([]);
    await page.close();
  });

  test('on screen much is folded; in print every part is open, and a PDF comes out', async () => {
    const { page } = await open(terminalInput(), 1440);
    expect(await page.evaluate<number>(hiddenBodies)).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate<number>(hiddenBodies)).toBe(0);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const letter = await page.pdf({ format: 'Letter' });
    expect(letter.length).toBeGreaterThan(20_000);
    await page.close();
  });

  test('a reader without eyes finds one heading of the page, no skipped level, landmarks, and headed tables', async () => {
    const { page } = await open(terminalInput(), 1440);
    const seen = await page.evaluate<Structure>(structure);
    expect(seen.levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of seen.levels.entries())
      expect(level).toBeLessThanOrEqual((seen.levels[index - 1] ?? 0) + 1);
    expect(seen).toMatchObject({ landmarks: [1, 1, 1, 1], headless: 0, unnamed: 0, language: 'en' });
    await page.close();
  });

  test('in the dark the page is dark, and paper stays white', async () => {
    const { page } = await open(terminalInput(), 1440, true);
    expect(await page.evaluate<string>(groundColour)).toBe('rgb(14, 22, 30)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate<string>(groundColour)).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  test('one click selects a whole filter, ready to be copied', async () => {
    const { page } = await open(terminalInput(), 1440);
    const filter = page.locator('article.critical code.copy').first();
    await filter.click();
    expect(await page.evaluate<string>(selectedText)).toBe(await filter.textContent());
    await page.close();
  });

  test('a link to a folded crane opens it', async () => {
    const { page } = await open(terminalInput(), 1440);
    await page.locator('table a', { hasText: 'STS-03' }).first().click();
    await expect.poll(() => page.evaluate<boolean>(targetIsOpen)).toBe(true);
    await page.close();
  });

  test('five hundred cranes open within seconds', async () => {
    const { page } = await open(manyUnits(500, 40, 4), 1440);
    expect(await page.locator('details.unit').count()).toBe(500);
    await page.close();
  });
});
