import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { isoTime } from '../../../kernel/time.ts';
import { hex, together, windowed } from '../decoder-laws.cases.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { tls } from '../tls.ts';
import { captures, judgedStreams, taggedCaptures } from '../tshark-oracle.cases.ts';
import { YES } from '../../verdict.ts';
import { MAX_ALTERNATIVE_NAMES, MAX_CERTIFICATE_EXTENSIONS, MAX_SERIAL, readCertificate } from './certificate.ts';
import { DerReader, objectIdentifierText } from './der.ts';
import { distinguishedName, MAX_NAME_PARTS } from './distinguished-name.ts';
import { CERTIFICATE, handshake, sized, tlsRecord } from './samples.cases.ts';

/** DER with lengths up to 65,535. */
function der(tag: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = together(...parts);
  return body.length < 128 ? together(hex(tag), sized(1, body)) : together(hex(tag, '82'), sized(2, body));
}

const commonName = (text: string): Uint8Array =>
  der('31', der('30', hex('0603550403'), der('0c', new Uint8Array(Buffer.from(text)))));

/** With what its test is about: a serial, and extensions. */
function certificateOf(serial: string, ...extensions: readonly Uint8Array[]): Uint8Array {
  const body = der(
    '30',
    der('02', hex(serial)),
    der('30'), // algorithm
    der('30', commonName('ca')), // issuer
    der(
      '30',
      der('17', hex(Buffer.from('4912312359Z').toString('hex'))),
      der('18', hex(Buffer.from('20500101000000Z').toString('hex'))),
    ),
    der('30', commonName('a,b')), // subject
    der('30'), // key
    der('a3', der('30', ...extensions)),
  );
  return der('30', body, der('30'), hex('0300'));
}

const alternative = (...names: readonly string[]): Uint8Array =>
  der(
    '30',
    hex('0603551d11'),
    der('04', der('30', ...names.map((name) => der('82', new Uint8Array(Buffer.from(name)))))),
  );

