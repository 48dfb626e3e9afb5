import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO, UNSURE, YES } from '../verdict.ts';
import { MAX_ITEMS } from './dcerpc/contexts.ts';
import {
  bind,
  bindAck,
  client,
  createService,
  datagram,
  fault,
  FIRST,
  handle,
  LAST,
  mapping,
  mapReply,
  objectHead,
  oleString,
  OPC_SERVER,
  pdu,
  proof,
  request,
  response,
  server,
  services,
  SVCCTL,
  SYNC_IO,
  tower,
  WBEM,
  WINREG,
  wideString,
} from './dcerpc/conversation.cases.ts';
import { dcerpcOverTcp, dcerpcOverUdp } from './dcerpc.ts';
import { MAX_FLOORS, MAX_TOWERS } from './dcerpc/endpoint-mapper.ts';
import { functionOf, MAX_OPERATION, objectName } from './dcerpc/functions.ts';
import { MAX_HANDLES, MAX_OPENINGS } from './dcerpc/handles.ts';
import { MAX_CHARACTERS } from './dcerpc/ndr.ts';
import { MAX_CONTEXTS, MAX_NAMES, MAX_OPEN_CALLS } from './dcerpc/state.ts';
import { datagramLaws, readDatagram, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { authenticate, u16, u32, zeros } from './smb/conversation.cases.ts';

streamLaws(dcerpcOverTcp, [services, mapping]);
datagramLaws(dcerpcOverUdp, [datagram(SVCCTL, handle, { operation: 19 }), datagram(SVCCTL, [], { kind: 1 })]);

function read(...segments: readonly Segment[]): { turn: ReturnType<typeof recordingTurn>; names: unknown[] } {
  const turn = recordingTurn();
  feedStream(dcerpcOverTcp, segments, turn);
  return { turn, names: turn.messages.map(({ fn }) => dcerpcOverTcp.functionName(fn)) };
}

/** Text of the objects of commands; numbers of texts are those that the turn gave. */
function objects(turn: ReturnType<typeof recordingTurn>): string[] {
  return turn.facts
    .filter((fact) => fact.startsWith('command'))
    .map((fact) => {
      const [fn, area, start, count] = ['fn', 'area', 'start', 'count'].map((word) =>
        Number(new RegExp(`${word} (\\d+)`).exec(fact)?.[1]),
      ) as [number, number, number, number];
      return objectName(fn, area, start, count, (id) => turn.addressText(id));
    });
}

describe('calls on a connection', () => {
  it('are told by the interface that was bound, and a new service is a program that is loaded', () => {
    const { turn, names } = read(...services);
    expect(names).toEqual([
      'bind svcctl',
      'bind_ack svcctl',
      'svcctl CreateServiceW',
      'svcctl CreateServiceW response',
      'svcctl StartServiceW',
      'svcctl StartServiceW fault',
      'svcctl operation 99',
      'svcctl operation 99',
      'svcctl operation 99 response',
      'svcctl operation 99 response',
    ]);
    expect(objects(turn)).toEqual(['svcctl evil C:\\evil.exe', 'svcctl evil']);
    expect(turn.facts.map((fact) => fact.replace(/^command.* (\S+)$/, 'command $1'))).toEqual([
      'command program',
      'outcome 1 0',
      'command stop',
      'outcome 2 469827587',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'dcerpc.pkt_type': 11,
      'dcerpc.cn_bind_to_uuid': SVCCTL,
      'dcerpc.cn_bind_if_ver': 1,
    });
    expect(turn.messages[1]?.fields).toMatchObject({ 'dcerpc.cn_sec_addr': '135', 'dcerpc.cn_ack_result': 0 });
    expect(turn.messages[1]?.fields).not.toHaveProperty(['dcerpc.cn_ack_reason']); // nothing is refused
    expect(turn.anomalies).toEqual([]);
    // Both fragments of an operation that no table has; of its answer too.
    expect(turn.unrecognisedBytes).toBe(28 - 4 + 12 + 12);
  });

  it('whose bind was not captured are counted without a name', () => {
    expect(read(client(request(12, createService)), server(response(zeros(4)))).names).toEqual(['request', 'response']);
  });

  it('of WMI and OPC say what they are about', () => {
    const { turn } = read(
      client(bind([WBEM, SYNC_IO])),
      server(bindAck(2)),
      client(request(24, [...objectHead, ...oleString('Win32_Process'), ...oleString('Create')], { call: 2 })),
      server(response(u32(0x8004_1003), { call: 2 })),
      client(request(4, [...objectHead, ...u32(3)], { call: 3, context: 1 })),
      server(response(u32(1), { call: 3 })),
    );
    expect(objects(turn)).toEqual(['iwbemservices Win32_Process Create', 'iopcsyncio 3 items']);
    // Of objects S_FALSE is no failure.
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual(['outcome 1 2147749891', 'outcome 2 0']);
  });

  it('that are encrypted or of 64 bits are told without their object', () => {
    const sealed = read(
      client(bind([SVCCTL])),
      server(bindAck(1)),
      client(request(12, createService, { auth: proof(10, 6, zeros(16)) })),
      server(response(zeros(28), { auth: proof(10, 6, zeros(16)) })),
    ).turn;
    expect([objects(sealed), sealed.encryptedBytes]).toEqual([['svcctl'], createService.length + 28]);
    expect(sealed.facts.at(-1)).toBe('outcome 1 0');
    const wide = read(
      client(bind([SVCCTL], { wide: true })),
      server(bindAck(1, { wide: true })),
      client(request(12, createService)),
    ).turn;
    expect(objects(wide)).toEqual(['svcctl']);
  });

  it('have an identifier of their object before their data where a flag says so', () => {
    const { turn } = read(
      client(bind([SVCCTL])),
      client(request(16, [...zeros(16), ...handle, ...wideString('w')], { flags: 0x83 })),
    );
    expect(objects(turn)).toEqual(['svcctl w']);
  });

  it('a server that takes the interface of OPC is one', () => {
    expect(read(client(bind([OPC_SERVER])), server(bindAck(1))).turn.facts).toEqual([
      'claim ip:192.0.2.1 role opc-da-server',
    ]);
  });

  it('a sign-in by NTLM says who it is', () => {
    const { turn, names } = read(client(pdu(16, zeros(4), { auth: proof(10, 2, authenticate) })));
    expect(names).toEqual(['auth3']);
    expect(turn.facts.some((fact) => / hostname /.test(fact))).toBe(true);
    expect(turn.messages[0]?.fields).toMatchObject({ 'dcerpc.auth_type': 10, 'ntlmssp.messagetype': 3 });
  });

  it('refused binds, cancels and what HTTP needs are counted by kind', () => {
    const { names } = read(
      server(pdu(13, [...u16(4), 0, 0])),
      client(pdu(18, []), pdu(19, []), pdu(20, [...u16(0), ...u16(1), ...zeros(8)])),
      server(pdu(17, [])),
    );
    expect(names).toEqual(['bind_nak', 'co_cancel', 'orphaned', 'rts', 'shutdown']);
  });

  it('a list longer than its message is told', () => {
    const cut = bind([SVCCTL]).slice(0, 60);
    const short = [...cut.slice(0, 8), ...u16(60), ...cut.slice(10)].map((byte, i) => (i === 24 ? 2 : byte));
    expect(read(client(short.slice(0, 40).map((byte, i) => (i === 8 ? 40 : byte)))).turn.anomalies).toEqual([
      'message-cut',
    ]);
    const ack = bindAck(1)
      .slice(0, 40)
      .map((byte, i) => (i === 8 ? 40 : byte));
    expect(read(server(ack)).turn.anomalies).toEqual(['message-cut']);
    expect(read(server(ack.slice(0, 28).map((byte, i) => (i === 8 ? 28 : byte)))).turn.anomalies).toEqual([
      'message-cut',
    ]);
  });

  it('big-endian numbers are read as such', () => {
    const big = Uint8Array.from([
      5,
      0,
      3,
      3,
      0,
      0,
      0,
      0,
      0,
      32,
      0,
      0,
      0,
      0,
      0,
      9,
      ...zeros(8),
      0x1c,
      1,
      0,
      3,
      ...zeros(4),
    ]);
    const { turn } = read({ fromServer: true, bytes: big });
    expect(turn.messages[0]?.fields).toMatchObject({ 'dcerpc.cn_call_id': 9, 'dcerpc.cn_status': 0x1c01_0003 });
  });

  it('bytes of other protocols are none', () => {
    expect(dcerpcOverTcp.probe(windowed(Uint8Array.from([5, 1, 0, 1, 192, 0])), false)).toBe(NO);
    expect(dcerpcOverTcp.probe(windowed(Uint8Array.from([5, 0])), false)).toBe(UNSURE);
    const c = windowed(Uint8Array.from([5, 2, 0, 0]));
    expect(dcerpcOverTcp.parse(c, recordingTurn(), dcerpcOverTcp.open())).toBe(BAD);
  });
});

/** A handle of its own for each number. */
const handleOf = (n: number): number[] => [...zeros(4), ...u32(n), ...zeros(12)];
/** Opens service `s1`, `s2`, …; the answer gives its handle. */
const opened = (n: number): Segment[] => [
  client(request(16, [...handle, ...wideString(`s${n}`)], { call: n })),
  server(response([...handleOf(n), ...u32(0)], { call: n })),
];

describe('handles', () => {
  it('stand for what they were given for, keys of the registry within each other', () => {
    const counted = (text: string): number[] => [...u16(text.length * 2), ...u16(64), ...u32(1), ...wideString(text)];
    const { turn } = read(
      client(bind([WINREG])),
      client(request(15, [...handleOf(1), ...counted('SYSTEM')])),
      server(response([...handleOf(2), ...u32(0)])),
      client(request(15, [...handleOf(2), ...counted('Select')])),
      server(response([...handleOf(3), ...u32(0)])),
      client(request(22, [...handleOf(3), ...counted('Current')])),
      client(request(15, [...handleOf(3), ...counted('None')], { call: 9 })),
      server(response([...zeros(20), ...u32(2)], { call: 9 })),
      client(request(22, [...zeros(20), ...counted('x')])),
    );
    expect(objects(turn)).toEqual(['winreg SYSTEM\\Select\\Current', 'winreg x']);
  });

  it('of which the oldest of too many is forgotten', () => {
    const all = Array.from({ length: MAX_HANDLES + 1 }, (_, i) => opened(i + 1)).flat();
    const { turn } = read(
      client(bind([SVCCTL])),
      ...all,
      client(request(19, handleOf(1))),
      client(request(19, handleOf(2))),
    );
    expect(objects(turn).slice(-2)).toEqual(['svcctl', 'svcctl s2']);
  });

  it('that are waited for are as few', () => {
    const asked = Array.from({ length: MAX_OPENINGS + 1 }, (_, i) => opened(i + 1)[0] as Segment);
    const [, first] = opened(1) as [Segment, Segment];
    const [, second] = opened(2) as [Segment, Segment];
    const { turn } = read(
      client(bind([SVCCTL])),
      ...asked,
      first,
      second,
      client(request(19, handleOf(1))),
      client(request(19, handleOf(2))),
    );
    expect(objects(turn).slice(-2)).toEqual(['svcctl', 'svcctl s2']);
  });
});

describe('the endpoint mapper', () => {
  it('says where an interface is spoken', () => {
    const { turn, names } = read(...mapping);
    expect(names.slice(2)).toEqual(['epm ept_map', 'epm ept_map response']);
    expect(turn.messages[2]?.fields).toMatchObject({ 'epm.interface': 'svcctl' });
    expect(turn.messages[3]?.fields).toMatchObject({
      'epm.interface': 'svcctl',
      'epm.proto.tcp_port': 49_664,
      'epm.proto.udp_port': 88,
      'epm.proto.ip': '192.0.2.9',
      'epm.proto.named_pipe': '\\pipe\\x',
    });
  });
});

describe('datagrams', () => {
  it('name their interface, and their answer ends the call', () => {
    const state = dcerpcOverUdp.open();
    const turn = recordingTurn();
    for (const one of [
      datagram(SVCCTL, handle, { operation: 19 }),
      datagram(SVCCTL, u32(1056), { operation: 19, kind: 2 }),
      datagram(SVCCTL, handle, { operation: 2, sequence: 6 }),
      datagram(SVCCTL, zeros(8), { operation: 2, sequence: 6, kind: 2, flags: 4 }),
      datagram(SVCCTL, u32(5), { operation: 2, sequence: 6, kind: 2, flags: 6, fragment: 1 }),
      datagram(SVCCTL, handle, { operation: 2, sequence: 7 }),
      datagram(SVCCTL, u32(9), { operation: 2, sequence: 7, kind: 3 }),
      datagram(SVCCTL, [], { kind: 9 }),
    ])
      expect(dcerpcOverUdp.parse(windowed(one), turn, state)).toBe(DONE);
    expect(turn.messages.map(({ fn }) => dcerpcOverUdp.functionName(fn))).toEqual([
      'svcctl StartServiceW',
      'svcctl StartServiceW response',
      'svcctl DeleteService',
      'svcctl DeleteService response',
      'svcctl DeleteService response',
      'svcctl DeleteService',
      'svcctl DeleteService fault',
      'fack',
    ]);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual([
      'outcome 1 1056',
      'outcome 2 5',
      'outcome 3 9',
    ]);
  });

  it('of another length than they say are none', () => {
    expect(dcerpcOverUdp.probe(windowed(datagram(SVCCTL, handle)), false)).toBe(YES);
    expect(dcerpcOverUdp.probe(windowed(datagram(SVCCTL, handle).subarray(0, 90)), false)).toBe(NO);
    const { outcome } = readDatagram(dcerpcOverUdp, datagram(SVCCTL, handle).subarray(1));
    expect(outcome).toBe(BAD);
  });
});

describe('limits', () => {
  it('no more contexts of a bind and results are read than the limit', () => {
    const many = Array<string>(MAX_ITEMS + 1).fill(SVCCTL);
    const { turn } = read(client(bind(many)), server(bindAck(MAX_ITEMS + 1)));
    expect(turn.anomalies).toEqual(['too-many-contexts', 'too-many-contexts']);
  });

  it('of too many contexts the oldest is forgotten', () => {
    const pairs = Array.from({ length: MAX_CONTEXTS + 1 }, (_, context) =>
      client([...bind([SVCCTL])].map((byte, i) => (i === 28 ? context : byte))),
    );
    const { names } = read(...pairs, client(request(19, handle)), client(request(19, handle, { context: 1 })));
    expect(names.slice(-2)).toEqual(['request', 'svcctl StartServiceW']);
  });

  it('of too many open calls the oldest is forgotten', () => {
    const calls = Array.from({ length: MAX_OPEN_CALLS + 1 }, (_, call) => client(request(19, handle, { call })));
    const { names } = read(
      client(bind([SVCCTL])),
      ...calls,
      server(response(zeros(4), { call: 0 })),
      server(response(zeros(4), { call: 1 })),
    );
    expect(names.slice(-2)).toEqual(['response', 'svcctl StartServiceW response']);
  });

  it('more names than the limit are not told apart', () => {
    const calls = Array.from({ length: MAX_NAMES + 1 }, (_, i) =>
      client(request(16, [...handle, ...wideString(`s${i}`)])),
    );
    const { turn } = read(client(bind([SVCCTL])), ...calls);
    expect(objects(turn).slice(-2)).toEqual([`svcctl s${MAX_NAMES - 1}`, 'svcctl']);
  });

  it('of a long name the beginning is kept', () => {
    const { turn } = read(
      client(bind([SVCCTL])),
      client(request(16, [...handle, ...wideString('x'.repeat(MAX_CHARACTERS + 9))])),
    );
    expect(objects(turn)).toEqual([`svcctl ${'x'.repeat(MAX_CHARACTERS)}`]);
  });

  it('no more towers, and no more floors of one, are read than the limits', () => {
    const [ask, ack, call] = mapping as [Segment, Segment, Segment, Segment];
    const many = Array.from({ length: MAX_TOWERS + 1 }, () => tower(SVCCTL, 1));
    expect(read(ask, ack, call, server(response(mapReply(many)))).turn.anomalies).toEqual(['too-many-towers']);
    const floors = [
      ...u16(MAX_FLOORS + 1),
      ...Array.from({ length: MAX_FLOORS + 1 }, () => [...u16(1), 7, ...u16(2), 0, 9]).flat(),
    ];
    const high = [...u32(floors.length), ...u32(floors.length), ...floors, ...zeros((4 - (floors.length % 4)) % 4)];
    const { turn } = read(ask, ack, call, server(response(mapReply([high]))));
    expect(turn.messages[3]?.fields['epm.proto.tcp_port']).toHaveLength(MAX_FLOORS);
  });

  it('operations past the last one that is told are counted as it', () => {
    const { names } = read(client(bind([SVCCTL])), client(request(MAX_OPERATION + 7, [])));
    expect(names[1]).toBe(`svcctl operation ${MAX_OPERATION}`);
    expect(functionOf(0, 0, 0xffff)).toBe(functionOf(0, 0, MAX_OPERATION));
    expect(FIRST | LAST).toBe(3);
    expect(read(server(fault(1))).names).toEqual(['fault']);
  });
});
