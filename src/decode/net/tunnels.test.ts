import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE } from '../verdict.ts';
import { ah } from './ah.ts';
import { esp } from './esp.ts';
import { gre } from './gre.ts';
import { readPacket } from './read-packet.cases.ts';

test('ESP shows which association it is of, and no more', () => {
  const { turn, left } = readPacket(esp, hex('04888fe4 00000007 5e5e5e5e5e5e5e5e'));
  expect(turn.messages).toEqual([{ fn: 0, fields: { 'esp.spi': 0x04888fe4, 'esp.sequence': 7 } }]);
  expect([turn.encryptedBytes, left, turn.anomalies]).toEqual([8, 0, []]);
  expect(readPacket(esp, hex('000000ff 00000007')).turn.anomalies).toEqual(['spi-reserved']);
  expect(readPacket(esp, hex('04888fe4 000000')).outcome).toBe(MORE);
});

test('AH says what it guards; of ESP behind it nothing but numbers can be read', () => {
  const guarded = readPacket(ah, hex(`06 04 0000 00000101 00000007${'ab'.repeat(12)}01bb01bb`)).turn;
  expect(guarded.messages).toEqual([
    { fn: 6, fields: { 'ah.next_header': 6, 'ah.length': 4, 'ah.spi': 0x101, 'ah.sequence': 7 } },
  ]);
  expect([guarded.unrecognisedBytes, guarded.encryptedBytes]).toEqual([4, 0]);
  const twice = readPacket(ah, hex('32 01 0000 00000101 00000007 04888fe4 00000007 5e5e')).turn;
  expect([twice.unrecognisedBytes, twice.encryptedBytes]).toEqual([0, 2]);
  const odd = readPacket(ah, hex('06 ff 0000 00000101 00000007 5e5e')).turn;
  expect([odd.anomalies, odd.unrecognisedBytes]).toEqual([['header-bad'], 2]);
  expect(readPacket(ah, hex('06 04 0000')).outcome).toBe(MORE);
});

test('GRE says what it carries, with key and number where it has them', () => {
  const { turn, left } = readPacket(gre, hex('b000 0800 1234 0000 0000002a 00000007 4500'));
  expect(turn.messages).toEqual([
    {
      fn: 0x0800,
      fields: { 'gre.flags_and_version': 0xb000, 'gre.proto': 0x0800, 'gre.key': 42, 'gre.sequence_number': 7 },
    },
  ]);
  expect([gre.functionName(0x0800), turn.unrecognisedBytes, left]).toEqual(['IPv4', 0, 0]);
  expect(turn.inner).toEqual([{ payload: 0x0800, at: 16, length: -1, id: 42, how: 0 }]);
});

test('GRE of PPTP has a length and a call for its key', () => {
  const { turn } = readPacket(gre, hex('3081 880b 0004 0009 00000001 00000002 ff03c021'));
  expect(turn.messages[0]?.fields).toMatchObject({
    'gre.key.payload_length': 4,
    'gre.key.call_id': 9,
    'gre.sequence_number': 1,
    'gre.ack_number': 2,
  });
  expect(turn.anomalies).toEqual([]);
  expect(readPacket(gre, hex('2001 880b 0040 0009 ff03')).turn.anomalies).toEqual(['length-bad']);
  expect(readPacket(gre, hex('2001 0800 0004 0009 ff03')).outcome).toBe(BAD);
  expect(readPacket(gre, hex('3000 0800 0000')).outcome).toBe(MORE);
  expect(readPacket(gre, hex('0002 0800 0000')).outcome).toBe(BAD);
});