describe('a certificate', () => {
  it('says what OpenSSL says of the same bytes', () => {
    const certificate = readCertificate(CERTIFICATE, 0, CERTIFICATE.length);
    const oracle = new X509Certificate(CERTIFICATE);
    expect(certificate).toMatchObject({
      subject: 'CN=rut955.crane.example,OU=Cranes,O=Hafen Übersee\\, GmbH,C=XX',
      issuer: 'CN=rut955.crane.example,OU=Cranes,O=Hafen Übersee\\, GmbH,C=XX',
      serial: 'c0ffee01',
      selfSigned: true,
      alternativeNames: [
        'rut955.crane.example',
        '*.crane.example',
        '192.0.2.1',
        '2001:db8::1',
        'ops@crane.example',
        'https://crane.example/',
      ],
    });
    expect(isoTime(certificate?.notBefore ?? 0n).slice(0, 19)).toBe(
      new Date(oracle.validFrom).toISOString().slice(0, 19),
    );
    expect(isoTime(certificate?.notAfter ?? 0n).slice(0, 19)).toBe(new Date(oracle.validTo).toISOString().slice(0, 19));
  });

  it('is none, or another one, when it is damaged, and never reads outside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        fc.nat(CERTIFICATE.length),
        (changes, end) => {
          const bytes = CERTIFICATE.slice();
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const alone = readCertificate(bytes.slice(0, end), 0, end);
          const poisoned = together(bytes.subarray(0, end), hex('ff'.repeat(64)));
          expect(readCertificate(poisoned, 0, end)).toEqual(alone);
        },
      ),
    );
  });

  it('keeps alternative names up to its limit', () => {
    const names = Array.from({ length: MAX_ALTERNATIVE_NAMES + 1 }, (_, i) => `h${i}`);
    const read = (...of: readonly string[]) => {
      const bytes = certificateOf('05', alternative(...of));
      return readCertificate(bytes, 0, bytes.length);
    };
    const certificate = read(...names);
    expect(certificate?.alternativeNames).toEqual(names.slice(0, -1));
    expect(certificate?.overLimit).toBe(true);
    expect(read(...names.slice(0, -1))?.overLimit).toBe(false);
    expect(certificate).toMatchObject({ subject: 'CN=a\\,b', issuer: 'CN=ca', selfSigned: false, serial: '05' });
    expect(isoTime(certificate?.notBefore ?? 0n)).toBe('2049-12-31T23:59:00.000000000Z');
    expect(isoTime(certificate?.notAfter ?? 0n)).toBe('2050-01-01T00:00:00.000000000Z');
  });

  it('is read up to its limits of extensions and of its serial, and told of as not read whole', () => {
    const read = (bytes: Uint8Array) => {
      const { names, overLimit, serial } = summary(readCertificate(bytes, 0, bytes.length));
      // Within the minute for which it is valid.
      const turn = recordingTurn({ seconds: Date.UTC(2049, 11, 31, 23, 59, 30) / 1000 });
      const chain = tlsRecord('16', handshake('0b', sized(3, sized(3, bytes))));
      feedStream(tls, [{ fromServer: true, bytes: chain }], turn);
      expect(turn.anomalies).toEqual(overLimit ? ['certificate-over-limit'] : []);
      expect(turn.facts).toHaveLength(1);
      return { names, overLimit, serial };
    };
    const summary = (certificate: ReturnType<typeof readCertificate>) => ({
      names: certificate?.alternativeNames,
      overLimit: certificate?.overLimit,
      serial: certificate?.serial.length,
    });
    const behind = (count: number): Uint8Array =>
      certificateOf('05', ...Array.from({ length: count }, () => der('30', hex('0603551d0e'))), alternative('last'));
    const whole = { names: ['last'], overLimit: false, serial: 2 };
    expect(read(behind(MAX_CERTIFICATE_EXTENSIONS - 1))).toEqual(whole);
    expect(read(behind(MAX_CERTIFICATE_EXTENSIONS))).toEqual({ ...whole, names: [], overLimit: true });
    const numbered = (octets: number): Uint8Array => certificateOf(`00${'c5'.repeat(octets)}`, alternative('last'));
    expect(read(numbered(MAX_SERIAL))).toEqual({ ...whole, serial: 2 * MAX_SERIAL });
    expect(read(numbered(MAX_SERIAL + 1))).toEqual({ ...whole, overLimit: true, serial: 2 * MAX_SERIAL });
  });

  it('keeps name parts up to its limit and refuses what is no name', () => {
    const many = together(...Array.from({ length: MAX_NAME_PARTS + 9 }, (_, i) => commonName(String(i))));
    expect(distinguishedName(many, 0, many.length)?.split(',')).toHaveLength(MAX_NAME_PARTS);
    expect(distinguishedName(hex('3000'), 0, 2)).toBeUndefined();
    expect(distinguishedName(hex(''), 0, 0)).toBe('');
  });

  it('has elements whose lengths are definite and stay inside', () => {
    for (const bytes of [hex('3080'), hex('3003 0101'), hex('1f0100'), hex('3085 0000000001 00'), hex('30')]) {
      expect(new DerReader(bytes, 0, bytes.length).next()).toBe(false);
    }
    expect(objectIdentifierText(hex('2a864886f70d010901'), 0, 9)).toBe('1.2.840.113549.1.9.1');
  });

  it.skipIf(captures === undefined)(
    'of real captures reads as in OpenSSL (left out where there are none)',
    { timeout: 90_000 },
    () => {
      const seen = new Map<string, Uint8Array>();
      for (const file of taggedCaptures('tls', 400, 12)) {
        for (const { segments } of judgedStreams(file, [])) {
          const first = segments[0];
          if (first === undefined || tls.probe(windowed(first.bytes), first.fromServer) !== YES) continue;
          const turn = recordingTurn();
          const sha256 = turn.crypto.sha256.bind(turn.crypto);
          const crypto = {
            ...turn.crypto,
            sha256: (bytes: Uint8Array) => {
              const digest = sha256(bytes);
              if (bytes[0] === 0x30 && bytes[1] === 0x82) seen.set(Buffer.from(digest).toString('hex'), bytes.slice());
              return digest;
            },
          };
          feedStream(tls, segments, Object.assign(turn, { crypto }));
        }
      }
      expect(seen.size).toBeGreaterThan(5);
      for (const bytes of seen.values()) {
        const ours = readCertificate(bytes, 0, bytes.length);
        const oracle = new X509Certificate(bytes);
        expect(ours?.serial.toUpperCase()).toBe(oracle.serialNumber.replace(/^(?:00)+(?=..)/, ''));
        expect(isoTime(ours?.notAfter ?? 0n).slice(0, 19)).toBe(new Date(oracle.validTo).toISOString().slice(0, 19));
        expect(ours?.selfSigned).toBe(oracle.subject === oracle.issuer);
        const names = /CN=([^\n]*)/.exec(oracle.subject)?.[1];
        if (names !== undefined && !/[\\+]/.test(names))
          expect(ours?.subject).toContain(`CN=${names.replace(/[,"<>;]/g, '\\$&')}`);
      }
    },
  );
});
