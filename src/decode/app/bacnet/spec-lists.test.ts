import { test } from 'vitest';
import { bacnetOverUdp } from '../bacnet.ts';
import { hex, readDatagram, together } from '../decoder-laws.cases.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import { specLists } from './spec-lists.ts';

/** A unicast of the virtual link around an APDU. */
function unicast(apdu: string): Uint8Array {
  const body = hex('01 00', apdu); // network layer: version 1, local
  return together(hex('81 0a'), Uint8Array.of(0, body.length + 4), body);
}

const DEVICE = '0c 0200006f'; // context 0: device 111
const VALUE = '3e 44 41ac0000 3f'; // context 3: 21.5

/** Parameters of confirmed services. */
const confirmed: Readonly<Record<string, string>> = {
  1: '09 01 1c 0200006f 2c 00000003 39 3c 4e 09 55 2e 44 41ac0000 2f 4f',
  5: '09 01 1c 00000003 29 01 39 3c',
  8: `${DEVICE} 19 4d ${VALUE}`,
  9: `${DEVICE} 19 4d ${VALUE}`,
  12: `${DEVICE} 19 4d`,
  14: `${DEVICE} 1e 09 79 1f`,
  15: `${DEVICE} 19 55 ${VALUE}`,
  16: `${DEVICE} 1e 09 55 2e 44 41ac0000 2f 1f`,
  17: '09 0a 19 01',
  20: '09 00',
  26: `${DEVICE} 19 55`,
  28: '09 01 1c 00000003 29 01 39 3c 4e 09 55 4f',
};
const unconfirmed: Readonly<Record<string, string>> = {
  0: 'c4 0200006f 22 05c4 91 03 21 24',
  1: 'c4 0200006f c4 00000003 72 00 41',
  2: '09 01 1c 0200006f 2c 00000003 39 3c 4e 09 55 2e 44 41ac0000 2f 4f',
  6: 'a4 7e050101 b4 08000000',
  7: '09 6f 19 7f 2c 00000003',
  8: '09 6f 19 7f',
  9: 'a4 7e050101 b4 08000000',
};
const pdus: Readonly<Record<string, string>> = {
  0: `00 05 01 0c ${DEVICE} 19 4d`,
  1: '10 08 09 6f 19 7f',
  2: '20 03 0f',
  3: `30 01 0c ${DEVICE} 19 4d ${VALUE}`,
  4: '40 06 00 04',
  5: '50 03 0f 91 02 91 20',
  6: '60 04 09',
  7: '71 05 04',
};

const byte = (id: string): string => Number(id).toString(16).padStart(2, '0');

function claimed(apdu: string | undefined): Claimed | undefined {
  if (apdu === undefined) return undefined;
  const { turn } = readDatagram(bacnetOverUdp, unicast(apdu));
  return { messages: turn.messages, unrecognisedBytes: turn.unrecognisedBytes, anomalies: turn.anomalies };
}

const headers = ['bacapp.type', 'bacapp.confirmed_service', 'bacapp.unconfirmed_service', 'bvlc.function'];

test('what the lists of services call decoded is read to its last byte and told', () => {
  holdClaims(specLists().slice(0, 2), new Set([...headers, 'bacapp.invoke_id']), ({ id }, { title }) => {
    const known = title === 'Confirmed services' ? confirmed[id] : unconfirmed[id];
    if (known === undefined) return undefined;
    return claimed(title === 'Confirmed services' ? `00 05 01 ${byte(id)} ${known}` : `10 ${byte(id)} ${known}`);
  });
});

test('every kind of PDU is read to its last byte and told', () => {
  holdClaims(specLists().slice(2), new Set(headers.slice(0, 1)), ({ id }) => claimed(pdus[id]));
});
