import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { pptp } from './pptp.ts';

const text = (value: string): Uint8Array => together(ascii(value), new Uint8Array(64 - value.length));

function message(length: string, kind: string, ...rest: readonly Uint8Array[]): Uint8Array {
  return together(hex(length, '0001 1a2b3c4d', kind, '0000'), ...rest); // length, control, cookie, kind, reserved
}

const START = message(
  '009c',
  '0001',
  hex('0100 0000'), // version 1.0
  hex('00000003 00000003'), // framing, bearer
  hex('0001 0870'), // one channel, firmware
  text('PC-OPS'),
  text('Microsoft Windows NT'),
);
const START_REPLY = message(
  '009c',
  '0002',
  hex('0100 01 00 00000002 00000003 0000 0001'),
  text('local'),
  text('linux'),
);
const CALL = message('00a8', '0007', hex('0007 0001', '00'.repeat(24)), text('0800'), text(''));
const CALL_REPLY = message('0020', '0008', hex('0009 0007 01 00 0000 05f5e100 0040 0000 00000000'));
const LINK = message('0018', '000f', hex('0009 0000 ffffffff ffffffff'));
const CLEAR = message('0010', '000c', hex('0007 0000'));

const CONVERSATION: readonly Segment[] = [
  { fromServer: false, bytes: START, frame: 1 },
  { fromServer: true, bytes: START_REPLY, frame: 2 },
  { fromServer: false, bytes: together(CALL, LINK), frame: 3 },
  { fromServer: true, bytes: CALL_REPLY, frame: 4 },
  { fromServer: false, bytes: CLEAR, frame: 5 },
];
streamLaws(pptp, [CONVERSATION]);

describe('PPTP', () => {
  it('says what both ends call themselves', () => {
    const turn = recordingTurn();
    feedStream(pptp, CONVERSATION, turn);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname PC-OPS',
      'name self pc-ops ip:192.0.2.1',
      'claim ip:192.0.2.1 vendor Microsoft Windows NT',
      'claim ip:192.0.2.1 firmware 0870',
      'claim ip:192.0.2.1 role pptp-client',
      'claim ip:192.0.2.1 hostname local',
      'name self local ip:192.0.2.1',
      'claim ip:192.0.2.1 vendor linux',
      'claim ip:192.0.2.1 firmware 0001',
      'claim ip:192.0.2.1 role pptp-server',
    ]);
    expect(turn.messages.map(({ fn }) => pptp.functionName(fn))).toEqual([
      'start control connection request',
      'start control connection reply',
      'outgoing call request',
      'set link info',
      'outgoing call reply',
      'call clear request',
    ]);
    expect(turn.messages[2]?.fields['pptp.phone_number']).toBe('0800');
    expect(turn.messages[4]?.fields).toMatchObject({ 'pptp.call_id': 9, 'pptp.peer_call_id': 7, 'pptp.out_result': 1 });
  });

  it('counts a message that has not the length of its kind, and reads on', () => {
    const turn = recordingTurn();
    feedStream(
      pptp,
      [{ fromServer: false, bytes: together(START, message('0012', '0005', hex('0000 0000 0000')), LINK) }],
      turn,
    );
    expect(turn.anomalies).toEqual(['length-bad']);
    expect(turn.messages).toHaveLength(3);
  });

  it('wants the cookie, and a length that there is', () => {
    const odd = START.slice();
    odd[5] = 0;
    expect(pptp.probe(windowed(odd), false)).toBe(NO);
    expect(pptp.probe(windowed(START.subarray(0, 9)), false)).toBe(UNSURE);
    expect(pptp.parse(windowed(message('0800', '0001', hex('00'.repeat(8)))), recordingTurn(), undefined)).toBe(BAD);
  });
});
