import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { http } from './http.ts';
import { MAX_CHUNK_DIGITS, MAX_CHUNK_LINE, MAX_TRAILER_LINE, MAX_TRAILER_LINES } from './http/body.ts';
import { MAX_HEADER_BYTES, MAX_HEADER_LINES } from './http/headers.ts';
import { accessOfOperation, MAX_OPERATIONS, onvifOperation } from './http/onvif-operation.ts';
import { MAX_PROBED_LINE } from './http/probe.ts';
import { MAX_WAITING } from './http/state.ts';
import { MAX_TITLE, MAX_TITLE_SEARCH } from './http/title.ts';
import { captures, handMadeCapture, judgedStreams, taggedCaptures } from './tshark-oracle.cases.ts';

const lines = (...of: readonly string[]): string => `${of.join('\r\n')}\r\n\r\n`;
const client = (text: string, frame = 1): Segment => ({ fromServer: false, bytes: ascii(text), frame });
const server = (text: string, frame = 2): Segment => ({ fromServer: true, bytes: ascii(text), frame });

const GET = lines(
  'GET /login HTTP/1.1',
  'Host: RMS.example:8080',
  'User-Agent: curl/8.0',
  'X-Forwarded-For: 100.70.1.2, 192.0.2.9',
);
const PAGE = '<html><head><TITLE lang="en">Teltonika\n  Networks &amp; Co</TITLE></head></html>';
const PAGE_ANSWER = `${lines('HTTP/1.1 200 OK', 'Server: uhttpd', 'Content-Type: text/html; charset=utf-8', `Content-Length: ${PAGE.length}`)}${PAGE}`;
const CHUNKED_PAGE = `${lines('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: Basic realm="RUT955"', 'content-type: text/html', 'transfer-encoding: chunked')}1b;x=1\r\n<head><title>ACEmanager</ti\r\n6\r\ntle>ab\r\n0\r\nX-Trailer: 1\r\n\r\n`;
const POST = `${lines('POST /rpc HTTP/1.1', 'Host: 192.0.2.2', 'Content-Length: 11')}hello world`;

const CONVERSATION: readonly Segment[] = [
  client(GET + POST),
  server(PAGE_ANSWER + CHUNKED_PAGE),
  client(GET, 3),
  server(lines('HTTP/1.1 304 Not Modified'), 4),
];
const UNTIL_CLOSE: readonly Segment[] = [
  client(lines('GET / HTTP/1.0')),
  server(`${lines('HTTP/1.0 200 OK', 'Content-Type: text/html')}<title>A</title>`),
  server('more and more'),
];
const UPGRADE: readonly Segment[] = [
  client(lines('GET /ws HTTP/1.1', 'Upgrade: websocket')),
  server(`${lines('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket')}\u0081\u0005hello`),
  client('\u0081\u0085frames'),
];
const NOTHING_TO_READ: readonly Segment[] = [
  client(lines('HEAD / HTTP/1.1') + lines('GET /a HTTP/1.1')),
  server(
    lines('HTTP/1.1 200 OK', 'Content-Length: 500') + lines('HTTP/1.1 100 Continue') + lines('HTTP/1.1 204 No Content'),
  ),
];

streamLaws(http, [CONVERSATION, UNTIL_CLOSE, UPGRADE, NOTHING_TO_READ]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(http, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => http.functionName(fn)) };
}

