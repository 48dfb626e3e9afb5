import { describe, expect, test } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { YES } from '../verdict.ts';
import { dcerpcOverTcp, dcerpcOverUdp } from './dcerpc.ts';
import { windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import { capturesWith } from './modbus/captured-streams.cases.ts';
import { smbOverTcp } from './smb.ts';
import { captures, judgedDatagrams, judgedStreams } from './tshark-oracle.cases.ts';

/** Files left out, each with what is different in it. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ['63586c45f28a-mapi.pcap', 'tshark gives up ten messages as malformed whose bind has an unusual proof'],
  ['003a6935fdfb-cve-2022-26809-4.pcap', 'made to be broken: binds longer than the write that holds them'],
  ['8d65a726ba4d-wccp_redirect_gre.pcap', 'one message in a tunnel, from the middle of a pipe'],
  ['ee3d5e1ec7b1-20-fids-no-close.pcap', 'holes that the stand-in for reassembly does not survive; the product does'],
  ['e80dbf9f0532-input.pcap', 'fragments that tshark counts where they are joined'],
  [
    'b3172912696c-input.pcap',
    'segments sent twice, which the stand-in for reassembly does not survive; the product does',
  ],
  ['f4bd1dcc3320-kerberos.pcap', 'segments out of order, which the stand-in for reassembly does not survive'],
  ['a28a90770785-input.pcap', 'tshark leaves out one request of 69'],
]);
/** Every capture takes seconds of tshark. */
const MAX_FILES = 12;

const all = capturesWith((seen, packets) => 'dcerpc' in seen && packets < 1700).filter(
  (file) => !leftOut.has(file.replace(/.*\//, '')),
);
const files = all.filter((_, i) => all.length <= MAX_FILES || i % Math.ceil(all.length / MAX_FILES) === 0);

/** Fields that mean the same in both and occur for the same bytes. */
const rpc = ['dcerpc.pkt_type', 'dcerpc.cn_call_id', 'dcerpc.dg_seqnum'];
const fieldbus = ['pn_io.opnum', 'pn_io.args_len', 'pn_io.rta_retries'];

type Counts = Map<string, number>;

function add(counts: Counts, name: string, values: readonly (string | number)[]): void {
  for (const value of values) {
    const key = `${name} ${Number(value)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function addAll(counts: Counts, turn: RecordingTurn): void {
  for (const { fields } of [...turn.messages, ...turn.carried])
    for (const name of [...rpc, ...fieldbus]) add(counts, name, [fields[name] ?? []].flat() as (string | number)[]);
}

describe.skipIf(files.length === 0)(`remote procedure calls in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same messages as tshark reads`, { timeout: 120_000 }, () => {
      const [want, have]: Counts[] = [new Map(), new Map()] as [Counts, Counts];
      for (const { frames, segments } of judgedStreams(`${captures}/${file}`, rpc)) {
        const read = frames.some(({ protocols }) => protocols.includes('dcerpc'));
        for (const { fields } of frames) for (const name of rpc) add(want, name, fields.get(name) ?? []);
        if (!read) continue;
        const turn = recordingTurn();
        const smb = frames.some(({ protocols }) => protocols.includes('smb') || protocols.includes('smb2'));
        if (smb) feedStream(smbOverTcp, segments, turn);
        else feedStream(dcerpcOverTcp, segments, turn);
        addAll(have, turn);
      }
      for (const { bytes, fields } of judgedDatagrams(`${captures}/${file}`, [...rpc, ...fieldbus])) {
        const is = dcerpcOverUdp.probe(windowed(bytes), false) === YES;
        expect(is, 'what tshark calls one').toBe(fields.has('dcerpc.pkt_type'));
        if (!is) continue;
        for (const name of [...rpc, ...fieldbus]) add(want, name, fields.get(name) ?? []);
        const turn = recordingTurn();
        dcerpcOverUdp.parse(windowed(bytes), turn, dcerpcOverUdp.open());
        addAll(have, turn);
      }
      expect(have).toEqual(want);
    });
  }
});

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
