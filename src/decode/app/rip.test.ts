import { describe, expect, it } from 'vitest';
import * as messages from '../net/routing/messages.cases.ts';
import { NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { rip } from './rip.ts';
import { ripng } from './ripng.ts';

datagramLaws(rip, [messages.ripRequest, messages.ripResponse, messages.rip1Response, messages.ripSigned]);
datagramLaws(ripng, [messages.ripngRequest, messages.ripngResponse]);

const reaches = (ip: string): string => `forwarding routing-protocol ip:192.0.2.1 ip:${ip}`;

describe('RIP', () => {
  it('names the networks that a router reaches, not those that it lost, and the password', () => {
    const { turn } = readDatagram(rip, messages.ripResponse);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role rip router',
      'forwarding routing-protocol ip:192.0.2.1 -',
      reaches('198.51.100.0'),
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'rip.network': '198.51.100.0/24', 'rip.auth.passwd': 'secret' });
    expect(turn.anomalies).toEqual(['password-in-clear']);
  });

  it('has classes where version 1 has no masks', () => {
    expect(readDatagram(rip, messages.rip1Response).turn.messages[0]?.fields['rip.network']).toEqual([
      '10.0.0.0/8',
      '192.0.2.5/32',
      '0.0.0.0/0',
    ]);
  });

  it('tells of a request nothing, since whoever asks need not route', () => {
    expect(readDatagram(rip, messages.ripRequest).turn.facts).toEqual([]);
  });

  it('knows authentication that nobody has, and bytes that are no entry', () => {
    const odd = hex(
      '02 02 0000 ffff 0009 00000000000000000000000000000000 0002 0000 c6336400 ffffff00 00000000 00000001',
    );
    expect(readDatagram(rip, odd).turn.anomalies).toEqual(['authentication-unknown']);
    expect(
      readDatagram(rip, hex('01 01 0000 0000 0000 00000000 00000000 00000000 00000010 aa')).turn.anomalies,
    ).toEqual(['trailing-bytes']);
  });

  it('of IPv6 names networks', () => {
    const { turn } = readDatagram(ripng, messages.ripngResponse);
    expect(turn.messages[0]?.fields['ripng.network']).toBe('2001:db8:1::/64');
    expect(turn.facts).toContain(reaches('2001:db8:1::'));
  });

  it('is not taken for the other version', () => {
    expect(ripng.probe(windowed(messages.rip1Response), false)).toBe(NO);
    expect(rip.probe(windowed(messages.ripngResponse), false)).toBe(NO);
    expect(rip.probe(windowed(messages.ripSigned), false)).toBe(YES);
  });
});
