import { describe, expect, it } from 'vitest';
import { dnsMessage } from '../../bench/generator/encode/dns.ts';
import { maxFrameBytes, MAX_LARGE_FRAME_BYTES } from '../../src/capture/capture-limits.ts';
import { MAX_PROBED_QUESTIONS, MAX_PROBED_RECORDS } from '../../src/decode/app/dns/message.ts';
import { MAX_NAME_LENGTH } from '../../src/decode/app/dns/name.ts';
import { dnsOverUdp } from '../../src/decode/app/dns.ts';
import { distinguishedName, MAX_PART_TEXT } from '../../src/decode/app/tls/distinguished-name.ts';
import { MAX_TAGS } from '../../src/decode/link/ether-type.ts';
import { MAX_LABELS } from '../../src/decode/link/mpls.ts';
import { MAX_PPI_FIELDS } from '../../src/decode/link/ppi.ts';
import { MAX_PRESENCE_WORDS } from '../../src/decode/link/radiotap.ts';
import {
  Fragments,
  MAX_DATAGRAM_BYTES,
  MAX_DATAGRAMS,
  MAX_DATAGRAMS_PER_PAIR,
  MAX_HEADER_BYTES,
  MAX_PAGES,
} from '../../src/decode/net/fragments.ts';
import { icmpv6 } from '../../src/decode/net/icmpv6.ts';
import { MAX_EXTENSION_HEADERS } from '../../src/decode/net/ipv6.ts';
import { MAX_SERVERS } from '../../src/decode/net/neighbour-discovery.ts';
import { damageNames, Packet } from '../../src/decode/packet.ts';
import { NO, YES } from '../../src/decode/verdict.ts';
import { walkFrame } from '../../src/decode/walk-frame.ts';
import { frameOf } from '../fuzz/targets/link.ts';
import { cursorOver, exactWindow } from '../fuzz/targets/windows.ts';
import { recordingTurn } from '../support/recording-turn.ts';

const MACS = '020000000001020000000002';
const IPV4 = '4500001c0000000040110000c0000201c00002020001000200080000';

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
}

function walked(linkType: number, bytes: Uint8Array): Packet {
  const p = new Packet();
  walkFrame(p, frameOf(linkType, exactWindow(bytes)));
  return p;
}

function damageOf(p: Packet): string {
  return damageNames[p.damage] as string;
}

/** Each limit at its edge: as many as allowed are read, one more is not. */
describe('headers upon headers', () => {
  it(`${MAX_TAGS} VLAN tags are read, one more is damage`, () => {
    const tagged = (count: number): Packet => walked(1, hex(`${MACS}${'81000007'.repeat(count)}0800${IPV4}`));
    expect(tagged(MAX_TAGS).destinationPort).toBe(2);
    expect(damageOf(tagged(MAX_TAGS + 1))).toBe('link-header-cut');
  });

  it(`${MAX_LABELS} MPLS labels are read, behind one more nobody looks`, () => {
    const labelled = (count: number): Packet =>
      walked(1, hex(`${MACS}8847${'00010040'.repeat(count - 1)}00010140${IPV4}`));
    expect(labelled(MAX_LABELS).destinationPort).toBe(2);
    expect(labelled(MAX_LABELS + 1).ipVersion).toBe(0);
  });

  it(`${MAX_EXTENSION_HEADERS} IPv6 extension headers are walked, one more is damage`, () => {
    const extended = (count: number): Packet => {
      const headers = Array.from({ length: count }, (_, i) => `${i === count - 1 ? '11' : '3c'}00000000000000`).join(
        '',
      );
      const length = (count * 8 + 8).toString(16).padStart(4, '0');
      return walked(
        229,
        hex(
          `60000000${length}3c40${'20010db8'.padEnd(32, '1')}${'20010db8'.padEnd(32, '2')}${headers}0001000200080000`,
        ),
      );
    };
    expect(extended(MAX_EXTENSION_HEADERS).destinationPort).toBe(2);
    expect(damageOf(extended(MAX_EXTENSION_HEADERS + 1))).toBe('too-many-extension-headers');
  });

  it(`${MAX_PRESENCE_WORDS} presence words of a radio header are read, one more is damage`, () => {
    const radio = (words: number): Packet => {
      const presence = `${'00000080'.repeat(words - 1)}00000000`;
      const length = 4 + words * 4;
      return walked(
        127,
        hex(
          `0000${length.toString(16).padStart(2, '0')}00${presence}0801000002000000000102000000000202000000000300 00aaaa03000000 0800${IPV4}`,
        ),
      );
    };
    expect(radio(MAX_PRESENCE_WORDS).destinationPort).toBe(2);
    expect(damageOf(radio(MAX_PRESENCE_WORDS + 1))).toBe('link-header-cut');
  });

  it(`${MAX_PPI_FIELDS} fields of a per-packet header are searched for the radio's flags`, () => {
    // The flags say that the frame check failed; whoever does not get to them cannot know.
    const ppi = (before: number): Packet => {
      const fields = `${'09000000'.repeat(before)}02001400${'00'.repeat(8)}0400${'00'.repeat(10)}`;
      const length = 8 + fields.length / 2;
      const size = `${(length & 255).toString(16).padStart(2, '0')}${(length >> 8).toString(16).padStart(2, '0')}`;
      return walked(
        192,
        hex(`0000${size}69000000${fields}080100000200000000010200000000020200000000030000aaaa030000000800${IPV4}`),
      );
    };
    expect(damageOf(ppi(MAX_PPI_FIELDS - 1))).toBe('frame-check-failed');
    expect(ppi(MAX_PPI_FIELDS).destinationPort).toBe(2);
  });
});

