import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { teamviewerOverUdp } from './teamviewer-udp.ts';
import { MAX_BODY, MAX_FIRST_BODY, teamviewer } from './teamviewer.ts';

const le = (value: number): string => Buffer.from(Uint32Array.of(value).buffer).toString('hex');
/** Mark, command, length, body. */
const first = (command: string, length: number): Uint8Array =>
  together(hex('17 24', command, le(length).slice(0, 4)), new Uint8Array(length).fill(0x5a));
/** Mark, command, zero, length, numbers, length of this header, body. */
const second = (command: string, length: number, sequence: number): Uint8Array =>
  together(
    hex('11 30', command, '00', le(length), le(sequence), '00000000 1b000000 18000000'),
    new Uint8Array(length).fill(0xc3),
  );
const conversation: Segment[] = [
  { fromServer: false, bytes: first('0a', 32) },
  { fromServer: false, bytes: together(first('28', 24), first('3c', 32)) },
  { fromServer: true, bytes: second('36', 24, 1) },
  { fromServer: false, bytes: second('3f', 0, 2) },
];
const datagram = (command: string, length: number): Uint8Array =>
  together(
    hex('01000000 00000000 4426 03', '17 24', command, le(length).slice(0, 4)),
    new Uint8Array(length).fill(0x5a),
  );

streamLaws(teamviewer, [conversation, conversation.slice(2)]);
datagramLaws(teamviewerOverUdp, [datagram('47', 80), datagram('6c', 0)]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(teamviewer, segments, turn);
  return turn;
}

describe('a session', () => {
  it('is told by its commands; bodies are passed over', () => {
    const turn = fed(conversation);
    expect(turn.messages.map(({ fn }) => teamviewer.functionName(fn))).toEqual([
      'identify',
      'request keep alive 2',
      'router command',
      'session id',
      'acknowledge',
    ]);
    expect(turn.messages[3]?.fields).toEqual({
      'teamviewer.version': 2,
      'teamviewer.command': 54,
      'teamviewer.length': 24,
      'teamviewer.sequence': 1,
    });
    expect(turn.skipped.map(({ bytes }) => bytes)).toEqual([32, 24, 32, 24]);
  });

  it('over UDP has the same commands behind numbers of its own', () => {
    const { turn } = readDatagram(teamviewerOverUdp, datagram('47', 80));
    expect(teamviewerOverUdp.functionName(turn.messages[0]?.fn ?? 0)).toBe('UDP ping');
    expect(turn.unrecognisedBytes).toBe(80);
  });
});

describe('recognition', () => {
  const probe = (bytes: Uint8Array): number => teamviewer.probe(windowed(bytes), false);

  it('wants a length that ends with the segment or before the next mark', () => {
    expect(probe(first('0a', 32))).toBe(YES);
    expect(probe(together(first('0a', 32), hex('17 24')))).toBe(YES);
    expect(probe(together(first('0a', 32), hex('5a 5a')))).toBe(NO);
    expect(probe(first('0a', 32).subarray(0, 30))).toBe(UNSURE);
    expect(probe(hex('17 03 03 00 20'))).toBe(NO);
    expect(probe(together(hex('11 30 36 01'), new Uint8Array(20)))).toBe(NO);
  });

  it(`takes no first body of more than ${MAX_FIRST_BODY} bytes`, () => {
    expect(probe(second('36', MAX_FIRST_BODY, 1))).toBe(YES);
    expect(probe(second('36', MAX_FIRST_BODY + 1, 1))).toBe(NO);
  });
});

it(`no body has more than ${MAX_BODY} bytes`, () => {
  const sized = (length: number): number =>
    fed([{ fromServer: true, bytes: hex('11 30 36 00', le(length), '00'.repeat(12), '18000000') }]).messages.length;
  expect(sized(MAX_BODY)).toBe(1);
  expect(sized(MAX_BODY + 1)).toBe(0);
});
