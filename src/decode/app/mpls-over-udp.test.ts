import { expect, test } from 'vitest';
import { EACH_WAY, INNER_IP, WITHOUT_ENDS } from '../inner-kind.ts';
import { PING, PING6 } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { NO } from '../verdict.ts';
import { datagramLaws, readDatagram, windowed } from './decoder-laws.cases.ts';
import { mplsOverUdp } from './mpls-over-udp.ts';

/** Label, traffic class, whether it is the last, time to live 64. */
const ONE = hex(`00011140 ${PING}`);
const TWO = hex(`00011040 00012140 ${PING6}`);

datagramLaws(mplsOverUdp, [ONE, TWO]);

test('MPLS in UDP is read as it is elsewhere', () => {
  const how = EACH_WAY | WITHOUT_ENDS;
  expect(readDatagram(mplsOverUdp, TWO).turn.inner).toEqual([{ payload: INNER_IP, at: 48, length: -1, id: 18, how }]);
});

test('MPLS in UDP is not met where the packet is not whole, its checksum is wrong, or a label is none', () => {
  expect(mplsOverUdp.probe(windowed(hex(`00011140 ${PING} 00`)), false)).toBe(NO);
  expect(mplsOverUdp.probe(windowed(hex(`00011140 ${PING.replace('f6dc', 'f6dd')}`)), false)).toBe(NO);
  expect(mplsOverUdp.probe(windowed(hex(`0000f140 ${PING}`)), false)).toBe(NO);
  expect(mplsOverUdp.probe(windowed(hex(`00011100 ${PING}`)), false)).toBe(NO);
  expect(mplsOverUdp.probe(windowed(hex('00011040')), false)).toBe(NO);
});
