import { expect, test } from 'vitest';
import { ascii, hex, together } from '../decoder-laws.cases.ts';
import {
  forwardOpen,
  forwardOpened,
  identityData,
  object,
  passedOn,
  pccc,
  pcccAnswer,
  request,
  response,
  several,
  symbol,
} from '../enip/samples.cases.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import { CLASS_LEVEL, layouts } from './attribute-layouts.ts';
import { fieldsOf } from './attributes.ts';
import type { Kind, Part } from './attribute-part.ts';
import { MAX_LANGUAGES } from './international-text.ts';
import { said } from './said.cases.ts';
import { serviceLayouts } from './service-layouts.ts';
import { specLists } from './spec-lists.ts';

/** The smallest value of each kind that is not empty. */
const values: Readonly<Record<Kind, Uint8Array>> = {
  1: hex('01'),
  2: hex('0100'),
  4: hex('01000000'),
  8: hex('0100000000000000'),
  signed1: hex('ff'),
  signed2: hex('feff'),
  text1: hex('01 41'),
  text2: hex('0100 41 00'),
  text4: hex('01000000 41'),
  texts: hex('01 656e67 da 0400 01 41'),
  ip: hex('010200c0'),
  mac: hex('02005e100001'),
  list2: hex('0100 0500'),
  path: hex('0100 20f6'),
  bytes3: hex('656e67'),
  bytes6: hex('010203040506'),
  bytes8: hex('0102030405060708'),
  bytes28: new Uint8Array(28),
  modes: hex('01 6400 01'),
  signed4: hex('feffffff'),
  real: hex('0000803f'),
  list1: hex('01 05'),
  epath: hex('01 20f6'),
  bytes10: hex('01020304050600000001'),
  bytes16: hex('000102030405060708090a0b0c0d0e0f'),
  sized1: hex('02 0102'),
  sized2: hex('0200 0102'),
  bits2: hex('0300 05'),
  rest: hex('20f6'),
  secret1: hex('02 4142'),
  secret16: hex('000102030405060708090a0b0c0d0e0f'),
  pad1: hex('00'),
  pad2: hex('0000'),
  pad3: hex('000000'),
};

/** Parts that are passed over: they say where an object lies, which nobody asked to know. */
const silent: ReadonlySet<string | number> = new Set(['path', 'pad1', 'pad2', 'pad3', 'secret1', 'secret16']);

/** The smallest value of a part, one of what comes several times. */
function valueOf([, kind, parts]: Part): Uint8Array {
  if (parts === undefined) return values[kind as Kind];
  return together(hex(kind === 'each1' ? '01' : kind === 'each2' ? '0100' : ''), ...parts.map(valueOf));
}

/** What every message has. */
const headers: ReadonlySet<string> = new Set([
  'cip.service',
  'cip.rr',
  'cip.sc',
  'cip.request_path_size',
  'cip.class',
  'cip.instance',
  'cip.path',
  'cip.genstat',
  'cip.addstat_size',
  'cip.attribute',
  'cip.pccc.cip.vend.id',
  'cip.pccc.cip.serial.num',
  'cip.pccc.cmd.code',
  'cip.pccc.gs.status',
  'cip.pccc.tns.code',
  'cip.pccc.fnc.code_06',
  'cip.pccc.fnc.code_07',
  'cip.pccc.fnc.code_0f',
]);

/** Data of request and answer of common services, asked of instance 1 of the identity or of the assembly object. */
const commonData: Readonly<Record<string, readonly [classId: number, asked: string, answered: string]>> = {
  '0x01': [0x01, '', Buffer.from(identityData).toString('hex')],
  '0x03': [0x01, '0100 0100', '0100 0100 0000 0100'],
  '0x04': [0x01, '0100 0100 0100', '0100 0100 0000'],
  '0x05': [0x01, '01', ''],
  '0x08': [0x04, '', '0500'],
  '0x0e': [0x01, '', '0100'],
  '0x10': [0x01, '0100', ''],
  '0x11': [0x04, '02', '02 0100 0200'],
  '0x18': [0x04, '', '2a'],
  '0x19': [0x04, '2a', ''],
  '0x1a': [0x04, '2a', '0300'],
  '0x1c': [0x43, '', '01'],
};
/** Requests and answers that carry nothing. */
const bodilessCommon = new Set(['0x06', '0x07', '0x09', '0x0d', '0x15', '0x16', '0x17', '0x1b']);
const withAttribute = new Set(['0x0e', '0x10']);

