import { expect, it } from 'vitest';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import type { CertificateRow } from '../schema/facts/certificates.ts';
import type { NameRow } from '../schema/facts/names.ts';
import { MAX_RELAY_USES } from './limits.ts';
import { relayUses } from './relay-uses.ts';

const seen = { count: 2, first: 1n, last: 9n, frames: [3, 7] };
const name = (client: string, text: string, kind: NameRow['kind'] = 'query'): NameRow => ({
  client,
  server: '192.0.2.53',
  protocol: 'dns',
  kind,
  name: text,
  about: '',
  ...seen,
});
const certificate = (subject: string, issuer: string, alternativeNames = ''): CertificateRow => ({
  holder: '203.0.113.9',
  port: 443,
  sha256: '00',
  subject,
  issuer,
  alternativeNames,
  notBefore: 0n,
  notAfter: 0n,
  serial: '01',
  selfSigned: 0,
  ...seen,
});

it('says who asked for which product, each way by itself, with all names and sightings', () => {
  const rows = [
    name('10.0.0.5', 'as.pro.talk2m.com'),
    name('10.0.0.5', 'device.talk2m.com'),
    name('10.0.0.5', 'device.talk2m.com', 'tls-sni'),
    name('10.0.0.5', 'time.example.com'),
    name('10.0.0.6', 'device.talk2m.com', 'answer'),
  ];
  const uses = relayUses(rows, [], testKnowledge());
  expect(uses.map(({ ip, how, names, count }) => ({ ip, how, names, count }))).toEqual([
    { ip: '10.0.0.5', how: 'query', names: ['as.pro.talk2m.com', 'device.talk2m.com'], count: 4 },
    { ip: '10.0.0.5', how: 'tls-sni', names: ['device.talk2m.com'], count: 2 },
  ]);
  expect(uses[0]).toMatchObject({
    product: 'HMS Talk2M (Ewon)',
    kind: 'industrial-gateway',
    strength: 'A',
    frames: [3, 7],
  });
});

it('certificates name a product by words, by common name or by alternative names', () => {
  const rows = [
    certificate('CN=AnyNet Relay', 'CN=AnyNet Root CA,O=philandro Software GmbH'),
    certificate('CN=*.relay.screenconnect.com', 'CN=A public authority'),
    certificate('CN=edge', 'CN=A public authority', 'edge.example,*.argotunnel.com'),
    certificate('CN=plc.example', 'CN=A public authority', 'plc.example'),
  ];
  const products = relayUses([], rows, testKnowledge()).map(({ product }) => product);
  expect(products).toEqual(['AnyDesk', 'Cloudflare Tunnel (cloudflared)', 'ConnectWise ScreenConnect']);
});

it(`keeps ${MAX_RELAY_USES} uses, the first in text order`, () => {
  const rows = Array.from({ length: MAX_RELAY_USES + 10 }, (_, i) =>
    name(`10.${100 + (i >> 8)}.0.${100 + (i & 255)}`, 'device.talk2m.com'),
  );
  const uses = relayUses(rows.reverse(), [], testKnowledge());
  expect(uses).toHaveLength(MAX_RELAY_USES);
  expect(uses[0]?.ip).toBe('10.100.0.100');
});
