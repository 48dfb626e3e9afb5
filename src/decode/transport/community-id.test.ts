import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIp } from '../../kernel/ip.ts';
import { communityId } from './community-id.ts';

function id(protocol: number, source: string, destination: string, from = 0, to = 0): string {
  const a = parseIp(source) as Uint8Array;
  const b = parseIp(destination) as Uint8Array;
  return communityId(protocol, a.length as 4 | 16, a, 0, b, 0, from, to);
}

/** The reference data of the specification's own baseline folder (default seed, base64). */
const published: readonly (readonly [number, string, string, number, number, string])[] = [
  [58, 'fe80::200:86ff:fe05:80da', 'fe80::260:97ff:fe07:69ea', 135, 0, '1:dGHyGvjMfljg6Bppwm3bg0LO8TY='],
  [58, 'fe80::260:97ff:fe07:69ea', 'fe80::200:86ff:fe05:80da', 136, 0, '1:dGHyGvjMfljg6Bppwm3bg0LO8TY='],
  [58, 'fe80::260:97ff:fe07:69ea', 'fe80::200:86ff:fe05:80da', 135, 0, '1:zavyT/cezQr1fmImYCwYnMXbgck='],
  [58, 'fe80::200:86ff:fe05:80da', 'fe80::260:97ff:fe07:69ea', 136, 0, '1:zavyT/cezQr1fmImYCwYnMXbgck='],
  [58, '3ffe:501:1800:2345::2', '3ffe:507:0:1:200:86ff:fe05:80da', 3, 0, '1:2ObVBgIn28oZvibYZhZMBgh7WdQ='],
  [58, '3ffe:501:410:0:2c0:dfff:fe47:33e', '3ffe:507:0:1:200:86ff:fe05:80da', 1, 4, '1:hLZd0XGWojozrvxqE0dWB1iM6R0='],
  [58, '3ffe:507:0:1:200:86ff:fe05:80da', '3ffe:501:0:1001::2', 128, 0, '1:+TW+HtLHvV1xnGhV1lv7XoJrqQg='],
  [58, '3ffe:501:0:1001::2', '3ffe:507:0:1:200:86ff:fe05:80da', 129, 0, '1:+TW+HtLHvV1xnGhV1lv7XoJrqQg='],
  [58, 'fe80::200:86ff:fe05:80da', 'ff02::2', 133, 0, '1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0='],
  [58, 'fe80::260:97ff:fe07:69ea', 'ff02::1', 134, 0, '1:pkvHqCL88/tg1k4cPigmZXUtL00='],
  [1, '192.168.0.89', '192.168.0.1', 8, 0, '1:X0snYXpgwiv9TZtqg64sgzUn6Dk='],
  [1, '192.168.0.1', '192.168.0.89', 0, 0, '1:X0snYXpgwiv9TZtqg64sgzUn6Dk='],
  [1, '10.0.0.1', '10.0.0.2', 11, 0, '1:YHxtAirCG//0OzkcVAukqKQN9xM='],
  [6, '2001:470:e5bf:dead:4957:2174:e82c:4887', '2607:f8b0:400c:c03::1a', 63943, 25, '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4='],
  [6, '2607:f8b0:400c:c03::1a', '2001:470:e5bf:dead:4957:2174:e82c:4887', 25, 63943, '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4='],
  [132, '192.168.170.8', '192.168.170.56', 7, 7, '1:MP2EtRCAUIZvTw6MxJHLV7N7JDs='],
  [132, '192.168.170.56', '192.168.170.8', 7, 7, '1:MP2EtRCAUIZvTw6MxJHLV7N7JDs='],
  [6, '128.232.110.120', '66.35.250.204', 34855, 80, '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
  [6, '66.35.250.204', '128.232.110.120', 80, 34855, '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
  [17, '192.168.1.52', '8.8.8.8', 54585, 53, '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
  [17, '8.8.8.8', '192.168.1.52', 53, 54585, '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
  [46, '10.1.12.1', '10.1.12.2', 0, 0, '1:KHlLkgoJW7ifUTyTSgyVfkFHzKw='],
  [46, '10.1.12.2', '10.1.12.1', 0, 0, '1:KHlLkgoJW7ifUTyTSgyVfkFHzKw='],
];

test.each(published)(
  'protocol %i from %s to %s, %i %i, has its published Community ID',
  (protocol, a, b, from, to, expected) => {
    expect(id(protocol, a, b, from, to)).toBe(expected);
  },
);

test('a conversation of a host with itself is ordered by its ports', () => {
  expect(id(6, '127.0.0.1', '127.0.0.1', 50_000, 502)).toBe(id(6, '127.0.0.1', '127.0.0.1', 502, 50_000));
});

test('an ICMP error in one direction is not the same conversation as one in the other', () => {
  expect(id(1, '10.0.0.1', '10.0.0.2', 3, 1)).not.toBe(id(1, '10.0.0.2', '10.0.0.1', 3, 1));
});

test('any five-tuple hashes as the platform hashes the bytes that the specification lists', () => {
  const address = fc.oneof(
    fc.uint8Array({ minLength: 4, maxLength: 4 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
  );
  fc.assert(
    fc.property(address, fc.constantFrom(6, 17, 132, 47), fc.nat(65535), fc.nat(65535), (a, protocol, from, to) => {
      const b = a.map((byte, i) => (i === a.length - 1 ? 255 : byte));
      if ((a[a.length - 1] as number) === 255) return;
      const ports = protocol === 47 ? [] : [from >> 8, from & 255, to >> 8, to & 255];
      const bytes = Uint8Array.from([0, 0, ...a, ...b, protocol, 0, ...ports]);
      const expected = `1:${createHash('sha1').update(bytes).digest('base64')}`;
      expect(communityId(protocol, a.length as 4 | 16, a, 0, b, 0, from, to)).toBe(expected);
      expect(communityId(protocol, a.length as 4 | 16, b, 0, a, 0, to, from)).toBe(expected);
    }),
  );
});
