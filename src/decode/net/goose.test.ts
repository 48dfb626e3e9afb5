import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, together } from '../app/decoder-laws.cases.ts';
import { captures, plain } from '../app/tshark-oracle.cases.ts';
import { BAD, DONE, MORE } from '../verdict.ts';
import { goose, MAX_ELEMENTS } from './goose.ts';
import {
  apdu,
  managed,
  publication,
  published,
  sampled,
  sampledMessage,
  samples,
  tlv,
  values,
} from './goose/messages.cases.ts';
import { MAX_DEPTH, MAX_VALUES } from './goose/values.ts';
import { judgedFrames } from './judged-frames.cases.ts';
import { readPacket } from './read-packet.cases.ts';
import { MAX_SET_ELEMENTS, MAX_SETS, sampledValues } from './sampled-values.ts';

const anomalies = (bytes: Uint8Array): string[] => readPacket(goose, bytes).turn.anomalies;

describe('GOOSE', () => {
  it('says who publishes what, with the values', () => {
    const { turn, left } = readPacket(goose, together(published, hex('00'.repeat(9))));
    expect([turn.anomalies, left, turn.unrecognisedBytes]).toEqual([[], 0, 0]);
    expect(turn.facts).toEqual([
      'name service BAY1LD0/LLN0$GO$gcb1 ip:192.0.2.1',
      'claim ip:192.0.2.1 role goose-publisher',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'goose.appid': 0x3001,
      'goose.goID': 'interlock',
      'goose.stNum': 5,
      'goose.sqNum': 256,
      'goose.numDatSetEntries': 7,
      'goose.boolean': true,
      'goose.t': '2023-11-14T12:37:20.000000000Z',
      'goose.bit_string': '0000',
      'goose.integer': -2,
      'goose.unsigned': 7,
      'goose.float_value': 12.5,
      'goose.octet_string': '0102',
      'goose.visible_string': 'open',
      'goose.data': '11',
    });
    expect(readPacket(goose, managed).turn.messages[0]?.fields).toMatchObject({ 'goose.stateID': 7 });
    expect([0x60, 0x61, 0x62].map((fn) => goose.functionName(fn))).toEqual(['management', 'publication', undefined]);
  });

  it('shows bits without those that are not used, and times with their fraction', () => {
    const bits = tlv(0x84, hex('03 ff')); // three bits of the octet are not used
    const time = tlv(0x91, hex('00000001 800000 0a')); // a second and a half after 1970 began
    expect(readPacket(goose, apdu(publication([bits, time]))).turn.messages[0]?.fields).toMatchObject({
      'goose.bit_string': 'f8',
      'goose.utc_time': '1970-01-01T00:00:01.500000000Z',
    });
  });

  it('counts what is simulated by either mark, and what is not set up', () => {
    expect(anomalies(apdu(publication(values), '8000'))).toEqual(['simulated']);
    expect(anomalies(apdu(publication(values, [tlv(0x87, hex('ff'))])))).toEqual(['simulated']);
    expect(anomalies(apdu(publication(values, [tlv(0x89, hex('01'))])))).toEqual(['commissioning-needed']);
  });

  it('reports wrong lengths and counts, missing fields, and what is no message', () => {
    expect(anomalies(published.subarray(0, published.length - 20))).toEqual(['length-mismatch', 'malformed']);
    expect(anomalies(apdu(publication(values, [], 9)))).toEqual(['entries-mismatch']);
    expect(anomalies(apdu(tlv(0x61, tlv(0x85, hex('01')))))).toEqual(['field-missing']);
    expect(anomalies(apdu(publication([hex('83 05 00')])))).toEqual(['malformed']);
    expect(anomalies(apdu(tlv(0x61, ...Array.from({ length: MAX_ELEMENTS + 1 }, () => tlv(0x90)))))).toEqual([
      'malformed',
    ]);
    expect(readPacket(goose, apdu(hex('62 00'))).outcome).toBe(BAD);
    expect(readPacket(goose, hex('3001 0008')).outcome).toBe(MORE);
  });

  it('reads no more values, and none deeper, than it says', () => {
    const many = Array.from({ length: MAX_VALUES + 1 }, () => tlv(0x83, hex('00')));
    expect(anomalies(apdu(publication(many)))).toEqual(['values-over-limit']);
    let deep = tlv(0x83, hex('00'));
    for (let i = 0; i <= MAX_DEPTH; i++) deep = tlv(0xa2, deep);
    expect(anomalies(apdu(publication([deep])))).toEqual(['values-over-limit']);
  });
});

