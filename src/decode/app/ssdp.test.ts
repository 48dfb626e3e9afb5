import { describe, expect, it } from 'vitest';
import { NO } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, windowed } from './decoder-laws.cases.ts';
import { MAX_HEADERS, MAX_LINE, ssdp } from './ssdp.ts';

const text = (...lines: readonly string[]): Uint8Array => ascii(`${lines.join('\r\n')}\r\n\r\n`);

const GATEWAY = text(
  'NOTIFY * HTTP/1.1',
  'HOST: 239.255.255.250:1900',
  'CACHE-CONTROL: max-age=1800',
  'Location: http://100.72.0.9:49152/desc.xml',
  'SERVER: Linux/3.14 UPnP/1.0 IGD/1.00',
  'NT: urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'NTS: ssdp:alive',
  'USN: uuid:00e0fc37::urn:schemas-upnp-org:device:InternetGatewayDevice:1',
);
const GOODBYE = text(
  'NOTIFY * HTTP/1.1',
  'NT: urn:schemas-upnp-org:device:WANDevice:1',
  'NTS: ssdp:byebye',
  'USN: uuid:1',
);
const SEARCH = text(
  'M-SEARCH * HTTP/1.1',
  'MAN: "ssdp:discover"',
  'ST: urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'USER-AGENT: Chromium/120',
);
const FOUND = text(
  'HTTP/1.1 200 OK',
  'EXT:',
  'ST: upnp:rootdevice',
  'USN: uuid:2::upnp:rootdevice',
  'LOCATION: http://192.0.2.1:80/',
);

datagramLaws(ssdp, [GATEWAY, GOODBYE, SEARCH, FOUND]);

describe('SSDP', () => {
  it('takes a device at its word that it is an internet gateway', () => {
    expect(readDatagram(ssdp, GATEWAY).turn.facts).toEqual([
      'claim ip:192.0.2.1 http-server Linux/3.14 UPnP/1.0 IGD/1.00',
      'claim ip:192.0.2.1 service-type urn:schemas-upnp-org:device:InternetGatewayDevice:1',
      'name service http://100.72.0.9:49152/desc.xml ip:192.0.2.1',
      'claim ip:192.0.2.1 address-in-payload 100.72.0.9',
      'forwarding internet-gateway ip:192.0.2.1 -',
    ]);
  });

  it('takes neither a goodbye nor a search for an offer', () => {
    expect(readDatagram(ssdp, GOODBYE).turn.facts).toEqual([]);
    expect(readDatagram(ssdp, SEARCH).turn.facts).toEqual(['claim ip:192.0.2.1 http-agent Chromium/120']);
  });

  it('reads a search response', () => {
    const { turn } = readDatagram(ssdp, FOUND);
    expect(ssdp.functionName(turn.messages[0]?.fn ?? 0)).toBe('search response');
    expect(turn.facts).toContain('claim ip:192.0.2.1 service-type upnp:rootdevice');
  });

  it('is not taken in by requests of HTTP over UDP that are not its own', () => {
    expect(ssdp.probe(windowed(ascii('NOTIFY /x HTTP/1.1\r\n')), false)).toBe(NO);
    expect(ssdp.probe(windowed(ascii('SUBSCRIBE sip:a SIP/2.0\r\n')), false)).toBe(NO);
  });

  it('stops at its limits of lines and of their length', () => {
    const many = text('NOTIFY * HTTP/1.1', ...Array.from({ length: MAX_HEADERS + 1 }, (_, i) => `X-${i}: 1`));
    expect(readDatagram(ssdp, many).turn.anomalies).toEqual(['headers-over-limit']);
    const long = readDatagram(ssdp, text('NOTIFY * HTTP/1.1', `SERVER: ${'a'.repeat(MAX_LINE)}`, 'NT: x')).turn;
    expect(long.anomalies).toEqual(['line-cut']);
    expect(long.messages[0]?.fields).toMatchObject({ 'http.server': 'a'.repeat(MAX_LINE - 8), 'ssdp.nt': 'x' });
    expect(readDatagram(ssdp, text('NOTIFY * HTTP/1.1', 'no colon')).turn.anomalies).toEqual(['header-bad']);
  });
});
