import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { dcerpcOverUdp } from '../dcerpc.ts';
import { windowed } from '../decoder-laws.cases.ts';
import { blockLayouts, type Step } from './block-layouts.ts';
import { answer, b16 } from './calls.cases.ts';

/** Every field zero, each number that repeats one. */
function minimal(layout: readonly Step[], bytes: number[] = []): number[] {
  for (const { kind, repeat } of layout) {
    if (kind === '{}') continue;
    if (kind === '/4') while (((bytes.length + 6) & 3) !== 0) bytes.push(0);
    else if (kind.startsWith('-')) for (let i = 0; i < -Number(kind); i++) bytes.push(0);
    else {
      const size = { m: 6, i: 4, u: 16, s: 1, S: 2 }[kind] ?? Number(kind);
      for (let i = 1; i < size; i++) bytes.push(0);
      bytes.push(repeat.length > 0 ? 1 : 0);
      minimal(repeat, bytes);
    }
  }
  return bytes;
}

describe('blocks with a layout', () => {
  it.each(blockLayouts())('%i of version 1.%i are read to their last byte', (type, minor, layout) => {
    const body = minimal(layout);
    const turn = recordingTurn();
    const one = [...b16(type), ...b16(body.length + 2), 1, minor, ...body];
    dcerpcOverUdp.parse(windowed(answer(2, [one])), turn, dcerpcOverUdp.open());
    expect([turn.unrecognisedBytes, turn.carriedAnomalies]).toEqual([0, []]);
    const own = layout.filter(({ field }) => field !== '').map(({ field }) => field);
    expect(Object.keys(turn.carried[0]?.fields ?? {})).toEqual(expect.arrayContaining(own));
  });

  it('say fewer than they count without harm', () => {
    const turn = recordingTurn();
    dcerpcOverUdp.parse(windowed(answer(2, [[0, 0x1a, 0, 4, 1, 0, 255, 255]])), turn, dcerpcOverUdp.open());
    expect(turn.carriedAnomalies.map(({ code }) => code)).toEqual(['block-cut']);
  });
});
