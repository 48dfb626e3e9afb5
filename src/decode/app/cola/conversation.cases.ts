import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

export function colaText(content: string): Uint8Array {
  return ascii(`\x02${content}\x03`);
}

/** Four start bytes, length, content, and the exclusive or of its bytes. */
export function colaBinary(...parts: readonly Uint8Array[]): Uint8Array {
  const content = together(...parts);
  const length = hex(content.length.toString(16).padStart(8, '0'));
  return together(hex('02020202'), length, content, new Uint8Array([content.reduce((sum, byte) => sum ^ byte, 0)]));
}

/** Version 2: hub counter, number of clients, session 7, request; then letters and data. */
export function cola2(letters: string, request: string, data = ''): Uint8Array {
  const content = together(hex('00 00 00000007', request), ascii(letters), hex(data));
  return together(hex('02020202', content.length.toString(16).padStart(8, '0')), content);
}

const client = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
const server = (bytes: Uint8Array): Segment => ({ fromServer: true, bytes });

export const textConversation: readonly Segment[] = [
  client(colaText('sRN DeviceIdent')),
  server(colaText('sRA DeviceIdent 6 LMS111 5 V1.36')),
  client(colaText('sRN SerialNumber')),
  server(colaText('sRA SerialNumber 8 17450012')),
  client(colaText('sMN SetAccessMode 03 F4724744')),
  server(colaText('sAN SetAccessMode 1')),
  client(colaText('sWN LSPsetdatetime 1')),
  server(colaText('sWA LSPsetdatetime')),
  client(colaText('sMN mSCreboot')),
  server(colaText('sFA 5')),
  client(colaText('sEN LMDscandata 1')),
  server(colaText('sEA LMDscandata 1')),
  server(colaText(`sSN LMDscandata 1 ${'3E8 '.repeat(20)}`)),
  client(colaText('sRI 7')),
];

export const binaryConversation: readonly Segment[] = [
  client(colaBinary(ascii('sRN DeviceIdent'))),
  server(colaBinary(ascii('sRA DeviceIdent '), hex('0006'), ascii('LMS511'), hex('0004'), ascii('V2.3'))),
  client(colaBinary(ascii('sMN mEEwriteall'))),
  server(colaBinary(ascii('sFA '), hex('000b'))),
];

export const sessionConversation: readonly Segment[] = [
  client(cola2('OX', '0001', '1e 0000')),
  server(cola2('OA', '0001')),
  client(cola2('RI', '0002', '0700')),
  server(cola2('RA', '0002', '0700')),
  client(cola2('CX', '0003')),
];
