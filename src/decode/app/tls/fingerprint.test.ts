import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import type { ClientHello } from './client-hello.ts';
import { isGrease, ja3, ja3Text, ja4, ja4Text } from './fingerprint.ts';

const { crypto } = recordingTurn();

function hello(values: Partial<ClientHello>): ClientHello {
  return {
    version: 0x0303,
    sessionIdLength: 32,
    ciphers: [],
    extensions: [],
    groups: [],
    pointFormats: [],
    signatureAlgorithms: [],
    versions: [],
    alpn: [],
    serverName: '',
    hasExtensions: true,
    cut: false,
    overLimit: false,
    ...values,
  };
}

/** Chrome 143 on Android as a public fingerprinting page saw it, which published text and digest of both. */
const CHROME = hello({
  ciphers: [0xaaaa, 4865, 4866, 4867, 49195, 49199, 49196, 49200, 52393, 52392, 49171, 49172, 156, 157, 47, 53],
  extensions: [0x4a4a, 45, 51, 16, 65037, 23, 17613, 0, 11, 10, 43, 65281, 35, 18, 5, 13, 27, 0x6a6a],
  groups: [0x3a3a, 4588, 29, 23, 24],
  pointFormats: [0],
  signatureAlgorithms: [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601],
  versions: [0x6a6a, 0x0304, 0x0303],
  alpn: ['h2', 'http/1.1'],
});

describe('fingerprints of TLS clients', () => {
  it('gives the published JA3 of a browser', () => {
    expect(ja3Text(CHROME)).toBe(
      '771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,45-51-16-65037-23-17613-0-11-10-43-65281-35-18-5-13-27,4588-29-23-24,0',
    );
    expect(ja3(ja3Text(CHROME), crypto)).toBe('98487aa16281980e7d1120d399efb6a4');
  });

  it('gives the published JA4 of the same browser', () => {
    expect(ja4Text(CHROME)).toBe(
      't13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9_0005,000a,000b,000d,0012,0017,001b,0023,002b,002d,0033,44cd,fe0d,ff01_0403,0804,0401,0503,0805,0501,0806,0601',
    );
    expect(ja4(CHROME, crypto)).toBe('t13d1516h2_8daaf6152771_d8a2da3f94cd');
  });

  it('keeps JA4 and changes JA3 when the extensions are shuffled', () => {
    const shuffled = { ...CHROME, extensions: CHROME.extensions.toReversed() };
    expect(ja4(shuffled, crypto)).toBe(ja4(CHROME, crypto));
    expect(ja3Text(shuffled)).not.toBe(ja3Text(CHROME));
  });

  it('writes zeros for what is not there', () => {
    expect(ja4(hello({ version: 0x0301, hasExtensions: false }), crypto)).toBe('t10i000000_000000000000_000000000000');
    expect(ja3Text(hello({ version: 0x0300 }))).toBe('768,,,,');
  });

  it('takes hex where the ends of the first protocol are no letters or digits', () => {
    const ends = (alpn: string): string => ja4(hello({ alpn: [alpn] }), crypto).slice(8, 10);
    expect(ends('http/1.1')).toBe('h1');
    expect(ends('h')).toBe('hh');
    expect(ends('\u00ab')).toBe('ab');
    expect(ends('h\u00cd')).toBe('6d');
  });

  it('counts at most 99 and knows every reserved value', () => {
    expect(ja4(hello({ ciphers: Array.from({ length: 130 }, (_, i) => i) }), crypto).slice(0, 8)).toBe('t12i9900');
    const reserved = Array.from({ length: 65_536 }, (_, i) => i).filter(isGrease);
    expect(reserved.map((value) => value.toString(16))).toEqual(
      Array.from('0123456789abcdef').map((d) => Number(`0x${d}a${d}a`).toString(16)),
    );
  });
});
