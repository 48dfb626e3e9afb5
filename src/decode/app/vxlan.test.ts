import { describe, expect, it } from 'vitest';
import { INNER_ETHERNET } from '../inner-kind.ts';
import { ETHERNET, PING, PING6 } from '../inner-packets.cases.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE, NO, YES } from '../verdict.ts';
import { datagramLaws, readDatagram, windowed } from './decoder-laws.cases.ts';
import { vxlan } from './vxlan.ts';

/** Flags, policy or reserved, VNI 5, reserved. */
const PLAIN = hex(`08 00 0000 000005 00 ${ETHERNET} ${PING}`);
const POLICY = hex(`88 00 0007 000005 00 ${ETHERNET} ${PING}`);
const GENERIC = hex(`0c 00 00 02 000005 00 ${PING6}`);
const ODD = hex(`ff 01 d1f2 000005 00 ${ETHERNET} ${PING}`);

datagramLaws(vxlan, [PLAIN, POLICY, GENERIC, ODD]);

describe('VXLAN', () => {
  it('hands on the frame with the number of its network', () => {
    const { turn } = readDatagram(vxlan, PLAIN);
    expect(turn.inner).toEqual([{ payload: INNER_ETHERNET, at: 48, length: -1, id: 5, how: 0 }]);
    expect(turn.messages).toEqual([{ fn: 0, fields: { 'vxlan.flags': 0x0800, 'vxlan.vni': 5 } }]);
    expect(vxlan.tunnelName?.(5, 0)).toBe('vni 5');
  });

  it('hands on the frame whatever reserved bits say', () => {
    expect(readDatagram(vxlan, ODD).turn.inner).toEqual([
      { payload: INNER_ETHERNET, at: 48, length: -1, id: 5, how: 0 },
    ]);
  });

  it('shows the policy, and what the generic extension carries', () => {
    expect(readDatagram(vxlan, POLICY).turn.messages[0]?.fields).toMatchObject({ 'vxlan.gbp': 7 });
    expect(readDatagram(vxlan, GENERIC).turn.inner).toMatchObject([{ payload: 0x86dd, at: 48 }]);
    const header = readDatagram(vxlan, hex('0c 00 00 04 000005 00 0000')).turn;
    expect([header.inner, header.unrecognisedBytes]).toEqual([[], 2]);
  });

  it('is not met without its flag, and with odd bits only where a whole packet shows it', () => {
    expect(vxlan.probe(windowed(hex(`00 00 0000 000005 00 ${ETHERNET} ${PING}`)), false)).toBe(NO);
    expect(vxlan.probe(windowed(hex(`ff 01 d1f2 000005 00 ${ETHERNET} ${PING} 00`)), false)).toBe(NO);
    expect(vxlan.probe(windowed(hex(`ff 01 d1f2 000005 00 020000000002 020000000001 86dd ${PING6}`)), false)).toBe(YES);
    expect(readDatagram(vxlan, hex('08 00 0000 0000')).outcome).toBe(MORE);
    expect(readDatagram(vxlan, hex('00 00 0000 000005 00')).outcome).toBe(BAD);
  });
});
