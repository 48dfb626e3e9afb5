import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { DONE } from '../verdict.ts';
import { dcerpcOverUdp } from './dcerpc.ts';
import { datagramLaws, windowed } from './decoder-laws.cases.ts';
import {
  answer,
  arRequest,
  ask,
  b16,
  b32,
  block,
  calls,
  control,
  cutAsk,
  header,
  identity,
  tags,
} from './pn-io/calls.cases.ts';
import { MAX_BLOCKS, MAX_NESTING } from './pn-io/read-blocks.ts';
import { pnIo } from './pn-io.ts';

datagramLaws(dcerpcOverUdp, calls);

function read(...datagrams: readonly Uint8Array[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  const state = dcerpcOverUdp.open();
  for (const one of datagrams) expect(dcerpcOverUdp.parse(windowed(one), turn, state)).toBe(DONE);
  return turn;
}

const anomalies = (turn: ReturnType<typeof recordingTurn>): string[] => turn.carriedAnomalies.map(({ code }) => code);

describe('a controller and its device', () => {
  const turn = read(...calls);
  const [connect, connected, write, , , identified] = turn.carried.map(({ fields }) => fields);

  it('speak in calls, each counted as it was asked', () => {
    expect(turn.carried.map(({ fn }) => pnIo.functionName(fn))).toEqual([
      'connect request',
      'connect response',
      'write request',
      'write response',
      'read request',
      'read response',
      'control request',
      'control response',
      'release request',
      'release response',
    ]);
    expect([turn.messages.length, turn.anomalies, anomalies(turn)]).toEqual([10, [], []]);
  });

  it('say what the connection is made of', () => {
    expect(connect).toMatchObject({
      'pn_io.block_type': ['ARBlockReq', 'IOCRBlockReq', 'AlarmCRBlockReq', 'ExpectedSubmoduleBlockReq'],
      'pn_io.cminitiator_mac_add': '02:00:00:00:00:09',
      'pn_io.cminitiator_station_name': 'rtg-plc',
      'pn_io.frame_id': 0x8001,
      'pn_io.rta_retries': 3,
      'pn_io.module_ident_number': 0x77,
      'pn_io.submodule_data_length': [4, 5, 0],
    });
    expect(connected).toMatchObject({
      'pn_io.cmresponder_macadd': '02:00:00:00:00:08',
      'pn_io.cmresponder_station_name': 'io-1',
      'pn_io.module_state': 1,
    });
    expect(write?.['pn_io.index']).toEqual([0xe040, 0x80, 0x8052]);
    expect(identified).toMatchObject({ 'pn_io.im_order_id': '6ES7 155-6AU01', 'pn_io.im_serial_number': 'S C-123' });
  });

  it('are known by what they say of themselves', () => {
    expect(turn.facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 hostname rtg-plc',
      'claim ip:192.0.2.1 role io-controller',
      'claim ip:192.0.2.2 role io-device',
      'claim ip:192.0.2.1 hostname io-1',
      'claim ip:192.0.2.1 vendor Siemens',
      'claim ip:192.0.2.1 model 6ES7 155-6AU01',
      'claim ip:192.0.2.1 serial S C-123',
      'claim ip:192.0.2.1 hardware 3',
      'claim ip:192.0.2.1 firmware V4.2.1',
    ]);
  });

  it('command by records, and every command has its outcome', () => {
    const commands = turn.facts.filter((fact) => fact.startsWith('command'));
    const objects = commands.map((fact) => {
      const [fn, area, start, count] = ['fn', 'area', 'start', 'count'].map((word) =>
        Number(new RegExp(`${word} (\\d+)`).exec(fact)?.[1]),
      ) as [number, number, number, number];
      return `${pnIo.objectName?.(fn, area, start, count)}: ${fact.split(' ').at(-1)}`;
    });
    expect(objects).toEqual([
      'connection: other',
      'slot 1 subslot 1 record 0x80, 6 bytes: write',
      'slot 0 subslot 1 MRP data adjust, 8 bytes: write',
      'slot 0 subslot 1 I&M0: read',
      'connection: other',
      'connection: stop',
    ]);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toHaveLength(6);
    expect(read(ask(3, [header(8, 1, 0x80, 1), [7]]), answer(3, [], 0xdf80_b000)).facts.at(-1)).toBe(
      'outcome 1 3749752832',
    );
  });
});

describe('blocks', () => {
  it('of modules and of the plant are told with their place', () => {
    const turn = read(answer(2, identity(3)), answer(2, [header(0x8009, 0, 0xaff1, tags.flat().length), ...tags]));
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 description slot 3: 6ES7 155-6AU01 S C-123',
      'claim ip:192.0.2.1 location RTG 7',
    ]);
    expect(turn.carried[1]?.fields).toMatchObject({
      'pn_io.im_tag_function': 'hoist',
      'pn_io.im_date': '2024-05-01',
      'pn_io.im_descriptor': 'spare',
    });
  });

  it('of modules that are there are read', () => {
    const turn = read(answer(5, [block(0x0013, b16(1), b32(0), b16(1), b16(2), b32(5), b16(1), b16(1), b32(6))]));
    expect(turn.carried[0]?.fields).toMatchObject({
      'pn_io.module_ident_number': 5,
      'pn_io.submodule_ident_number': 6,
    });
  });

  it('that are cut, unknown, or go on in the next datagram', () => {
    expect(anomalies(read(ask(0, [arRequest(6).slice(0, 40)])))).toEqual(['block-cut']);
    expect(anomalies(read(ask(0, [block(0x0102, b16(1))])))).toEqual(['block-cut']);
    expect(anomalies(read(ask(0, [block(0x7abc, b16(1))])))).toEqual(['block-unknown']);
    expect(anomalies(read(cutAsk(3, [header(8, 1, 0x80, 900), [1, 2, 3]])))).toEqual([]);
    expect(read(ask(0, [arRequest(6)])).facts[2]).toBe('claim ip:192.0.2.1 role io-supervisor');
    expect(read(ask(4, [[1]])).unrecognisedBytes).toBe(1);
  });

  it('no more of them are read than the limit, nor deeper', () => {
    const many = Array.from({ length: MAX_BLOCKS + 1 }, () => control(0x0110, 1));
    expect(anomalies(read(ask(4, many)))).toEqual(['too-many-blocks']);
    let deep = block(0x0400, b16(0), b32(0), b16(0), b16(1));
    for (let i = 1; i < MAX_NESTING; i++) deep = block(0x0400, b16(0), b32(0), b16(0), b16(1), deep);
    expect(anomalies(read(answer(2, [deep])))).toEqual(['nested-too-deep']);
  });
});
