import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { frp, MAX_FRP_MESSAGE } from './frp.ts';

const message = (type: string, json: string): Uint8Array =>
  together(ascii(type), hex(json.length.toString(16).padStart(16, '0')), ascii(json));
const LOGIN = message(
  'o',
  '{"version":"0.52.3","hostname":"hmi-1","os":"windows","user":"firm","privilege_key":"5ec2e7"}',
);
/** Version, data, no flags, stream, length. */
const frame = (stream: number, bytes: Uint8Array): Uint8Array =>
  together(hex('00 00 0000', stream.toString(16).padStart(8, '0'), bytes.length.toString(16).padStart(8, '0')), bytes);
const OPEN = hex('00 01 0001 00000001 005c0000'); // a window update that opens stream 1

const muxed: Segment[] = [
  { fromServer: false, bytes: together(OPEN, frame(1, LOGIN)) },
  { fromServer: true, bytes: together(hex('00 01 0002 00000001 005c0000'), frame(1, message('1', '{"run_id":"a1"}'))) },
  { fromServer: false, bytes: together(frame(1, hex('a5'.repeat(60))), hex('00 02 0001 00000000 00000000')) },
];
const plain: Segment[] = [
  { fromServer: false, bytes: LOGIN },
  { fromServer: true, bytes: message('1', '{"version":"0.52.3"}') },
  { fromServer: false, bytes: hex('c3'.repeat(50)) },
];
const work: Segment[] = [
  { fromServer: false, bytes: message('w', '{"run_id":"a1"}') },
  { fromServer: true, bytes: message('s', '{"proxy_name":"rdp"}') },
];
const overTls: Segment[] = [{ fromServer: false, bytes: hex('17 16 0301 00f4 01 0000f0 0303') }];

streamLaws(frp, [muxed, plain]);

function told(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(frp, segments, turn);
  return turn;
}
const names = (segments: readonly Segment[]): (string | undefined)[] =>
  told(segments).messages.map(({ fn }) => frp.functionName(fn));

describe('frp', () => {
  it('names messages in the clear and in the multiplexer', () => {
    expect(names(muxed)).toEqual([
      'mux window update',
      'mux data',
      'login',
      'mux window update',
      'mux data',
      'login response',
      'mux data',
      'mux ping',
    ]);
    expect(names(plain)).toEqual(['login', 'login response']);
  });

  it('says which host logs in, and keeps its key to itself', () => {
    const turn = told(plain);
    expect(turn.messages[0]?.fields).toMatchObject({
      'frp.version': '0.52.3',
      'frp.os': 'windows',
      'frp.user': 'firm',
    });
    expect(turn.facts).toContain('claim ip:192.0.2.1 hostname hmi-1');
    expect(turn.facts).toContain('claim ip:192.0.2.2 role frp-server');
    expect(JSON.stringify([turn.messages, turn.facts])).not.toContain('5ec2e7');
  });

  it('gives way to what comes behind its mark, and to what a work connection carries', () => {
    expect(names(overTls)).toEqual(['mark before TLS']);
    expect(told(overTls).gaveWay).toBe(true);
    expect(names(work)).toEqual(['new work connection', 'start work connection']);
    expect(told(work).gaveWay).toBe(true);
  });

  it(`has messages of ${MAX_FRP_MESSAGE} bytes at most`, () => {
    expect(frp.probe(windowed(hex('6f 0000000000002800 7b')), false)).toBe(YES);
    expect(frp.probe(windowed(hex('6f 0000000000002801 7b')), false)).toBe(NO);
    expect(frp.probe(windowed(hex('17 03 03 00 20 00 00')), false)).toBe(NO);
  });
});
