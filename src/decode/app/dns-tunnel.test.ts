import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { ascii, hex, together } from './decoder-laws.cases.ts';
import { TunnelState } from './dns-tunnel/tunnel-state.ts';
import { dnsTunnel } from './dns-tunnel.ts';
import { dnsOverUdp } from './dns.ts';

/** A question for a name's TXT record. */
function question(name: string): Uint8Array {
  const labels = name.split('.').flatMap((label) => [new Uint8Array([label.length]), ascii(label)]);
  return together(hex('1234 0100 0001 0000 0000 0000'), ...labels, hex('00 0010 0001'));
}

/** What the tunnel's protocol says of questions that come on one flow. */
function told(messages: readonly Uint8Array[]): { names: (string | undefined)[]; facts: string[]; own: number } {
  const state = dnsOverUdp.open();
  const turn = recordingTurn();
  for (const bytes of messages) {
    turn.inside(undefined);
    dnsOverUdp.parse(new Cursor().over(bytes), turn, state);
  }
  const facts = turn.facts.filter((fact) => fact.includes(' role ') || fact.includes(' description '));
  return { names: turn.carried.map(({ fn }) => dnsTunnel.functionName(fn)), facts, own: turn.messages.length };
}

describe('tunnels in DNS', () => {
  it('iodine is told by its version, and what follows below the same domain by its first letter', () => {
    const names = ['vaaaakavyhy', 'labc1urtirficrpzhaq0j1ah3zp01qpy', 'ytbmry', 'paaqzkq', '0eaba82m', 'www'];
    const {
      names: seen,
      facts,
      own,
    } = told(names.map((name, i) => question(`${name}.${i < 5 ? 't.Port' : 'ship'}.example`)));
    expect(seen).toEqual(['iodine version', 'iodine login', 'iodine downstream test', 'iodine ping', 'iodine data']);
    expect(facts.slice(0, 2)).toEqual([
      'claim ip:192.0.2.1 role dns-tunnel-client',
      'claim ip:192.0.2.1 description iodine tunnel in DNS below t.port.example',
    ]);
    expect(own).toBe(6);
  });

  it('iodine goes on beside DNS in a format of its own', () => {
    const raw = hex('10d19e 20', 'a5'.repeat(60));
    expect(told([question('vaaaakavyhy.t.port.example'), raw]).names).toEqual(['iodine version', 'iodine raw data']);
    expect(told([raw]).names).toEqual([]);
    expect(told([question('vaaaakavyhy.t.port.example'), hex('10d19e 70 00')]).names).toEqual(['iodine version']);
  });

  it('dnscat2 is told by its word, or by a session that comes back below one domain', () => {
    const alone = told([
      question('dnscat.546b03f50000000000a6023ed4df184d6ac5c2628b47714fdee584fed739.5a03b5b1'),
      question('dnscat.91f001f500f61221'),
      question('dnscat.91f009f500f61221'),
    ]);
    expect(alone.names).toEqual(['dnscat2 encryption', 'dnscat2 message']);
    const below = told([
      question('1a2b00c0de1122000161626364.c2.example'),
      question('3c4d01c0de33445566778899aa.c2.example'),
      question('5e6f02c0de33445566.c2.example'),
    ]);
    expect(below.names).toEqual(['dnscat2 message', 'dnscat2 close session']);
    expect(below.facts).toContain('claim ip:192.0.2.1 description dnscat2 tunnel in DNS below c2.example');
  });

  it('dns2tcp is told by its commands', () => {
    const { names } = told([
      question('AAAAAGxfQA.=auth.d.port.example'),
      question('m8HQEUQ0AGVjaG8.=connect.d.port.example'),
      question('m8EAAAABBA.d.port.example'),
      question('www.port.example'),
    ]);
    expect(names).toEqual(['dns2tcp auth', 'dns2tcp connect', 'dns2tcp data']);
  });

  it('nobody else is told: hashes, keys, and names that begin alike', () => {
    const names = [
      'vaaaakabcde.port.example',
      'vaaaakavyhyx.port.example',
      'dnscat.example.com',
      'deadbeefdeadbeefdeadbeefdeadbeef.avqs.example',
      '0123456789abcdef0123456789abcdef.avqs.example',
      'deadbeefdeadbeefdeadbeefdeadbeef.avqs.example',
      'a=auth.port.example',
      '_acme-challenge.port.example',
    ];
    expect(told(names.map(question)).names).toEqual([]);
  });

  it('a flow says nothing of names that end otherwise', () => {
    const state = new TunnelState();
    expect(state.ask('vaaaakavyhy.t.example')).toBeGreaterThan(0);
    expect(state.ask('paaqzkq.other.example')).toBe(-1);
    expect(state.ask('xaaqzkq.t.example')).toBe(-1);
  });
});
