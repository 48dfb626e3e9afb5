import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, MORE, NO, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, inPieces, type Segment } from './feed-stream.cases.ts';
import { tls } from './tls.ts';
import { MAX_ALPN, MAX_EXTENSIONS, MAX_HELLO_NAME, MAX_LIST } from './tls/client-hello.ts';
import { MAX_HANDSHAKE, MAX_RECORDS } from './tls/flight.ts';
import { MAX_CERTIFICATES } from './tls/handshake.ts';
import {
  CERTIFICATE,
  CLIENT_HELLO,
  CONVERSATION,
  extension,
  handshake,
  HELLO_DONE,
  SERVER_HELLO,
  sized,
  SSLV2_HELLO,
  tlsRecord,
} from './tls/samples.cases.ts';
import { captures, handMadeCapture, judgedStreams, taggedCaptures } from './tshark-oracle.cases.ts';

const RETRY = handshake(
  '02',
  together(
    hex('0303', 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', '00', '1301 00'),
    sized(2, extension('002b', hex('0304'))),
  ),
);
/** TLS 1.3 with a retried hello: the second one comes in the clear, behind a change cipher spec. */
const RETRIED: readonly Segment[] = [
  { fromServer: false, bytes: together(tlsRecord('16', CLIENT_HELLO), tlsRecord('14', hex('01'))) },
  { fromServer: true, bytes: together(tlsRecord('16', RETRY), tlsRecord('14', hex('01'))) },
  { fromServer: false, bytes: together(tlsRecord('16', CLIENT_HELLO), tlsRecord('17', hex('aa'.repeat(64)))) },
];
const OLD: readonly Segment[] = [
  { fromServer: false, bytes: SSLV2_HELLO },
  { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO, '0301') },
];

streamLaws(tls, [CONVERSATION, RETRIED, OLD]);

/** While the certificate of the samples is valid: from November 2026 to November 2036. */
const VALID = Date.UTC(2030, 0, 1) / 1000;

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn({ seconds: VALID });
  const fed = feedStream(tls, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => tls.functionName(fn)) };
}