const modbusRead = '0000 0100';
const tagType = 'c400';

/** Request and answer of services of objects. */
const services: Readonly<Record<string, readonly Uint8Array[]>> = {
  '0x06/0x4e': [
    request(0x4e, object(0x06, 1), hex('07 f9 0500 4d00 01020304 02 00 2002 2401')),
    response(0x4e, hex('0500 4d00 01020304 00 00')),
  ],
  '0x06/0x52': [passedOn(request(0x0e, object(0x01, 1, 1)))],
  '0x06/0x54': [forwardOpen, forwardOpened],
  '0x06/0x5b': [
    request(
      0x5b,
      object(0x06, 1),
      hex(
        '07 f9 00000000 44332211 0500 4d00 01020304 00 000000', // as a forward open
        '00127a00 f4010042 00127a00 f4010042 a3 03 0102 2002 2401', // with parameters of 32 bits
      ),
    ),
    response(0x5b, forwardOpened.subarray(4)),
  ],
  '0x37/0x4b': [request(0x4b, object(0x37, 1), hex('c8')), response(0x4b, hex('01000000 c8'))],
  '0x37/0x4c': [
    request(0x4c, object(0x37, 1), together(hex('01000000 0100 0101'), values.texts)),
    response(0x4c, hex('00000000 0000 c8')),
  ],
  '0x37/0x4f': [request(0x4f, object(0x37, 1), hex('00')), response(0x4f, hex('00 04 0102 beef'))],
  '0x37/0x50': [request(0x50, object(0x37, 1), hex('00 04 0102 beef')), response(0x50, hex('00'))],
  '0x37/0x51': [request(0x51, object(0x37, 1)), response(0x51)],
  '0x42/0x4b': [
    request(0x4b, object(0x42, 1), hex('0200 0000 1e00 00 02 1f00 01 04 0000 0200')), // a number, and two of an array
    response(0x4b, hex('0300 0000 1e00 00 02 2a00 0000 1f00 01 04 0000 0200 01000000 02000000 2000 ff 14')),
  ],
  '0x42/0x4c': [
    request(0x4c, object(0x42, 1), hex('0100 0000 1e00 00 01 2a 000000')),
    response(0x4c, hex('0100 0000 1e00 00 00')),
  ],
  '0x42/0x4d': [
    request(0x4d, object(0x42, 1), hex('0200 0000 1e00 1f00')),
    response(0x4d, hex('0100 0700 1e00 00 00')),
  ],
  '0x42/0x4e': [
    request(0x4e, object(0x42, 1), hex('0200 0000 1e00 1f00')),
    response(0x4e, hex('0100 0700 1e00 00 00')),
  ],
  '0x44/0x4b': [request(0x4b, object(0x44, 1), hex(modbusRead)), response(0x4b, hex('01'))],
  '0x44/0x4c': [request(0x4c, object(0x44, 1), hex(modbusRead)), response(0x4c, hex('01'))],
  '0x44/0x4d': [request(0x4d, object(0x44, 1), hex(modbusRead)), response(0x4d, hex('0100'))],
  '0x44/0x4e': [request(0x4e, object(0x44, 1), hex(modbusRead)), response(0x4e, hex('0100'))],
  '0x44/0x4f': [request(0x4f, object(0x44, 1), hex(modbusRead, '01')), response(0x4f, hex(modbusRead))],
  '0x44/0x50': [request(0x50, object(0x44, 1), hex(modbusRead, '0100')), response(0x50, hex(modbusRead))],
  '0x67/0x4b': [pccc('0f 00 0100 a2 02 07 89 00 00'), pcccAnswer('4f 00 0100 2a00')],
  '0x6b/0x4c': [request(0x4c, symbol('Speed'), hex('0100')), response(0x4c, hex(tagType, '2a000000'))],
  '0x6b/0x4d': [request(0x4d, symbol('Speed'), hex(tagType, '0100 2a000000')), response(0x4d)],
  '0x6b/0x4e': [request(0x4e, symbol('Speed'), hex('0100 01 fe')), response(0x4e)],
  '0x6b/0x52': [request(0x52, symbol('Speed'), hex('0100 00000000')), response(0x52, hex(tagType, '2a000000'))],
  '0x6b/0x53': [request(0x53, symbol('Speed'), hex(tagType, '0100 00000000 2a000000')), response(0x53)],
  '0x6b/0x55': [
    request(0x55, hex('206b 2500 0000'), hex('0200 0100 0200')),
    response(0x55, together(hex('01000000 0500'), ascii('Speed'), hex('c400'))),
  ],
  '0xf3/0x4b': [request(0x4b, object(0xf3, 1)), response(0x4b)],
  '0xf3/0x4c': [request(0x4c, object(0xf3, 1)), response(0x4c)],
  '0xf3/0x4d': [request(0x4d, object(0xf3, 1)), response(0x4d)],
  '0xf3/0x4e': [request(0x4e, object(0xf3, 1)), response(0x4e)],
  '0xf5/0x4c': [request(0x4c, object(0xf5, 1, 8)), response(0x4c, hex('01'))],
  '0xf6/0x4c': [request(0x4c, object(0xf6, 1, 7)), response(0x4c, hex('02'))],
};
const bodilessServices = new Set(['0x37/0x51', '0xf3/0x4b', '0xf3/0x4c', '0xf3/0x4d', '0xf3/0x4e']);

