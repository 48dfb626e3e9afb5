import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  captures,
  capturesWith,
  countValues,
  drive,
  tcpSegments,
  tsharkFields,
} from './modbus/captured-streams.cases.ts';
import { modbus } from './modbus.ts';
import { s7comm } from './s7comm.ts';

/** Differential tests against tshark, which also finds S7comm by content on TCP port 102. */
const files = capturesWith((seen) => 's7comm' in seen);

/** Fields that mean the same in both and occur once for the same bytes. */
const compared = [
  's7comm.header.rosctr',
  's7comm.header.pduref',
  's7comm.param.func',
  's7comm.param.pdu_length',
  's7comm.param.itemcount',
  's7comm.param.item.syntaxid',
  's7comm.param.item.area',
  's7comm.param.item.db',
  's7comm.param.item.address',
  's7comm.param.item.length',
  's7comm.resp.data',
  's7comm.param.userdata.type',
  's7comm.param.userdata.funcgroup',
  's7comm.data.userdata.szl_id',
  's7comm.param.blockcontrol.filename',
  's7comm.data.blockcontrol.uploadid',
  's7comm.param.pistart.servicename',
  's7comm.header.errcls',
  's7comm.header.errcod',
  's7comm.varstat.req.startaddress',
  's7comm.tis.job.function',
  's7comm.tis.param2',
  's7comm.blockinfo.author',
  's7comm.cpu.msg.username',
];

/** Messages by which tshark counts fewer: it leaves out what it takes for retransmissions, first copy or not. */
const retransmitted: Readonly<Record<string, number>> = { '0998a2c0ecdd-s7comm_clean.pcap': 12 };

describe.skipIf(files.length === 0)(`S7comm in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same PDUs and values as tshark reads`, { timeout: 120_000 }, () => {
      const theirs = tsharkFields(file, 's7comm', compared).map(withoutCode);
      const driven = tcpSegments(file, s7comm.ports).map((segments) => drive(s7comm, segments));
      const ours = driven
        .flatMap(({ turn }) => turn.messages)
        .map(({ fields }) => compared.map((name) => [fields[name] ?? []].flat().join(',')));
      const allowed = retransmitted[file.replace(/.*\//, '')] ?? 0;
      for (const [column, name] of compared.entries()) {
        const want = numbers(countValues(theirs, column));
        const have = numbers(countValues(ours, column));
        for (const value of new Set([...want.keys(), ...have.keys()])) {
          const apart = Math.abs((want.get(value) ?? 0) - (have.get(value) ?? 0));
          expect(apart, `${name} = ${value}`).toBeLessThanOrEqual(allowed);
        }
      }
      expect(ours.length).toBeGreaterThan(0);
      expect(driven.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
      expect(driven.flatMap(({ turn }) => turn.anomalies)).toEqual([]);
    });
  }

  test('a block loaded into a controller has the hash of the pieces that tshark shows, one behind the other', () => {
    const loaded = files.filter((name) => name.endsWith('s7comm_downloading_block_db1.pcap'));
    for (const file of loaded) {
      const pieces = tsharkFields(file, 's7comm.param.func == 0x1b && s7comm.header.datlg > 0', ['tcp.payload']);
      const hash = createHash('sha256');
      // TPKT, COTP, S7 header, two bytes of parameters, length and mark of the piece.
      for (const [payload] of pieces) hash.update(Buffer.from(payload ?? '', 'hex').subarray(4 + 3 + 12 + 2 + 4));
      const facts = tcpSegments(file, s7comm.ports).flatMap((segments) => drive(s7comm, segments).turn.facts);
      expect(facts.filter((fact) => fact.startsWith('program'))).toEqual([
        `program download unit 2 DB 1: complete 500 of 500 ${hash.digest('hex')}`,
      ]);
    }
    expect(loaded).toHaveLength(1);
  });

  test('a controller that is asked for its status lists says what it is', () => {
    const file = files.find((name) => name.endsWith('2b91f6a8a203-snap7.pcap'));
    if (file === undefined) return;
    const facts = tcpSegments(file, s7comm.ports).flatMap((segments) => drive(s7comm, segments).turn.facts);
    expect([...new Set(facts.filter((fact) => fact.startsWith('claim')))]).toEqual([
      'claim ip:192.0.2.2 model 6ES7 315-2EH14-0AB0',
      'claim ip:192.0.2.2 hardware 3',
      'claim ip:192.0.2.2 firmware V3.2.7',
      'claim ip:192.0.2.2 hostname S7300/ET200M station_1',
      'claim ip:192.0.2.2 description PLC_1',
      'claim ip:192.0.2.2 vendor Original Siemens Equipment',
      'claim ip:192.0.2.2 serial S C-B1U393142011',
      'claim ip:192.0.2.2 model CPU 315-2 PN/DP',
    ]);
  });
});

/** Other users of ISO transport, and Modbus; and S7comm for Modbus. */
const others = capturesWith(
  (seen, packets) => !('s7comm' in seen) && packets < 60 && ('tpkt' in seen || 'modbus' in seen),
);

describe.skipIf(others.length === 0)('captures of other protocols', () => {
  test(`S7comm claims no stream of ${others.length} captures of MMS, S7comm-plus, RDP and Modbus`, {
    timeout: 240_000,
  }, () => {
    for (const file of others) {
      for (const segments of tcpSegments(file, s7comm.ports)) {
        expect(drive(s7comm, segments).claimed, file).toBe(false);
      }
    }
  });

  test('Modbus claims no stream of S7comm', { timeout: 240_000 }, () => {
    for (const file of files) {
      for (const segments of tcpSegments(file, modbus.ports)) expect(drive(modbus, segments).claimed, file).toBe(false);
    }
  });
});

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});

/** tshark shows the code of a block as a value; ours are values of variables only. */
function withoutCode(row: readonly string[]): readonly string[] {
  const functions = row[compared.indexOf('s7comm.param.func')] ?? '';
  const tested = row[compared.indexOf('s7comm.param.userdata.funcgroup')] === '1';
  const variables = tested || /0x04|0x05/.test(functions);
  return row.map((value, column) => (compared[column] === 's7comm.resp.data' && !variables ? '' : value));
}

/** Both print numbers as they like; texts stay texts. */
function numbers(counts: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...counts].map(([value, count]) => [value.startsWith('0x') ? `${Number(value)}` : value, count]));
}
