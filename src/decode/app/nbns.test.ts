import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { describe, expect, it } from 'vitest';
import { NO } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_NB_ADDRESSES, MAX_NBNS_RECORDS, nbns } from './nbns.ts';
import { captures, judgedDatagrams, plain, taggedCaptures } from './tshark-oracle.cases.ts';

/** Fifteen characters and a suffix as 32 letters behind their length. */
function encoded(name: string, suffix: number): Uint8Array {
  const octets = [...ascii(name.padEnd(15)), suffix];
  return together(
    hex('20'),
    ascii(octets.map((o) => String.fromCharCode(0x41 + (o >> 4), 0x41 + (o & 15))).join('')),
    hex('00'),
  );
}

const QUERY = together(hex('8001 0110 0001 0000 0000 0000'), encoded('CMS-PC', 0x20), hex('0020 0001'));
const ANSWER = together(
  hex('8001 8500 0000 0001 0000 0000'),
  encoded('CMS-PC', 0x20),
  hex('0020 0001 000493e0 0006 0000 c0000207'),
);
const registration = (name: string, suffix: number, flags: string): Uint8Array =>
  together(
    hex('8002 2910 0001 0000 0000 0001'), // registration, broadcast, one question, one additional
    encoded(name, suffix),
    hex('0020 0001 c00c 0020 0001 000493e0 0006'), // NB, IN; its name again by pointer
    hex(flags, 'c0000208'), // owner 192.0.2.8
  );
const STATUS = together(
  hex('8003 8400 0000 0001 0000 0000'),
  encoded('*', 0),
  hex('0021 0001 00000000 0053'), // node status, 83 octets
  hex('02'), // two names
  ascii('CMS-PC         '),
  hex('00 0400'), // unique
  ascii('TERMINAL       '),
  hex('00 8400'), // group
  hex('02aabbccddee'), // unit id
  hex('00'.repeat(40)), // statistics
);

datagramLaws(nbns, [QUERY, ANSWER, registration('CMS-PC', 0x20, '0000'), STATUS]);

describe('NBNS', () => {
  it('says who is asked for and who answers', () => {
    expect(readDatagram(nbns, QUERY).turn.facts).toEqual(['name query cms-pc -']);
    expect(readDatagram(nbns, ANSWER).turn.facts).toEqual(['name answer cms-pc ip:192.0.2.7']);
  });

  it('takes a registration for a host’s own name, or for its domain', () => {
    expect(readDatagram(nbns, registration('CMS-PC', 0x20, '0000')).turn.facts).toEqual([
      'name self cms-pc ip:192.0.2.8',
      'claim ip:192.0.2.8 service-type netbios<20>',
    ]);
    expect(readDatagram(nbns, registration('TERMINAL', 0x00, '8000')).turn.facts).toEqual([
      'claim ip:192.0.2.8 domain TERMINAL',
    ]);
  });

  it('reads the names and the MAC address of a node status', () => {
    const { turn } = readDatagram(nbns, STATUS);
    expect(turn.facts).toEqual(['name self cms-pc ip:192.0.2.1', 'claim ip:192.0.2.1 domain TERMINAL']);
    expect(turn.messages[0]?.fields).toMatchObject({
      'nbns.netbios_name': ['CMS-PC<00>', 'TERMINAL<00>'],
      'nbns.unit_id': '02:aa:bb:cc:dd:ee',
    });
  });

  it('leaves DNS to DNS', () => {
    const dns = together(hex('8001 0110 0001 0000 0000 0000'), hex('20'), ascii('q'.repeat(32)), hex('00 0020 0001'));
    expect(nbns.probe(windowed(dns), false)).toBe(NO);
  });

  it('stops at its limits of records and addresses', () => {
    const question = together(encoded('A', 0), hex('0020 0001'));
    const many = together(
      hex('0001 0110 0021 0000 0000 0000'),
      ...Array.from({ length: MAX_NBNS_RECORDS + 1 }, () => question),
    );
    expect(readDatagram(nbns, many).turn.anomalies).toEqual(['records-over-limit']);
    const size = (6 * (MAX_NB_ADDRESSES + 1)).toString(16).padStart(4, '0');
    const addresses = together(
      hex('8001 8500 0000 0001 0000 0000'),
      encoded('A', 0x20),
      hex('0020 0001 00000000', size, '0000c0000207'.repeat(MAX_NB_ADDRESSES + 1)),
    );
    expect(readDatagram(nbns, addresses).turn.anomalies).toEqual(['records-over-limit']);
  });

  it('says when names are bad or missing', () => {
    expect(readDatagram(nbns, QUERY.subarray(0, 30)).turn.anomalies).toEqual(['name-bad']);
    expect(readDatagram(nbns, QUERY.subarray(0, QUERY.length - 2)).turn.anomalies).toEqual(['message-cut']);
    const plainName = hex('0001 0110 0001 0000 0000 0000', '01 61 00 0020 0001');
    expect(readDatagram(nbns, plainName).turn.anomalies).toEqual(['name-not-encoded']);
  });

  it.skipIf(captures === undefined)(
    'agrees with tshark on real captures (left out where there are none)',
    { timeout: 60_000 },
    () => {
      const compared = ['nbns.id', 'nbns.flags.opcode', 'nbns.type', 'nbns.addr'];
      let count = 0;
      for (const file of taggedCaptures('nbns', 700, 8)) {
        for (const judged of judgedDatagrams(file, compared)) {
          if (!judged.fields.has('nbns.id')) continue;
          count++;
          const [message] = readDatagram(nbns, judged.bytes).turn.messages;
          const fields: RecordingTurn['messages'][number]['fields'] = message?.fields ?? {};
          for (const name of compared) {
            const ours = [fields[name] ?? []].flat().map(plain);
            expect(ours, `${name} in frame ${judged.frame} of ${file}`).toEqual(
              (judged.fields.get(name) ?? []).map(plain),
            );
          }
        }
      }
      expect(count).toBeGreaterThan(20);
    },
  );
});
