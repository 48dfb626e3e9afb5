import { describe, expect, test } from 'vitest';
import { modbus } from './modbus.ts';
import {
  captures,
  capturesWith,
  countValues,
  drive,
  tcpSegments,
  tsharkFields,
} from './modbus/captured-streams.cases.ts';

/** Differential tests against tshark, which finds Modbus by port 502. */
const files = capturesWith((seen) => 'modbus' in seen);

/** Fields that mean the same in both and occur once for the same bytes. */
const compared = [
  'mbtcp.trans_id',
  'mbtcp.unit_id',
  'mbtcp.len',
  'modbus.func_code',
  'modbus.reference_num',
  'modbus.bit_cnt',
  'modbus.word_cnt',
  'modbus.exception_code',
  'modbus.diagnostic_code',
  'modbus.object_str_value',
];

/** Files in which tshark, for a reason, sees something else. */
const differences: Readonly<Record<string, { readonly messages: number; readonly reason: string }>> = {
  '36c374a8d3cf-modbusBig.pcap': {
    messages: 1,
    reason: 'tshark leaves out a retransmission whose first copy was not captured',
  },
};

describe.skipIf(files.length === 0)(`Modbus in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same messages and values as tshark reads`, { timeout: 120_000 }, () => {
      const theirs = tsharkFields(file, 'modbus', compared);
      const driven = tcpSegments(file, modbus.ports).map((segments) => drive(modbus, segments));
      const ours = driven
        .flatMap(({ turn }) => turn.messages)
        .map(({ fields }) => compared.map((name) => [fields[name] ?? []].flat().join(',')));
      const allowed = differences[file.replace(/.*\//, '')]?.messages ?? 0;
      for (const [column, name] of compared.entries()) {
        const want = countValues(theirs, column);
        const have = countValues(ours, column);
        for (const value of new Set([...want.keys(), ...have.keys()])) {
          const apart = Math.abs((want.get(value) ?? 0) - (have.get(value) ?? 0));
          expect(apart, `${name} = ${value}`).toBeLessThanOrEqual(allowed);
        }
      }
      expect(ours.length).toBeGreaterThan(0);
      expect(driven.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
    });
  }
});

/** Other protocols on TCP, chosen for headers of the same kind: a length, zeros, small numbers. */
const others = capturesWith(
  (seen, packets) => !('modbus' in seen) && packets < 400 && ('tpkt' in seen || 'enip' in seen || 'smb2' in seen),
).slice(0, 15);

describe.skipIf(others.length === 0)('Modbus in captures of other protocols', () => {
  test(`claims no stream of ${others.length} captures without Modbus`, { timeout: 240_000 }, () => {
    for (const file of others) {
      for (const segments of tcpSegments(file, modbus.ports)) {
        expect(drive(modbus, segments).claimed, file).toBe(false);
      }
    }
  });
});

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
