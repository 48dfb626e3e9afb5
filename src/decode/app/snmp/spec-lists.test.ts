import { test } from 'vitest';
import { hex, readDatagram } from '../decoder-laws.cases.ts';
import { snmp } from '../snmp.ts';
import { holdClaims } from '../spec-claims.cases.ts';
import { specLists } from './spec-lists.ts';

/** An element of BER with less than 128 bytes of content. */
function element(tag: string, ...content: readonly string[]): string {
  const text = content.join('').replace(/\s/g, '');
  return `${tag}${(text.length / 2).toString(16).padStart(2, '0')}${text}`;
}

const variable = (value: string): string => element('30', element('06', '2b0601020101'), value);

/** A message of version 2c in the community "crane". */
const message = (pdu: string): Uint8Array => hex(element('30', '020101', element('04', '6372616e65'), pdu));
const usual = (kind: number, ...variables: readonly string[]): Uint8Array =>
  message(element((0xa0 + kind).toString(16), '020105 020100 020100', element('30', ...variables)));
const TRAP_V1 = message(
  element(
    'a4',
    element('06', '2b060104'), // enterprise
    element('40', 'c0000202'), // agent
    '020106 020101', // generic, specific
    element('43', '05'), // time
    element('30'),
  ),
);

const values: Readonly<Record<string, string>> = {
  '0x02': '020105',
  '0x04': '040141',
  '0x05': '0500',
  '0x06': '06012b',
  '0x40': '4004c0000202',
  '0x41': '410105',
  '0x42': '420105',
  '0x43': '430105',
  '0x44': '44019f',
  '0x46': '460105',
  '0x80': '8000',
  '0x81': '8100',
  '0x82': '8200',
};

test('what the lists of SNMP call decoded is read to its last byte and told', () => {
  holdClaims(
    specLists(),
    new Set([
      'snmp.version',
      'snmp.community',
      'snmp.data',
      'snmp.request_id',
      'snmp.error_status',
      'snmp.error_index',
    ]),
    ({ id }, { title }) => {
      const value = values[id];
      const bytes =
        title !== 'PDUs'
          ? value && usual(2, variable(value))
          : id === '4'
            ? TRAP_V1
            : usual(Number(id), variable('0500'));
      if (!bytes) return undefined;
      const { turn } = readDatagram(snmp, bytes);
      return { messages: turn.messages, unrecognisedBytes: turn.unrecognisedBytes, anomalies: turn.anomalies };
    },
  );
});
