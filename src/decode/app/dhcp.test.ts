import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { describe, expect, it } from 'vitest';
import { DONE, MORE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { dhcp } from './dhcp.ts';
import { MAX_OPTIONS } from './dhcp/options.ts';
import { captures, handMadeCapture, judgedDatagrams, plain, taggedCaptures } from './tshark-oracle.cases.ts';

const NO_NAMES = hex('00'.repeat(192)); // server name and file
const COOKIE = hex('63825363');

const DISCOVER = together(
  hex(
    '01 01 06 00', // request, Ethernet, six octets, no hops
    '3903f326', // transaction
    '0000 8000', // no seconds, broadcast
    '00000000 00000000 00000000 00000000', // no addresses yet
    '02aabbccddee 00000000000000000000', // client 02:aa:bb:cc:dd:ee
  ),
  NO_NAMES,
  COOKIE,
  hex(
    '35 01 01', // discover
    '3d 07 01 02aabbccddee', // client id: its MAC
    '0c 06 636d732d7063', // host name cms-pc
    '3c 08 4d53465420352e30', // vendor class MSFT 5.0
    '37 04 01 03 06 0f', // asks for mask, router, name servers, domain
    'ff',
  ),
);

/** A carrier's router gives its only client the carrier's own address. */
const ACKNOWLEDGE = together(
  hex(
    '02 01 06 00', // reply, Ethernet, six octets
    '3903f326', // transaction
    '0000 0000', // flags
    '00000000', // client's address
    '64400203', // your address: 100.64.2.3
    '00000000 00000000', // next server, relay
    '02aabbccddee 00000000000000000000', // client
  ),
  NO_NAMES,
  COOKIE,
  hex(
    '35 01 05', // acknowledge
    '36 04 c0a80801', // server 192.168.8.1
    '33 04 00015180', // lease, a day
    '01 04 ffffff00', // mask
    '03 04 c0a80801', // router 192.168.8.1
    '06 08 c0a80801 08080808', // name servers
    '2a 04 c0000207', // time server
    '0f 04 706f7274', // domain port
    '1a 02 0594', // MTU 1428
    'ff 0000',
  ),
);

const RELAYED = together(
  hex(
    '01 01 06 01',
    '00000001',
    '0004 0000',
    'c0000214 00000000 00000000 c00002fe',
    '02aabbccddef 00000000000000000000',
  ),
  NO_NAMES,
  COOKIE,
  hex(
    '35 01 03', // request, renewing 192.0.2.20
    '51 0c 04 00 00 03 686d69 04 706f7274', // name hmi.port in wire form, without its root
    '52 0e 01 04 67652f37 02 06 020000000001', // relay: circuit ge/7, remote id
    'ff',
  ),
);

const BOOTP = together(
  hex(
    '01 01 06 00',
    '00000002',
    '0000 0000',
    '00000000 00000000 00000000 00000000',
    '02aabbccddf0 00000000000000000000',
  ),
  NO_NAMES,
  hex('00'.repeat(64)), // vendor area without a cookie
);

datagramLaws(dhcp, [DISCOVER, ACKNOWLEDGE, RELAYED, BOOTP]);

describe('DHCP', () => {
  it('writes down what a client says of itself', () => {
    const { turn } = readDatagram(dhcp, DISCOVER);
    expect(turn.messages[0]?.fn).toBe(1);
    expect(turn.facts).toEqual([
      'claim mac:02:aa:bb:cc:dd:ee role dhcp-client',
      'claim mac:02:aa:bb:cc:dd:ee dhcp-vendor-class MSFT 5.0',
      'claim mac:02:aa:bb:cc:dd:ee dhcp-client-id 02:aa:bb:cc:dd:ee',
      'claim mac:02:aa:bb:cc:dd:ee dhcp-parameters 1,3,6,15',
      'claim mac:02:aa:bb:cc:dd:ee hostname cms-pc',
      'name self cms-pc mac:02:aa:bb:cc:dd:ee',
    ]);
  });

  it('binds address and client on an acknowledgement, and names server, router and a carrier’s address', () => {
    const { turn } = readDatagram(dhcp, ACKNOWLEDGE, { fromServer: true });
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 address-in-payload 100.64.2.3',
      'binding mac:02:aa:bb:cc:dd:ee ip:100.64.2.3 dhcp',
      'forwarding dhcp-server ip:192.168.8.1 ip:100.64.2.3',
      'forwarding dhcp-router ip:192.168.8.1 ip:100.64.2.3',
      'claim ip:192.168.8.1 role dns-server',
      'claim ip:8.8.8.8 role dns-server',
      'claim ip:192.0.2.7 role ntp-server',
      'claim mac:02:aa:bb:cc:dd:ee lease 86400',
      'claim mac:02:aa:bb:cc:dd:ee mtu 1428',
      'claim mac:02:aa:bb:cc:dd:ee domain port',
    ]);
  });

  it('binds nothing on an offer', () => {
    const offer = ACKNOWLEDGE.slice();
    offer[242] = 2;
    const { facts } = readDatagram(dhcp, offer).turn;
    expect(facts.filter((fact) => fact.startsWith('binding'))).toEqual([]);
    expect(facts).toContain('forwarding dhcp-router ip:192.168.8.1 ip:100.64.2.3');
  });

  it('takes the address a renewing client uses, its full name, and the port its relay saw it on', () => {
    expect(readDatagram(dhcp, RELAYED).turn.facts).toEqual([
      'claim mac:02:aa:bb:cc:dd:ef role dhcp-client',
      'binding mac:02:aa:bb:cc:dd:ef ip:192.0.2.20 dhcp',
      'claim mac:02:aa:bb:cc:dd:ef port-id ge/7',
      'name self hmi.port mac:02:aa:bb:cc:dd:ef',
      'claim ip:192.0.2.254 role dhcp-relay',
    ]);
  });

  it('reads BOOTP without a cookie as a message without a type', () => {
    const { turn } = readDatagram(dhcp, BOOTP);
    expect(turn.messages[0]?.fn).toBe(0);
    expect(turn.unrecognisedBytes).toBe(64);
  });

  it('finds options in the overloaded file and server name fields', () => {
    const message = together(DISCOVER.subarray(0, 240), hex('35 01 01', '34 01 03', 'ff'));
    message.set(hex('0c 03 616263 ff'), 108); // host name abc in the file field
    message.set(hex('3c 03 646566 ff'), 44); // vendor class def in the server name field
    const { turn } = readDatagram(dhcp, message);
    expect(turn.facts).toContain('claim mac:02:aa:bb:cc:dd:ee hostname abc');
    expect(turn.facts).toContain('claim mac:02:aa:bb:cc:dd:ee dhcp-vendor-class def');
    expect(turn.messages[0]?.fields).not.toHaveProperty('dhcp.file');
  });

  it('stops at its limit of options', () => {
    const many = together(DISCOVER.subarray(0, 240), hex('0a00'.repeat(MAX_OPTIONS + 1), 'ff'));
    expect(readDatagram(dhcp, many).turn.anomalies).toEqual(['option-repeated', 'options-over-limit']);
    const enough = together(DISCOVER.subarray(0, 240), hex('0a00'.repeat(MAX_OPTIONS), 'ff'));
    expect(readDatagram(dhcp, enough).turn.anomalies).toEqual(['option-repeated']);
  });

  it('says when options are cut, and reads what a short capture left', () => {
    expect(readDatagram(dhcp, DISCOVER.subarray(0, 245)).turn.anomalies).toEqual(['options-cut']);
    const short = readDatagram(dhcp, DISCOVER.subarray(0, 68));
    expect(short.outcome).toBe(DONE);
    expect(short.turn.anomalies).toEqual(['message-cut']);
    expect(dhcp.probe(windowed(DISCOVER.subarray(0, 68)), false)).toBe(YES);
    expect(readDatagram(dhcp, DISCOVER.subarray(0, 43)).outcome).toBe(MORE);
    expect(dhcp.probe(windowed(DISCOVER.subarray(0, 43)), false)).toBe(NO);
  });
});

