import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO, YES } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, together, hex, windowed } from './decoder-laws.cases.ts';
import { captures, judgedDatagrams } from './tshark-oracle.cases.ts';
import { MAX_LISTED, wsDiscovery } from './ws-discovery.ts';
import { bye, envelope, hello, matches, probe, resolve } from './ws-discovery/messages.cases.ts';
import { MAX_SCOPES } from './ws-discovery/scopes.ts';
import { MAX_XML_ELEMENTS, MAX_XML_TEXT } from './ws-discovery/xml-texts.ts';

datagramLaws(wsDiscovery, [hello, matches, probe, resolve, bye]);

describe('WS-Discovery', () => {
  it('says what a camera is, where it is, and where it can be reached', () => {
    expect(readDatagram(wsDiscovery, matches).turn.facts).toEqual([
      'claim ip:192.0.2.1 service-type NetworkVideoTransmitter',
      'claim ip:192.0.2.1 service-type Device',
      'claim ip:192.0.2.1 description Gate 3',
      'claim ip:192.0.2.1 model C-100',
      'claim ip:192.0.2.1 role onvif ptz',
      'claim ip:192.0.2.1 service-type onvif profile Streaming',
      'claim ip:192.0.2.1 location country/NO, quay%ZZ',
      'name service http://192.0.2.1/onvif/device_service ip:192.0.2.1',
      'name service http://100.64.0.9/ ip:192.0.2.1',
      'claim ip:192.0.2.1 address-in-payload 100.64.0.9',
    ]);
    expect(readDatagram(wsDiscovery, hello).turn.messages[0]?.fields).toMatchObject({ 'wsdd.address': 'urn:uuid:2' });
  });

  it('takes nothing from who only asks, or leaves', () => {
    for (const message of [probe, resolve, bye]) expect(readDatagram(wsDiscovery, message).turn.facts).toEqual([]);
    expect(readDatagram(wsDiscovery, probe).turn.messages[0]?.fn).toBe(3);
    expect(wsDiscovery.functionName(6)).toBe('resolve matches');
  });

  it('bears a byte order mark, and takes no other XML for its own', () => {
    expect(wsDiscovery.probe(windowed(together(hex('efbbbf'), probe)), false)).toBe(YES);
    for (const text of ['<a>', '<Action>http://example.org/Hello</Action>', '<!-- x -->', 'Action'])
      expect(wsDiscovery.probe(windowed(ascii(text)), false)).toBe(NO);
    expect(wsDiscovery.probe(windowed(envelope('Else', '')), false)).toBe(NO);
  });

  it('reads no more elements, text, scopes and addresses than it says', () => {
    const anomalies = (body: string): string[] => readDatagram(wsDiscovery, envelope('Hello', body)).turn.anomalies;
    expect(anomalies('<x>y</x>'.repeat(MAX_XML_ELEMENTS))).toEqual(['elements-over-limit']);
    expect(anomalies(`<d:Scopes>${'a:b '.repeat(MAX_SCOPES + 1)}</d:Scopes>`)).toEqual(['scopes-over-limit']);
    expect(anomalies(`<d:Types>${'a:b '.repeat(MAX_LISTED + 1)}</d:Types>`)).toEqual(['list-over-limit']);
    const long = envelope('Hello', `<d:Address>${'x'.repeat(MAX_XML_TEXT + 1)}</d:Address>`);
    expect(readDatagram(wsDiscovery, long).turn.messages[0]?.fields['wsdd.address']).toHaveLength(MAX_XML_TEXT);
  });
});

it.skipIf(captures === undefined)('reads real messages (left out where there are no captures)', () => {
  const file = join(captures as string, 'files/ntop__nDPI/5001ae0b38de-upnp.pcap');
  const asked = judgedDatagrams(file, []).filter(({ destinationPort }) => destinationPort === 3702);
  expect(asked.length).toBeGreaterThan(0);
  for (const { bytes } of asked) expect(readDatagram(wsDiscovery, bytes).turn.messages[0]?.fn).toBe(5);
});
