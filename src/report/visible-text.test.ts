import { expect, test } from 'vitest';
import { nastyTexts } from './hostile-input.cases.ts';
import { shortened, visibleText } from './visible-text.ts';

test('a mark that turns text around is shown by its number', () => {
  expect(visibleText('inv\u202egpj.exe')).toBe('inv<U+202E>gpj.exe');
});

test('an escape sequence, a bell, a C1 control and a zero byte are shown, not obeyed', () => {
  expect(visibleText('\u001b[2J\u0007\u009b31m\u0000')).toBe('<U+001B>[2J<U+0007><U+009B>31m<U+0000>');
});

test('a line break stands in the line', () => {
  expect(visibleText('a\r\nb\u2028c')).toBe('a<U+000D><U+000A>b<U+2028>c');
});

test('zero-width characters, tags, fillers and lone surrogates are shown', () => {
  expect(visibleText('\u200b\u2066\u{e0041}\u3164\ufe0f\ud800')).toBe(
    '<U+200B><U+2066><U+E0041><U+3164><U+FE0F><U+D800>',
  );
});

test('text of any script stays as it is', () => {
  for (const text of ['Kran 4 Süd', '岸桥控制器', 'رافعة', 'ΠΛΟΙΟ', '№ 5 – “x”', 'naïve 🚢']) {
    expect(visibleText(text)).toBe(text);
  }
});

test('after it nothing hidden is left in any hostile text, and a second time changes nothing', () => {
  for (const text of nastyTexts) {
    const shown = visibleText(text);
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(visibleText(shown)).toBe(shown);
  }
});

test('a long text is cut and the rest counted', () => {
  expect(shortened('a'.repeat(1_000), 10)).toBe('aaaaaaaaaa… (+990 characters)');
  expect(shortened('short', 10)).toBe('short');
});

test('a cut never halves a character', () => {
  expect(shortened('🚢'.repeat(20), 5).startsWith('🚢🚢🚢🚢🚢…')).toBe(true);
});
