import { describe, expect, it } from 'vitest';
import { NO } from '../verdict.ts';
import { cipio } from './cipio.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { produced } from './enip/samples.cases.ts';

datagramLaws(cipio, [produced, together(produced.subarray(0, 16), hex('0000'))]);

describe('implicit messages', () => {
  it('are told by their two items and the length that fits', () => {
    for (const [at, value] of [
      [0, 3],
      [3, 0x81],
      [4, 9],
      [14, 0xb2],
      [16, 7],
    ] as const) {
      const other = produced.slice();
      other[at] = value;
      expect(cipio.probe(windowed(other), false)).toBe(NO);
    }
  });

  it('say connection and sequence; what they mean nobody can tell from them', () => {
    const { turn } = readDatagram(cipio, produced);
    expect(turn.messages[0]?.fields).toEqual({
      'enip.cpf.itemcount': 2,
      'enip.cpf.sai.connid': 0x4b0603,
      'enip.cpf.sai.seq': 0x3f94db,
      'enip.cpf.length': 6,
    });
    expect(turn.unrecognisedBytes).toBe(6);
  });
});
