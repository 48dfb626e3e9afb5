import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarm, ascii, b16, b32, notification } from '../app/pn-io/calls.cases.ts';
import { DONE, MORE } from '../verdict.ts';
import { MAX_BLOCKS } from './pn-dcp/read-dcp.ts';
import { pnDcp } from './pn-dcp.ts';
import { MAX_PARTS } from './pn-ptcp.ts';
import {
  cyclic,
  dcp,
  frames,
  getting,
  identified,
  lineDelay,
  looking,
  option,
  setting,
  wasSet,
} from './pn-rt/frames.cases.ts';
import { pnRt } from './pn-rt.ts';
import { type ReadPacket, readPacket, told } from './read-packet.cases.ts';

const read = (bytes: Uint8Array): ReadPacket['turn'] => readPacket(pnRt, bytes).turn;
const names = (bytes: Uint8Array): unknown[] => {
  const turn = read(bytes);
  return [
    ...turn.messages.map(({ fn }) => pnRt.functionName(fn)),
    ...turn.carried.map(({ protocol, fn }) => protocol.functionName(fn)),
  ];
};

describe('real-time frames', () => {
  it('are counted by kind, and what they carry under its own name', () => {
    expect(frames.map(names)).toEqual([
      ['rt class 1'],
      ['dcp identify response', 'identify response'],
      ['dcp identify request', 'identify request'],
      ['dcp get or set', 'get request'],
      ['dcp get or set', 'set request'],
      ['dcp get or set', 'set response'],
      ['alarm high', 'alarm high data'],
      ['alarm low', 'alarm low data'],
      ['alarm low', 'alarm low error'],
      ['line delay', 'delay request'],
      ['fragment'],
    ]);
  });

  it('of cyclic data say how the provider is', () => {
    expect(read(cyclic(0xc002, 0x15)).messages[0]?.fields).toMatchObject({
      'pn_rt.frame_id': 0xc002,
      'pn_rt.cycle_counter': 0x1234,
      'pn_rt.ds_valid': true,
      'pn_rt.ds_operate': true,
      'pn_rt.ds_ok': false,
    });
    expect(read(cyclic(0xc002, 0x15, 1)).anomalies).toEqual(['transfer-failed']);
    expect(read(cyclic(0xc002, 0x15)).unrecognisedBytes).toBe(40);
    expect(read(Uint8Array.from([0x80, 0, 1])).unrecognisedBytes).toBe(1);
  });

  it('of identifiers that are kept free, and cut ones', () => {
    expect(read(Uint8Array.from([0xfd, 0, 1])).anomalies).toEqual(['frame-id-unknown']);
    expect(readPacket(pnRt, Uint8Array.of(1)).outcome).toBe(MORE);
    expect(read(identified.subarray(0, 8)).unrecognisedBytes).toBe(6);
    expect(read(lineDelay.subarray(0, 8)).carried).toEqual([]);
  });

  it('survive any damage, and say the same while nobody traces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...frames),
        fc.array(fc.tuple(fc.nat(), fc.nat(255))),
        fc.nat(),
        (frame, changes, cut) => {
          const bytes = frame.slice(0, cut % 2 === 0 ? frame.length : cut % (frame.length + 1));
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const { turn, outcome, left } = readPacket(pnRt, bytes);
          if (outcome === DONE) expect(left).toBe(0);
          expect(turn.unrecognisedBytes).toBeLessThanOrEqual(bytes.length);
          const quiet = readPacket(pnRt, bytes, { tracing: false, field: () => expect.unreachable('a field') }).turn;
          expect([quiet.facts, quiet.anomalies, quiet.unrecognisedBytes]).toEqual([
            turn.facts,
            turn.anomalies,
            turn.unrecognisedBytes,
          ]);
          expect(told(turn)).toBeDefined();
        },
      ),
      { numRuns: 800 },
    );
  });
});