const plc5 = '06 07 05'; // two levels: file 7, element 5
const slcStatus = `00 ee 34 58 21 ${Buffer.from('1761-L16   ').toString('hex')} 0000 0600 3412 08 fc`;
const twice = '06 07 05 ffff 0100 06 07 06 ffff 0200';

/** Addresses and values of PCCC requests, and data of their answers; functions that are not here have neither. */
const pcccData: Readonly<Record<string, readonly [asked: string, answered?: string]>> = {
  '0f/00': [`0000 0100 ${plc5} 2a00`],
  '0f/01': [`0000 0100 00 24 4e373a35 00 02`, '2a00'], // the text N7:5
  '0f/02': [`${plc5} 0100 0200`],
  '0f/03': [`0000 0100 ${plc5} 2a00`],
  '0f/04': [`0000 0100 ${plc5} 02`, '2a00'],
  '0f/08': ['00100000 2a00'],
  '0f/09': ['00100000 02', '2a00'],
  '0f/17': ['00100000 02', '2a00'],
  '0f/18': ['00100000 2a00'],
  '0f/26': [twice],
  '0f/3a': ['01'],
  '0f/5e': ['0700'],
  '0f/67': [`0000 0100 ${plc5} 42 2a00`],
  '0f/68': [`0000 0100 0e 07 ff0001 03 0100`, '99 09 03 42 2a00'], // an array of integers
  '0f/79': [`01 ${plc5} 02 ffff 0100`],
  '0f/80': ['01'],
  '0f/81': ['03 0700 89', '7641'],
  '0f/82': ['7641'],
  '0f/8f': ['01 0000'],
  '0f/a1': ['02 07 89 00', '2a00'],
  '0f/a2': ['02 07 89 00 00', '2a00'],
  '0f/a7': ['02 7641 0000 89', '2a00'],
  '0f/a9': ['02 07 89 00 2a00'],
  '0f/aa': ['02 07 89 00 00 2a00'],
  '0f/ab': ['02 07 89 00 00 ffff 2a00'],
  '0f/af': ['02 7641 0000 89 2a00'],
  '06/00': ['2a2b', '2a2b'],
  '06/01': ['0000 02', '2a00'],
  '06/02': ['010203'],
  '06/03': ['', slcStatus],
  '06/04': ['01'],
  '06/05': ['01'],
  '06/06': ['01'],
  '06/08': ['0100'],
  '06/09': ['0000 01', '1f'],
  '06/0a': ['0000 01 1f'],
  '00': ['1000 2a00'],
  '01': ['1000 02', '2a00'],
  '02': ['1000 01 02 1100 01 02'],
  '03': ['1000 2a00'],
  '04': ['1000 02', '2a00'],
  '05': ['1000 01 02'],
  '08': ['1000 2a00'],
};

function claimed(...messages: readonly Uint8Array[]): Claimed {
  const turn = said(...messages);
  return {
    messages: turn.carried,
    unrecognisedBytes: turn.unrecognisedBytes,
    anomalies: [...turn.anomalies, ...turn.carriedAnomalies.map(({ code }) => code)],
  };
}

function common(id: string): Claimed | undefined {
  const service = Number(id);
  if (id === '0x0a') {
    const each = object(0x01, 1, 1);
    return claimed(
      request(service, object(0x02, 1), several(request(0x0e, each))),
      response(service, several(response(0x0e, hex('0100')))),
    );
  }
  if (bodilessCommon.has(id)) return claimed(request(service, object(0x04, 1)), response(service));
  const data = commonData[id];
  if (data === undefined) return undefined;
  const [classId, asked, answered] = data;
  const path = withAttribute.has(id) ? object(classId, 1, 1) : object(classId, 1);
  return claimed(request(service, path, hex(asked)), response(service, hex(answered)));
}

