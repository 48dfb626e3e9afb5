import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { ascii, hex } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { http } from './http.ts';
import { CellWatch, LEAST_CELLS, MAX_OTHERS } from './tls/cell-watch.ts';
import { serverNameOwner } from './tls/hidden-owner.ts';
import { extension, handshake, SERVER_HELLO, sized, tlsRecord } from './tls/samples.cases.ts';
import { tls } from './tls.ts';
import { tor } from './tor.ts';

/** Made for this test with openssl: CN=www.kxq3fzlmpd.net, signed by CN=www.b2fqertyuiop.com. */
const CERTIFICATE = hex(
  '3081f63081a902142e043c75fccc7cf1b89b2696dad9e90aad331958300506032b6570301f311d301b06035504030c147777',
  '772e623266716572747975696f702e636f6d301e170d3236313132353134303832385a170d3336313132323134303832385a',
  '301d311b301906035504030c127777772e6b787133667a6c6d70642e6e6574302a300506032b657003210036a5849add1ef6',
  'f2baaf12f370d5b2a6ca796154803d269f21f702f8a8a652e4300506032b657003410064f0c078e4b8fa3039f7296d12d0a2',
  '57ff8413b968f81a9c09e580da6c8f3871a1bb98695e66c6b49a10fd9a0ff2cb6061d9bf1256416c100647cc2772b9c20d',
);

function hello(name: string): Uint8Array {
  const names = extension('0000', sized(2, hex('00'), sized(2, ascii(name))));
  const body = Buffer.concat([hex('0303', '11'.repeat(32), '00', '0002 c02f', '01 00'), sized(2, names)]);
  return tlsRecord('16', handshake('01', new Uint8Array(body)));
}
const record = (length: number): Uint8Array => tlsRecord('17', new Uint8Array(length));
const link = (name: string, lengths: readonly number[]): Segment[] => [
  { fromServer: false, bytes: hello(name) },
  { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
  ...lengths.map((length, i) => ({ fromServer: i % 2 === 1, bytes: record(length) })),
];
function told(segments: readonly Segment[]): { names: (string | undefined)[]; facts: string[] } {
  const turn = recordingTurn();
  feedStream(tls, segments, turn);
  const names = turn.carried.filter(({ protocol }) => protocol.name === 'tor').map(({ fn }) => tor.functionName(fn));
  return { names, facts: turn.facts.filter((fact) => fact.includes('tor-')) };
}

/** As a client and a relay of 0.4.9 began: variable cells first, then whole ones, one to a record or several. */
const CELLS = [28, 74, 2051, 1045, 531, 1045, 531, 2073, 531, 531, 531, 531, 531];

describe('Tor', () => {
  it('a made-up name and records of whole cells are a link, told once', () => {
    expect(told(link('www.tdsfzm5w.com', CELLS))).toEqual({
      names: ['cells'],
      facts: ['claim ip:192.0.2.1 role tor-client', 'claim ip:192.0.2.2 role tor-relay'],
    });
  });

  it('neither is one alone', () => {
    expect(told(link('www.port-of-example.com', CELLS)).names).toEqual([]);
    expect(told(link('www.example.com', [200, 1400, 1400, 900, 531, 300])).names).toEqual([]);
  });

  it(`wants ${LEAST_CELLS} records of cells before ${MAX_OTHERS} others`, () => {
    const watch = new CellWatch();
    const seen = Array.from({ length: LEAST_CELLS + 4 }, () => watch.sees(544));
    expect(seen.indexOf(true)).toBe(LEAST_CELLS - 1);
    expect(seen.filter(Boolean)).toHaveLength(1);
    const other = new CellWatch();
    for (let i = 0; i < MAX_OTHERS; i++) other.sees(100);
    expect(Array.from({ length: LEAST_CELLS }, () => other.sees(531))).not.toContain(true);
  });

  it('up to TLS 1.2 the certificate tells by its two made-up names', () => {
    const chain = tlsRecord('16', handshake('0b', sized(3, sized(3, CERTIFICATE))));
    expect(told([{ fromServer: true, bytes: chain }]).names).toEqual(['certificate']);
  });
});

describe('TeamViewer in TLS and HTTP', () => {
  it('is told by the name of its servers, not by that of its pages', () => {
    const turn = recordingTurn();
    feedStream(tls, [{ fromServer: false, bytes: hello('router7.teamviewer.com') }], turn);
    expect(turn.carried.map(({ protocol, fn }) => [protocol.name, fn])).toEqual([['teamviewer', 0x100]]);
    expect(serverNameOwner('www.teamviewer.com')).toBeUndefined();
    expect(serverNameOwner('notteamviewer.com')).toBeUndefined();
    const web = recordingTurn();
    const request = ascii('GET /din.aspx HTTP/1.1\r\nHost: master3.teamviewer.com\r\n\r\n');
    feedStream(http, [{ fromServer: false, bytes: request }], web);
    expect(web.carried.map(({ protocol }) => protocol.name)).toEqual(['teamviewer']);
  });
});
