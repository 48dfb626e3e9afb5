import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import { MAX_HEADER_LINES } from './sip/head.ts';
import * as samples from './sip/samples.cases.ts';
import { MAX_DESCRIPTION_LINES } from './sip/session-description.ts';
import { MAX_BODY, MAX_HEAD, MAX_WAITING, sipOverTcp, sipOverUdp } from './sip.ts';

const { invite, ringing, busy, acknowledge, message } = samples;
datagramLaws(sipOverUdp, [invite, ringing, busy, acknowledge, message]);
const call = [
  { fromServer: false, bytes: invite },
  { fromServer: true, bytes: together(ringing, ascii('\r\n'), busy) },
  { fromServer: false, bytes: together(acknowledge, message) },
];
streamLaws(sipOverTcp, [call]);

const read = (bytes: Uint8Array): ReturnType<typeof recordingTurn> => {
  const turn = recordingTurn();
  feedStream(sipOverTcp, [{ fromServer: false, bytes }], turn);
  return turn;
};
const options = (lines: readonly string[], body = ''): Uint8Array =>
  ascii(`OPTIONS sip:a@b SIP/2.0\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n${body}`);

describe('SIP', () => {
  it('names who calls with which program, and an address that lies elsewhere', () => {
    const { turn } = readDatagram(sipOverUdp, invite);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner door station 2.1',
      'claim ip:192.0.2.1 user door3',
      'command fn 1 unit 0 area 0 start 0 count 0 other',
      'claim ip:192.0.2.1 address-in-payload 100.64.0.9',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'sip.Method': 'INVITE',
      'sip.r-uri': 'sip:gate@192.0.2.2',
      'sdp.media': 'audio 8000 RTP/AVP 0 8',
      'sdp.connection_info.address': '100.64.0.9',
    });
  });

  it('tells how a call ends', () => {
    const turn = recordingTurn();
    feedStream(sipOverTcp, call, turn);
    expect(turn.facts).toContain('outcome 1 486');
    expect(turn.messages.map(({ fn }) => sipOverTcp.functionName(fn))).toEqual([
      'INVITE',
      '180',
      '486',
      'ACK',
      'MESSAGE',
    ]);
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([[], 5]);
  });

  it('is told by its version, and not by methods that HTTP has too', () => {
    expect(sipOverTcp.probe(windowed(ascii('OPTIONS sip:a@b SIP/2')), false)).toBe(UNSURE);
    expect(sipOverTcp.probe(windowed(ascii('OPTIONS sip:a@b HTTP/1.1\r\n')), false)).toBe(NO);
    expect(sipOverTcp.probe(windowed(ascii('OPTIONS / HTTP/1.1\r\n')), false)).toBe(NO);
    expect(sipOverTcp.probe(windowed(ascii('SIP/2.0 200 OK\r\n')), true)).toBe(YES);
    expect(readDatagram(sipOverUdp, ascii('hello')).outcome).toBe(BAD);
  });

  it('says what is odd', () => {
    expect(read(ascii('FETCH sip:a@b SIP/2.0\r\nno colon\r\n\r\n')).anomalies).toEqual([
      'header-bad',
      'method-unknown',
    ]);
    expect(read(options(['Content-Length: many'])).anomalies).toEqual(['length-bad']);
    expect(readDatagram(sipOverUdp, ascii('OPTIONS sip:a@b SIP/2.0\r\nTo: x')).turn.anomalies).toEqual([
      'head-unfinished',
    ]);
  });

  it('reads heads, bodies and descriptions up to their limits', () => {
    const lines = (count: number): readonly string[] =>
      read(options(Array.from({ length: count }, () => 'x: y'))).anomalies;
    expect([lines(MAX_HEADER_LINES), lines(MAX_HEADER_LINES + 1)]).toEqual([[], ['headers-over-limit']]);
    const body = (length: number): readonly string[] =>
      read(options([`Content-Length: ${length}`], 'x'.repeat(length))).anomalies;
    expect([body(MAX_BODY), body(MAX_BODY + 1)]).toEqual([[], ['body-over-limit']]);
    const endless = windowed(ascii(`OPTIONS sip:a@b SIP/2.0\r\nx: ${'y'.repeat(MAX_HEAD)}`));
    expect(sipOverTcp.parse(endless, recordingTurn(), sipOverTcp.open())).toBe(BAD);
    const media = (count: number): unknown => {
      const text = 'm=audio 1 RTP/AVP 0\r\n'.repeat(count);
      return readDatagram(sipOverUdp, options(['Content-Type: application/sdp'], text)).turn.messages[0]?.fields[
        'sdp.media'
      ];
    };
    expect(media(MAX_DESCRIPTION_LINES + 1)).toHaveLength(MAX_DESCRIPTION_LINES);
  });

  it(`remembers ${MAX_WAITING} requests`, () => {
    const ask = (id: number): Uint8Array => options([`Call-ID: ${id}`, 'CSeq: 1 OPTIONS']);
    const turn = recordingTurn();
    const answer = (id: number): Uint8Array => ascii(`SIP/2.0 200 OK\r\nCall-ID: ${id}\r\nCSeq: 1 OPTIONS\r\n\r\n`);
    feedStream(
      sipOverTcp,
      [
        { fromServer: false, bytes: together(...Array.from({ length: MAX_WAITING + 1 }, (_, id) => ask(id))) },
        { fromServer: true, bytes: together(answer(0), answer(1), answer(MAX_WAITING)) },
      ],
      turn,
    );
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual([
      'outcome 2 0',
      `outcome ${MAX_WAITING + 1} 0`,
    ]);
  });
});
