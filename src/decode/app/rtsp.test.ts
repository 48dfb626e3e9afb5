import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { http } from './http.ts';
import { capturesWith } from './modbus/captured-streams.cases.ts';
import { client, everything, media, message, server } from './rtsp/conversation.cases.ts';
import { MAX_HEADER_LINES } from './rtsp/head.ts';
import { MAX_PROBED_LINE } from './rtsp/probe.ts';
import { MAX_HEADER_BYTES, MAX_WAITING, rtsp } from './rtsp.ts';
import { captures, judgedStreams } from './tshark-oracle.cases.ts';

streamLaws(rtsp, [everything, everything.slice(8), [server(media(0, 40) + media(1, 40) + media(0, 40))]]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(rtsp, segments, turn);
  const kinds = (word: string): string[] => turn.facts.filter((fact) => fact.startsWith(word));
  return { turn, fed, kinds, names: turn.messages.map(({ fn }) => rtsp.functionName(fn)) };
}

describe('RTSP', () => {
  it('says who asks for which stream with which programs; media between messages are passed over', () => {
    const { turn, names, kinds, fed } = read(...everything);
    expect(names).toEqual([
      'OPTIONS',
      '200',
      'DESCRIBE',
      '401',
      'DESCRIBE',
      '200',
      'SETUP',
      '200',
      'PLAY',
      '200',
      'TEARDOWN',
    ]);
    expect(kinds('claim')).toEqual([
      'claim ip:192.0.2.1 banner Player/3',
      'claim ip:192.0.2.1 banner Digest realm="IPC", nonce="1"',
      'claim ip:192.0.2.1 banner Cam/1.2',
    ]);
    expect(new Set(kinds('name'))).toEqual(new Set(['name http-host camera.example ip:192.0.2.2']));
    expect(kinds('command').map((line) => line.split(' ').at(-1))).toEqual([
      'other',
      'read',
      'read',
      'other',
      'read',
      'other',
    ]);
    expect(kinds('outcome')).toEqual(['outcome 1 0', 'outcome 2 401', 'outcome 3 0', 'outcome 4 0', 'outcome 5 0']);
    expect(turn.skipped.map(({ bytes }) => bytes)).toEqual([37, 300, 60, 32, 500]);
    expect([turn.anomalies, fed.bad, fed.waiting]).toEqual([[], 0, 0]);
    expect(rtsp.objectName?.(5, 0, 0x1234, 0)).toBe('stream #00001234');
  });

  it('who signs in with the URL is never told', () => {
    const { turn } = read(...everything);
    expect(turn.messages[0]?.fields['rtsp.url']).toBe('rtsp://Camera.example:554/live/1');
    expect(JSON.stringify([turn.messages, turn.facts])).not.toContain('hunter2');
  });

  it(`${MAX_HEADER_LINES} header lines are read, and heads of ${MAX_HEADER_BYTES} bytes`, () => {
    const lines = (count: number): Segment =>
      client(message('PLAY * RTSP/1.0', ...Array.from({ length: count }, (_, i) => `X-${i}: 1`)));
    expect(read(lines(MAX_HEADER_LINES)).turn.anomalies).toEqual([]);
    expect(read(lines(MAX_HEADER_LINES + 1)).turn.anomalies).toEqual(['headers-over-limit']);
    const endless = `PLAY * RTSP/1.0\r\nX: ${'a'.repeat(MAX_HEADER_BYTES)}`;
    expect(read(client(endless)).fed.bad).toBe(endless.length);
  });

  it(`${MAX_WAITING} requests wait for their answer`, () => {
    const asks = Array.from({ length: MAX_WAITING + 1 }, (_, i) => client(message('PLAY * RTSP/1.0', `CSeq: ${i}`)));
    const answers = [0, 1].map((i) => server(message('RTSP/1.0 200 OK', `CSeq: ${i}`)));
    expect(read(...asks, ...answers).kinds('outcome')).toEqual(['outcome 2 0']);
  });

  it('methods, headers and lengths that are none are told', () => {
    expect(read(client(message('FLY * RTSP/1.0'))).turn.anomalies).toEqual(['method-unknown']);
    expect(read(client(message('PLAY * RTSP/1.0', 'no colon'))).turn.anomalies).toEqual(['header-bad']);
    expect(read(client(message('PLAY * RTSP/1.0', 'Content-Length: x'))).turn.anomalies).toEqual(['length-bad']);
    const turn = recordingTurn();
    expect(rtsp.parse(windowed(ascii(message('hello there, RTSP'))), turn, rtsp.open())).toBe(BAD);
  });
});

describe('the RTSP probe', () => {
  const probed = (text: string): number => rtsp.probe(windowed(ascii(text)), false);

  it('knows requests by their target or their version, and answers', () => {
    expect(probed('SETUP rtsp://a/b RTSP/1.0')).toBe(YES);
    expect(probed('DESCRIBE rtsps://a/b')).toBe(YES);
    expect(probed('OPTIONS * RTSP/2.0\r\n')).toBe(YES);
    expect(probed('RTSP/1.0 200 OK')).toBe(YES);
    expect(probed(`OPTIONS ${'a'.repeat(MAX_PROBED_LINE)}`)).toBe(NO);
  });

  it('knows media by three packets in a row', () => {
    expect(probed(media(0, 40) + media(0, 40))).toBe(UNSURE);
    expect(probed(`${media(0, 40)}${media(0, 40)}$`)).toBe(YES);
    expect(probed(`${media(0, 40)}x`)).toBe(NO);
  });

  it('leaves HTTP and SIP alone, and HTTP leaves it', () => {
    expect(probed('OPTIONS * HTTP/1.1\r\n')).toBe(NO);
    expect(probed('OPTIONS sip:a@b SIP/2.0\r\n')).toBe(NO);
    expect(probed('GET / HTTP/1.0\r\n')).toBe(NO);
    expect(http.probe(windowed(ascii('OPTIONS * RTSP/1.0\r\n')), false)).toBe(NO);
  });
});

/** Differential tests against tshark. */
const files = capturesWith((seen) => 'rtsp' in seen);
const compared = ['rtsp.method', 'rtsp.status', 'rtsp.session', 'rtsp.transport'];

describe.skipIf(files.length === 0)(`RTSP in real captures (${captures})`, () => {
  for (const file of files) {
    it(`${file}: the same messages as tshark reads`, { timeout: 120_000 }, () => {
      const want = new Set<string>();
      const have = new Set<string>();
      for (const { frames, segments } of judgedStreams(`${captures}/${file}`, compared)) {
        if (!frames.some(({ protocols }) => protocols.includes('rtsp'))) continue;
        const turn = recordingTurn();
        feedStream(rtsp, segments, turn);
        expect(turn.anomalies).toEqual([]);
        for (const name of compared) {
          // Sets: tshark reads each copy of what was sent twice.
          for (const { fields } of frames) for (const value of fields.get(name) ?? []) want.add(`${name} ${value}`);
          for (const { fields } of turn.messages) {
            for (const value of [fields[name] ?? []].flat()) have.add(`${name} ${value}`);
          }
        }
      }
      expect(have).toEqual(want);
    });
  }
});