describe('fragments', () => {
  const fragment = (pair: number, id: number, length: number, offset = 0): Uint8Array => {
    const bytes = new Uint8Array(34 + length);
    bytes.set(hex(`${MACS}0800`));
    const view = new DataView(bytes.buffer);
    view.setUint8(14, 0x45);
    view.setUint16(16, 20 + length);
    view.setUint16(18, id);
    view.setUint16(20, 0x2000 | (offset >> 3));
    view.setUint8(22, 64);
    view.setUint8(23, 17);
    view.setUint32(26, 0x0a00_0000 + pair);
    view.setUint32(30, 0xc000_0202);
    return bytes;
  };
  const add = (fragments: Fragments, bytes: Uint8Array): Packet => {
    const p = walked(1, bytes);
    fragments.add(p);
    return p;
  };

  it(`of ${MAX_DATAGRAMS} datagrams of all pairs are kept; further ones are refused and counted`, () => {
    const fragments = new Fragments();
    const pairs = MAX_DATAGRAMS / MAX_DATAGRAMS_PER_PAIR;
    for (let pair = 0; pair < pairs; pair++)
      for (let id = 0; id < MAX_DATAGRAMS_PER_PAIR; id++) add(fragments, fragment(pair, id, 8));
    expect(fragments.counts.refused).toBe(0);
    expect(damageOf(add(fragments, fragment(pairs, 1, 8)))).toBe('fragments-over-limit');
    expect(fragments.counts.refused).toBe(1);
  });

  it('are kept in so many pages; what needs one more is refused and counted', () => {
    expect(MAX_PAGES * 2048).toBe(32 << 20);
    const fragments = new Fragments(4);
    for (let id = 0; id < 4; id++) add(fragments, fragment(1, id, 1_024));
    expect(fragments.counts.refused).toBe(0);
    add(fragments, fragment(1, 9, 1_024));
    expect(fragments.counts.refused).toBe(1);
  });

  it(`that reach beyond ${MAX_DATAGRAM_BYTES} bytes are the ping of death: counted, not kept`, () => {
    const fragments = new Fragments();
    add(fragments, fragment(1, 1, 24, 65_488));
    expect(fragments.counts.tooLong).toBe(0);
    add(fragments, fragment(1, 1, 24, 65_496));
    expect(fragments.counts.tooLong).toBe(1);
  });

  it(`behind more than ${MAX_HEADER_BYTES} bytes of headers are refused`, () => {
    const extensions = Math.ceil(MAX_HEADER_BYTES / 2048) + 1;
    const long = `3cff${'00'.repeat(2046)}`.repeat(extensions - 1) + `2cff${'00'.repeat(2046)}`;
    const payload = `11000001000000 07${'00'.repeat(8)}`.replace(/ /g, '');
    const length = (long.length + payload.length) / 2;
    const bytes = hex(
      `60000000${length.toString(16).padStart(4, '0')}3c40${'20010db8'.padEnd(32, '1')}${'20010db8'.padEnd(32, '2')}${long}${payload}`,
    );
    const p = walked(229, bytes);
    expect(p.fragment).toBe(true);
    const fragments = new Fragments();
    expect(fragments.add(p)).toBe(false);
    expect(fragments.counts.bad).toBe(1);
  });
});

