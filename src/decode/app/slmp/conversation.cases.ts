import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

/** A 3E frame in binary to the controller of the connected station. */
export function binary(response: boolean, ...content: readonly Uint8Array[]): Uint8Array {
  const body = together(...content);
  return together(
    hex(response ? 'd000' : '5000', '00 ff ff03 00'), // subheader, network, station, module, station behind it
    new Uint8Array([body.length & 0xff, body.length >> 8]),
    body,
  );
}

/** A 4E frame in ASCII with its number. */
export function text(response: boolean, serial: string, content: string): Uint8Array {
  const length = content.length.toString(16).toUpperCase().padStart(4, '0');
  return ascii(`${response ? 'D400' : '5400'}${serial}000000FF03FF00${length}${content}`);
}

/** Timer of 4 s, command and sub-command in binary. */
export function request(command: string, data: string): Uint8Array {
  return binary(false, hex('1000', command, data));
}

export const ok: Uint8Array = binary(true, hex('0000'));
export const askType: Uint8Array = request('0101 0000', '');
export const type: Uint8Array = binary(true, hex('0000'), ascii('Q03UDVCPU       '), hex('6603'));
export const readWords: Uint8Array = request('0104 0000', '640000 a8 0a00'); // D100, ten
export const writeBits: Uint8Array = request('0114 0100', '1f0000 9d 0200 11'); // Y1F, two
export const readRandom: Uint8Array = request('0304 0000', '01 01 050000 a8 100000 b4'); // D5, W10
export const writeRandom: Uint8Array = request('0214 0000', '01 01 050000 a8 0100 100000 b4 01000000');
export const writeRandomBits: Uint8Array = request('0214 0100', '01 070000 90 01'); // M7
export const writeBlocks: Uint8Array = request('0614 0000', '01 01 000000 a8 0200 01000200 000000 90 0100 ffff');
export const longRead: Uint8Array = request('0104 0200', '64000000 a800 0100'); // D100 as iQ-R writes it
export const stop: Uint8Array = request('0210 0000', '0100');
export const refused: Uint8Array = binary(true, hex('51c0'));
export const unlock: Uint8Array = request('3016 0000', '0400 31323334');

export const asciiRead: Uint8Array = text(false, '0001', '001004010000D*0000640002');
export const asciiAnswer: Uint8Array = text(true, '0001', '000000010002');
export const asciiStop: Uint8Array = text(false, '0002', '0010100200000001');
export const asciiStopped: Uint8Array = text(true, '0002', '0000');

const asked: readonly Uint8Array[] = [
  readWords,
  writeBits,
  readRandom,
  writeRandom,
  writeRandomBits,
  writeBlocks,
  longRead,
];

export const slmpConversation: readonly Segment[] = [
  { fromServer: false, bytes: askType },
  { fromServer: true, bytes: type },
  ...asked.flatMap((bytes) => [
    { fromServer: false, bytes },
    { fromServer: true, bytes: ok },
  ]),
  { fromServer: false, bytes: stop },
  { fromServer: true, bytes: refused },
];

export const asciiConversation: readonly Segment[] = [
  { fromServer: false, bytes: asciiRead },
  { fromServer: false, bytes: asciiStop },
  { fromServer: true, bytes: asciiAnswer },
  { fromServer: true, bytes: asciiStopped },
];

export const slmpDatagrams: readonly Uint8Array[] = [askType, type, ...asked, stop, refused, asciiRead, asciiAnswer];
