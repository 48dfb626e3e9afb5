import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { YES } from '../verdict.ts';
import { bacnetOverUdp } from './bacnet.ts';
import { dnp3OverTcp, dnp3OverUdp } from './dnp3.ts';
import { iec104 } from './iec104.ts';
import {
  captures,
  capturesWith,
  countValues,
  drive,
  tcpSegments,
  tsharkFields,
} from './modbus/captured-streams.cases.ts';
import { snmp } from './snmp.ts';
import { judgedDatagrams } from './tshark-oracle.cases.ts';

/** Frames of one capture: more cost minutes. */
const MAX_FRAMES = 600;
/** Every capture takes a second of tshark. */
const TIMEOUT = 240_000;

/** Every frame of it was captured three times; tshark reads some of the copies again, this reader none. */
const TRIPLED = /98e898ce4720/;

/** Messages by function, as the streams of a capture give them. */
function streamed(file: string, protocol: typeof dnp3OverTcp | typeof iec104): Map<string, number> {
  const counts = new Map<string, number>();
  for (const segments of tcpSegments(file, protocol.ports)) {
    const { turn } = protocol === iec104 ? drive(iec104, segments) : drive(dnp3OverTcp, segments);
    for (const { fn } of turn.messages) counts.set(String(fn), (counts.get(String(fn)) ?? 0) + 1);
  }
  return counts;
}

function files(name: string): string[] {
  return capturesWith((seen, packets) => name in seen && packets <= MAX_FRAMES).filter((file) => !TRIPLED.test(file));
}

/** As many of a long list, from its beginning to its end. */
function some(list: readonly string[], count: number): string[] {
  return list.filter((_, i) => list.length <= count || i % Math.ceil(list.length / count) === 0);
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe.skipIf(files('dnp3').length === 0)('DNP3 in captures', () => {
  test('has the functions that tshark counts, message for message', { timeout: TIMEOUT }, () => {
    for (const file of some(files('dnp3'), 24)) {
      // Made to be broken: what tshark reads behind a wrong checksum is not read here.
      if (/malformed|Malformed|overflow/.test(file)) continue;
      const counts = streamed(file, dnp3OverTcp);
      for (const { bytes } of judgedDatagrams(`${captures}/${file}`, [])) {
        if (dnp3OverUdp.probe(new Cursor().over(bytes), false) !== YES) continue;
        const turn = recordingTurn();
        dnp3OverUdp.parse(new Cursor().over(bytes), turn, dnp3OverUdp.open());
        for (const { fn } of turn.messages) counts.set(String(fn), (counts.get(String(fn)) ?? 0) + 1);
      }
      const judged = countValues(tsharkFields(file, 'dnp3.al.func', ['dnp3.al.func']), 0);
      expect(sorted(counts), file).toEqual(sorted(judged));
    }
  });
});

describe.skipIf(files('iec60870_asdu').length === 0)('IEC 60870-5-104 in captures', () => {
  test('has the types that tshark counts, ASDU for ASDU', { timeout: TIMEOUT }, () => {
    for (const file of files('iec60870_asdu')) {
      const judged = countValues(tsharkFields(file, 'iec60870_asdu', ['iec60870_asdu.typeid']), 0);
      expect(sorted(streamed(file, iec104)), file).toEqual(sorted(judged));
    }
  });
});

describe.skipIf(files('snmp').length === 0)('SNMP and BACnet in captures', () => {
  test('are claimed where tshark sees them and nowhere else', {
    timeout: TIMEOUT,
  }, () => {
    let seen = 0;
    for (const file of [...files('snmp'), ...files('bvlc'), ...some(files('udp'), 60)]) {
      if (/crash|overflow|oobr/.test(file)) continue;
      for (const { bytes, protocols, frame } of judgedDatagrams(`${captures}/${file}`, [])) {
        for (const [protocol, layer] of [
          [snmp, 'snmp'],
          [bacnetOverUdp, 'bvlc'],
        ] as const) {
          const claimed = protocol.probe(new Cursor().over(bytes), false) === YES;
          expect(claimed, `${protocol.name} in frame ${frame} of ${file}`).toBe(protocols.includes(layer));
          if (claimed) seen++;
        }
      }
    }
    expect(seen).toBeGreaterThan(80);
  });
});

test.runIf(files('dnp3').length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files('dnp3')).toEqual([]);
});