describe('TLS', () => {
  it('takes no octet for the beginning of a record that begins none', () => {
    const agreed = { fromServer: true, bytes: ascii('S') };
    expect(read(agreed, ...CONVERSATION).names).toEqual(read(...CONVERSATION).names);
    for (const octet of ['13', '19', '7f'])
      expect(tls.parse(windowed(hex(octet)), recordingTurn(), tls.open())).toBe(BAD);
    for (const octet of ['14', '18', '80'])
      expect(tls.parse(windowed(hex(octet)), recordingTurn(), tls.open())).toBe(MORE);
  });

  it('reads the hellos and the certificate, and passes over the rest', () => {
    const { turn, fed, names } = read(...CONVERSATION);
    expect(names).toEqual([
      'client hello',
      'server hello',
      'certificate',
      'server hello done',
      'client key exchange',
      'change cipher spec',
      'encrypted handshake',
      'application data',
      'change cipher spec',
      'application data',
      'encrypted alert',
    ]);
    expect(turn.facts.slice(2)).toEqual([
      'claim ip:192.0.2.1 alpn h2,http/1.1',
      'name tls-sni rms.example.net ip:192.0.2.2',
      'certificate CN=rut955.crane.example,OU=Cranes,O=Hafen Übersee\\, GmbH,C=XX issuer CN=rut955.crane.example,OU=Cranes,O=Hafen Übersee\\, GmbH,C=XX cf416af8c64632abce80475e627ecddc1a7bc52d26c7dd0fea954004b4e029d4',
    ]);
    expect(turn.skipped.filter(({ as }) => as === 'encrypted').map(({ bytes }) => bytes)).toEqual([40, 100, 700, 26]);
    expect(fed).toEqual({ bad: 0, waiting: 0, overLimit: 0 });
    expect(turn.anomalies).toEqual([]);
  });

  it('says of a certificate that it was shown before or after its validity, by the time of the frame', () => {
    const chain = { fromServer: true, bytes: tlsRecord('16', handshake('0b', sized(3, sized(3, CERTIFICATE)))) };
    const at = (year: number) => {
      const turn = recordingTurn({ seconds: Date.UTC(year, 0, 1) / 1000 });
      feedStream(tls, [chain], turn);
      return turn;
    };
    expect([2026, 2030, 2037].map((year) => at(year).anomalies)).toEqual([
      ['certificate-not-yet-valid'],
      [],
      ['certificate-expired'],
    ]);
    expect(at(2030).messages[0]?.fields['x509.self_issued']).toBe(true);
  });

  it('knows every kind of handshake message of the registry, and takes none of datagrams for one of a stream', () => {
    const registered = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 25, 26, 67, 254];
    expect(registered.filter((type) => tls.functionName(type) === undefined)).toEqual([]);
    const { names } = read({ fromServer: true, bytes: tlsRecord('16', hex('09 00 0001 00')) });
    expect(names).toEqual(['encrypted handshake']);
  });

  it('passes over a record without its body being there', () => {
    const turn = recordingTurn();
    const c = windowed(hex('17 0303 4000'));
    expect(tls.parse(c, turn, tls.open())).toBe(1);
    expect(turn.skipped).toEqual([{ bytes: 0x4000, as: 'encrypted' }]);
  });

  it('reads a second hello in the clear after a retry', () => {
    expect(read(...RETRIED).names).toEqual([
      'client hello',
      'change cipher spec',
      'server hello',
      'change cipher spec',
      'client hello',
      'application data',
    ]);
  });

  it('reads a hello that is spread over records of one byte each', () => {
    const pieces = Array.from(CLIENT_HELLO, (byte) => tlsRecord('16', new Uint8Array([byte])));
    const { turn, names } = read({ fromServer: false, bytes: together(...pieces) });
    expect(names).toEqual(['client hello']);
    expect(turn.facts).toContain('name tls-sni rms.example.net ip:192.0.2.2');
    expect(tls.probe(windowed(pieces[0] as Uint8Array), false)).toBe(YES);
  });

  it('shows each record once, however many messages share it, and the type of 1.3 for what it is', () => {
    const shared = tlsRecord('16', together(SERVER_HELLO, HELLO_DONE));
    const { turn } = read({ fromServer: true, bytes: shared });
    expect(turn.messages.map(({ fields }) => fields['tls.record.length'])).toEqual([shared.length - 5, undefined]);
    const data = read(...RETRIED).turn.messages.at(-1)?.fields;
    expect(data).toMatchObject({ 'tls.record.opaque_type': 23, 'tls.record.length': 64 });
    expect(data).not.toHaveProperty(['tls.record.content_type']);
  });

  it('reads the hello of a draft of 1.3, in which no session stands before the cipher', () => {
    // draft 20: version, random, cipher; then one extension, the key share
    const body = together(hex('7f14', 'ef'.repeat(32), '1302'), sized(2, extension('0028', hex('001d 0001 55'))));
    const { turn } = read({ fromServer: true, bytes: tlsRecord('16', handshake('02', body)) });
    expect(turn.messages[0]?.fields).toMatchObject({
      'tls.handshake.ciphersuite': 0x1302,
      'tls.handshake.extension.type': 40,
    });
    expect(turn.anomalies).toEqual([]);
  });

  it('knows a hello in the format of SSL 2', () => {
    const { names, turn } = read(...OLD);
    expect(names).toEqual(['client hello (SSLv2)', 'server hello']);
    expect(turn.messages[0]?.fields).toMatchObject({
      'tls.record.version': 2,
      'tls.handshake.session_id_length': 0,
      'tls.handshake.cipherspec': [0x35, 0x2f, 5, 0x10080, 0x700c0, 0xff],
    });
    const broken = SSLV2_HELLO.slice();
    broken[6] = 17; // ciphers come in threes
    expect(tls.probe(windowed(broken), false)).toBe(NO);
  });

  it('takes what begins in the middle for encrypted', () => {
    const { names, turn } = read({
      fromServer: true,
      bytes: together(tlsRecord('16', hex('00'.repeat(8), '5e'.repeat(32))), tlsRecord('17', hex('01'.repeat(30)))),
    });
    expect(names).toEqual(['encrypted handshake', 'application data']);
    expect(turn.anomalies).toEqual([]);
  });

  it('reports an alert, and a heartbeat that asks for more than it sent', () => {
    const { turn, names } = read({
      fromServer: true,
      bytes: together(tlsRecord('15', hex('0228')), tlsRecord('18', hex('01 4000'))),
    });
    expect(names).toEqual(['alert', 'heartbeat']);
    expect(turn.messages[0]?.fields).toMatchObject({ 'tls.alert_message.level': 2, 'tls.alert_message.desc': 40 });
    expect(turn.anomalies).toEqual(['heartbeat-overread']);
  });

  it('says when another record interrupts a handshake message', () => {
    const { turn } = read({
      fromServer: false,
      bytes: together(tlsRecord('16', CLIENT_HELLO.subarray(0, 50)), tlsRecord('15', hex('0100'))),
    });
    expect(turn.anomalies).toEqual(['handshake-cut']);
    expect(turn.unrecognisedBytes).toBe(50);
    expect(turn.messages.map(({ fn }) => tls.functionName(fn))).toEqual(['alert']);
  });

  it('takes no fingerprint of half a hello', () => {
    const half = handshake('01', CLIENT_HELLO.subarray(4, 54));
    const { turn } = read({ fromServer: false, bytes: tlsRecord('16', half) });
    expect(turn.anomalies).toEqual(['hello-bad']);
    expect(turn.facts).toEqual([]);
  });

  it('assembles a message up to its limits and passes over a longer one', () => {
    const long = together(
      hex('0b', (MAX_HANDSHAKE + 1).toString(16).padStart(6, '0')),
      new Uint8Array(MAX_HANDSHAKE + 1),
    );
    const records: Uint8Array[] = [];
    for (let at = 0; at < long.length; at += 16_000) records.push(tlsRecord('16', long.subarray(at, at + 16_000)));
    const { turn, names } = read({ fromServer: true, bytes: together(...records, tlsRecord('16', SERVER_HELLO)) });
    expect(turn.anomalies).toEqual(['handshake-over-limit']);
    expect(names).toEqual(['server hello']);
    const crumbs = Array.from({ length: MAX_RECORDS + 1 }, () => tlsRecord('16', hex('')));
    expect(
      read({ fromServer: true, bytes: together(...crumbs, tlsRecord('16', SERVER_HELLO)) }).turn.anomalies,
    ).toEqual(['records-over-limit']);
  });

  it('reads lists and chains up to their limits', () => {
    const ciphers = sized(2, hex('1301'.repeat(MAX_LIST + 1)));
    const hello = handshake('01', together(hex('0303', '00'.repeat(32), '00'), ciphers, hex('0100')));
    expect(read({ fromServer: false, bytes: tlsRecord('16', hello) }).turn.anomalies).toEqual(['list-over-limit']);
    const extended = (...extensions: readonly Uint8Array[]): readonly string[] => {
      const body = together(hex('0303', '00'.repeat(32), '00', '0002 1301', '0100'), sized(2, ...extensions));
      return read({ fromServer: false, bytes: tlsRecord('16', handshake('01', body)) }).turn.anomalies;
    };
    const empty = extension('0017', hex(''));
    expect(extended(...Array.from({ length: MAX_EXTENSIONS }, () => empty))).toEqual([]);
    expect(extended(...Array.from({ length: MAX_EXTENSIONS + 1 }, () => empty))).toEqual(['list-over-limit']);
    const protocols = (count: number): Uint8Array => extension('0010', sized(2, hex('0161'.repeat(count))));
    expect(extended(protocols(MAX_ALPN))).toEqual([]);
    expect(extended(protocols(MAX_ALPN + 1))).toEqual(['list-over-limit']);
    const chain = handshake(
      '0b',
      sized(3, ...Array.from({ length: MAX_CERTIFICATES + 1 }, () => sized(3, CERTIFICATE))),
    );
    const { turn } = read({ fromServer: true, bytes: tlsRecord('16', chain) });
    expect(turn.anomalies).toEqual(['certificates-over-limit']);
    expect(turn.facts).toHaveLength(MAX_CERTIFICATES);
    const junk = handshake('0b', sized(3, sized(3, hex('3000'))));
    expect(read({ fromServer: true, bytes: tlsRecord('16', junk) }).turn.anomalies).toEqual(['certificate-bad']);
  });

  it('takes a server name up to its limit, and says so where there is more', () => {
    const named = (length: number) => {
      const name = extension('0000', sized(2, hex('00'), sized(2, ascii('a'.repeat(length)))));
      const body = together(hex('0303', '00'.repeat(32), '00', '0002 1301', '0100'), sized(2, name));
      const { turn } = read({ fromServer: false, bytes: tlsRecord('16', handshake('01', body)) });
      const [fact] = turn.facts.filter((told) => told.startsWith('name tls-sni '));
      return { taken: fact?.split(' ')[2]?.length, anomalies: turn.anomalies };
    };
    expect(named(MAX_HELLO_NAME)).toEqual({ taken: MAX_HELLO_NAME, anomalies: [] });
    expect(named(MAX_HELLO_NAME + 1)).toEqual({ taken: MAX_HELLO_NAME, anomalies: ['list-over-limit'] });
  });

  it('is not taken in by other protocols that begin alike', () => {
    for (const other of [
      hex('16 0400 0010 01'),
      hex('16 0301 0000 01'),
      hex('14 0303 0002 0101'),
      ascii('GET / HTTP/1.1\r\n'),
      hex('00'),
    ]) {
      expect(tls.probe(windowed(other), false)).toBe(NO);
    }
  });
});

