import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { rdpOverUdp } from './rdp-udp.ts';

/** [MS-RDPEUDP] 2.2.2: filled up with zeros to the longest datagram. */
const padded = (...parts: readonly string[]): Uint8Array => {
  const bytes = hex(...parts);
  return together(bytes, new Uint8Array(1232 - bytes.length));
};
const syn = padded(
  'ffffffff', // nothing to acknowledge
  '0040', // window
  '1001', // SYN, extension
  '11223344', // first number
  '04d0 04d0', // longest datagrams
  '0001 0101', // a version follows; version 3
);
const synAck = padded('11223344', '0040', '1005', '55667788', '04d0 04d0', '0001 0002');
const data = hex(
  '55667788', // acknowledged
  '0040',
  '000c', // data, acknowledgement
  '0001 00 00', // one element, padding
  '11223345 11223345', // numbers of the data
  '16 0303 0004 0e000000', // a record of TLS
);
const ack = hex('11223345 0040 0004 0000 0000');
const fin = hex('11223345 0040 0002');

datagramLaws(rdpOverUdp, [syn, synAck, together(data.subarray(0, 20), hex('17 0303 0008', '5a'.repeat(8)))]);

describe('the UDP transport', () => {
  const kind = (bytes: Uint8Array): string | undefined =>
    rdpOverUdp.functionName(readDatagram(rdpOverUdp, bytes).turn.messages[0]?.fn ?? -1);

  it('opens, carries and closes', () => {
    expect([syn, synAck, data, ack, fin].map(kind)).toEqual([
      'UDP open',
      'UDP open confirm',
      'UDP data',
      'UDP acknowledgement',
      'UDP close',
    ]);
  });

  it('says what it can do', () => {
    expect(readDatagram(rdpOverUdp, syn).turn.messages[0]?.fields).toEqual({
      'rdpudp.flags': 0x1001,
      'rdpudp.upstreammtu': 1232,
      'rdpudp.downstreammtu': 1232,
      'rdpudp.synex.version': 0x0101,
    });
  });

  it('is another after both sides agreed on version 3', () => {
    const state = rdpOverUdp.open();
    const turn = recordingTurn();
    const third = padded('11223344', '0040', '1005', '55667788', '04d0 04d0', '0001 0101');
    for (const bytes of [syn, third, hex('0014c101f401'), data]) rdpOverUdp.parse(windowed(bytes), turn, state);
    expect(turn.messages.map(({ fn }) => rdpOverUdp.functionName(fn)).slice(2)).toEqual([
      'UDP version 2 datagram',
      'UDP version 2 datagram',
    ]);
  });

  it('counts what it carries as ciphertext', () => {
    expect(readDatagram(rdpOverUdp, data).turn.encryptedBytes).toBe(9);
  });

  it('is known by an opening that is padded, or by a record that ends with the datagram', () => {
    const probe = (bytes: Uint8Array): number => rdpOverUdp.probe(windowed(bytes), false);
    expect(probe(data)).toBe(YES);
    expect(probe(data.subarray(0, data.length - 1))).toBe(NO);
    expect(probe(syn.subarray(0, 1000))).toBe(NO);
    expect(probe(Uint8Array.from(syn, (byte, i) => (i === 1200 ? 1 : byte)))).toBe(NO);
    expect(probe(ack)).toBe(NO);
  });
});