describe('what one message names', () => {
  it(`${MAX_SERVERS} DNS servers of a router advertisement are taken, the rest is left`, () => {
    const option = (servers: number): string =>
      `19${(1 + 2 * servers).toString(16).padStart(2, '0')}000000000e10${Array.from({ length: servers }, (_, i) => `20010db8${(i + 1).toString(16).padStart(24, '0')}`).join('')}`;
    const told = (servers: number): number => {
      const turn = recordingTurn({ ttl: 255 });
      icmpv6.parse(cursorOver(exactWindow(hex(`8600000040000708${'00'.repeat(8)}${option(servers)}`))), turn);
      return turn.facts.filter((fact) => fact.includes('dns-server')).length;
    };
    expect(told(MAX_SERVERS)).toBe(MAX_SERVERS);
    expect(told(MAX_SERVERS + 1)).toBe(MAX_SERVERS);
  });

  it(`a probe takes ${MAX_PROBED_QUESTIONS} questions and ${MAX_PROBED_RECORDS} records for DNS, and no more`, () => {
    const question = { name: 'a', type: 1 };
    const record = { name: '', type: 1, ttl: 1, data: Uint8Array.of(192, 0, 2, 1) };
    const probed = (questions: number, records: number): number => {
      const message = dnsMessage(
        1,
        records > 0 ? 0x8180 : 0x0100,
        Array.from({ length: questions }, () => question),
        Array.from({ length: records }, () => record),
      );
      return dnsOverUdp.probe(cursorOver(exactWindow(message)), records > 0);
    };
    expect(probed(MAX_PROBED_QUESTIONS, 0)).toBe(YES);
    expect(probed(MAX_PROBED_QUESTIONS + 1, 0)).toBe(NO);
    expect(probed(1, MAX_PROBED_RECORDS)).toBe(YES);
    expect(probed(1, MAX_PROBED_RECORDS + 1)).toBe(NO);
  });

  it(`a DNS name has ${MAX_NAME_LENGTH} octets at the most`, () => {
    const name = (length: number): string => {
      // Labels of 49 characters take 50 octets; the last makes up the length, with the root's octet.
      const rest = length - 1 - 4 * 50;
      return [...Array<string>(4).fill('a'.repeat(49)), 'b'.repeat(rest - 1)].join('.');
    };
    const read = (length: number): string[] => {
      const turn = recordingTurn();
      dnsOverUdp.parse(
        cursorOver(exactWindow(dnsMessage(1, 0x0100, [{ name: name(length), type: 1 }]))),
        turn,
        dnsOverUdp.open(),
      );
      return turn.facts.filter((fact) => fact.startsWith('name '));
    };
    expect(read(MAX_NAME_LENGTH)).toHaveLength(1);
    expect(read(MAX_NAME_LENGTH + 1).join()).not.toContain(name(MAX_NAME_LENGTH + 1));
  });

  it(`a part of a certificate's name has ${MAX_PART_TEXT} characters at the most`, () => {
    const named = (length: number): string => {
      const two = (n: number): number[] => [0x82, n >> 8, n & 255];
      const bytes = Uint8Array.from([
        0x31,
        ...two(length + 13),
        0x30,
        ...two(length + 9),
        0x06,
        3,
        0x55,
        4,
        3,
        0x0c,
        ...two(length),
        ...Array<number>(length).fill(0x61),
      ]);
      return distinguishedName(bytes, 0, bytes.length) ?? '';
    };
    expect(named(MAX_PART_TEXT)).toBe(`CN=${'a'.repeat(MAX_PART_TEXT)}`);
    expect(named(MAX_PART_TEXT + 1).length).toBeLessThanOrEqual(MAX_PART_TEXT + 8);
  });

  it('frames of transfers that are no network packets may be longer, up to their own limit', () => {
    expect(maxFrameBytes(249)).toBe(MAX_LARGE_FRAME_BYTES);
    expect(maxFrameBytes(1)).toBeLessThan(MAX_LARGE_FRAME_BYTES);
  });
});