describe('TLS beside tshark', () => {
  const compared = ['tls.handshake.ja3', 'tls.handshake.extensions_server_name'];
  const check = (file: string): number => {
    let count = 0;
    const ours: Record<string, string[]> = { [compared[0] as string]: [], [compared[1] as string]: [] };
    const theirs: Record<string, string[]> = { [compared[0] as string]: [], [compared[1] as string]: [] };
    for (const stream of judgedStreams(file, compared)) {
      // OpenVPN and others wrap TLS; there it is not ours to read.
      const bare = stream.frames.every(({ protocols }) => !protocols.includes('openvpn'));
      const first = stream.segments.findIndex(
        ({ bytes, fromServer }) => tls.probe(windowed(bytes), fromServer) === YES,
      );
      if (!bare || first < 0) continue;
      const { turn } = read(...stream.segments.slice(first));
      for (const name of compared) {
        for (const { fields } of stream.frames) theirs[name]?.push(...(fields.get(name) ?? []));
        for (const { fields } of turn.messages) if (fields[name] !== undefined) ours[name]?.push(String(fields[name]));
      }
      count++;
    }
    for (const name of compared) expect(ours[name]?.toSorted(), `${name} of ${file}`).toEqual(theirs[name]?.toSorted());
    return count;
  };

  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-tls-'));
    try {
      const bytes = tlsRecord('16', CLIENT_HELLO, '0301');
      const cut = inPieces([{ fromServer: false, bytes }], [90]);
      let sequence = 1;
      const packets = cut.map((piece) => {
        const packet = {
          transport: 'tcp' as const,
          sourcePort: 40_000,
          destinationPort: 443,
          bytes: piece.bytes,
          sequence,
        };
        sequence += piece.bytes.length;
        return packet;
      });
      expect(check(handMadeCapture(folder, packets))).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 90_000 },
    () => {
      const files = taggedCaptures('tls', 150, 14);
      expect(files.map(check).reduce((a, b) => a + b, 0)).toBeGreaterThan(10);
    },
  );
});
