import { expect, test } from 'vitest';
import { MAX_SHOWN_CHARACTERS } from '../limits.ts';
import { nastyTexts } from '../hostile-input.cases.ts';
import { escapeHtml, html } from './escape.ts';

test('no character that begins markup or ends an attribute survives', () => {
  for (const text of nastyTexts) expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/);
});

test('what looks like an entity is shown as it was sent', () => {
  expect(escapeHtml('&lt;b&gt;')).toBe('&amp;lt;b&amp;gt;');
});

test('a value cannot leave its quoted attribute', () => {
  expect(html`<i title="${'" onclick="x'}">`.toString()).toBe('<i title="&quot; onclick=&quot;x">');
});

test('markup of our own goes through, in lists too, and nothing else does', () => {
  const inner = [html`<b>${'<b>'}</b>`, '<i>', 7, undefined];
  expect(html`<p>${inner}</p>`.toString()).toBe('<p><b>&lt;b&gt;</b>&lt;i&gt;7</p>');
});

test('an object that claims to be markup is text', () => {
  const impostor = { toString: () => '<script>' } as unknown as string;
  expect(() => html`${[impostor]}`.toString()).toThrow();
});

test('a value of a megabyte costs no megabyte', () => {
  expect(escapeHtml('<'.repeat(1_000_000)).length).toBeLessThan(MAX_SHOWN_CHARACTERS * 5 + 100);
});
