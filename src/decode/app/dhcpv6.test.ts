import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DONE, MORE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { dhcpv6 } from './dhcpv6.ts';
import { relayed, reply, solicit } from './dhcpv6/messages.cases.ts';
import { MAX_NESTED, MAX_OPTIONS_V6 } from './dhcpv6/read-options.ts';
import { captures, handMadeCapture, judgedDatagrams, plain, taggedCaptures } from './tshark-oracle.cases.ts';

// Without a relayed one, which is a message within a message.
datagramLaws(dhcpv6, [solicit, reply]);

describe('DHCP for IPv6', () => {
  it('takes from a client who it is and what it is called', () => {
    const { outcome, turn } = readDatagram(dhcpv6, solicit);
    expect(outcome).toBe(DONE);
    expect(turn.facts.map((fact) => fact.replace(/^claim \S+ /, ''))).toEqual([
      'role dhcp-client',
      'dhcp-client-id 02:aa:bb:cc:dd:ee',
      'dhcp-parameters 23,24',
      'dhcp-vendor-class MSFT 5.0',
      'hostname hmi',
      expect.stringMatching(/^name self hmi\.port /),
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'dhcpv6.xid': 0x0a0b0c, 'dhcpv6.elapsed_time': 1000 });
  });

  it('takes from a server which address it gives, for how long, and which servers', () => {
    const { turn } = readDatagram(dhcpv6, reply);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts).toEqual(
      expect.arrayContaining([
        'claim ip:2001:db8::42 lease 3600',
        'claim ip:2001:db8::53 role dns-server',
        'claim ip:2001:db8::123 role ntp-server',
      ]),
    );
    expect(turn.facts.filter((fact) => fact.startsWith('forwarding dhcp-server'))).toHaveLength(2);
  });

  it('believes a relay who is asking, and from where', () => {
    const { turn } = readDatagram(dhcpv6, relayed);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([12, 1]);
    expect(turn.facts).toEqual(
      expect.arrayContaining([
        'claim ip:fe80::7 port-id ge/7',
        'claim ip:fe80::7 dhcp-client-id 02:aa:bb:cc:dd:ee',
        'binding mac:02:aa:bb:cc:dd:ee ip:fe80::7 dhcp',
      ]),
    );
  });

  it('says when a server refuses, and when an option is cut', () => {
    expect(readDatagram(dhcpv6, hex('07 000001 000d 0002 0002')).turn.anomalies).toEqual(['status-failed']);
    const short = readDatagram(dhcpv6, solicit.subarray(0, solicit.length - 1));
    expect([short.outcome, short.turn.anomalies]).toEqual([DONE, ['options-cut']]);
    expect(readDatagram(dhcpv6, hex('07 000001 0005 0003 000000')).turn.anomalies).toEqual(['options-cut']);
    expect(readDatagram(dhcpv6, hex('0c 00 0000')).outcome).toBe(MORE);
  });

  it('stops at its limits of options, side by side and in one another', () => {
    const many = (count: number): Uint8Array => together(hex('01 000001'), hex('000e0000'.repeat(count)));
    expect(readDatagram(dhcpv6, many(MAX_OPTIONS_V6)).turn.anomalies).toEqual([]);
    expect(readDatagram(dhcpv6, many(MAX_OPTIONS_V6 + 1)).turn.anomalies).toEqual(['options-over-limit']);
    const nested = (depth: number): Uint8Array => {
      let message = hex('01 000001 000e0000');
      for (let i = 0; i < depth; i++) {
        const length = hex((message.length + 0x1_0000).toString(16).slice(1));
        message = together(hex('0c 00', '00'.repeat(32), '0009'), length, message);
      }
      return message;
    };
    expect(readDatagram(dhcpv6, nested(MAX_NESTED)).turn.messages).toHaveLength(MAX_NESTED + 1);
    const tooDeep = readDatagram(dhcpv6, nested(MAX_NESTED + 1)).turn;
    expect([tooDeep.messages.length, tooDeep.anomalies]).toEqual([MAX_NESTED + 1, ['nested-over-limit']]);
  });

  it('is not told from what only begins alike', () => {
    expect(dhcpv6.probe(windowed(solicit), false)).toBe(YES);
    expect(dhcpv6.probe(windowed(solicit.subarray(0, solicit.length - 1)), false)).toBe(NO);
    expect(dhcpv6.probe(windowed(hex('01 000001 0100 0000')), false)).toBe(NO);
    expect(dhcpv6.probe(windowed(hex('01 000001')), false)).toBe(NO);
  });
});

const compared = [
  'dhcpv6.msgtype',
  'dhcpv6.xid',
  'dhcpv6.duid.bytes',
  'dhcpv6.iaaddr.ip',
  'dhcpv6.iaaddr.valid_lifetime',
  'dhcpv6.requested_option_code',
  'dhcpv6.elapsed_time',
  'dhcpv6.status_code',
  'dhcpv6.dns_server',
  'dhcpv6.client_domain',
  'dhcpv6.vendorclass.data',
];

function compare(file: string): number {
  let count = 0;
  for (const judged of judgedDatagrams(file, compared)) {
    if (!judged.fields.has('dhcpv6.msgtype')) continue;
    count++;
    const messages = readDatagram(dhcpv6, judged.bytes).turn.messages;
    for (const name of compared) {
      const ours = messages.flatMap(({ fields }) => [fields[name] ?? []].flat()).map(plain);
      expect(ours, `${name} in frame ${judged.frame} of ${file}`).toEqual((judged.fields.get(name) ?? []).map(plain));
    }
  }
  return count;
}

describe('DHCP for IPv6 beside tshark', () => {
  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-dhcpv6-'));
    try {
      const packets = [solicit, reply, relayed].map((bytes) => ({
        transport: 'udp' as const,
        sourcePort: 546,
        destinationPort: 547,
        bytes,
      }));
      expect(compare(handMadeCapture(folder, packets))).toBe(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 60_000 },
    () => {
      const counts = taggedCaptures('dhcp', 20, 40).map(compare);
      expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(3);
    },
  );
});
