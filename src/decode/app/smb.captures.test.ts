import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { YES } from '../verdict.ts';
import { windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import { capturesWith } from './modbus/captured-streams.cases.ts';
import { smbOverTcp } from './smb.ts';
import { captures, judgedStreams } from './tshark-oracle.cases.ts';

/** Files left out, each with what is different in it. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ['3c78bdbc73e8-smb1_osx.pcap', 'tshark takes a first segment for one sent twice'],
  ['7330f917a0bb-smb_data_print-segv.pcap', 'made to crash a decoder: no whole message'],
  ['14fac40ad087-smb311-chained-patternv1-lznt1.pcapng', 'tshark decompresses'],
  ['ee3d5e1ec7b1-20-fids-no-close.pcap', 'holes that the stand-in for reassembly does not survive; the product does'],
]);

/** Differential tests against tshark. */
const files = capturesWith((seen, packets) => ('smb' in seen || 'smb2' in seen) && packets < 3000).filter(
  (file) => !leftOut.has(file.replace(/.*\//, '')),
);

/** Fields that mean the same in both and occur for the same bytes. */
const compared = ['smb2.cmd', 'smb2.msg_id', 'smb.cmd', 'smb.mid'];
/** What tshark counts at the end of each chain. */
const NO_COMMAND = 'smb.cmd 255';

describe.skipIf(files.length === 0)(`SMB in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same messages as tshark reads`, { timeout: 120_000 }, () => {
      const want = new Map<string, number>();
      const have = new Map<string, number>();
      for (const { frames, segments } of judgedStreams(`${captures}/${file}`, compared)) {
        if (!frames.some(({ protocols }) => protocols.includes('smb') || protocols.includes('smb2'))) {
          for (const { bytes, fromServer } of segments) {
            expect(smbOverTcp.probe(windowed(bytes), fromServer)).not.toBe(YES);
          }
          continue;
        }
        const turn = recordingTurn();
        feedStream(smbOverTcp, segments, turn);
        expect(turn.anomalies).toEqual([]);
        for (const name of compared) {
          for (const { fields } of frames) add(want, name, fields.get(name) ?? []);
          for (const { fields } of turn.messages) add(have, name, [fields[name] ?? []].flat() as (string | number)[]);
        }
      }
      want.delete(NO_COMMAND);
      expect(have).toEqual(want);
    });
  }
});

function add(counts: Map<string, number>, name: string, values: readonly (string | number)[]): void {
  for (const value of values) {
    const key = `${name} ${Number(value)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
