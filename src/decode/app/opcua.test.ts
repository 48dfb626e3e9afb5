import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO } from '../verdict.ts';
import { streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_DEPTH, MAX_ELEMENTS, MAX_SHOWN } from './opcua/body-reader.ts';
import {
  ascii,
  BAD_USER_ACCESS,
  BASIC256SHA256,
  type Bytes,
  chunk,
  double,
  everything,
  fourByte,
  list,
  named,
  NOTHING,
  opening,
  part,
  readOf,
  request,
  requestHeader,
  response,
  responseHeader,
  service,
  statusValue,
  text,
  textValue,
  twoByte,
  u32,
} from './opcua/conversation.cases.ts';
import { MAX_ASSEMBLED, MAX_IDENTITY_NODES, MAX_IDENTITY_READS, MAX_OPEN_REQUESTS } from './opcua/state.ts';
import { MAX_CHUNK, opcua } from './opcua.ts';

const client = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
const server = (bytes: Uint8Array): Segment => ({ fromServer: true, bytes });
const cipher = (count: number): Bytes => Array.from({ length: count }, (_, i) => (i * 37 + 201) & 255);
const encrypted: readonly Segment[] = [
  client(opening(BASIC256SHA256, cipher(300), cipher(256))),
  server(opening(BASIC256SHA256, cipher(300), cipher(256))),
  client(chunk('MSGF', [...u32(3), ...u32(1), ...cipher(320)])),
];

streamLaws(opcua, [everything, encrypted, everything.slice(4)]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(opcua, segments, turn);
  const kinds = (word: string): string[] => turn.facts.filter((fact) => fact.startsWith(word));
  return { turn, fed, kinds, names: turn.messages.map(({ fn }) => opcua.functionName(fn)) };
}

