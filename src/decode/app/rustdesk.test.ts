import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_PROTO_FIELDS, RendezvousMessage } from './rustdesk/read-message.ts';
import { MAX_RENDEZVOUS, rustdeskOverTcp, rustdeskOverUdp } from './rustdesk.ts';

const text = (field: number, value: string): Uint8Array =>
  together(new Uint8Array([field * 8 + 2, value.length]), ascii(value));
const message = (tag: string, ...fields: readonly Uint8Array[]): Uint8Array => {
  const body = together(...fields);
  return together(hex(tag), new Uint8Array([body.length]), body);
};
/** The length, four times, with the number of further octets of the length in its low bits. */
const framed = (bytes: Uint8Array): Uint8Array => together(new Uint8Array([bytes.length * 4]), bytes);

const REGISTER = message('32', text(1, '123456789'), hex('10 01')); // register peer: id, serial
const REGISTERED = message('3a', hex('10 01')); // its response: wants the key
const DISCOVERY = message(
  'b2 01',
  text(1, 'ping'),
  text(3, '123456789'),
  text(4, 'driver'),
  text(5, 'hmi-1'),
  text(6, 'Windows'),
);
const PUNCH = message('42', text(1, '987654321'), hex('10 01'), text(3, 'key=')); // punch hole request: id, NAT, licence
const RELAY = message('92 01', text(1, '987654321'), text(2, 'a-uuid'), text(4, 'relay.example:21117'));

datagramLaws(rustdeskOverUdp, [REGISTER, DISCOVERY]);
const conversation: Segment[] = [
  { fromServer: false, bytes: framed(PUNCH) },
  { fromServer: true, bytes: framed(hex('a5'.repeat(40))) },
  { fromServer: false, bytes: framed(RELAY) },
  { fromServer: true, bytes: together(hex('0260 00'), hex('c3'.repeat(0x1800))) },
];
streamLaws(rustdeskOverTcp, [conversation]);

describe('RustDesk', () => {
  it('says who registers, and who is found in the local network', () => {
    const read = [REGISTER, REGISTERED, DISCOVERY].map((bytes) => readDatagram(rustdeskOverUdp, bytes).turn);
    expect(read.map(({ messages }) => rustdeskOverUdp.functionName(messages[0]?.fn ?? 0))).toEqual([
      'register peer',
      'register peer response',
      'peer discovery',
    ]);
    expect(read[0]?.messages[0]?.fields).toEqual({ 'rustdesk.id': '123456789' });
    expect(read[2]?.facts).toEqual([
      'claim ip:192.0.2.1 role rustdesk-peer',
      'claim ip:192.0.2.1 hostname hmi-1',
      'claim ip:192.0.2.1 user driver',
      'claim ip:192.0.2.1 os Windows',
    ]);
  });

  it('names frames over TCP, and counts those it cannot read as encrypted', () => {
    const turn = recordingTurn();
    feedStream(rustdeskOverTcp, conversation, turn);
    expect(turn.messages.map(({ fn }) => rustdeskOverTcp.functionName(fn))).toEqual([
      'punch hole request',
      'encrypted frame',
      'request relay',
      'encrypted frame',
    ]);
    expect(turn.messages[2]?.fields).toEqual({ 'rustdesk.id': '987654321', 'rustdesk.relay': 'relay.example:21117' });
  });

  it('is told by messages that say an id, not by short ones', () => {
    expect(rustdeskOverUdp.probe(windowed(REGISTERED), true)).toBe(NO);
    expect(rustdeskOverUdp.probe(windowed(message('32', text(1, '12345'))), false)).toBe(NO);
    expect(rustdeskOverUdp.probe(windowed(message('32', text(1, '123456'))), false)).toBe(YES);
    expect(rustdeskOverUdp.probe(windowed(together(REGISTER, hex('00'))), false)).toBe(NO);
    expect(rustdeskOverUdp.probe(windowed(message('b2 01', text(1, 'pung'))), false)).toBe(NO);
  });

  it(`reads messages of ${MAX_PROTO_FIELDS} fields and frames of ${MAX_RENDEZVOUS} bytes, at most`, () => {
    const fields = (count: number): Uint8Array => message('32', text(1, '123456789'), hex('10 01 '.repeat(count - 1)));
    const reader = new RendezvousMessage();
    expect(reader.read(fields(MAX_PROTO_FIELDS), 0, fields(MAX_PROTO_FIELDS).length)).toBe(true);
    expect(reader.read(fields(MAX_PROTO_FIELDS + 1), 0, fields(MAX_PROTO_FIELDS + 1).length)).toBe(false);
    const header = (length: number): Uint8Array =>
      hex((((length * 4) & 0xff) | 1).toString(16).padStart(2, '0'), (length >> 6).toString(16).padStart(2, '0'), '42');
    expect(rustdeskOverTcp.probe(windowed(header(MAX_RENDEZVOUS)), false)).toBe(UNSURE);
    expect(rustdeskOverTcp.probe(windowed(header(MAX_RENDEZVOUS + 1)), false)).toBe(NO);
  });
});
