import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { claimCarrierText, isCarrierAddress } from './carrier-address.ts';
import { hexText, isPrintable, lowerAscii, MAX_TEXT, wireText, zeroEndedText } from './wire-text.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

describe('text from the wire', () => {
  it('is UTF-8 where the platform agrees, else one character a byte', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }).map((s) => new Uint8Array(Buffer.from(s))),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        let expected: string;
        try {
          expected = utf8.decode(given);
        } catch {
          expected = Buffer.from(given).toString('latin1');
        }
        expect(wireText(given, 0, given.length)).toBe(expected);
      }),
    );
  });

  it('is cut at its limit and at the first zero where zeros pad', () => {
    expect(wireText(new Uint8Array(MAX_TEXT + 9).fill(0x61), 0, MAX_TEXT + 9)).toHaveLength(MAX_TEXT);
    expect(zeroEndedText(new Uint8Array([0x61, 0, 0x62]), 0, 3)).toBe('a');
    expect(hexText(new Uint8Array([0, 255, 16]), 0, 3, 2)).toBe('00ff');
    expect(isPrintable(new Uint8Array([0x20, 0x7e]), 0, 2)).toBe(true);
    expect(isPrintable(new Uint8Array([0x1f]), 0, 1)).toBe(false);
  });

  it('goes to lower case in ASCII letters only', () => {
    expect(lowerAscii('PLC.Crane')).toBe('plc.crane');
    expect(lowerAscii('ÜBER')).toBe('Über');
  });

  it('tells a carrier’s address from its neighbours', () => {
    const carrier = (a: number, b: number): boolean => isCarrierAddress(new Uint8Array([a, b, 0, 1]), 0);
    expect([carrier(100, 63), carrier(100, 64), carrier(100, 127), carrier(100, 128), carrier(101, 64)]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const turn = recordingTurn();
    for (const text of ['100.100.1.1', '100.128.0.1', '100.64.1', '100.64.example']) claimCarrierText(turn, text);
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 address-in-payload 100.100.1.1']);
    const own = recordingTurn({
      sender: turn.ip(new Uint8Array([100, 100, 1, 1]), 0, 4),
      ip: (bytes, at, length) => turn.ip(bytes, at, length),
    });
    claimCarrierText(own, '100.100.1.1');
    expect(own.facts).toEqual([]);
  });
});
