import { describe, expect, it } from 'vitest';
import { recordingTurn, type RecordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { MAX_ITEMS } from './enip/items.ts';
import {
  connected,
  enipSamples,
  forwardOpen,
  forwardOpened,
  identityReply,
  items,
  listIdentity,
  packet,
  registered,
  registerSession,
  request,
  response,
  servicesReply,
  symbol,
  TO_ORIGINATOR,
  TO_TARGET,
  unconnected,
  unregister,
} from './enip/samples.cases.ts';
import { enipOverTcp, enipOverUdp } from './enip.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';

const asks = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
const answers = (bytes: Uint8Array): Segment => ({ fromServer: true, bytes });

const conversation: readonly Segment[] = [
  asks(registerSession),
  answers(registered),
  asks(unconnected(forwardOpen)),
  answers(unconnected(forwardOpened)),
  asks(connected(TO_TARGET, 1, request(0x4c, symbol('Speed'), hex('0100')))),
  answers(connected(TO_ORIGINATOR, 1, response(0x4c, hex('c400 2a000000')))),
  asks(unregister),
];

datagramLaws(enipOverUdp, [listIdentity, ...enipSamples]);
streamLaws(enipOverTcp, [conversation, ...enipSamples.map((sample) => [asks(sample)])]);

function converse(segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(enipOverTcp, segments, turn);
  return turn;
}

describe('EtherNet/IP', () => {
  it('is told by command, status and options together, and by the body’s first words', () => {
    const probe = (bytes: Uint8Array) => enipOverTcp.probe(windowed(bytes), false);
    expect(probe(registerSession)).toBe(YES);
    expect(probe(packet(0x65, hex('0200 0000')))).toBe(NO);
    expect(probe(packet(0x60, hex('')))).toBe(NO);
    expect(probe(packet(0x6f, hex('00000001 0000 0000')))).toBe(NO);
    expect(probe(packet(0x63, hex(''), { status: 7 }))).toBe(NO);
    expect(probe(together(registerSession.subarray(0, 20), hex('01000000')))).toBe(NO);
  });

  it('waits behind a message without a body for one that tells', () => {
    const nop = packet(0, hex('0102'));
    for (const empty of [nop, packet(1, hex('')), listIdentity, unregister]) {
      const probe = (bytes: Uint8Array) => enipOverTcp.probe(windowed(bytes), false);
      expect(probe(empty)).toBe(UNSURE);
      expect(probe(together(empty, registerSession))).toBe(YES);
      expect(probe(together(empty, empty))).toBe(UNSURE);
      expect(probe(together(empty, hex('47455420 2f20')))).toBe(NO);
      expect(probe(together(...Array.from({ length: 9 }, () => empty)))).toBe(NO);
    }
    expect(enipOverUdp.probe(windowed(nop), false)).toBe(NO);
    expect(enipOverUdp.probe(windowed(unregister), false)).toBe(NO);
  });

  it('in a datagram is exactly as long as it says', () => {
    expect(enipOverUdp.probe(windowed(listIdentity), false)).toBe(YES);
    expect(enipOverUdp.probe(windowed(together(listIdentity, hex('00'))), false)).toBe(NO);
  });

  it('names every command that the standard defines', () => {
    for (const command of [0, 4, 0x63, 0x64, 0x65, 0x66, 0x6f, 0x70, 0x72, 0x73, 0xc8])
      expect(enipOverTcp.functionName(command)).toMatch(/^[a-z]/);
    expect(enipOverTcp.functionName(0x60)).toBeUndefined();
  });

  it('makes claims of who answers a search', () => {
    const { turn } = readDatagram(enipOverUdp, identityReply, { fromServer: true });
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 vendor Rockwell Automation',
      'claim ip:192.0.2.1 model 1756-L61/B',
      'claim ip:192.0.2.1 firmware 20.011',
      'claim ip:192.0.2.1 serial 12345678',
      'claim ip:192.0.2.1 role programmable logic controller',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'enip.command': 0x63,
      'enip.lir.vendor': 1,
      'enip.lir.revision': '20.11',
      'enip.lir.name': '1756-L61/B',
      'enip.lir.state': 3,
      'enip.sinport': 44_818,
      'enip.sinaddr': '192.0.2.2',
    });
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it('keeps the number of a vendor whose name it does not know', () => {
    const other = identityReply.slice();
    other[48] = 0xff; // vendor, behind header, count, item head, version and socket address
    other[49] = 0x7f;
    expect(readDatagram(enipOverUdp, other).turn.facts[0]).toBe('claim ip:192.0.2.1 vendor CIP vendor 32767');
  });

  it('reads services and sessions', () => {
    expect(readDatagram(enipOverUdp, servicesReply).turn.messages[0]?.fields).toMatchObject({
      'enip.lsr.servicename': 'Communications',
      'enip.lsr.capaflags': 0x120,
    });
    expect(converse([asks(registerSession)]).messages[0]?.fields).toMatchObject({ 'enip.rs.version': 1 });
  });

  it('counts the messages inside under their own protocol, and every byte of a conversation as read', () => {
    const turn = converse(conversation);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([0x65, 0x65, 0x6f, 0x6f, 0x70, 0x70, 0x66]);
    expect(turn.carried.map(({ protocol, fn }) => `${protocol.name} ${protocol.functionName(fn)}`)).toEqual([
      'cip forward open',
      'cip forward open response',
      'cip read tag',
      'cip read tag response',
    ]);
    expect(turn.anomalies).toEqual([]);
    expect(turn.carriedAnomalies).toEqual([]);
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it('reports what is wrong and reads on', () => {
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [packet(0x60, hex('01')), 'command-unknown'],
      [packet(0x6f, hex('0000')), 'body-short'],
      [packet(0x6f, hex('01000000 0000 0000')), 'interface-foreign'],
      [packet(0x6f, hex('00000000 0000 0200 0000 0000 b200 0900 01')), 'item-short'],
      [packet(0x63, hex('01')), 'body-short'],
      [packet(0x63, items([0x0c, hex('0100')])), 'item-short'],
    ];
    for (const [bytes, code] of cases) {
      const turn = converse([asks(bytes), asks(unregister)]);
      expect(turn.anomalies, code).toContain(code);
      expect(turn.messages).toHaveLength(2);
    }
    const optioned = unregister.slice();
    optioned[20] = 1;
    expect(converse([asks(optioned)]).anomalies).toEqual(['options-set']);
  });

  it('gives up bytes that are no header', () => {
    const turn = recordingTurn();
    expect(
      feedStream(enipOverTcp, [asks(hex('47455420 2f20 4854 5450 2f31 2e31 0d0a 0d0a 0d0a 0d0a 0d0a'))], turn).bad,
    ).toBe(24);
  });

  it('survives a hole: answers behind it are not missed', () => {
    const turn = converse([
      ...conversation.slice(0, 5),
      { ...answers(connected(TO_ORIGINATOR, 9, response(0x4c, hex('c400 2a000000')))), gap: true },
    ]);
    expect(turn.carriedAnomalies).toEqual([]);
  });

  it(`reads at most ${MAX_ITEMS} items`, () => {
    const many = items(...Array.from({ length: MAX_ITEMS + 1 }, () => [0x100, hex('0100 2001')] as const));
    const turn = converse([answers(packet(0x04, many))]);
    expect(turn.anomalies).toEqual(['items-too-many']);
    expect(turn.messages[0]?.fields['enip.encapver']).toHaveLength(MAX_ITEMS);
    expect(turn.unrecognisedBytes).toBe(8);
  });
});
