import { describe, expect, it } from 'vitest';
import { BAD, NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { zerotier } from './zerotier.ts';

const HELLO = hex(
  '0102030405060708', // number of the packet
  '62f865ae71 a1b2c3d4e5', // to, from
  '00', // in the clear, no hops
  '1111111111111111', // check
  '01', // hello
  '0c 01 0e 0002', // protocol 12, version 1.14.2
  '0000018f00000000', // time
  'a1b2c3d4e5 00', // identity: address, type
  '4b'.repeat(64), // public keys
  '00', // no private key
  '04 c0000202 2709', // where the other is seen
);
const PACKET = hex('1112131415161718 62f865ae71 a1b2c3d4e5 09 2222222222222222 9d', 'ee'.repeat(40));
const FRAGMENT = hex('1112131415161718 62f865ae71 ff 21 00', 'dd'.repeat(40));

datagramLaws(zerotier, [HELLO]);

describe('ZeroTier', () => {
  it('says which node says hello, and of which version it is', () => {
    const { turn } = readDatagram(zerotier, HELLO);
    expect(turn.messages).toEqual([
      {
        fn: 1,
        fields: {
          'zerotier.destination': '62f865ae71',
          'zerotier.source': 'a1b2c3d4e5',
          'zerotier.cipher': 0,
          'zerotier.hops': 0,
          'zerotier.version': '1.14.2',
        },
      },
    ]);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role zerotier-node',
      'claim ip:192.0.2.1 description ZeroTier node a1b2c3d4e5, version 1.14.2',
    ]);
    expect(turn.unrecognisedBytes).toBe(7);
  });

  it('counts packets and fragments behind a hello as encrypted', () => {
    const packet = readDatagram(zerotier, PACKET).turn;
    expect(packet.messages.map(({ fn }) => zerotier.functionName(fn))).toEqual(['encrypted packet']);
    expect([packet.messages[0]?.fields['zerotier.hops'], packet.encryptedBytes]).toEqual([1, 40]);
    const fragment = readDatagram(zerotier, FRAGMENT).turn;
    expect(fragment.messages.map(({ fn }) => zerotier.functionName(fn))).toEqual(['fragment']);
    expect(readDatagram(zerotier, hex('00'.repeat(27))).outcome).toBe(BAD);
  });

  it('is told by an address that is said twice', () => {
    const other = HELLO.slice();
    other[41] = 0;
    expect(zerotier.probe(windowed(other), false)).toBe(NO);
    expect(zerotier.probe(windowed(PACKET), false)).toBe(NO);
  });
});
