import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, MORE, NO } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_SSTP_HEAD, sstp } from './sstp.ts';

const OPENING =
  'SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nContent-Length: 18446744073709551615\r\n\r\n';
const conversation: Segment[] = [
  { fromServer: false, bytes: ascii(OPENING) },
  { fromServer: true, bytes: ascii('HTTP/1.1 200\r\nContent-Length: 18446744073709551615\r\n\r\n') },
  // Call connect request with one attribute: the protocol carried is PPP.
  { fromServer: false, bytes: hex('10 01 000e 0001 0001 00 01 0006 0001') },
  { fromServer: true, bytes: hex('10 01 0008 0002 0000', '10 00 0008 c0210101') },
  { fromServer: false, bytes: hex('10 01 0008 0077 0000') },
];

streamLaws(sstp, [conversation]);

describe('SSTP', () => {
  it('names its opening, its control packets and its data', () => {
    const turn = recordingTurn();
    feedStream(sstp, conversation, turn);
    expect(turn.messages.map(({ fn }) => sstp.functionName(fn))).toEqual([
      'duplex post',
      'response',
      'call connect request',
      'call connect acknowledgement',
      'data',
      undefined,
    ]);
    expect(turn.messages[2]?.fields).toEqual({ 'sstp.length': 14, 'sstp.messagetype': 1, 'sstp.numattrib': 1 });
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 role sstp-client', 'claim ip:192.0.2.1 role sstp-server']);
    expect(turn.anomalies).toEqual(['type-unknown']);
  });

  it(`waits for a head of ${MAX_SSTP_HEAD} bytes, not more`, () => {
    const head = (length: number): Uint8Array => together(ascii(OPENING.slice(0, 90)), ascii('a'.repeat(length - 90)));
    expect(sstp.parse(windowed(head(MAX_SSTP_HEAD)), recordingTurn(), sstp.open())).toBe(MORE);
    expect(sstp.parse(windowed(head(MAX_SSTP_HEAD + 1)), recordingTurn(), sstp.open())).toBe(BAD);
    expect(sstp.probe(windowed(ascii('SSTP_DUPLEX_POST /x HTTP/1.1\r\n')), false)).toBe(NO);
  });
});