describe('HTTP', () => {
  it('says which host is asked for with which program, and what the server is', () => {
    const { turn, names } = read(...CONVERSATION);
    expect(names).toEqual(['GET', 'POST', '200', '401', 'GET', '304']);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 http-agent curl/8.0',
      'name http-host rms.example ip:192.0.2.2',
      'claim ip:192.0.2.1 address-in-payload 100.70.1.2',
      'name http-host 192.0.2.2 ip:192.0.2.2',
      'claim ip:192.0.2.1 http-server uhttpd',
      'claim ip:192.0.2.1 http-title Teltonika Networks &amp; Co',
      'claim ip:192.0.2.1 banner Basic realm="RUT955"',
      'claim ip:192.0.2.1 http-title ACEmanager',
      'claim ip:192.0.2.1 http-agent curl/8.0',
      'name http-host rms.example ip:192.0.2.2',
      'claim ip:192.0.2.1 address-in-payload 100.70.1.2',
    ]);
    expect(turn.anomalies).toEqual([]);
  });

  it('matches pipelined requests to their answers in order', () => {
    const { turn } = read(...CONVERSATION);
    const answers = turn.messages
      .filter(({ fn }) => fn >= 100)
      .map(({ fields }) => [fields['http.request_in'], fields['http.response_for.uri']]);
    expect(answers).toEqual([
      [1, 'http://RMS.example:8080/login'],
      [1, 'http://192.0.2.2/rpc'],
      [3, 'http://RMS.example:8080/login'],
    ]);
  });

  it('tells what a camera is asked to do over ONVIF, and whether it did', () => {
    const ask = (operation: string): string =>
      lines(
        'POST /onvif/device_service HTTP/1.1',
        `Content-Type: application/soap+xml; charset=utf-8; action="http://www.onvif.org/ver10/device/wsdl/${operation}"`,
      );
    const turn = recordingTurn();
    feedStream(
      http,
      [
        client(ask('SystemReboot') + ask('GetDeviceInformation')),
        server(lines('HTTP/1.1 401 Unauthorized', 'Content-Length: 0') + lines('HTTP/1.1 200 OK', 'Content-Length: 0')),
      ],
      turn,
    );
    expect(turn.facts).toEqual([
      'command fn 3 unit 0 area 0 start 5 count 0 stop',
      'command fn 3 unit 0 area 0 start 6 count 0 read',
      'outcome 1 401',
      'outcome 2 0',
    ]);
    expect(http.objectName?.(3, 0, 5, 0, () => 'device SystemReboot')).toBe('onvif device SystemReboot');
    const words = ['ptz RelativeMove', 'device SetUser', 'device UpgradeSystemFirmware', 'events Subscribe'];
    expect(words.map(accessOfOperation)).toEqual([1, 1, 2, 4]);
    expect(onvifOperation('application/soap+xml')).toBe('');
    const many = Array.from({ length: MAX_OPERATIONS + 4 }, (_, i) =>
      ask(`Get${String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26))}`),
    );
    const all = recordingTurn();
    const answers = lines('HTTP/1.1 200 OK', 'Content-Length: 0');
    feedStream(
      http,
      many.flatMap((one) => [client(one), server(answers)]),
      all,
    );
    expect(all.facts.filter((fact) => fact.startsWith('command'))).toHaveLength(MAX_OPERATIONS);
    expect(all.anomalies.filter((anomaly) => anomaly === 'operations-over-limit')).toHaveLength(4);
  });

  it('times the answer from its request', () => {
    const turn = recordingTurn({ nanos: 900_000_000 });
    const state = http.open();
    http.parse(windowed(ascii(GET)), turn, state);
    Object.assign(turn, { fromServer: true, seconds: turn.seconds + 1, nanos: 26_000_000 });
    http.parse(windowed(ascii(lines('HTTP/1.1 204 No Content'))), turn, state);
    expect(turn.messages[1]?.fields['http.time']).toBe('0.126000000');
  });

  it('knows which answers have no body', () => {
    expect(read(...NOTHING_TO_READ).names).toEqual(['HEAD', 'GET', '200', '100', '204']);
  });

  it('passes over a body of known length at once, without its bytes', () => {
    const turn = recordingTurn({ fromServer: true });
    const head = ascii(lines('HTTP/1.1 200 OK', 'Content-Type: image/png', 'Content-Length: 4000000000'));
    const state = http.open();
    expect(http.parse(windowed(head), turn, state)).toBe(DONE);
    expect(turn.skipped).toEqual([{ bytes: 4_000_000_000, as: 'decoded' }]);
    expect(state.server.stage).toBe('head');
  });

  it('reads to the end of the connection where no length is given', () => {
    const { turn, names } = read(...UNTIL_CLOSE);
    expect(names).toEqual(['GET', '200']);
    expect(turn.facts).toContain('claim ip:192.0.2.1 http-title A');
    expect(turn.skipped.at(-1)).toEqual({ bytes: Number.MAX_SAFE_INTEGER, as: 'decoded' });
  });

  it('leaves both directions alone after an upgrade or a tunnel', () => {
    expect(read(...UPGRADE).names).toEqual(['GET', '101']);
    expect(read(...UPGRADE).fed.bad).toBe(0);
    const tunnel = read(
      client(lines('CONNECT a.example:443 HTTP/1.1', 'Host: a.example:443')),
      server(lines('HTTP/1.1 200 Connection established')),
      client('\u0016\u0003\u0001'),
    );
    expect(tunnel.names).toEqual(['CONNECT', '200']);
    expect(tunnel.turn.gaveWay).toBe(true);
  });

  it('searches a title in the first four kibibytes only, and only where it can be read', () => {
    const page = (before: number, ...headers: string[]): string[] => {
      const body = `${' '.repeat(before)}<title>T</title>`;
      const { turn } = read(
        client(GET),
        server(
          `${lines('HTTP/1.1 200 OK', 'Content-Type: text/html', `Content-Length: ${body.length}`, ...headers)}${body}`,
        ),
      );
      return turn.facts.filter((fact) => fact.includes('http-title'));
    };
    expect(page(MAX_TITLE_SEARCH - 15)).toEqual(['claim ip:192.0.2.1 http-title T']);
    expect(page(MAX_TITLE_SEARCH - 14)).toEqual([]);
    expect(page(0, 'Content-Encoding: gzip')).toEqual([]);
    const long = read(
      client(GET),
      server(`${lines('HTTP/1.1 200 OK', 'Content-Type: text/html', 'Content-Length: 900')}<title>${'x'.repeat(893)}`),
    );
    expect(long.turn.facts.at(-1)).toBe(`claim ip:192.0.2.1 http-title ${'x'.repeat(MAX_TITLE)}`);
  });

  it('calls lengths that contradict each other by their name', () => {
    const post = (...headers: string[]) =>
      read(client(`${lines('POST / HTTP/1.1', ...headers)}0\r\n\r\n`)).turn.anomalies;
    expect(post('Content-Length: 5', 'Transfer-Encoding: chunked')).toEqual(['length-and-chunked']);
    expect(post('Content-Length: 5', 'Content-Length: 5')).toEqual([]);
    expect(post('Content-Length: 5', 'Content-Length: 6')).toEqual(['length-bad']);
    expect(post('Transfer-Encoding: chunked, identity')).toEqual(['length-bad']);
    expect(read(client(lines('POST / HTTP/1.1', 'Content-Length: -1'))).turn.anomalies).toEqual(['length-bad']);
    expect(read(client(lines('POST / HTTP/1.1', 'Content-Length: 00000000000000000000'))).turn.anomalies).toEqual([]);
  });

  it('gives up chunks whose size is none, and lines longer than its limits', () => {
    const chunked = (body: string) => read(client(`${lines('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}${body}`));
    expect(chunked('zz\r\n').turn.anomalies).toEqual(['chunk-bad']);
    expect(chunked(`${'f'.repeat(MAX_CHUNK_DIGITS)}\r\n`).turn.anomalies).toEqual([]);
    expect(chunked(`${'f'.repeat(MAX_CHUNK_DIGITS + 1)}\r\n`).turn.anomalies).toEqual(['chunk-bad']);
    expect(chunked(`1;${'x'.repeat(MAX_CHUNK_LINE - 3)}\r\n`).turn.anomalies).toEqual([]);
    expect(chunked(`1;${'x'.repeat(MAX_CHUNK_LINE - 1)}\r\n`).turn.anomalies).toEqual(['chunk-bad']);
    expect(chunked('0'.repeat(MAX_CHUNK_LINE + 1)).turn.anomalies).toEqual(['chunk-bad']);
  });

  it('follows a trailer up to its limits of lines and bytes, and says where it stopped', () => {
    const trailed = (trailer: string) => {
      const body = `${lines('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}0\r\n${trailer}`;
      const { names, turn } = read(client(`${body}${GET}`));
      return { names, anomalies: turn.anomalies };
    };
    const whole = { names: ['POST', 'GET'], anomalies: [] };
    expect(trailed(`${'a: b\r\n'.repeat(MAX_TRAILER_LINES)}\r\n`)).toEqual(whole);
    expect(trailed(`a: ${'b'.repeat(MAX_TRAILER_LINE - 4)}\r\n\r\n`)).toEqual(whole);
    const stopped = ['trailer-over-limit'];
    expect(trailed('a: b\r\n'.repeat(MAX_TRAILER_LINES + 1))).toEqual({ ...whole, anomalies: stopped });
    expect(trailed(`a: ${'b'.repeat(MAX_TRAILER_LINE - 3)}\r\n\r\n`)).toEqual({ names: ['POST'], anomalies: stopped });
    expect(trailed('b'.repeat(MAX_TRAILER_LINE + 1)).anomalies).toEqual(stopped);
  });

  it('reads headers up to its limits of lines and bytes', () => {
    const many = Array.from({ length: MAX_HEADER_LINES + 1 }, () => 'a: b');
    expect(read(client(lines('GET / HTTP/1.1', ...many))).turn.anomalies).toEqual(['headers-over-limit']);
    expect(read(client(lines('GET / HTTP/1.1', 'no colon'))).turn.anomalies).toEqual(['header-bad']);
    const endless = `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(MAX_HEADER_BYTES / 6 + 10)}`;
    expect(http.parse(windowed(ascii(endless)), recordingTurn(), http.open())).toBe(BAD);
  });

  it('matches no answers once too many requests wait', () => {
    const get = lines('GET / HTTP/1.1');
    const answer = lines('HTTP/1.1 204 No Content');
    const { turn } = read(client(get.repeat(MAX_WAITING + 1)), server(answer.repeat(MAX_WAITING + 1)));
    expect(turn.anomalies).toEqual(['requests-over-limit']);
    expect(turn.messages.at(-2)?.fields).toHaveProperty(['http.request_in']);
    expect(turn.messages.at(-1)?.fields).not.toHaveProperty(['http.request_in']);
  });

  it('forgets what waits when bytes are missing', () => {
    const { turn } = read(client(GET), { ...server(lines('HTTP/1.1 204 No Content')), gap: true });
    expect(turn.anomalies).toEqual(['response-unasked']);
  });

  it('counts a method of no specification', () => {
    const { names, turn } = read(client(lines('BREW /pot HTTP/1.1')));
    expect(names).toEqual(['other method']);
    expect(turn.anomalies).toEqual(['method-unknown']);
  });

  it('leaves SIP, RTSP and HTTP/2 to others, and waits for a long line', () => {
    for (const other of [
      'OPTIONS sip:a@b SIP/2.0\r\n',
      'OPTIONS rtsp://a/ RTSP/1.0\r\n',
      'PRI * HTTP/2.0\r\n\r\n',
      'HTTP/2.0 200 OK\r\n',
      'GET\r\n',
    ]) {
      expect(http.probe(windowed(ascii(other)), false), other).toBe(NO);
    }
    expect(http.probe(windowed(ascii(`GET /${'a'.repeat(100)}`)), false)).toBe(UNSURE);
    expect(http.probe(windowed(ascii(`GET /${'a'.repeat(MAX_PROBED_LINE)}`)), false)).toBe(YES);
    expect(http.probe(windowed(hex('47455420 0001')), false)).toBe(NO);
  });
});

