import { describe, expect, it } from 'vitest';
import { BAD, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { wireguard } from './wireguard.ts';

const INITIATION = hex(
  '01 000000', // type, reserved
  '78563412', // sender
  'e1'.repeat(32), // ephemeral key
  '57'.repeat(48), // static key, encrypted
  '71'.repeat(28), // timestamp, encrypted
  'aa'.repeat(16), // MAC 1
  '00'.repeat(16), // MAC 2
);
const RESPONSE = hex(
  '02 000000 04030201 78563412', // type, sender, receiver
  'e2'.repeat(32), // ephemeral key
  '0f'.repeat(16), // nothing, encrypted
  'bb'.repeat(16), // MAC 1
  'cc'.repeat(16), // MAC 2
);
const COOKIE = hex('03 000000 78563412', 'dd'.repeat(24), 'ee'.repeat(32));
const DATA = hex('04 000000 04030201 0700000000000000', '99'.repeat(64));
const KEEP_ALIVE = hex('04 000000 04030201 0800000000000000', '99'.repeat(16));

datagramLaws(wireguard, [INITIATION, RESPONSE, COOKIE, DATA, KEEP_ALIVE]);

describe('WireGuard', () => {
  it('names messages, and says whose session they are of', () => {
    const read = [INITIATION, RESPONSE, COOKIE, DATA].map((bytes) => readDatagram(wireguard, bytes).turn.messages[0]);
    expect(read.map((message) => wireguard.functionName(message?.fn ?? 0))).toEqual([
      'handshake initiation',
      'handshake response',
      'cookie reply',
      'transport data',
    ]);
    expect(read[0]?.fields).toMatchObject({ 'wg.sender': 0x12345678, 'wg.mac1': 'aa'.repeat(16) });
    expect(read[1]?.fields).toMatchObject({ 'wg.sender': 0x01020304, 'wg.receiver': 0x12345678 });
    expect(read[3]?.fields).toMatchObject({ 'wg.receiver': 0x01020304, 'wg.counter': 7n });
  });

  it('tells both ends of a handshake, and how much is encrypted', () => {
    expect(readDatagram(wireguard, INITIATION).turn.facts).toEqual(['claim ip:192.0.2.1 role wireguard-peer']);
    expect(readDatagram(wireguard, RESPONSE).turn.facts).toEqual(['claim ip:192.0.2.1 role wireguard-peer']);
    expect(readDatagram(wireguard, DATA).turn).toMatchObject({ encryptedBytes: 64, facts: [] });
  });

  it('is recognised in the middle of a session', () => {
    expect(wireguard.probe(windowed(DATA), true)).toBe(YES);
    // As long as the MTU lets it be, and so without its padding: read, but not recognised by.
    const full = hex('04 000000 04030201 0900000000000000', '99'.repeat(1436));
    expect(wireguard.probe(windowed(full), true)).toBe(NO);
    expect(readDatagram(wireguard, full).turn.encryptedBytes).toBe(1436);
  });

  it('wants reserved octets of zero, the length of the type, and a counter that can be reached', () => {
    const odd = DATA.slice();
    odd[14] = 1;
    expect(wireguard.probe(windowed(odd), true)).toBe(NO);
    expect(wireguard.probe(windowed(together(DATA, hex('00'))), true)).toBe(NO);
    for (const bytes of [INITIATION, RESPONSE, COOKIE]) {
      expect(wireguard.probe(windowed(together(bytes, hex('00'))), true)).toBe(NO);
      const reserved = bytes.slice();
      reserved[2] = 1;
      expect(wireguard.probe(windowed(reserved), true)).toBe(NO);
      expect(readDatagram(wireguard, reserved).outcome).toBe(BAD);
    }
  });

  it('counts a handshake that nobody will answer', () => {
    const bare = INITIATION.slice();
    bare.fill(0, 116);
    expect(readDatagram(wireguard, bare).turn.anomalies).toEqual(['mac-missing']);
  });
});
