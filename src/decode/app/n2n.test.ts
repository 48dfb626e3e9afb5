import { describe, expect, it } from 'vitest';
import { BAD, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { n2n } from './n2n.ts';

/** As a peer of version 1 sends it: behind the community's end stands whatever was in its memory. */
const REGISTER_1 = hex(
  '01 01 00 00', // version 1, register, time to live, flags
  '6372616e65 00 1c52c0f37f000096 5a6a', // community
  '020000000001 000000000000', // own link address, none for the other
  '02 00'.padEnd(50, ' 00'), // sockets
);
const PACKET_1 = hex('01 03 01 01 6372616e65 00', '7f'.repeat(10), '020000000001 333300000016', 'a5'.repeat(40));
const REGISTER_3 = hex(
  '03 02 0025', // version 3, time to live, from a supernode, register at the supernode
  '6372616e65',
  '00'.repeat(15), // community
  '01020304', // cookie
  '020000000001', // link address
  '00000000',
);
const REGISTER_2 = hex('02 02 0005 6372616e65', '00'.repeat(11), '01020304 020000000001 00000000');

datagramLaws(n2n, [REGISTER_1, PACKET_1, REGISTER_2, REGISTER_3]);

describe('n2n', () => {
  it('names messages of three versions, the community and the link address in the tunnel', () => {
    const read = [REGISTER_1, PACKET_1, REGISTER_2, REGISTER_3].map((bytes) => readDatagram(n2n, bytes).turn);
    expect(read.map(({ messages }) => n2n.functionName(messages[0]?.fn ?? 0))).toEqual([
      'register',
      'packet',
      'register at supernode',
      'register at supernode',
    ]);
    for (const { messages, facts } of read) {
      expect(messages[0]?.fields).toMatchObject({
        'n2n.community': 'crane',
        'n2n.source_mac': '02:00:00:00:00:01',
      });
      expect(facts).toEqual(['claim ip:192.0.2.1 domain crane', 'claim ip:192.0.2.1 role n2n-peer']);
    }
    expect(read[1]?.encryptedBytes).toBe(PACKET_1.length - 20);
  });

  it('wants a community of letters, padded with zeros from version 2 on', () => {
    const odd = REGISTER_3.slice();
    odd[15] = 0x7f;
    expect(n2n.probe(windowed(odd), false)).toBe(NO);
    expect(readDatagram(n2n, odd).outcome).toBe(BAD);
    expect(n2n.probe(windowed(REGISTER_1), false)).toBe(YES);
  });
});
