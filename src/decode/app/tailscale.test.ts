import { describe, expect, it } from 'vitest';
import { BAD, NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { tailscale } from './tailscale.ts';

const DISCO = hex(
  '5453f09f92ac', // "TS" and a speech balloon
  'd1'.repeat(32), // key of the sender
  '5e'.repeat(24), // nonce
  'b0'.repeat(46), // box
);
/** WireGuard transport data: type, reserved, receiver, counter, ciphertext. */
const DATA = hex('04 000000 04030201 0700000000000000', '99'.repeat(32));

datagramLaws(tailscale, [DISCO]);

describe('Tailscale', () => {
  it('says who looks for paths, and that the rest is encrypted', () => {
    const { turn } = readDatagram(tailscale, DISCO);
    expect(turn.messages).toEqual([{ fn: 1, fields: { 'tailscale.disco_key': 'd1'.repeat(32) } }]);
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 role tailscale-node']);
    expect(turn.encryptedBytes).toBe(46);
  });

  it('reads WireGuard on the same port as WireGuard', () => {
    const { turn } = readDatagram(tailscale, DATA);
    expect(turn.messages).toEqual([]);
    expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['wireguard']);
    expect(readDatagram(tailscale, hex('ab'.repeat(90))).outcome).toBe(BAD);
  });

  it('wants the box that no message is without', () => {
    expect(tailscale.probe(windowed(DISCO.subarray(0, 70)), false)).toBe(NO);
    expect(tailscale.canBegin?.(0x54)).toBe(true);
    expect(tailscale.canBegin?.(0x04)).toBe(false);
  });
});