describe('HTTP beside tshark', () => {
  const compared = ['http.request.method', 'http.host', 'http.user_agent'];
  const check = (file: string): number => {
    let count = 0;
    for (const stream of judgedStreams(file, compared)) {
      const first = stream.segments.findIndex(
        ({ bytes, fromServer }) => http.probe(windowed(bytes), fromServer) === YES,
      );
      if (first < 0) continue;
      const { turn } = read(...stream.segments.slice(first));
      for (const name of compared) {
        const theirs = stream.frames.flatMap(({ fields }) => fields.get(name) ?? []).map((text) => text.trim());
        const ours = turn.messages.flatMap(({ fields }) => (fields[name] === undefined ? [] : [String(fields[name])]));
        expect(ours.toSorted(), `${name} of ${file}`).toEqual(theirs.toSorted());
      }
      count++;
    }
    return count;
  };

  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-http-'));
    try {
      const packets = [
        { transport: 'tcp' as const, sourcePort: 40_000, destinationPort: 80, bytes: ascii(GET), sequence: 1 },
        {
          transport: 'tcp' as const,
          sourcePort: 40_000,
          destinationPort: 80,
          bytes: ascii(POST),
          sequence: 1 + GET.length,
        },
        { transport: 'tcp' as const, sourcePort: 80, destinationPort: 40_000, bytes: ascii(PAGE_ANSWER), sequence: 1 },
      ];
      expect(check(handMadeCapture(folder, packets))).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 90_000 },
    () => {
      // Captures of attacks on the framing itself are read otherwise by tshark, frame by frame.
      const files = taggedCaptures('http', 120, 24).filter(
        (file) => /arkime|CESNET|corelight/.test(file) && !/retrans|community/.test(file),
      );
      expect(files.map(check).reduce((a, b) => a + b, 0)).toBeGreaterThan(3);
    },
  );
});
