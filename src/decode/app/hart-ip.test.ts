import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import * as samples from './hart-ip/samples.cases.ts';
import { hartOverTcp, hartOverUdp, MAX_WAITING } from './hart-ip.ts';
import { handMadeCapture, judgedDatagrams, plain } from './tshark-oracle.cases.ts';

const {
  initiate,
  initiated,
  keepAlive,
  close,
  identify,
  identified,
  tagged,
  longTagged,
  reset,
  resetRefused,
  wideCommand,
} = samples;
datagramLaws(hartOverUdp, [
  initiate,
  initiated,
  keepAlive,
  close,
  identify,
  identified,
  tagged,
  longTagged,
  reset,
  wideCommand,
]);
const session = [
  { fromServer: false, bytes: initiate },
  { fromServer: true, bytes: initiated },
  { fromServer: false, bytes: together(identify, reset) },
  { fromServer: true, bytes: together(identified, resetRefused, tagged, longTagged) },
  { fromServer: false, bytes: together(keepAlive, wideCommand, close) },
];
streamLaws(hartOverTcp, [session]);

describe('HART-IP', () => {
  it('names an instrument: its type, number, revisions and what the plant calls it', () => {
    expect(readDatagram(hartOverUdp, identified).turn.facts).toEqual([
      'claim ip:192.0.2.1 model HART device type 0x26aa, revision 1',
      'claim ip:192.0.2.1 serial HART device 0b2f21',
      'claim ip:192.0.2.1 firmware HART software revision 3',
      'claim ip:192.0.2.1 hardware HART hardware revision 2',
      'claim ip:192.0.2.1 vendor HART maker 0x0026',
    ]);
    expect(readDatagram(hartOverUdp, longTagged).turn.facts).toEqual([
      'claim ip:192.0.2.1 description HART tag QUAY 3 HOIST TEMPERATURE',
    ]);
    expect(readDatagram(hartOverUdp, tagged).turn.messages[0]?.fields['hart_ip.pt.rsp.tag']).toBe('TT-101');
  });

  it('tells which device is commanded, and whether it refused', () => {
    const turn = recordingTurn();
    feedStream(hartOverTcp, session, turn);
    expect(turn.facts.filter((fact) => /^(command|outcome)/.test(fact))).toEqual([
      'command fn 65536 unit 0 area 0 start 0 count 1 read',
      'command fn 65578 unit 0 area 1 start 732961 count 1 stop',
      'outcome 1 0',
      'outcome 2 7',
      'command fn 66048 unit 0 area 1 start 732961 count 1 other',
    ]);
    expect(hartOverTcp.functionName(65578)).toBe('perform device reset');
    expect(hartOverTcp.functionName(66048)).toBe('command 512');
    expect(hartOverTcp.objectName?.(65578, 1, 732961, 1)).toBe('device 0b2f21');
    expect(hartOverTcp.objectName?.(65536, 0, 0, 1)).toBe('polling address 0');
  });

  it('says what is wrong with a checksum or a length', () => {
    const wrong = identify.slice();
    wrong[wrong.length - 1] = 0;
    expect(hartOverUdp.probe(windowed(wrong), false)).toBe(NO);
    expect(readDatagram(hartOverUdp, wrong).turn.anomalies).toEqual(['checksum-wrong']);
    expect(readDatagram(hartOverUdp, hex('01 00 02 00 0002 0009 00')).turn.anomalies).toEqual(['length-bad']);
    expect(readDatagram(hartOverUdp, hex('01 00 04 00 0002 000a 0000')).turn.unrecognisedBytes).toBe(2);
  });

  it(`remembers ${MAX_WAITING} requests that wait`, () => {
    const asked = (count: number): readonly string[] => {
      const turn = recordingTurn();
      const bytes = together(...Array.from({ length: count }, (_, i) => samples.passing(0, i, hex('02 80 00 00'))));
      feedStream(hartOverTcp, [{ fromServer: false, bytes }], turn);
      return turn.anomalies;
    };
    expect([asked(MAX_WAITING), asked(MAX_WAITING + 1)]).toEqual([[], ['requests-forgotten']]);
  });

  it('has the same fields as tshark', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hart-ip-'));
    try {
      const all = [
        initiate,
        initiated,
        keepAlive,
        close,
        identify,
        identified,
        tagged,
        longTagged,
        reset,
        resetRefused,
      ];
      const packets = all.map((bytes) => ({
        transport: 'udp' as const,
        sourcePort: 5094,
        destinationPort: 5094,
        bytes,
      }));
      const names = Object.keys(hartOverUdp.fields);
      const compared = names.filter((name) => name !== 'hart_ip.pt.rsp.tag');
      const judged = judgedDatagrams(handMadeCapture(folder, packets), names);
      expect(judged).toHaveLength(all.length);
      for (const { bytes, fields } of judged) {
        const ours = readDatagram(hartOverUdp, bytes).turn.messages[0]?.fields ?? {};
        for (const name of compared) {
          expect([ours[name] ?? []].flat().map(plain), name).toEqual((fields.get(name) ?? []).map(plain));
        }
        const tags = fields.get('hart_ip.pt.rsp.tag') ?? [];
        expect([ours['hart_ip.pt.rsp.tag'] ?? []].flat()).toEqual(tags.map((tag) => tag.trimEnd()));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