describe('discovery and configuration', () => {
  it('tells of a station what it says of itself', () => {
    const turn = read(identified);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 model ET200SP',
      'claim ip:192.0.2.1 hostname hoist-io',
      'claim ip:192.0.2.1 vendor Siemens',
      'claim ip:192.0.2.1 role io-device',
      'binding mac:02:00:00:00:00:01 ip:192.0.2.7 profinet-dcp',
    ]);
    expect(turn.carried[0]?.fields).toMatchObject({
      'pn_dcp.suboption_device_id': 0x0313,
      'pn_dcp.suboption_ip_standard_gateway': ['192.0.2.254', '192.0.2.254'],
    });
    expect(turn.carriedAnomalies).toEqual([]);
  });

  it('that looks for stations claims nothing of them', () => {
    expect(read(looking).facts).toEqual([]);
    expect(read(looking).carried[0]?.fields).toMatchObject({
      'pn_dcp.suboption_device_nameofstation': 'hoist-io',
      'pn_dcp.suboption_device_aliasname': 'port-001.x',
    });
    expect(read(getting).carried[0]?.fields['pn_dcp.block']).toEqual(['type of station', 'IP parameter']);
  });

  it('that sets names, addresses or all to what they were is a command', () => {
    const turn = read(setting);
    const objects = turn.facts.map((fact) => {
      const [fn, area, start, count] = ['fn', 'area', 'start', 'count'].map((word) =>
        Number(new RegExp(`${word} (\\d+)`).exec(fact)?.[1]),
      ) as [number, number, number, number];
      return `${pnDcp.objectName?.(fn, area, start, count, (id) => turn.addressText(id))}: ${fact.split(' ').at(-1)}`;
    });
    expect(objects).toEqual([
      'name of station mallory: write',
      'IP parameter 192.0.2.7: write',
      'reset to factory: program',
      'signal: other',
    ]);
    expect(read(wasSet).carried[0]?.fields['pn_dcp.block_error']).toEqual([0, 3]);
  });

  it('tells of services that do not exist, blocks that are cut, and addresses that two have', () => {
    const codes = (bytes: Uint8Array): string[] => read(bytes).carriedAnomalies.map(({ code }) => code);
    expect(codes(dcp(0xfefd, 9, 0))).toEqual(['service-unknown']);
    expect(codes(dcp(0xfefe, 5, 0, b16(0x0202), b16(99)))).toEqual(['block-cut']);
    expect(codes(looking.subarray(0, 16))).toEqual(['block-cut', 'block-cut']);
    expect(codes(dcp(0xfeff, 5, 1, option(0x0102, b16(0x81), b32(0), b32(0), b32(0))))).toEqual(['address-conflict']);
    expect(codes(dcp(0xfefe, 5, 0, ...Array.from({ length: MAX_BLOCKS + 1 }, () => option(0x0202))))).toEqual([
      'too-many-blocks',
    ]);
    expect(read(dcp(0xfefc, 6, 0, option(0x0202, b16(0), ascii('a')))).facts).toEqual([
      'claim ip:192.0.2.1 hostname a',
    ]);
  });
});

describe('alarms and clocks', () => {
  it('say where a module has trouble', () => {
    const turn = read(alarm(0xfc01, 1, notification(1)));
    expect(turn.carried[0]?.fields).toMatchObject({
      'pn_io.alarm_type': 1,
      'pn_io.slot_nr': 4,
      'pn_io.module_ident_number': 0x77,
      'pn_io.user_structure_identifier': 0x8002,
    });
    expect(turn.unrecognisedBytes).toBe(4);
    expect(read(alarm(0xfe01, 4, b32(0xcf81_fd0f))).carried[0]?.fields['pn_io.status']).toBe(0xcf81_fd0f);
    expect(read(alarm(0xfe01, 1, notification(2)).subarray(0, 20)).carriedAnomalies.map(({ code }) => code)).toEqual([
      'block-cut',
      'block-cut',
    ]);
  });

  it('say how long the line is and who is the master', () => {
    expect(read(lineDelay).carried[0]?.fields).toMatchObject({
      'pn_ptcp.sequence_id': 28,
      'pn_ptcp.delay1ns': 55,
      'pn_ptcp.port_mac_address': '02:00:00:00:00:09',
      'pn_ptcp.master_source_address': '02:00:00:00:00:08',
    });
    const codes = (bytes: Uint8Array): string[] => read(bytes).carriedAnomalies.map(({ code }) => code);
    expect(codes(lineDelay.subarray(0, 26))).toEqual(['part-cut']);
    const many = [...lineDelay.subarray(0, 22), ...Array.from({ length: MAX_PARTS + 1 }, () => b16(4 << 9)).flat()];
    expect(codes(Uint8Array.from(many))).toEqual(['too-many-parts']);
    expect(read(Uint8Array.from([0xff, 0, ...lineDelay.subarray(2, 22), 0, 0, 0, 0])).carried).toHaveLength(1);
  });
});
