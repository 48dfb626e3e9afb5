import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const GREETING = 1;
export const METHOD = 2;
export const CREDENTIALS = 3;
export const CREDENTIALS_ANSWER = 4;
export const REPLY = 5;
export const REPLY_4 = 6;
/** Commands of versions 5 and 4 are functions of their own. */
export const COMMAND = 0x10;
export const COMMAND_4 = 0x40;

export const socksFunctions: ReadonlyMap<number, string> = new Map([
  [GREETING, 'greeting'],
  [METHOD, 'method chosen'],
  [CREDENTIALS, 'user and password'],
  [CREDENTIALS_ANSWER, 'answer to user and password'],
  [REPLY, 'reply'],
  [REPLY_4, 'reply (version 4)'],
  [COMMAND | 1, 'connect'],
  [COMMAND | 2, 'bind'],
  [COMMAND | 3, 'UDP associate'],
  [COMMAND_4 | 1, 'connect (version 4)'],
  [COMMAND_4 | 2, 'bind (version 4)'],
]);

export const socksFields: Readonly<Record<string, FieldSpec>> = {
  'socks.version': { doc: 'Version, 4 or 5' },
  'socks.auth_method_count': { doc: 'Ways to authenticate that the client offers' },
  'socks.auth_method': { doc: 'A way to authenticate: 0 none, 1 GSSAPI, 2 user and password' },
  'socks.auth_accepted_method': { doc: 'The way that the server chose; 255 none' },
  'socks.auth_status': { doc: '0 where the server accepts the credentials' },
  'socks.command': { doc: '1 connect, 2 bind, 3 UDP associate' },
  'socks.results': { doc: 'Result of a request: 0, or 90 in version 4, is success' },
  'socks.dst': { doc: 'IPv4 address wanted, or bound' },
  'socks.dstV6': { doc: 'IPv6 address wanted, or bound' },
  'socks.remote_name': { doc: 'Host wanted, by its name' },
  'socks.port': { doc: 'Port wanted, or bound' },
};

export const socksAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'password-in-clear': { doc: 'User and password go in the clear; they are counted, and never kept' },
  'address-bad': { doc: 'A kind of address that there is not' },
  'name-over-limit': { doc: 'A user or a host name longer than is read' },
};
