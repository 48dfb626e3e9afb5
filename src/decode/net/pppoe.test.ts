import { expect, test } from 'vitest';
import { INNER_PPP } from '../inner-kind.ts';
import { PING } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE } from '../verdict.ts';
import { MAX_TAGS, pppoe } from './pppoe.ts';
import { readPacket } from './read-packet.cases.ts';

test('PPPoE hands on the PPP packet of a session, and what fills the frame up is none of it', () => {
  const { turn, left } = readPacket(pppoe, hex(`11 00 0007 001e 0021 ${PING} 0000`));
  expect(turn.inner).toEqual([{ payload: INNER_PPP, at: 6, length: 30, id: 7, how: 0 }]);
  expect(turn.messages).toEqual([
    { fn: 0, fields: { 'pppoe.code': 0, 'pppoe.session_id': 7, 'pppoe.payload_length': 30 } },
  ]);
  expect([left, turn.unrecognisedBytes, pppoe.tunnelName?.(7, 0)]).toEqual([0, 0, 'session 7']);
});

test('PPPoE: an offer names its access concentrator, a request only repeats the name', () => {
  const tags = `
    0101 0004 666c6174          // service "flat"
    0103 0002 1122              // the host's mark
    0102 0008 6163732d62617931  // access concentrator "acs-bay1"
    0104 0001 99                // cookie
    0000 0000                   // end`;
  const offer = readPacket(pppoe, hex(`11 07 0000 0023 ${tags}`)).turn;
  expect(offer.facts).toEqual(['claim ip:192.0.2.1 hostname acs-bay1']);
  expect(offer.messages[0]?.fields).toMatchObject({
    'pppoed.tags.service_name': 'flat',
    'pppoed.tags.host_uniq': '1122',
    'pppoed.tags.ac_name': 'acs-bay1',
  });
  expect([pppoe.functionName(7), offer.unrecognisedBytes, offer.anomalies]).toEqual(['PADO (offer)', 1, []]);
  expect(readPacket(pppoe, hex(`11 19 0000 0023 ${tags}`)).turn.facts).toEqual([]);
});

test('PPPoE says what does not fit', () => {
  expect(readPacket(pppoe, hex('11 09 0000 0008 0101 0009 00000000')).turn.anomalies).toEqual(['tag-bad']);
  expect(readPacket(pppoe, hex('11 00 0007 0040 0021 45')).turn.anomalies).toEqual(['length-bad']);
  expect(readPacket(pppoe, hex('21 00 0007 0000')).outcome).toBe(BAD);
  expect(readPacket(pppoe, hex('11 33 0007 0000')).outcome).toBe(BAD);
  expect(readPacket(pppoe, hex('11 00 0007')).outcome).toBe(MORE);
});

test(`PPPoE reads ${MAX_TAGS} tags of a packet`, () => {
  const packet = (tags: number): Uint8Array =>
    hex(`11 09 0000 ${(tags * 4).toString(16).padStart(4, '0')} ${'01010000'.repeat(tags)}`);
  expect(readPacket(pppoe, packet(MAX_TAGS)).turn.anomalies).toEqual([]);
  const { anomalies, unrecognisedBytes } = readPacket(pppoe, packet(MAX_TAGS + 1)).turn;
  expect([anomalies, unrecognisedBytes]).toEqual([['tags-over-limit'], 4]);
});
