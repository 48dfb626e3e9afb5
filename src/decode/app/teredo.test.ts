import { describe, expect, it } from 'vitest';
import { INNER_IP } from '../inner-kind.ts';
import { PING6 } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, NO } from '../verdict.ts';
import { datagramLaws, readDatagram, windowed } from './decoder-laws.cases.ts';
import { teredo } from './teredo.ts';

/** Prefix, server, flags, port and address of the client, the last two with all bits turned over. */
const BUBBLE = `
  60000000 0000 3b 40                       // version, length 0, nothing follows, hop limit 64
  20010000 c0000201 0000 1111 3ffffdfe      // source
  20010000 c0000201 0000 2222 3ffffdfd      // destination
`;
const ORIGIN = '0000 eeee 3ffffdfe';
const SOLICITATION = `
  0001 02 01 6162 63 1122334455667788 00    // authentication: client "ab", value "c", nonce, confirmed
  60000000 0008 3a ff                       // version, length 8, ICMPv6, hop limit 255
  fe800000000000000000fffffffffffe          // source
  ff020000000000000000000000000002          // destination
  85 00 7d38 00000000                       // router solicitation`;
const TRAILERS = '01 04 77a05e76 03 00';

datagramLaws(teredo, [hex(BUBBLE), hex(`${ORIGIN} ${BUBBLE}`), hex(SOLICITATION), hex(`${BUBBLE} ${TRAILERS}`)]);

describe('Teredo', () => {
  it('hands on the IPv6 packet, behind whatever the server said', () => {
    const { turn } = readDatagram(teredo, hex(`${ORIGIN} ${BUBBLE}`));
    expect(turn.inner).toEqual([{ payload: INNER_IP, at: 48, length: 40, id: -1, how: 0 }]);
    expect(turn.messages).toEqual([{ fn: 1, fields: { 'teredo.orig.port': 0x1111, 'teredo.orig.addr': '192.0.2.1' } }]);
    const asked = readDatagram(teredo, hex(SOLICITATION)).turn;
    expect(asked.inner).toMatchObject([{ at: 56, length: 48 }]);
    expect(asked.messages).toEqual([{ fn: 0, fields: { 'teredo.auth.nonce': 0x1122334455667788n } }]);
  });

  it('leaves trailers, and is not met where anything else follows or no address is its own', () => {
    expect(readDatagram(teredo, hex(`${BUBBLE} ${TRAILERS}`)).turn.unrecognisedBytes).toBe(8);
    expect(teredo.probe(windowed(hex(`${BUBBLE} 00`)), false)).toBe(NO);
    expect(teredo.probe(windowed(hex(PING6)), false)).toBe(NO);
    expect(readDatagram(teredo, hex('0000 eeee 3ffffdfe 6000')).outcome).toBe(BAD);
  });
});