/** Services that are read part by part: a request and an answer with the smallest value of each part. */
function layout(id: string): Claimed | undefined {
  const [classId, service] = id.split('/').map(Number) as [number, number];
  const parts = serviceLayouts.get(classId * 128 + service);
  if (parts === undefined) return undefined;
  return claimed(
    request(service, object(classId, 1), together(...parts.asked.map(valueOf))),
    response(service, together(...parts.answered.map(valueOf))),
  );
}

/** True for a service that carries nothing, or nothing but passwords. */
function isEmpty(id: string): boolean {
  const [classId, service] = id.split('/').map(Number) as [number, number];
  const parts = serviceLayouts.get(classId * 128 + service);
  return parts !== undefined && [...parts.asked, ...parts.answered].every(([, kind]) => silent.has(kind));
}

test('what the lists of CIP call decoded is read to its last byte and told', () => {
  holdClaims(
    // Attributes are held below, each by its layout; objects are the sum of both.
    specLists().filter(({ title }) => title !== 'Attributes of objects' && title !== 'Objects'),
    headers,
    ({ id }, { title }) => {
      switch (title) {
        case 'Common services':
          return common(id);
        case 'Services of objects':
          return services[id] === undefined ? layout(id) : claimed(...services[id]);
        case 'PCCC commands and functions': {
          const [command, fn = ''] = id.split('/');
          const [asked, answered = ''] = pcccData[id] ?? [''];
          return claimed(pccc(`${command} 00 0100 ${fn} ${asked}`), pcccAnswer(`4${command?.[1]} 00 0100 ${answered}`));
        }
      }
      return undefined;
    },
    ({ id }, { title }) =>
      (title === 'Common services' && bodilessCommon.has(id)) ||
      (title === 'Services of objects' && (bodilessServices.has(id) || isEmpty(id))) ||
      (title === 'PCCC commands and functions' && pcccData[id] === undefined),
  );
});

test('every attribute that has a layout tells all its parts, and leaves nothing unread', () => {
  for (const [classId, attributes] of layouts) {
    for (const [i, parts] of attributes.entries()) {
      if (parts.length === 0) continue;
      const [of, instance] = classId === CLASS_LEVEL ? [0x04, 0] : [classId, 1];
      const data = together(...parts.map(valueOf));
      const turn = said(request(0x0e, object(of, instance, i + 1)), response(0x0e, data));
      const what = `class ${of} attribute ${i + 1}`;
      expect(turn.unrecognisedBytes, what).toBe(0);
      expect(turn.carriedAnomalies, what).toEqual([]);
      const told = Object.keys(turn.carried[1]?.fields ?? {});
      for (const part of parts) {
        if (silent.has(part[1])) continue;
        const fields = part[1] === 'modes' ? ['cip.elink.icapability.speed'] : fieldsOf(part);
        for (const field of fields) expect(told, what).toContain(field);
      }
    }
  }
});

test('every service that has a layout tells all its parts', () => {
  for (const [key, { asked, answered }] of serviceLayouts) {
    const [classId, service] = [key >> 7, key & 0x7f];
    const turn = said(
      request(service, object(classId, 1), together(...asked.map(valueOf))),
      response(service, together(...answered.map(valueOf))),
    );
    for (const [i, parts] of [asked, answered].entries()) {
      const told = Object.keys(turn.carried[i]?.fields ?? {});
      for (const [field, kind] of parts) if (!silent.has(kind)) expect(told, `${classId}/${service}`).toContain(field);
    }
    const cut = said(request(service, object(classId, 1), together(...asked.map(valueOf)).subarray(0, 1)));
    expect(cut.carriedAnomalies, `${classId}/${service}`).toEqual([]);
  }
});

test('of a name in more languages than are read, nothing is told, and its bytes are not taken for read', () => {
  const names = (count: number): Uint8Array =>
    together(Uint8Array.of(count), ...Array.from({ length: count }, () => values.texts.subarray(1)));
  const read = (count: number) =>
    said(request(0x0e, object(0x37, 1, 4)), response(0x0e, names(count))).carried[1]?.fields['cip.file.file_name'];
  expect(read(MAX_LANGUAGES)).toBe(Array<string>(MAX_LANGUAGES).fill('A').join(' / '));
  expect(read(MAX_LANGUAGES + 1)).toBeUndefined();
});
