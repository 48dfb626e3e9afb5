import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { cldap, MAX_DATAGRAM_MESSAGES } from './cldap.ts';
import { ascii, datagramLaws, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_ATTRIBUTES } from './ldap/attributes.ts';
import {
  attribute,
  ber,
  bind,
  entry,
  enumerated,
  everything,
  filter,
  integer,
  message,
  octets,
  ping,
  pingAnswer,
  pingDone,
  result,
  rootEntry,
  search,
  signed,
  startTls,
} from './ldap/conversation.cases.ts';
import { MAX_FILTER_DEPTH, MAX_FILTER_TERMS } from './ldap/filter.ts';
import { MAX_CONTROLS } from './ldap/read-message.ts';
import { ldap, MAX_LDAP_MESSAGE } from './ldap.ts';
import { authenticate } from './smb/conversation.cases.ts';

const wrapped: readonly Segment[] = [
  { fromServer: false, bytes: signed(together(message(5, search('dc=x', filter)), message(6, ber(0x50, 5)))) },
  { fromServer: true, bytes: signed(message(5, result(0x65, 0))) },
];

streamLaws(ldap, [everything, startTls, wrapped]);
datagramLaws(cldap, [ping, pingAnswer, pingDone]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(ldap, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => ldap.functionName(fn)) };
}

const client = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
const server = (bytes: Uint8Array): Segment => ({ fromServer: true, bytes });

