import { describe, expect, test } from 'vitest';
import { enipOverTcp } from './enip.ts';
import {
  captures,
  capturesWith,
  countValues,
  drive,
  tcpSegments,
  tsharkFields,
} from './modbus/captured-streams.cases.ts';

/** Differential tests against tshark, which finds EtherNet/IP by port 44818. */
const files = capturesWith((seen, packets) => 'cip' in seen && packets < 1500);

/** Fields that mean the same in both and occur for the same bytes. */
const compared = [
  'enip.command',
  'enip.length',
  'enip.session',
  'enip.cpf.itemcount',
  'enip.cpf.cai.connid',
  'cip.service',
  'cip.genstat',
  'cip.seq',
  'cip.cm.ot_connid',
  'cip.cm.conn_serial_num',
  'cip.cm.msg_req_size',
];

describe.skipIf(files.length === 0)(`EtherNet/IP in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same messages and values as tshark reads`, { timeout: 120_000 }, () => {
      const theirs = tsharkFields(file, 'tcp && enip', compared);
      const driven = tcpSegments(file, enipOverTcp.ports).map((segments) => drive(enipOverTcp, segments));
      const ours = driven
        .flatMap(({ turn }) => [...turn.messages, ...turn.carried])
        .map(({ fields }) => compared.map((name) => [fields[name] ?? []].flat().join(',')));
      for (const [column, name] of compared.entries()) {
        const want = numbers(countValues(theirs, column));
        const have = numbers(countValues(ours, column));
        for (const value of new Set([...want.keys(), ...have.keys()]))
          expect(have.get(value) ?? 0, `${name} = ${value}`).toBe(want.get(value) ?? 0);
      }
      expect(ours.some((row) => row[compared.indexOf('cip.service')] !== '')).toBe(true);
      expect(driven.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
      expect(driven.flatMap(({ turn }) => [...turn.anomalies, ...turn.carriedAnomalies])).toEqual([]);
    });
  }
});

/** tshark writes some numbers in hexadecimal. */
function numbers(counts: ReadonlyMap<string, number>): Map<number, number> {
  return new Map([...counts].map(([text, count]) => [Number(text), count]));
}

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
