import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { DONE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_EXTENSIONS, ntp } from './ntp.ts';
import { captures, handMadeCapture, judgedDatagrams, plain, taggedCaptures } from './tshark-oracle.cases.ts';

const CLIENT = hex('e3', '00 04 fa', '00010000 00010000 00000000', '00'.repeat(24), 'd3a3c5f0 80000000');

const SERVER = hex(
  '24', // no leap, version 4, server
  '02 06 ec', // stratum 2, 64 s, 2^-20 s
  '00000a3d 00000f5c', // root delay and dispersion
  'c0000201', // follows 192.0.2.1
  'd3a3c5e0 00000000 d3a3c5f0 80000000 d3a3c5f0 a0000000 d3a3c5f0 b0000000', // four times
);

const KISS = together(hex('e4 00 06 ec 00000000 00000000', '52415445'), SERVER.subarray(16)); // RATE
const GPS = together(
  hex('24 01 06 ec 00000000 00000010', '47505300'),
  SERVER.subarray(16),
  hex('00000001', 'ab'.repeat(16)),
);
/** A client with one extension field of 16 octets and a digest of 20. */
const EXTENDED = together(CLIENT, hex('0104 0010', '00'.repeat(12)), hex('00000001', 'ab'.repeat(16)));
const READ_VARIABLES = hex('16 02 0001 0000 0000 0000 0000');
const MONITOR_LIST = hex('17 00 03 2a 0000 0000');

datagramLaws(ntp, [CLIENT, SERVER, KISS, GPS, EXTENDED, READ_VARIABLES, MONITOR_LIST]);

describe('NTP', () => {
  it('says which clock a server follows', () => {
    expect(readDatagram(ntp, SERVER).turn.facts).toEqual(['claim ip:192.0.2.1 clock stratum 2, reference 192.0.2.1']);
    expect(readDatagram(ntp, GPS).turn.facts).toEqual(['claim ip:192.0.2.1 clock stratum 1, reference GPS']);
    expect(readDatagram(ntp, KISS).turn.facts).toEqual(['claim ip:192.0.2.1 clock kiss RATE']);
  });

  it('takes nothing from what a client fills in', () => {
    expect(readDatagram(ntp, CLIENT).turn.facts).toEqual([]);
  });

  it('claims anew when a server changes its reference within one flow', () => {
    const turn = recordingTurn();
    const state = ntp.open();
    for (const message of [SERVER, SERVER, KISS, SERVER]) expect(ntp.parse(windowed(message), turn, state)).toBe(DONE);
    expect(turn.facts.map((fact) => fact.slice(25))).toEqual([
      'stratum 2, reference 192.0.2.1',
      'stratum 2, reference 192.0.2.1',
      'kiss RATE',
      'stratum 2, reference 192.0.2.1',
    ]);
  });

  it('names control and private operations', () => {
    const names = [READ_VARIABLES, MONITOR_LIST, SERVER].map((bytes) => {
      const fn = readDatagram(ntp, bytes).turn.messages[0]?.fn ?? -1;
      return ntp.functionName(fn);
    });
    expect(names).toEqual(['control read variables', 'private monitor list', 'server']);
    expect(ntp.functionName(0x200 + 99)).toBe('private request 99');
  });

  it('walks extension fields up to its limit', () => {
    expect(readDatagram(ntp, EXTENDED).turn.messages[0]?.fields).toMatchObject({
      'ntp.ext.type': 0x104,
      'ntp.keyid': '00000001',
    });
    const many = together(CLIENT, hex(`01040010${'00'.repeat(12)}`.repeat(MAX_EXTENSIONS + 6)));
    const { turn } = readDatagram(ntp, many);
    expect(turn.messages[0]?.fields['ntp.ext.type']).toHaveLength(MAX_EXTENSIONS);
    expect(turn.anomalies).toEqual(['trailing-bytes']);
  });

  it('counts a stratum no clock can have and a control message that is cut', () => {
    const odd = SERVER.slice();
    odd[1] = 17;
    expect(readDatagram(ntp, odd).turn.anomalies).toEqual(['stratum-reserved']);
    const cut = hex('16 82 0001 0000 0000 0000 0010 00000000');
    expect(readDatagram(ntp, cut).turn.anomalies).toEqual(['message-cut']);
    expect(ntp.probe(windowed(cut), true)).toBe(NO);
  });
});

const compared = [
  'ntp.flags',
  'ntp.flags.mode',
  'ntp.stratum',
  'ntp.ppoll',
  'ntp.rootdelay',
  'ntp.refid',
  'ntp.ctrl.flags2.opcode',
  'ntp.priv.reqcode',
];

function compare(file: string): number {
  let count = 0;
  for (const judged of judgedDatagrams(file, compared)) {
    if (!judged.fields.has('ntp.flags')) continue;
    count++;
    expect(ntp.probe(windowed(judged.bytes), false), `frame ${judged.frame} of ${file}`).toBe(YES);
    const fields: RecordingTurn['messages'][number]['fields'] =
      readDatagram(ntp, judged.bytes).turn.messages[0]?.fields ?? {};
    for (const name of compared) {
      const ours = [fields[name] ?? []].flat().map(plain);
      expect(ours, `${name} in frame ${judged.frame} of ${file}`).toEqual((judged.fields.get(name) ?? []).map(plain));
    }
  }
  return count;
}

describe('NTP beside tshark', () => {
  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-ntp-'));
    try {
      const packets = [CLIENT, SERVER, KISS, GPS, READ_VARIABLES, MONITOR_LIST].map((bytes) => ({
        transport: 'udp' as const,
        sourcePort: 123,
        destinationPort: 123,
        bytes,
      }));
      expect(compare(handMadeCapture(folder, packets))).toBe(6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 60_000 },
    () => {
      const files = taggedCaptures('ntp', 400, 13).filter((file) => !file.includes('ntp-no-extensions-mac'));
      expect(files.map(compare).reduce((a, b) => a + b, 0)).toBeGreaterThan(20);
    },
  );
});