describe('LDAP', () => {
  it('every operation of a session is a message with its object and result', () => {
    const { turn, names, fed } = read(...everything);
    expect(names).toHaveLength(everything.length);
    expect(new Set(names).has(undefined)).toBe(false);
    expect([fed.bad, fed.waiting, turn.unrecognisedBytes]).toEqual([0, 0, 0]);
    expect(turn.messages[2]?.fields).toMatchObject({
      'ldap.baseObject': 'dc=yard,dc=example',
      'ldap.scope': 2,
      'ldap.filter_shape': '(&(objectClass=?)(dNSHostName=*)(!(a=?)))',
      'ldap.AttributeDescription': ['cn', 'mail'],
      'ldap.controlType': '1.2.840.113556.1.4.319',
    });
    expect(turn.messages[6]?.fields['ldap.result']).toBe('sizeLimitExceeded');
    expect(turn.messages[7]?.fields).toMatchObject({ 'ldap.object': 'cn=hmi', 'ldap.operation': 2 });
  });

  it('who binds is told, a password is told of and never kept', () => {
    const { turn } = read(client(bind));
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 user cn=operator,dc=yard,dc=example']);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    expect(JSON.stringify(turn.messages)).not.toContain('secret');
    const anonymous = read(client(message(1, ber(0x60, integer(3), octets(''), ber(0x80)))));
    expect([anonymous.turn.facts, anonymous.turn.anomalies]).toEqual([[], []]);
  });

  it('a sign-in with SASL names its mechanism, and with NTLM computer, domain and user', () => {
    const token = ber(0x60, integer(3), octets(''), ber(0xa3, octets('GSS-SPNEGO'), ber(0x04, authenticate)));
    const { turn } = read(client(message(1, token)));
    expect(turn.messages[0]?.fields['ldap.mechanism']).toBe('GSS-SPNEGO');
    expect(turn.facts).toContain('claim ip:192.0.2.1 hostname HMI');
    const sicily = read(client(message(1, ber(0x60, integer(3), octets('User'), ber(0x8b, authenticate)))));
    expect(sicily.turn.facts).toContain('claim ip:192.0.2.1 hostname HMI');
  });

  it('the server’s own entry says who it is', () => {
    const { turn } = read(server(rootEntry));
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname dc1.yard.example',
      'claim ip:192.0.2.1 domain DC=yard,DC=example',
      'claim ip:192.0.2.1 vendor Example Software',
      'claim ip:192.0.2.1 firmware 1.2.3',
    ]);
  });

  it('behind an agreed StartTLS somebody else speaks, behind a refused one LDAP goes on', () => {
    expect(read(...startTls).turn.gaveWay).toBe(true);
    const refused = [startTls[0] as Segment, server(message(1, result(0x78, 2))), client(bind)];
    expect([read(...refused).turn.gaveWay, read(...refused).names.length]).toEqual([false, 3]);
    const gap = { ...server(message(1, result(0x78, 0))), gap: true };
    expect(read(startTls[0] as Segment, gap).turn.gaveWay).toBe(false);
  });

  it('messages that are signed only are read, sealed ones are ciphertext', () => {
    const { turn, names } = read(...wrapped);
    expect(names).toEqual(['search request', 'abandon request', 'search result done']);
    expect(turn.encryptedBytes).toBe(0);
    const sealed = signed(new Uint8Array(40), 6);
    expect(read(client(bind), client(sealed)).turn.encryptedBytes).toBe(sealed.length - 4);
    expect(ldap.probe(windowed(sealed), false)).toBe(YES);
    // NTLM's signature, then a message; and a buffer of which nothing is known behind it.
    const ntlm = Uint8Array.from([0, 0, 0, 16 + bind.length, 1, 0, 0, 0, ...new Uint8Array(12), ...bind]);
    expect(read(client(bind), client(ntlm), client(Uint8Array.of(0, 0, 0, 4, 9, 9, 9, 9))).names).toHaveLength(2);
    const long = Uint8Array.of(0, 3, 0, 0, 5, 4, 6, 0xff);
    expect(read(client(together(long, new Uint8Array(60)))).turn.skipped).toEqual([
      { bytes: 0x3_0000, as: 'encrypted' },
    ]);
  });

  it(`of a message above ${MAX_LDAP_MESSAGE} bytes only the kind is read`, () => {
    const head = Uint8Array.of(0x30, 0x84, 0, 3, 0, 0, 2, 1, 9, 0x64, 0x84, 0, 2, 0xff, 0xf7);
    const { turn, names } = read(server(together(head, new Uint8Array(3))));
    expect(names).toEqual(['search result entry']);
    expect(turn.anomalies).toEqual(['message-over-limit']);
    expect(turn.skipped).toEqual([{ bytes: 0x2_fff7, as: 'unrecognised' }]);
  });

  it(`a filter deeper than ${MAX_FILTER_DEPTH} or of more than ${MAX_FILTER_TERMS} terms is cut`, () => {
    const deep = (levels: number): Uint8Array => (levels === 0 ? ber(0x87, 'a') : ber(0xa2, deep(levels - 1)));
    const asked = (sought: Uint8Array) => read(client(message(1, search('dc=x', sought)))).turn.anomalies;
    expect(asked(deep(MAX_FILTER_DEPTH - 1))).toEqual([]);
    expect(asked(deep(MAX_FILTER_DEPTH))).toEqual(['filter-over-limit']);
    const wide = (terms: number): Uint8Array => ber(0xa1, ...Array.from({ length: terms }, () => ber(0x87, 'a')));
    expect(asked(wide(MAX_FILTER_TERMS - 1))).toEqual([]);
    expect(asked(wide(MAX_FILTER_TERMS))).toEqual(['filter-over-limit']);
  });

  it('terms of every kind are shown without their values', () => {
    const kinds = ber(
      0xa1,
      ber(0xa4, octets('a'), ber(0x30, ber(0x80, 'x'))),
      ber(0xa5, octets('b'), octets('1')),
      ber(0xa6, octets('c'), octets('1')),
      ber(0xa8, octets('d'), octets('1')),
      ber(0xa9, ber(0x82, 'e'), ber(0x83, '1')),
    );
    const shape = read(client(message(1, search('dc=x', kinds)))).turn.messages[0]?.fields['ldap.filter_shape'];
    expect(shape).toBe('(|(a=?*)(b>=?)(c<=?)(d~=?)(:=?))');
  });

  it(`${MAX_ATTRIBUTES} attributes and ${MAX_CONTROLS} controls and attributes asked for are read`, () => {
    const many = (count: number) => Array.from({ length: count }, () => attribute('a', ''));
    const found = (count: number) => read(server(message(1, entry('cn=x', ...many(count))))).turn.anomalies;
    expect(found(MAX_ATTRIBUTES)).toEqual([]);
    expect(found(MAX_ATTRIBUTES + 1)).toEqual(['elements-over-limit']);
    const added = message(1, ber(0x68, octets('cn=x'), ber(0x30, ...many(MAX_ATTRIBUTES + 1))));
    expect(read(client(added)).turn.anomalies).toEqual(['elements-over-limit']);
    const names = Array.from({ length: MAX_CONTROLS + 1 }, () => 'n');
    const controls = ber(0xa0, ...names.map((name) => ber(0x30, octets(name))));
    const { fields } = read(client(message(1, search('dc=x', filter, ...names), controls))).turn.messages[0] ?? {};
    expect(fields?.['ldap.AttributeDescription']).toHaveLength(MAX_CONTROLS);
    expect(fields?.['ldap.controlType']).toHaveLength(MAX_CONTROLS);
  });

  it('elements that do not fit are told, and the next message is read', () => {
    const odd = message(1, ber(0x60, integer(3), integer(4)));
    const { turn, names } = read(client(together(odd, bind)));
    expect(names).toEqual(['bind request', 'bind request']);
    expect(turn.anomalies).toEqual(['message-malformed', 'password-in-clear']);
    expect(turn.unrecognisedBytes).toBeGreaterThan(0);
  });

  it('refuses what only looks like a message', () => {
    const probed = (bytes: Uint8Array) => ldap.probe(windowed(bytes), false);
    expect(probed(ascii('0\x0a\x02\x01\x01\x04\x05abcde'))).toBe(NO); // SNMP: a community where an operation must stand
    expect(probed(message(1, ber(0x60), [0x04, 0]))).toBe(NO);
    expect(probed(Uint8Array.of(0x30, 0x80, 2, 1, 1, 0x60, 0))).toBe(NO);
    expect(probed(ber(0x30, ber(0x02, 1, 1, 1, 1, 1), ber(0x60)))).toBe(NO);
    expect(probed(ber(0x30, integer(1), enumerated(1)))).toBe(NO);
  });
});

