import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO } from '../verdict.ts';
import { hex, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { tacacs } from './tacacs.ts';

/** Version, type, sequence, flags, session, length, body. */
const START = hex('c0 01 01 00 0000abcd 00000008 ffffffffffffffff');
const REPLY = hex('c0 01 02 00 0000abcd 00000006 ffffffffffff');
const CONTINUE = hex('c0 01 03 00 0000abcd 00000005 ffffffffff');
/** Action, privilege, kind, service, lengths of name, port, address and data, name "op". */
const CLEAR = hex('c0 01 01 01 0000abcd 0000000a 01 01 01 01 02 00 00 00 6f70');
const session: readonly Segment[] = [
  { fromServer: false, bytes: START },
  { fromServer: true, bytes: REPLY },
  { fromServer: false, bytes: CONTINUE },
  { fromServer: false, bytes: CLEAR },
];
streamLaws(tacacs, [session, [{ fromServer: false, bytes: CLEAR }]]);

function read(...segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(tacacs, segments, turn);
  return turn;
}

describe('TACACS+', () => {
  it('tells who asks whom, and counts what it cannot read as encrypted', () => {
    const turn = read(...session.slice(0, 3));
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role tacacs client',
      'claim ip:192.0.2.2 role tacacs server',
      'command fn 1 unit 0 area 0 start 0 count 0 other',
    ]);
    expect(turn.skipped).toEqual([
      { bytes: 8, as: 'encrypted' },
      { bytes: 6, as: 'encrypted' },
      { bytes: 5, as: 'encrypted' },
    ]);
    expect(turn.messages.map(({ fn }) => tacacs.functionName(fn))).toEqual([
      'authentication start',
      'authentication reply',
      'authentication continue',
    ]);
  });

  it('says that a body is not encrypted, and whose name stands in it', () => {
    const turn = read({ fromServer: false, bytes: CLEAR });
    expect([turn.anomalies, turn.facts.at(-1)]).toEqual([['unencrypted'], 'claim ip:192.0.2.1 user op']);
  });

  it('passes over a body of which nobody sends so much', () => {
    const turn = read(
      { fromServer: true, bytes: START },
      { fromServer: true, bytes: hex('c0 02 01 00 00000001 00010000') },
    );
    expect([turn.anomalies, turn.skipped.at(-1)]).toEqual([['body-over-limit'], { bytes: 65_536, as: 'unrecognised' }]);
  });

  it('is not told by a version alone', () => {
    expect(tacacs.probe(windowed(hex('c0 04')), false)).toBe(NO);
    expect(tacacs.probe(windowed(hex('c0 01 01 00 0000abcd 01000000')), false)).toBe(NO);
  });
});