describe('sampled values', () => {
  it('say who publishes, and how well its clock is set', () => {
    const { turn } = readPacket(sampledValues, sampledMessage);
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([[], 0]);
    expect(turn.facts.slice(0, 2)).toEqual([
      'name service MU01 ip:192.0.2.1',
      'claim ip:192.0.2.1 role sampled-values-publisher',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'sv.noASDU': 2,
      'sv.svID': ['MU01', 'MU01'],
      'sv.smpCnt': [280, 280],
      'sv.smpSynch': [2, 1],
      'sv.smpRate': 4000,
      'sv.gmidentity': '0x020000fffe000001',
    });
  });

  it('report what is wrong with them', () => {
    const said = (bytes: Uint8Array): string[] => readPacket(sampledValues, bytes).turn.anomalies;
    expect(said(apdu(sampled([samples('00')])))).toEqual(['not-synchronised']);
    expect(said(apdu(sampled([samples()]), '8000'))).toEqual(['simulated']);
    expect(said(apdu(sampled([samples()], 2)))).toEqual(['sets-mismatch']);
    expect(said(apdu(sampled([tlv(0x30)])))).toEqual(['field-missing']);
    expect(said(apdu(sampled([tlv(0x31)])))).toEqual(['malformed']);
    expect(said(sampledMessage.subarray(0, 60))).toEqual(['length-mismatch', 'malformed']);
    expect(said(apdu(sampled(Array.from({ length: MAX_SETS + 1 }, () => samples()))))).toEqual(['sets-over-limit']);
    const long = samples(
      '02',
      Array.from({ length: MAX_SET_ELEMENTS }, () => tlv(0x88, hex('00'))),
    );
    expect(said(apdu(sampled([long])))).toEqual(['malformed']);
    expect(readPacket(sampledValues, apdu(hex('61 00'))).outcome).toBe(BAD);
    expect(readPacket(sampledValues, hex('4001')).outcome).toBe(MORE);
    expect([0x60, 0x61].map((fn) => sampledValues.functionName(fn))).toEqual(['publication', undefined]);
  });
});

it('survives any damage to either', () => {
  const pairs = [
    [goose, published],
    [goose, managed],
    [sampledValues, sampledMessage],
  ] as const;
  const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...pairs), change, fc.nat(), ([protocol, message], changes, cut) => {
      const bytes = message.slice(0, cut % 3 === 0 ? cut % (message.length + 1) : message.length);
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
      const { outcome, turn, left } = readPacket(protocol, bytes);
      if (outcome === DONE) expect([left, turn.messages.length]).toEqual([0, 1]);
      else expect(turn.messages).toEqual([]);
      expect(turn.unrecognisedBytes).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 600 },
  );
});

const judged = [
  ['ITI__ICS-Security-Tools/7d0ab6ea4580-Sample_File_GOOSE.pcap', goose, 451],
  ['mdehus__goose-IEC61850-scapy/14a881cb0a48-wireshark2.pcap', goose, 16],
  ['ITI__ICS-Security-Tools/41cb05f4c784-GOOSE_DEMO.pcap', goose, 1],
  ['DINA-community__icsnpp-iec61850-sv/c41f67c5c5f4-SV_Normal_Traffic.pcap', sampledValues, 10_161],
] as const;

const compared: Readonly<Record<string, readonly string[]>> = {
  goose: ['goose.appid', 'goose.gocbRef', 'goose.datSet', 'goose.goID', 'goose.stNum', 'goose.sqNum', 'goose.integer'],
  sv: ['sv.appid', 'sv.noASDU', 'sv.svID', 'sv.smpCnt', 'sv.confRev', 'sv.smpSynch'],
};

describe.skipIf(captures === undefined)('both in real captures beside tshark (left out where there are none)', () => {
  it.each(judged)('%s: the same values', { timeout: 120_000 }, (name, protocol, count) => {
    const names = compared[protocol.name] as readonly string[];
    const frames = judgedFrames(join(captures as string, 'files', name), protocol, names);
    expect(frames).toHaveLength(count);
    for (const { bytes, fields, frame } of frames) {
      const { turn } = readPacket(protocol, bytes);
      const ours = turn.messages[0]?.fields ?? {};
      for (const field of names)
        expect([ours[field] ?? []].flat().map(plain), `${field} in frame ${frame}`).toEqual(fields.get(field) ?? []);
    }
  });
});
