import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

const PASSWORD = 0x70;

/** A message that begins with a letter: its length counts itself. */
export function message(letter: string, ...body: readonly Uint8Array[]): Uint8Array {
  const bytes = together(...body);
  return together(ascii(letter), u32(bytes.length + 4), bytes);
}

/** One that has no letter: its length counts itself too. */
export function opening(...body: readonly Uint8Array[]): Uint8Array {
  const bytes = together(...body);
  return together(u32(bytes.length + 4), bytes);
}

export function z(...texts: readonly string[]): Uint8Array {
  return together(...texts.map((text) => ascii(`${text}\0`)));
}

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function up(...parts: readonly Uint8Array[]): Segment {
  return { fromServer: false, bytes: together(...parts) };
}

export function down(...parts: readonly Uint8Array[]): Segment {
  return { fromServer: true, bytes: together(...parts) };
}

export const sslRequest: Uint8Array = hex('00000008 04d2162f');
export const gssRequest: Uint8Array = hex('00000008 04d21630');
/** Process 4711 and its key. */
export const cancel: Uint8Array = hex('00000010 04d2162e 00001267 11223344');
export const startup: Uint8Array = opening(
  hex('00030000'),
  z('user', 'crane', 'database', 'tos', 'application_name', 'tos-bridge', 'client_encoding', 'UTF8'),
  hex('00'),
);
export const ready: Uint8Array = message('Z', ascii('I'));
export const authenticated: Uint8Array = message('R', hex('00000000'));
export const version: Uint8Array = message('S', z('server_version', '15.10 (Debian)'));

/** Sign-in with SCRAM after the server would not have TLS, and a query. */
export const session: readonly Segment[] = [
  up(sslRequest),
  down(ascii('N')),
  up(startup),
  down(message('R', hex('0000000a'), z('SCRAM-SHA-256'), hex('00'))),
  up(message('p', z('SCRAM-SHA-256'), u32(8), ascii('n,,n=,r='))),
  down(message('R', hex('0000000b'), ascii('r=a,s=b,i=4096'))),
  up(message('p', ascii('c=biws,r=a,p=x'))),
  down(
    message('R', hex('0000000c'), ascii('v=x')),
    authenticated,
    version,
    message('S', z('TimeZone', 'Etc/UTC')),
    message('K', hex('00001267 11223344')),
    ready,
  ),
  up(message('Q', z('select box from moves'))),
  down(
    // One column: name, table, number, type, size, modifier, format.
    message('T', hex('0001'), z('box'), hex('00000000 0000 00000019 ffff ffffffff 0000')),
    message('D', hex('0001'), u32(11), ascii('ABCU1234560')),
    message('D', hex('0001 ffffffff')),
    message('C', z('SELECT 2')),
    ready,
  ),
  up(message('X')),
];

/** In the middle of a session: the extended protocol, an error, copied data in both directions. */
export const extended: readonly Segment[] = [
  up(
    message('P', z('', 'select $1'), hex('0001 00000017')),
    message('B', z('', ''), hex('0001 0000 0001 00000001 31 0001 0000')),
    message('D', ascii('P'), z('')),
    message('E', z(''), u32(0)),
    message('C', ascii('S'), z('')),
    message('H'),
    message('S'),
  ),
  down(
    message('1'),
    message('2'),
    message('t', hex('0001 00000017')),
    message('n'),
    message('s'),
    message('3'),
    message('N', z('SWARNING', 'VWARNING', 'C01000', 'Mtext'), hex('00')),
    message('E', z('SERROR', 'VERROR', 'C42703', 'Mcolumn "x" does not exist'), hex('00')),
    message('Z', ascii('E')),
  ),
  up(message('Q', z(''))),
  down(message('I'), message('A', u32(4711), z('x', 'y')), ready),
  up(message('Q', z('copy moves to stdout'))),
  down(message('H', hex('00 0001 0000')), message('d', ascii('1\n')), message('c'), message('C', z('COPY 1')), ready),
  up(message('Q', z('copy moves from stdin'))),
  down(message('G', hex('00 0001 0000'))),
  up(message('d', ascii('1\n')), message('c')),
  down(message('C', z('COPY 1')), ready),
  up(message('S'), message('F', hex('00000001 0000 0000 0000')), message('f', z('no'))),
  down(message('3'), message('V', u32(0xffff_ffff)), message('W', hex('00 0000')), message('v', u32(0), u32(0)), ready),
];

/** Pieces that a flow, or what is seen of it, can begin with, for suites that show them to all other protocols. */
export const postgresqlSamples: readonly Uint8Array[] = [
  sslRequest,
  gssRequest,
  cancel,
  ...session.slice(2).flatMap(({ bytes }) => (bytes[0] === PASSWORD ? [] : [bytes])),
  ...extended.map(({ bytes }) => bytes),
];
