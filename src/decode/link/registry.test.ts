import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Packet, damageNames } from '../packet.ts';
import { walkFrame } from '../walk-frame.ts';
import { linkWalkers } from './registry.ts';
import { frameOf, hex, relative, UDP_IN_IPV4, UDP_IN_IPV6, walked } from './walk-link.cases.ts';

interface Expected {
  readonly mac?: string;
  readonly to?: string;
  readonly vlan?: number;
  readonly innerVlan?: number;
  readonly version?: number;
  readonly direction?: number;
}

/** Every way in which IP is carried here, by hand; each must reach the same datagram. */
const headers: readonly (readonly [name: string, linkType: number, header: string, expected?: Expected])[] = [
  ['Ethernet II', 1, '020000000002 020000000001 0800', { mac: '020000000001', to: '020000000002' }],
  ['an 802.1Q tag', 1, '020000000002 020000000001 8100 6005 0800', { vlan: 5 }],
  ['QinQ', 1, '020000000002 020000000001 88a8 0064 8100 0005 0800', { vlan: 100, innerVlan: 5 }],
  ['the older QinQ type', 1, '020000000002 020000000001 9100 0064 8100 0005 0800', { vlan: 100, innerVlan: 5 }],
  ['802.3 with SNAP', 1, '020000000002 020000000001 0026 aaaa03 000000 0800'],
  ['one MPLS label', 1, '020000000002 020000000001 8847 00010140'],
  ['two MPLS labels', 1, '020000000002 020000000001 8847 00010040 00020140'],
  ['PPPoE', 1, '020000000002 020000000001 8864 11 00 0001 0020 0021'],
  ['BSD loopback, little endian', 0, '02000000'],
  ['BSD loopback, big endian', 0, '00000002'],
  ['OpenBSD loopback', 108, '00000002'],
  ['raw IP', 101, ''],
  ['raw IP as older systems number it', 12, ''],
  ['raw IP as OpenBSD numbers it', 14, ''],
  ['raw IPv4', 228, ''],
  ['PPP with address and control', 9, 'ff03 0021'],
  ['PPP without address and control', 9, '0021'],
  ['PPP with a compressed protocol field', 9, '21'],
  ['PPP with both and a compressed protocol field', 9, 'ff03 21'],
  ['PPP in HDLC framing', 50, 'ff03 0021'],
  ['Cisco HDLC under the number of PPP', 50, '0f00 0800'],
  ['Cisco HDLC', 104, '0f00 0800'],
  ['MPLS in Cisco HDLC', 104, '0f00 8847 00010140'],
  ['an extended port tag', 1, '020000000002 020000000001 893f 000000640000 0800'],
  ['a loopback header that holds an EtherType', 0, '0f000800'],
  ['PPPoE without Ethernet', 51, '11 00 0001 0020 0021'],
  ['PPP as pppd captures it, outbound', 166, '01 03 0021', { direction: 2 }],
  ['frame relay with an NLPID', 107, '0401 03 cc'],
  ['frame relay with SNAP', 107, '0401 03 00 80 000000 0800'],
  ["frame relay in Cisco's framing", 107, '0401 0800'],
  ['Linux cooked, sent', 113, '0004 0001 0006 020000000001 0000 0800', { mac: '020000000001', direction: 2 }],
  ['Linux cooked, received', 113, '0000 0001 0006 020000000001 0000 0800', { direction: 1 }],
  ['Linux cooked, tagged', 113, '0000 0001 0006 020000000001 0000 8100 0007 0800', { vlan: 7 }],
  ['Linux cooked without an address', 113, '0000 0304 0000 0000000000000000 0800'],
  ['Linux cooked 2', 276, '0800 0000 00000003 0001 04 06 020000000001 0000', { mac: '020000000001', direction: 2 }],
  [
    'Linux cooked 2, tagged',
    276,
    '8100 0000 00000003 0001 00 06 020000000001 0000 0007 0800',
    { vlan: 7, direction: 1 },
  ],
  ['ARCnet after RFC 1201', 129, '01 02 0000 d4 00 0001'],
  ['ARCnet after RFC 1201, exception', 129, '01 02 0000 d4 ff ffff d4 00 0001'],
  ['ARCnet after RFC 1051', 129, '01 02 0000 f0'],
  ['Solaris IPNET', 226, '01 02 0000 0000001e 00000001 00000001 00000000 00000000'],
  [
    '802.11, from the distribution system',
    105,
    '0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800',
    { mac: '020000000001', to: '020000000002' },
  ],
  [
    '802.11, to the distribution system, with QoS',
    105,
    '8801 0000 0200000000aa 020000000001 020000000002 1000 0000 aaaa03 000000 0800',
    { mac: '020000000001', to: '020000000002' },
  ],
  [
    '802.11, between stations',
    105,
    '0800 0000 020000000002 020000000001 0200000000aa 1000 aaaa03 000000 0800',
    { mac: '020000000001', to: '020000000002' },
  ],
  [
    '802.11, four addresses, QoS and HT control',
    105,
    '8883 0000 0200000000aa 0200000000bb 020000000002 1000 020000000001 0000 00000000 aaaa03 000000 0800',
    { mac: '020000000001', to: '020000000002' },
  ],
  [
    '802.11, the first of an A-MSDU',
    105,
    '8802 0000 0200000000cc 0200000000aa 0200000000aa 1000 8000 020000000002 020000000001 0026 aaaa03 000000 0800',
    { mac: '020000000001', to: '020000000002' },
  ],
  [
    'radiotap without fields',
    127,
    '00 00 0800 00000000 0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800',
    { mac: '020000000001' },
  ],
  [
    'radiotap with a timer, flags and padding behind the header',
    127,
    `00 00 1100 03000000 0000000000000000 20
     8802 0000 020000000002 0200000000aa 020000000001 1000 0000 0000 aaaa03 000000 0800`,
    { mac: '020000000001' },
  ],
  [
    'radiotap with two presence words',
    127,
    `00 00 0d00 02000080 00000000 00
     0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800`,
    { mac: '020000000001' },
  ],
  [
    'a prism header',
    119,
    '44000000 0c000000 00000000 0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800',
  ],
  [
    'an AVS header',
    163,
    '80211001 0000000c 00000000 0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800',
  ],
  ['PPI before Ethernet', 192, '00 00 0800 01000000 020000000002 020000000001 0800'],
  [
    'PPI before 802.11',
    192,
    '00 00 0800 69000000 0802 0000 020000000002 0200000000aa 020000000001 1000 aaaa03 000000 0800',
  ],
  ['IPv6 in Ethernet', 1, '020000000002 020000000001 86dd', { version: 6 }],
  ['IPv6 in BSD loopback of macOS', 0, '1e000000', { version: 6 }],
  ['IPv6 in BSD loopback of FreeBSD', 0, '1c000000', { version: 6 }],
  ['IPv6 in loopback of Windows', 0, '17000000', { version: 6 }],
  ['IPv6 raw', 101, '', { version: 6 }],
  ['IPv6 raw under its own number', 229, '', { version: 6 }],
  ['IPv6 in PPP', 9, 'ff03 0057', { version: 6 }],
  ['IPv6 in frame relay', 107, '0401 03 8e', { version: 6 }],
  ['IPv6 in MPLS', 1, '020000000002 020000000001 8847 00010140', { version: 6 }],
];

