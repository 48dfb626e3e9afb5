import { describe, expect, it } from 'vitest';
import { EACH_WAY, INNER_IP } from '../inner-kind.ts';
import { PING, PING6 } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, NO, YES } from '../verdict.ts';
import { datagramLaws, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { gtp, MAX_EXTENSIONS } from './gtp.ts';

const PACKET = hex(`
  30 ff 001c 00000011  // version 1, G-PDU, length 28, tunnel 17
  ${PING}`);
const WITH_EXTENSION = hex(`
  36 ff 0038 00000011  // extensions and numbers, G-PDU, length 56, tunnel 17
  0007 00 85           // sequence number 7, no N-PDU number, next: PDU session container
  01 0009 00           // four bytes: QoS flow 9, no further one
  ${PING6}`);
const ECHO = hex('32 01 0004 00000000 0001 00 00');
const END = hex('30 fe 0000 00000011');

datagramLaws(gtp, [PACKET, WITH_EXTENSION, ECHO, END]);

describe('GTP of the user plane', () => {
  it('hands on the IP packet with its tunnel, which is another in each direction', () => {
    const { turn } = readDatagram(gtp, PACKET);
    expect(turn.inner).toEqual([{ payload: INNER_IP, at: 48, length: 28, id: 17, how: EACH_WAY }]);
    expect(turn.messages).toEqual([
      { fn: 255, fields: { 'gtp.flags': 0x30, 'gtp.message': 255, 'gtp.length': 28, 'gtp.teid': 17 } },
    ]);
    expect([turn.unrecognisedBytes, gtp.tunnelName?.(17, EACH_WAY)]).toEqual([0, 'teid 0x11']);
  });

  it('steps over numbers and extension headers', () => {
    const { turn } = readDatagram(gtp, WITH_EXTENSION);
    expect(turn.inner).toMatchObject([{ at: 56, length: 48 }]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'gtp.seq_number': 7, 'gtp.next': 0x85 });
  });

  it('reads at most so many extension headers', () => {
    const chained = (count: number): Uint8Array =>
      together(
        hex(`34 ff ${(4 + 4 * count + 28).toString(16).padStart(4, '0')} 00000011 000000 85`),
        ...Array.from({ length: count }, (_, i) => hex(`01 0000 ${i === count - 1 ? '00' : '85'}`)),
        hex(PING),
      );
    expect(gtp.probe(windowed(chained(MAX_EXTENSIONS)), false)).toBe(YES);
    expect(readDatagram(gtp, chained(MAX_EXTENSIONS)).turn.inner).toHaveLength(1);
    expect(gtp.probe(windowed(chained(MAX_EXTENSIONS + 1)), false)).toBe(NO);
    const { turn } = readDatagram(gtp, chained(MAX_EXTENSIONS + 1));
    expect([turn.inner, turn.anomalies]).toEqual([[], ['extensions-over-limit']]);
  });

  it('says what does not fit, and leaves what is no IP unread', () => {
    expect(readDatagram(gtp, PACKET.subarray(0, 30)).turn.anomalies).toEqual(['length-bad']);
    expect(readDatagram(gtp, hex('34 ff 0008 00000011 000000 85 ff 000000')).turn.anomalies).toEqual(['extension-bad']);
    const other = readDatagram(gtp, hex('30 ff 0004 00000011 99999999 00')).turn;
    expect([other.inner, other.unrecognisedBytes]).toEqual([[], 5]);
    expect(readDatagram(gtp, hex('48 01 0004 00000000')).outcome).toBe(BAD);
  });

  it('is not met where the lengths of tunnel and packet differ, nor in other versions', () => {
    const longer = hex(`30 ff 001d 00000011 ${PING} 00`);
    expect(gtp.probe(windowed(longer), false)).toBe(NO);
    expect(gtp.probe(windowed(hex('32 10 0004 00000000 0001 00 00')), false)).toBe(NO);
    expect(gtp.probe(windowed(hex('48 20 0004 00000000 0001 00 00')), false)).toBe(NO);
  });
});
