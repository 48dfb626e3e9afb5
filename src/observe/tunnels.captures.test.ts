import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../adapters/node-crypto.ts';
import { CaptureParser } from '../capture/capture-parser.ts';
import { captures, capturesWith } from '../decode/app/modbus/captured-streams.cases.ts';
import { appProtocols, packetProtocols } from '../decode/registry.ts';
import type { FlowRow } from '../schema/facts/flows.ts';
import { combine } from './combine.ts';
import { ProtocolCatalog } from './protocol-catalog.ts';
import { WHOLE } from './share.ts';
import { shareFacts } from './share-facts.ts';
import { TapObserver } from './tap-observer.ts';

/** Protocols of tshark's that carry packets, and those of ours. */
const CARRIERS = ['gre', 'erspan', 'vxlan', 'geneve', 'gtp', 'teredo', 'mpls', 'pppoes', 'l2tp', 'etherip'];
const OURS: ReadonlySet<string> = new Set(['vxlan', 'geneve', 'gtp', 'teredo', 'l2tp', 'mpls']);

/**
 * Differential tests against tshark: the innermost TCP and UDP conversations of captures with tunnels, by direction. A few
 * captures of each carrier by default, since a run of tshark takes half a second; all of them with QUAYWATCH_ORACLE=all.
 */
const PER_CARRIER = process.env['QUAYWATCH_ORACLE'] === 'all' ? Number.POSITIVE_INFINITY : 3;
const files = [
  ...new Set(
    CARRIERS.flatMap((name) =>
      capturesWith((seen, packets) => packets > 5 && packets < 1_000 && name in seen).slice(0, PER_CARRIER),
    ),
  ),
];

/** Files in which tshark, for a reason, sees something else. */
const differences: Readonly<Record<string, string>> = {
  '47dfd592612e-wb-oobr.pcap': 'it names conversations of datagrams that are longer than their packet',
  '341995b53400-teredo_bubble_with_payload.pcap': 'it tells Teredo by port 3544, and relays use others',
};

function flowsOf(file: string): FlowRow[] {
  const observer = new TapObserver({
    catalog: new ProtocolCatalog(appProtocols, packetProtocols),
    crypto: nodeCrypto,
    seed: 1,
    share: WHOLE,
    dropDuplicates: false,
  });
  const bytes = new Uint8Array(readFileSync(`${captures}/${file}`));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let ordinal = 0;
  const parser = new CaptureParser({
    frame(frame) {
      frame.ordinal = ++ordinal;
      observer.frame(frame);
    },
  });
  let at = 0;
  for (let used = -1; used !== 0; at += used) used = parser.feed(bytes, view, at, bytes.length);
  parser.finish(bytes, view, at, bytes.length);
  observer.finish();
  const sequence = { site: 's', tap: 't', analysisVersion: '1', captures: [], droppedByCapture: -1 };
  const { flows } = combine(sequence, [shareFacts(observer)]);
  return Array.from({ length: flows.length }, (_, i) => flows.row(i));
}

function ours(file: string): Set<string> {
  const rows = flowsOf(file).filter(
    ({ tunnel, transport, protocol }) => tunnel !== '' && (transport === 6 || transport === 17) && !OURS.has(protocol),
  );
  return new Set(
    rows.flatMap(({ transport, client, clientPort, server, serverPort, framesOut, framesIn }) => {
      const name = transport === 6 ? 'tcp' : 'udp';
      return [
        ...(framesOut > 0 ? [`${name} ${client}:${clientPort} > ${server}:${serverPort}`] : []),
        ...(framesIn > 0 ? [`${name} ${server}:${serverPort} > ${client}:${clientPort}`] : []),
      ];
    }),
  );
}

const fields = [
  'frame.protocols',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'tcp.srcport',
  'tcp.dstport',
  'udp.srcport',
  'udp.dstport',
];

function theirs(file: string): Set<string> {
  const text = execFileSync(
    'tshark',
    [
      '-n',
      '-r',
      `${captures}/${file}`,
      '-T',
      'fields',
      '-E',
      'occurrence=l',
      ...fields.flatMap((name) => ['-e', name]),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const [protocols = '', ip4, to4, ip6, to6, tcp, tcpTo, udp, udpTo] = line.split('\t');
    const layers = protocols.split(':');
    const network = Math.max(layers.lastIndexOf('ip'), layers.lastIndexOf('ipv6'));
    const inside = layers.slice(network + 1).filter((name) => name !== 'ipv6.hopopts' && name !== 'ipv6.dstopts');
    const carried = layers
      .slice(0, network)
      .some((name) => name === 'ip' || name === 'ipv6' || CARRIERS.includes(name));
    // What an error quotes is no packet of its own.
    if (network < 0 || !carried || layers.includes('icmp') || layers.includes('icmpv6')) continue;
    const isTcp = inside[0] === 'tcp';
    if (!isTcp && inside[0] !== 'udp') continue;
    const six = layers[network] === 'ipv6';
    found.add(
      `${isTcp ? 'tcp' : 'udp'} ${six ? ip6 : ip4}:${isTcp ? tcp : udp} > ${six ? to6 : to4}:${isTcp ? tcpTo : udpTo}`,
    );
  }
  return found;
}

describe.skipIf(files.length === 0)(`Tunnels in real captures (${captures})`, () => {
  let compared = 0;
  test.each(files)('%s: the same conversations inside as tshark sees', { timeout: 120_000 }, (file) => {
    const want = theirs(file);
    compared += want.size;
    if (differences[file.replace(/.*\//, '')] === undefined) expect([...ours(file)].sort()).toEqual([...want].sort());
    else expect([...ours(file)].sort()).not.toEqual([...want].sort());
  });

  test('conversations were compared', () => {
    expect(compared).toBeGreaterThan(20);
  });
});

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
