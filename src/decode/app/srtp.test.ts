import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import { MAX_WAITING, srtp } from './srtp.ts';
import * as samples from './uncaptured.cases.ts';

const { srtpOpen, srtpOpened, srtpRead, srtpStop, srtpIdentify, srtpAnswer, srtpRefusal, srtpName, srtpWrite } =
  samples;
const session = [
  { fromServer: false, bytes: srtpRead },
  { fromServer: true, bytes: srtpAnswer },
  { fromServer: false, bytes: together(srtpStop, srtpIdentify) },
  { fromServer: true, bytes: together(srtpRefusal, srtpName) },
];
streamLaws(srtp, [
  session,
  [{ fromServer: false, bytes: together(srtpRead, srtpWrite) }],
  [{ fromServer: false, bytes: together(srtpOpen, srtpRead) }],
]);

describe('GE SRTP', () => {
  it('tells what is read and stopped, and whether that was refused', () => {
    const turn = recordingTurn();
    feedStream(srtp, session, turn);
    expect(turn.facts).toEqual([
      'command fn 260 unit 0 area 8 start 99 count 4 read',
      'outcome 1 0',
      'command fn 291 unit 0 area 0 start 0 count 0 stop',
      'command fn 323 unit 0 area 0 start 0 count 0 read',
      'outcome 2 5',
      'outcome 3 0',
    ]);
    expect(srtp.functionName(291)).toBe('set PLC state');
    expect(srtp.objectName?.(260, 8, 99, 4)).toBe('%R 100, 4');
    expect(srtp.objectName?.(291, 0, 0, 0)).toBe('controller');
  });

  it('tells what is written, of a request with data, whose number has sixteen bits', () => {
    const wide = srtpWrite.slice();
    wide[3] = 1;
    expect(srtp.probe(windowed(wide), false)).toBe(YES);
    const turn = recordingTurn();
    feedStream(srtp, [{ fromServer: false, bytes: wide }], turn);
    expect(turn.facts).toEqual(['command fn 263 unit 0 area 8 start 99 count 1 write']);
    expect(turn.messages[0]?.fields).toMatchObject({ 'srtp.sequence': 260, 'srtp.length': 2 });
  });

  it('is not told by the zeros that open it', () => {
    expect(srtp.probe(windowed(srtpOpen), false)).toBe(UNSURE);
    expect(srtp.probe(windowed(srtpOpened), true)).toBe(UNSURE);
    expect(srtp.probe(windowed(new Uint8Array(200)), false)).toBe(NO);
  });

  it(`remembers ${MAX_WAITING} requests`, () => {
    const ask = (count: number): readonly string[] => {
      const turn = recordingTurn();
      const requests = Array.from({ length: count }, (_, i) => {
        const copy = srtpRead.slice();
        copy[2] = i;
        return copy;
      });
      feedStream(srtp, [{ fromServer: false, bytes: together(...requests) }], turn);
      return turn.anomalies;
    };
    expect([ask(MAX_WAITING), ask(MAX_WAITING + 1)]).toEqual([[], ['requests-forgotten']]);
  });
});
