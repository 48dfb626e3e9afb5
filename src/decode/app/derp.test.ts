import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO } from '../verdict.ts';
import { hex, streamLaws, windowed } from './decoder-laws.cases.ts';
import { derp, MAX_DERP_FRAME } from './derp.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';

const SERVER_KEY = hex(
  '01 00000028', // server key, 40 octets
  '44455250f09f9491', // "DERP" and a key
  '5b'.repeat(32), // public key of the relay
);
const conversation: Segment[] = [
  { fromServer: true, bytes: SERVER_KEY },
  { fromServer: false, bytes: hex('02 00000058', 'c1'.repeat(88)) }, // client info
  { fromServer: true, bytes: hex('03 00000030', 'c2'.repeat(48)) }, // server info
  { fromServer: false, bytes: hex('07 00000001 01') }, // this relay is preferred
  { fromServer: true, bytes: hex('05 00000024', '77'.repeat(36)) }, // packet received
  { fromServer: true, bytes: hex('3f 00000000 06 00000000') }, // of no known type; keep alive
];

streamLaws(derp, [conversation]);

describe('DERP', () => {
  it('names frames and says who is the relay', () => {
    const turn = recordingTurn();
    feedStream(derp, conversation, turn);
    expect(turn.messages.map(({ fn }) => derp.functionName(fn))).toEqual([
      'server key',
      'client info',
      'server info',
      'note preferred',
      'receive packet',
      undefined,
      'keep alive',
    ]);
    expect(turn.messages[0]?.fields['derp.server_key']).toBe('5b'.repeat(32));
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 role tailscale-relay']);
    expect(turn.anomalies).toEqual(['type-unknown']);
  });

  it(`has no frame of more than ${MAX_DERP_FRAME} octets`, () => {
    expect(derp.parse(windowed(hex('05 00100000 00')), recordingTurn(), undefined)).toBe(DONE);
    expect(derp.parse(windowed(hex('05 00100001 00')), recordingTurn(), undefined)).toBe(BAD);
  });

  it('is told by the magic alone', () => {
    const other = SERVER_KEY.slice();
    other[9] = 0;
    expect(derp.probe(windowed(other), true)).toBe(NO);
    expect(derp.probe(windowed(hex('02 00000058')), false)).toBe(NO);
  });
});
