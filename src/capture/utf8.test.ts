import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Bytes, utf8Text } from './utf8.ts';

test('well-formed text comes back, and its bytes are what the platform writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = utf8Bytes(text);
      expect([...bytes]).toEqual([...new TextEncoder().encode(text)]);
      if (!text.includes('\0')) {
        expect(utf8Text(bytes, 0, bytes.length)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }
    }),
  );
});

test('overlong, lone, surrogate and cut sequences become replacement characters, and nothing throws', () => {
  const cases: [number[], string][] = [
    [[0xc0, 0x80, 0x41], '\uFFFD\uFFFDA'],
    [[0x80, 0x41], '\uFFFDA'],
    [[0xed, 0xa0, 0x80], '\uFFFD'],
    [[0xe2, 0x82], '\uFFFD'],
    [[0xf5, 0x41], '\uFFFDA'],
    [[0x41, 0x00, 0x42], 'A'],
  ];
  for (const [bytes, text] of cases) expect(utf8Text(Uint8Array.from(bytes), 0, bytes.length)).toBe(text);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => utf8Text(bytes, 0, bytes.length).length <= bytes.length));
});