describe('connectionless LDAP', () => {
  it('a computer asks for its domain controller, which says who it is', () => {
    expect(readDatagram(cldap, ping).turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname HMI',
      'name query yard.example -',
    ]);
    const { turn } = readDatagram(cldap, together(pingAnswer, pingDone));
    expect(turn.messages.map(({ fn }) => cldap.functionName(fn))).toEqual([
      'search result entry',
      'search result done',
    ]);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname dc1.yard.example',
      'claim ip:192.0.2.1 domain yard.example',
      'claim ip:192.0.2.1 role primary-domain-controller',
      'claim ip:192.0.2.1 role domain-controller',
      'claim ip:192.0.2.1 role kerberos-server',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'mscldap.nb_domain': 'YARD', 'mscldap.sitename': 'Quay' });
  });

  it(`${MAX_DATAGRAM_MESSAGES} messages of a datagram are read`, () => {
    const some = (count: number) => together(...Array.from({ length: count }, () => pingDone));
    expect(readDatagram(cldap, some(MAX_DATAGRAM_MESSAGES)).turn.anomalies).toEqual([]);
    const over = readDatagram(cldap, some(MAX_DATAGRAM_MESSAGES + 1)).turn;
    expect([over.anomalies, over.messages.length]).toEqual([['elements-over-limit'], MAX_DATAGRAM_MESSAGES]);
    const cut = readDatagram(cldap, together(pingDone, pingDone.subarray(0, 9))).turn;
    expect([cut.anomalies, cut.unrecognisedBytes]).toEqual([['message-malformed'], 9]);
  });
});
