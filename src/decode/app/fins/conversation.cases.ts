import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

/** A command from node 99 to node 1, or its answer with an end code. */
export function fins(response: boolean, fn: string, number: string, ...data: readonly Uint8Array[]): Uint8Array {
  return together(
    hex(
      response ? 'c0' : '80', // flags
      '00 02', // reserved, two gateways
      response ? '00 63 00 00 01 00' : '00 01 00 00 63 00', // destination and source: network, node, unit
      number,
      fn,
    ),
    ...data,
  );
}

/** A TCP frame: magic, length, command, error. */
export function frame(command: number, ...data: readonly Uint8Array[]): Uint8Array {
  const body = together(...data);
  const head = hex('46494e53 00000000 00000000 00000000').slice();
  const view = new DataView(head.buffer);
  view.setUint32(4, 8 + body.length);
  view.setUint32(8, command);
  return together(head, body);
}

export const askIdentity: Uint8Array = fins(false, '0501', '01', hex('00'));
export const identity: Uint8Array = fins(
  true,
  '0501',
  '01',
  hex('0000'), // end code
  ascii('CJ2M-CPU31          '), // model
  ascii('02.01'.padEnd(20, '\0')), // version
  new Uint8Array(52),
);
export const readWords: Uint8Array = fins(false, '0101', '02', hex('82 0064 00 000a')); // D100, ten words
export const words: Uint8Array = fins(true, '0101', '02', hex('0000', '0001'.repeat(10)));
export const writeBit: Uint8Array = fins(false, '0102', '03', hex('30 0003 05 0001 01')); // CIO 3.05
export const refused: Uint8Array = fins(true, '0102', '03', hex('2102')); // protected
export const transfer: Uint8Array = fins(false, '0105', '04', hex('82 0001 00 b1 0002 00 0010')); // D1 to W2
export const several: Uint8Array = fins(false, '0104', '05', hex('82 0001 00 a1 0002 00')); // D1, E1_2
export const stop: Uint8Array = fins(false, '0402', '06');
export const run: Uint8Array = fins(false, '0401', '07', hex('ffff 04'));
export const readProgram: Uint8Array = fins(false, '0306', '08', hex('0000 00000100 0080'));
export const clearParameters: Uint8Array = fins(false, '0203', '09', hex('8010 0000 00ff 0000'));
export const force: Uint8Array = fins(false, '2301', '0a', hex('0001 8000 30 000001'));
export const askUnits: Uint8Array = fins(false, '0502', '0b', hex('00 19'));
export const units: Uint8Array = fins(true, '0502', '0b', hex('0000 81 10'), ascii('CJ1W-EIP21'.padEnd(20)));
export const status: Uint8Array = fins(true, '0601', '0c', hex('0000 01 04', '00'.repeat(24)));

export const datagrams: readonly Uint8Array[] = [
  askIdentity,
  identity,
  readWords,
  words,
  writeBit,
  refused,
  transfer,
  several,
  stop,
  run,
  readProgram,
  clearParameters,
  force,
  askUnits,
  units,
  status,
];

export const finsConversation: readonly Segment[] = [
  { fromServer: false, bytes: frame(0, hex('00000000')) }, // node asked for
  { fromServer: true, bytes: frame(1, hex('00000063 00000001')) }, // 99 for the client, 1 for the server
  ...datagrams.map((bytes) => ({ fromServer: bytes[0] === 0xc0, bytes: frame(2, bytes) })),
];
