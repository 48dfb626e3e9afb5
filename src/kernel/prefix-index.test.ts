import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIp, parsePrefix, type Prefix, prefixContains } from './ip.ts';
import { PrefixIndex } from './prefix-index.ts';

const prefix = (text: string): Prefix => parsePrefix(text) as Prefix;
const bytes = (text: string): Uint8Array => parseIp(text) as Uint8Array;

describe('an index of address blocks', () => {
  it('finds the first of the blocks that hold an address', () => {
    const index = new PrefixIndex(['10.1.2.0/24', '2001:db8::/32', '10.0.0.0/8', '10.1.2.0/24'].map(prefix));
    expect(index.first(bytes('10.1.2.3'))).toBe(0);
    expect(index.first(bytes('10.9.9.9'))).toBe(2);
    expect(index.first(bytes('2001:db8::7'))).toBe(1);
    expect(index.first(bytes('2001:db9::7'))).toBe(-1);
    expect(index.contains(bytes('192.0.2.1'))).toBe(false);
  });

  it('knows whole IPv4 and single hosts', () => {
    expect(new PrefixIndex([prefix('0.0.0.0/0')]).first(bytes('203.0.113.255'))).toBe(0);
    expect(new PrefixIndex([prefix('203.0.113.255/32')]).contains(bytes('203.0.113.255'))).toBe(true);
    expect(new PrefixIndex([prefix('203.0.113.255/32')]).contains(bytes('203.0.113.254'))).toBe(false);
  });

  it('answers as a scan of the list does', () => {
    const ipv4 = fc
      .tuple(fc.constantFrom(10, 172, 192, 255), fc.nat(3), fc.nat(255), fc.nat(255))
      .map((x) => x.join('.'));
    const ipv6 = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `2001:db8:${a}::${b}`);
    const address = fc.oneof(ipv4, ipv6);
    const block = fc.oneof(
      fc.tuple(ipv4, fc.nat(32)).map(([ip, length]) => prefix(`${ip}/${length}`)),
      fc.tuple(ipv6, fc.nat(128)).map(([ip, length]) => prefix(`${ip}/${length}`)),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), address, (blocks, ip) => {
        const scanned = blocks.findIndex((one) => prefixContains(one, bytes(ip)));
        expect(new PrefixIndex(blocks).first(bytes(ip))).toBe(scanned);
      }),
    );
  });
});