describe('OPC UA', () => {
  it('every service of a session is one message; hellos and acknowledgements are none', () => {
    const { turn, names, fed } = read(...everything);
    expect(names.slice(0, 6)).toEqual([
      'OpenSecureChannelRequest',
      'OpenSecureChannelResponse',
      'GetEndpointsRequest',
      'GetEndpointsResponse',
      'CreateSessionRequest',
      'CreateSessionResponse',
    ]);
    expect(names.at(-1)).toBe('CloseSecureChannelRequest');
    expect(names).toHaveLength(everything.length - 2);
    expect(turn.anomalies).toEqual([]);
    expect([turn.unrecognisedBytes, fed.bad, fed.waiting]).toEqual([0, 0, 0]);
  });

  it('server and client say who they are, what is offered, and with which security', () => {
    const { kinds } = read(...everything);
    expect(new Set([...kinds('claim'), ...kinds('name')])).toEqual(
      new Set([
        'name service opc.tcp://plc.example:4840 ip:192.0.2.2',
        'claim ip:192.0.2.1 description Crane server',
        'claim ip:192.0.2.1 banner urn:Vendor:Server',
        'claim ip:192.0.2.1 banner urn:plc.example:Vendor:Server',
        'name service opc.tcp://plc.example:4840 ip:192.0.2.1',
        'claim ip:192.0.2.1 service-type opc.tcp Basic256Sha256 SignAndEncrypt',
        'claim ip:192.0.2.1 description Panel',
        'claim ip:192.0.2.1 banner urn:Maker:Client',
        'claim ip:192.0.2.1 banner urn:hmi.example',
        'claim ip:192.0.2.1 vendor Vendor',
        'claim ip:192.0.2.1 model Crane server',
        'claim ip:192.0.2.1 firmware 4.2',
      ]),
    );
  });

  it('the kind of user token is told, its name and password never', () => {
    const { turn } = read(...everything);
    const sign = turn.messages.find(({ fn }) => fn === 467);
    expect(sign?.fields['opcua.UserTokenType']).toBe(1);
    const all = JSON.stringify([turn.messages, turn.facts]);
    expect(all).not.toContain('hunter2');
    expect(all).not.toContain('operator');
  });

  it('reads, writes, calls and subscriptions are commands of their class, and answers settle each', () => {
    const { turn, kinds } = read(...everything);
    const named = kinds('command').map((line) => {
      const [, , fn, , , , area, , start, , count, access] = line.split(' ');
      return `${opcua.functionName(Number(fn))} ${opcua.objectName?.(0, Number(area), Number(start), Number(count))} ${access}`;
    });
    expect(named).toEqual([
      'CreateSessionRequest session other',
      'ActivateSessionRequest session as user name other',
      'ReadRequest ns=0;i=2263 ManufacturerName read',
      'ReadRequest ns=0;i=2261 ProductName read',
      'ReadRequest ns=0;i=2264 SoftwareVersion read',
      'ReadRequest ns=2;s=#7b80c780 read',
      'WriteRequest ns=2;i=1001 write',
      'CallRequest ns=2;i=11 executable write',
      'CreateSubscriptionRequest new subscription other',
      'CreateMonitoredItemsRequest ns=2;i=1001 read',
      'DeleteSubscriptionsRequest subscription 9 other',
      'CloseSessionRequest session other',
    ]);
    expect(kinds('outcome').map((line) => line.split(' ').at(-1))).toEqual(
      [0, 0, 0, 0, 0, BAD_USER_ACCESS, 0, BAD_USER_ACCESS, 0, 0, 0, 0].map(String),
    );
    expect(turn.messages.find(({ fn }) => fn === 673)?.fields).toMatchObject({
      'opcua.NodeId': 'ns=2;i=1001',
      'opcua.AttributeId': 13,
      'opcua.Int16': -5,
    });
    expect(turn.messages.find(({ fn }) => fn === 829)?.fields).toMatchObject({
      'opcua.ClientHandle': 77,
      'opcua.Int16': 12,
    });
  });

  it('a fault refuses all that the request asked for', () => {
    const asks = request(5, 673, list([...fourByte(2, 1), ...u32(13), ...NOTHING, 0]));
    expect(read(asks, response(5, 397, [], BAD_USER_ACCESS)).kinds('outcome')).toEqual([
      `outcome 1 ${BAD_USER_ACCESS}`,
    ]);
  });

  it('of an encrypted channel the policy is told once, and what follows is counted as encrypted', () => {
    const { turn, names } = read(...encrypted);
    expect(names).toEqual(['OpenSecureChannel (encrypted)']);
    expect(turn.messages[0]?.fields['opcua.security.spu']).toBe(BASIC256SHA256);
    expect(turn.encryptedBytes).toBe(512);
    expect(turn.skipped).toEqual([{ bytes: 320, as: 'encrypted' }]);
    // Random bytes are no certificate.
    expect(turn.anomalies).toEqual(['certificate-bad', 'certificate-bad']);
  });

  it('a signed message is read without its signature', () => {
    const signed = part('MSGF', 2, [...service(473, [...requestHeader, 1]), ...cipher(32)]);
    const { names, turn } = read(client(opening(BASIC256SHA256, [], cipher(256))), client(signed));
    expect(names.at(-1)).toBe('CloseSessionRequest');
    expect(turn.anomalies).toEqual([]);
  });

  it('a message in three chunks is one message, told when the last has come', () => {
    const body = service(634, [...responseHeader(), ...list(textValue('0123456789')), ...list()]);
    const whole = read(response(5, 634, [...list(textValue('0123456789')), ...list()]));
    const cut = read(
      server(part('MSGC', 5, body.slice(0, 9))),
      server(part('MSGC', 5, body.slice(9, 40))),
      server(part('MSGF', 5, body.slice(40))),
    );
    expect(cut.names).toEqual(['ReadResponse']);
    expect(cut.turn.messages[0]?.fields['opcua.String']).toBe(whole.turn.messages[0]?.fields['opcua.String']);
    expect(cut.turn.anomalies).toEqual([]);
  });

  it('chunks that are aborted, mixed up or lack their beginning are told', () => {
    const body = service(634, responseHeader());
    expect(
      read(server(part('MSGC', 5, body)), server(part('MSGA', 5, [...u32(1), ...NOTHING]))).turn.anomalies,
    ).toEqual(['message-aborted']);
    const mixed = read(server(part('MSGC', 5, body)), response(6, 476, []));
    expect([mixed.names, mixed.turn.anomalies]).toEqual([['CloseSessionResponse'], ['chunks-broken']]);
    const lost = read(response(1, 476, []), { ...server(part('MSGF', 5, cipher(40))), gap: true });
    expect([lost.turn.anomalies, lost.turn.unrecognisedBytes]).toEqual([['chunks-broken'], 40]);
  });

  it(`chunks are put together up to ${MAX_ASSEMBLED} bytes, and the message is counted all the same`, () => {
    const size = 200_000;
    const chunks = Array.from({ length: Math.ceil(MAX_ASSEMBLED / size) }, (_, i) =>
      server(part('MSGC', 5, i === 0 ? [...service(634, []), ...cipher(size)] : cipher(size))),
    );
    const { names, turn } = read(...chunks, server(part('MSGF', 5, cipher(10))));
    expect([names, turn.anomalies]).toEqual([['ReadResponse'], ['message-over-limit']]);
    expect(turn.unrecognisedBytes).toBe(size + 10);
  });

  it(`a chunk of more than ${MAX_CHUNK} bytes is counted and passed over`, () => {
    const { names, turn } = read(server(part('MSGF', 5, [...service(634, []), ...cipher(MAX_CHUNK)])));
    expect([names, turn.anomalies]).toEqual([['ReadResponse'], ['message-over-limit']]);
    expect(turn.skipped).toEqual([{ bytes: MAX_CHUNK + 4, as: 'unrecognised' }]);
    const open = read(client(chunk('OPNF', cipher(MAX_CHUNK))));
    expect(open.turn.anomalies).toEqual(['header-malformed']);
  });

  it('an error message, and headers that are cut, are told', () => {
    expect(read(server(chunk('ERRF', [...u32(0x807d_0000), ...text('bad url')]))).turn.anomalies).toEqual([
      'error-sent',
    ]);
    expect(read(client(chunk('OPNF', [...u32(0), ...u32(9999), ...cipher(20)]))).turn.anomalies).toEqual([
      'header-malformed',
    ]);
    const reverse = chunk('RHEF', [...text('urn:server'), ...text('opc.tcp://plc.example:4840')]);
    expect(read(client(reverse)).turn.facts).toEqual(['name service opc.tcp://plc.example:4840 ip:192.0.2.1']);
  });

  it('services of no specification are messages too, where the channel is in the clear', () => {
    const { turn, names } = read(everything[2] as Segment, client(part('MSGF', 2, service(9999, cipher(8)))));
    expect(names.at(-1)).toBeUndefined();
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([['service-unknown'], 8]);
  });

  it('a body that ends early, or goes on, is told', () => {
    const early = request(5, 631, [...double(0), ...u32(2), ...u32(3)]);
    expect(read(early).turn.anomalies).toEqual(['body-malformed']);
    expect(read(request(5, 473, [1, 2, 3])).turn.anomalies).toEqual(['body-trailing']);
  });

  it(`a list of ${MAX_ELEMENTS} elements is read, one more is not; ${MAX_SHOWN} values are shown`, () => {
    const statuses = (count: number): Segment =>
      response(5, 676, [...list(...Array<Bytes>(count).fill(u32(0))), ...list()]);
    const { turn } = read(statuses(MAX_ELEMENTS - 1));
    expect(turn.anomalies).toEqual(['message-over-limit']); // longer than a chunk that is kept
    const booleans = (count: number): Segment =>
      request(5, 673, list([...fourByte(2, 1), ...u32(13), ...NOTHING, 1, 0x81, ...u32(count), ...cipher(count)]));
    const many = read(booleans(MAX_ELEMENTS));
    expect(many.turn.anomalies).toEqual([]);
    expect(many.turn.messages[0]?.fields['opcua.Boolean']).toHaveLength(MAX_SHOWN - 5);
    expect(read(booleans(MAX_ELEMENTS + 1)).turn.anomalies).toEqual(['list-over-limit']);
  });

  it(`values within values are read ${MAX_DEPTH} deep`, () => {
    // A data value is one level, each variant within it one more: an array of one variant.
    const nested = (depth: number): Bytes => (depth === 0 ? [0] : [0x98, ...u32(1), ...nested(depth - 1)]);
    const write = (depth: number): Segment =>
      request(5, 673, list([...fourByte(2, 1), ...u32(13), ...NOTHING, 1, ...nested(depth)]));
    expect(read(write(MAX_DEPTH - 2)).turn.anomalies).toEqual([]);
    expect(read(write(MAX_DEPTH - 1)).turn.anomalies).toEqual(['body-malformed']);
  });

  it(`${MAX_OPEN_REQUESTS} requests wait for their answer`, () => {
    const write = (id: number): Segment => request(id, 673, list([...fourByte(2, id), ...u32(13), ...NOTHING, 0]));
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => write(i + 1));
    const answer = (id: number): Segment => response(id, 676, [...list(u32(0)), ...list()]);
    expect(read(...asks, answer(1), answer(2)).kinds('outcome')).toEqual(['outcome 2 0']);
  });

  it(`of ${MAX_IDENTITY_READS} reads the server's identity is kept in mind, of each ${MAX_IDENTITY_NODES} nodes`, () => {
    const asks = (id: number, count = 1): Segment =>
      request(id, 631, [...double(0), ...u32(2), ...list(...Array<Bytes>(count).fill(readOf(fourByte(0, 2263))))]);
    const answer = (id: number, count = 1): Segment =>
      response(id, 634, [
        ...list(...Array.from({ length: count }, (_, i) => textValue(`maker ${id}.${i}`))),
        ...list(),
      ]);
    const many = Array.from({ length: MAX_IDENTITY_READS + 1 }, (_, i) => asks(i + 1));
    expect(read(...many, answer(1), answer(2)).kinds('claim')).toEqual(['claim ip:192.0.2.1 vendor maker 2.0']);
    const wide = MAX_IDENTITY_NODES + 1;
    expect(read(asks(1, wide), answer(1, wide)).kinds('claim')).toHaveLength(MAX_IDENTITY_NODES);
  });

  it('node ids read as the standard writes them', () => {
    const guid = [4, 1, 0, 0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
    const ids = [twoByte(5), [2, 1, 0, ...u32(70_000)], named(2, 'a.b'), guid, [5, 0, 0, ...u32(2), 1, 2]];
    const { turn } = read(request(5, 560, list(...ids)), request(6, 560, list([9, 0])));
    expect(turn.messages[0]?.fields['opcua.NodeId']).toEqual([
      'i=5',
      'ns=1;i=70000',
      'ns=2;s=a.b',
      'ns=1;g=00112233-4455-6677-8899-aabbccddeeff',
      'b=0102',
    ]);
    expect(turn.anomalies).toEqual(['body-malformed']);
  });

  it('a value that is refused is no identity', () => {
    const asks = request(5, 631, [...double(0), ...u32(2), ...list(readOf(fourByte(0, 2263)))]);
    const answers = response(5, 634, [...list(statusValue(BAD_USER_ACCESS)), ...list()]);
    expect(read(asks, answers).kinds('claim')).toEqual([]);
  });

  it('what is none of its chunks is refused', () => {
    const probed = (bytes: Bytes): number => opcua.probe(windowed(Uint8Array.from(bytes)), false);
    expect(probed(ascii('MSGX'))).toBe(NO);
    expect(probed(ascii('HELO mail.example\r\n'))).toBe(NO);
    expect(probed([...ascii('MSGF'), ...u32(12)])).toBe(NO);
    const turn = recordingTurn();
    expect(opcua.parse(windowed(Uint8Array.from(ascii('MSG FROM'))), turn, opcua.open())).toBe(BAD);
    expect(opcua.parse(windowed(chunk('ACKF', cipher(20))), turn, opcua.open())).toBe(DONE);
  });
});