const carried = headers.map(([name, linkType, header, expected]) => [name, linkType, header, expected ?? {}] as const);

const text = (bytes: Uint8Array, at: number): string =>
  [...bytes.subarray(at, at + 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

test.each(carried)('%s leads to the datagram (link type %i)', (_name, linkType, header, expected) => {
  const p = walked(hex(header + (expected.version === 6 ? UDP_IN_IPV6 : UDP_IN_IPV4)), linkType);
  expect(damageNames[p.damage]).toBe('none');
  expect(p.ipVersion).toBe(expected.version ?? 4);
  expect([p.sourcePort, p.destinationPort, p.payloadLength, p.ttl]).toEqual([1000, 2000, 2, 64]);
  expect([...p.bytes.subarray(p.payload, p.payloadEnd)]).toEqual([0x68, 0x69]);
  if (expected.mac !== undefined) expect(text(p.bytes, p.sourceMac)).toBe(expected.mac);
  if (expected.to !== undefined) expect(text(p.bytes, p.destinationMac)).toBe(expected.to);
  expect([p.vlan, p.innerVlan]).toEqual([expected.vlan ?? -1, expected.innerVlan ?? -1]);
  if (expected.direction !== undefined) expect(p.frame.direction).toBe(expected.direction);
});

test.each(carried)(
  '%s, cut anywhere, is damaged and never read beyond the cut',
  (_name, linkType, header, expected) => {
    const whole = hex(header + (expected.version === 6 ? UDP_IN_IPV6 : UDP_IN_IPV4));
    for (let length = 0; length < whole.length - 2; length++) {
      // An exact array makes any read beyond the cut throw.
      const p = walked(whole.slice(0, length), linkType);
      expect(p.damage, `cut at ${length}`).toBeGreaterThan(0);
      expect(p.stoppedAt).toBeLessThanOrEqual(length);
    }
  },
);

describe('frames without IP', () => {
  test('a fifth VLAN tag ends the walk', () => {
    const p = walked(hex(`020000000002 020000000001 ${'8100 0001 '.repeat(5)} 0800 ${UDP_IN_IPV4}`));
    expect(damageNames[p.damage]).toBe('link-header-cut');
  });
  test('a seventeenth MPLS label ends the walk, and the frame keeps its type', () => {
    const p = walked(hex(`020000000002 020000000001 8847 ${'00010040 '.repeat(16)} 00010140 ${UDP_IN_IPV4}`));
    expect([p.ipVersion, p.etherType]).toEqual([0, 0x8847]);
  });
  test('a spanning tree frame shows its LLC address, and the length field cuts its padding', () => {
    const p = walked(hex(`0180c2000000 020000000001 0007 424203 00000000 ${'00'.repeat(30)}`));
    expect([p.llcSap, p.etherType, p.end - p.network]).toEqual([0x42, 0, 4]);
  });
  test("Cisco's SNAP frames show organization and protocol", () => {
    expect(walked(hex('01000ccccccd 020000000001 000a aaaa03 00000c 010b 0000')).snap).toBe(0x0000_0c01_0b);
  });
  test('PPP negotiation, Cisco keep-alives and netlink are management', () => {
    expect(walked(hex('ff03 c021 01010004'), 9).management).toBe(true);
    expect(walked(hex('8f00 8035 00000002 00000001 00000000 ffff'), 104).management).toBe(true);
    expect(walked(hex('0004 0338 0000 0000000000000000 0000 00000000'), 113).management).toBe(true);
  });

  test('Cisco HDLC puts one byte of padding before ISO packets, whatever its value', () => {
    const p = walked(hex('8f00 fefe 74 8314'), 104);
    expect([p.llcSap, p.end - p.network]).toEqual([0xfe, 2]);
  });
  test('802.11 beacons, acknowledgements and frames without data are management', () => {
    const beacon = walked(hex(`8000 0000 ffffffffffff 0200000000aa 0200000000aa 1000 ${'00'.repeat(12)}`), 105);
    expect([beacon.management, text(beacon.bytes, beacon.sourceMac)]).toEqual([true, '0200000000aa']);
    expect(walked(hex('d400 0000 020000000001'), 105).management).toBe(true);
    expect(walked(hex('4801 0000 0200000000aa 020000000001 020000000002 1000'), 105).management).toBe(true);
  });
  test('an encrypted 802.11 frame keeps its addresses, and its body is marked as encrypted', () => {
    const p = walked(hex(`0842 0000 020000000002 0200000000aa 020000000001 1000 ${'aa'.repeat(20)}`), 105);
    expect([damageNames[p.damage], p.stoppedAt, p.management]).toEqual(['radio-frame-encrypted', 24, false]);
    expect(text(p.bytes, p.sourceMac)).toBe('020000000001');
  });
  test('a later piece of an 802.11 frame is not taken for a whole one', () => {
    const p = walked(
      hex(`0802 0000 020000000002 0200000000aa 020000000001 1100 aaaa03 000000 0800 ${UDP_IN_IPV4}`),
      105,
    );
    expect(damageNames[p.damage]).toBe('radio-fragment');
  });
  test('the frame check that radiotap announces is no payload, and a failed one makes the frame damaged', () => {
    const frame = (flags: string): Uint8Array =>
      hex(`00 00 0900 02000000 ${flags} 0802 0000 020000000002 0200000000aa 020000000001 1000 424203 deadbeef`);
    const kept = walked(frame('10'), 127);
    expect(kept.end - kept.network).toBe(0);
    const plain = walked(frame('00'), 127);
    expect(plain.end - plain.network).toBe(4);
    expect(damageNames[walked(frame('50'), 127).damage]).toBe('frame-check-failed');
  });
  test('a radiotap header with more presence words than are read is damaged', () => {
    expect(walked(hex(`00 00 6000 ${'00000080 '.repeat(20)} ${'00'.repeat(60)}`), 127).damage).toBeGreaterThan(0);
  });
  test('a link type that is not known is named so', () => {
    expect(damageNames[walked(hex(UDP_IN_IPV4), 9999).damage]).toBe('unknown-link-type');
    expect(damageNames[walked(hex('00 00 0800 e7030000 00'), 192).damage]).toBe('unknown-link-type');
  });
});

describe('hostile bytes', () => {
  const linkTypes = [...linkWalkers.keys(), 9999];
  // Shapes near to real frames get deeper than noise does.
  const noise = fc.uint8Array({ maxLength: 120 });
  const shaped = fc
    .tuple(fc.constantFrom(...carried), fc.array(fc.tuple(fc.nat(140), fc.nat(255)), { maxLength: 6 }))
    .map(([[, , header, expected], changes]) => {
      const bytes = hex(header + (expected.version === 6 ? UDP_IN_IPV6 : UDP_IN_IPV4));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  test('any bytes under any link type are walked without a throw and without looking outside the window', () => {
    fc.assert(
      fc.property(fc.oneof(noise, shaped), fc.constantFrom(...linkTypes), fc.nat(40), (bytes, linkType, before) => {
        const alone = new Packet();
        walkFrame(alone, frameOf(bytes, linkType));
        const poisoned = [0x00, 0xff].map((poison) => {
          const around = new Uint8Array(before + bytes.length + 64).fill(poison);
          around.set(bytes, before);
          const p = new Packet();
          walkFrame(p, frameOf(around, linkType, before, before + bytes.length));
          return relative(p);
        });
        expect(poisoned[0]).toEqual(relative(alone));
        expect(poisoned[1]).toEqual(relative(alone));
        for (const at of [alone.network, alone.transport, alone.payload, alone.payloadEnd, alone.stoppedAt]) {
          expect(at).toBeLessThanOrEqual(alone.end < alone.stoppedAt ? alone.stoppedAt : bytes.length);
        }
        expect(alone.payloadLength).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});