const compared = [
  'dhcp.type',
  'dhcp.id',
  'dhcp.ip.client',
  'dhcp.ip.your',
  'dhcp.ip.relay',
  'dhcp.option.dhcp',
  'dhcp.option.hostname',
  'dhcp.option.router',
  'dhcp.option.domain_name_server',
  'dhcp.option.dhcp_server_id',
  'dhcp.option.vendor_class_id',
  'dhcp.option.request_list_item',
  'dhcp.option.ip_address_lease_time',
];

function compare(file: string): number {
  let count = 0;
  for (const judged of judgedDatagrams(file, compared)) {
    if (!judged.fields.has('dhcp.type')) continue;
    count++;
    expect(dhcp.probe(windowed(judged.bytes), false), `frame ${judged.frame} of ${file}`).toBe(YES);
    const fields: RecordingTurn['messages'][number]['fields'] =
      readDatagram(dhcp, judged.bytes).turn.messages[0]?.fields ?? {};
    for (const name of compared) {
      const ours = [fields[name] ?? []].flat().map(plain);
      expect(ours, `${name} in frame ${judged.frame} of ${file}`).toEqual((judged.fields.get(name) ?? []).map(plain));
    }
  }
  return count;
}

describe('DHCP beside tshark', () => {
  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-dhcp-'));
    try {
      const packets = [DISCOVER, ACKNOWLEDGE, RELAYED, BOOTP].map((bytes) => ({
        transport: 'udp' as const,
        sourcePort: bytes[0] === 1 ? 68 : 67,
        destinationPort: bytes[0] === 1 ? 67 : 68,
        bytes,
      }));
      expect(compare(handMadeCapture(folder, packets))).toBe(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 60_000 },
    () => {
      const counts = taggedCaptures('dhcp', 400, 12).map(compare);
      expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(20);
    },
  );
});
