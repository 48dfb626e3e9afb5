import { describe, expect, it } from 'vitest';
import { INNER_ETHERNET } from '../inner-kind.ts';
import { ETHERNET, PING, PING6 } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE, NO } from '../verdict.ts';
import { datagramLaws, readDatagram, windowed } from './decoder-laws.cases.ts';
import { geneve } from './geneve.ts';

const PLAIN = hex(`00 00 6558 000005 00 ${ETHERNET} ${PING}`);
const WITH_OPTIONS = hex(`
  03 40 0800 000005 00  // twelve bytes of options, critical ones among them, IPv4, VNI 5
  0103 80 01 11223344   // Linux, type 128, four bytes
  0102 01 00            // class 258, type 1, no value
  ${PING}`);
const SIX = hex(`00 00 86dd 000005 00 ${PING6}`);
const ARP = hex('00 00 0806 000005 00 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202');

datagramLaws(geneve, [PLAIN, WITH_OPTIONS, SIX, ARP]);

describe('GENEVE', () => {
  it('hands on what it carries, behind its options', () => {
    expect(readDatagram(geneve, PLAIN).turn.inner).toEqual([
      { payload: INNER_ETHERNET, at: 48, length: -1, id: 5, how: 0 },
    ]);
    const { turn } = readDatagram(geneve, WITH_OPTIONS);
    expect(turn.inner).toMatchObject([{ payload: 0x0800, at: 60, id: 5 }]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'geneve.option.class': [0x0103, 0x0102],
      'geneve.option.type': [128, 1],
    });
    expect(geneve.tunnelName?.(5, 0)).toBe('vni 5');
  });

  it('says which options do not fit, and leaves other types unread', () => {
    const bad = hex(`01 00 0800 000005 00 0103 80 02 ${PING}`);
    expect(geneve.probe(windowed(bad), false)).toBe(NO);
    expect(readDatagram(geneve, bad).turn.anomalies).toEqual(['option-bad']);
    const other = readDatagram(geneve, hex('00 80 1234 000005 00 0000')).turn;
    expect([other.inner, other.unrecognisedBytes, other.messages[0]?.fn]).toEqual([[], 2, 1]);
    expect(other.messages[0]?.fields).toMatchObject({ 'geneve.flags': 0x80 }); // a control packet
    expect(readDatagram(geneve, hex('02 00 0800 000005 00 0103')).outcome).toBe(MORE);
    expect(readDatagram(geneve, hex('40 00 0800 000005 00')).outcome).toBe(BAD);
  });
});
