import type { Depth, SpecList } from '../../spec-list.ts';

/** What a message of one kind may be. Lengths are as on the wire: with their own four bytes, without the kind's. */
export interface MessageKind {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly depth: Depth;
}

/** Added to the letter of what a server says: the same letters mean other things from a client. */
export const SERVER = 0x100;
/** Added to an authentication request's number. */
export const AUTHENTICATION = 0x1000;
/** Added to the number of the request that a client's `p` answers; alone where that was not seen. */
export const ANSWER = 0x2000;
export const STARTUP = 0x3000;
export const SSL_REQUEST = 0x3001;
export const GSS_REQUEST = 0x3002;
export const CANCEL_REQUEST = 0x3003;
export const SSL_ACCEPTED = 0x3004;
export const GSS_ACCEPTED = 0x3005;
export const REFUSED = 0x3006;

/** The server's own limits: a startup packet (MAX_STARTUP_PACKET_LENGTH), and a message (PQ_LARGE_MESSAGE_LIMIT). */
export const MAX_STARTUP = 10_000;
export const MAX_LENGTH = 0x3fff_ffff;
/** What clients take for a message of a kind that is never long; also the longest that is read here. */
export const MAX_READ = 30_000;
/** PG_MAX_AUTH_TOKEN_LENGTH. */
const MAX_TOKEN = 65_535;
const MAX_COUNT = 0xffff;

function client(letter: string): number {
  return letter.charCodeAt(0);
}

function server(letter: string): number {
  return SERVER | letter.charCodeAt(0);
}

/** Every kind that begins with a letter, by its letter and who may say it. */
export const kinds: ReadonlyMap<number, MessageKind> = new Map([
  [client('Q'), kind('Query', 5, MAX_LENGTH)],
  [client('P'), kind('Parse', 8, MAX_LENGTH)],
  [client('B'), kind('Bind', 12, MAX_LENGTH)],
  [client('D'), kind('Describe', 6, MAX_READ)],
  [client('E'), kind('Execute', 9, MAX_READ)],
  [client('C'), kind('Close', 6, MAX_READ)],
  [client('S'), kind('Sync', 4, 4, 'decoded')],
  [client('H'), kind('Flush', 4, 4, 'decoded')],
  [client('X'), kind('Terminate', 4, 4, 'decoded')],
  [client('F'), kind('FunctionCall', 14, MAX_LENGTH)],
  [client('d'), kind('CopyData (client)', 4, MAX_LENGTH)],
  [client('c'), kind('CopyDone (client)', 4, 4, 'decoded')],
  [client('f'), kind('CopyFail', 5, MAX_READ)],
  [client('p'), kind('password or token', 4, MAX_TOKEN + 4)],
  [server('R'), kind('Authentication', 8, MAX_TOKEN + 8, 'decoded')],
  [server('S'), kind('ParameterStatus', 6, MAX_READ, 'decoded')],
  // Of 256 bytes at most since protocol 3.2, of 4 before.
  [server('K'), kind('BackendKeyData', 12, 264)],
  [server('Z'), kind('ReadyForQuery', 5, 5, 'decoded')],
  [server('T'), kind('RowDescription', 6, MAX_LENGTH)],
  [server('D'), kind('DataRow', 6, MAX_LENGTH)],
  [server('C'), kind('CommandComplete', 5, MAX_READ, 'decoded')],
  [server('E'), kind('ErrorResponse', 5, MAX_LENGTH, 'decoded')],
  [server('N'), kind('NoticeResponse', 5, MAX_LENGTH, 'decoded')],
  [server('I'), kind('EmptyQueryResponse', 4, 4, 'decoded')],
  [server('1'), kind('ParseComplete', 4, 4, 'decoded')],
  [server('2'), kind('BindComplete', 4, 4, 'decoded')],
  [server('3'), kind('CloseComplete', 4, 4, 'decoded')],
  [server('n'), kind('NoData', 4, 4, 'decoded')],
  [server('s'), kind('PortalSuspended', 4, 4, 'decoded')],
  [server('t'), kind('ParameterDescription', 6, 6 + 4 * MAX_COUNT)],
  [server('G'), kind('CopyInResponse', 7, 7 + 2 * MAX_COUNT)],
  [server('H'), kind('CopyOutResponse', 7, 7 + 2 * MAX_COUNT)],
  [server('W'), kind('CopyBothResponse', 7, 7 + 2 * MAX_COUNT)],
  [server('d'), kind('CopyData (server)', 4, MAX_LENGTH)],
  [server('c'), kind('CopyDone (server)', 4, 4, 'decoded')],
  [server('A'), kind('NotificationResponse', 10, MAX_LENGTH)],
  [server('V'), kind('FunctionCallResponse', 8, MAX_LENGTH)],
  [server('v'), kind('NegotiateProtocolVersion', 12, MAX_READ)],
]);

function kind(name: string, least: number, most: number, depth: Depth = 'named'): MessageKind {
  return { name, least, most, depth };
}

/** Ways to authenticate that are asked for, by the number in the request. 1, 4 and 6 are of servers before 9.1. */
export const authentications: ReadonlyMap<number, string> = new Map([
  [0, 'AuthenticationOk'],
  [1, 'AuthenticationKerberosV4'],
  [2, 'AuthenticationKerberosV5'],
  [3, 'AuthenticationCleartextPassword'],
  [4, 'AuthenticationCryptPassword'],
  [5, 'AuthenticationMD5Password'],
  [6, 'AuthenticationSCMCredential'],
  [7, 'AuthenticationGSS'],
  [8, 'AuthenticationGSSContinue'],
  [9, 'AuthenticationSSPI'],
  [10, 'AuthenticationSASL'],
  [11, 'AuthenticationSASLContinue'],
  [12, 'AuthenticationSASLFinal'],
]);

/** What a client's `p` is, by the request before it. */
const answers: ReadonlyMap<number, string> = new Map([
  [3, 'PasswordMessage (clear text)'],
  [4, 'PasswordMessage (crypt)'],
  [5, 'PasswordMessage (MD5)'],
  [7, 'GSSResponse'],
  [8, 'GSSResponse (continued)'],
  [9, 'GSSResponse (SSPI)'],
  [10, 'SASLInitialResponse'],
  [11, 'SASLResponse'],
]);

const untyped: ReadonlyMap<number, string> = new Map([
  [STARTUP, 'StartupMessage'],
  [SSL_REQUEST, 'SSLRequest'],
  [GSS_REQUEST, 'GSSENCRequest'],
  [CANCEL_REQUEST, 'CancelRequest'],
  [SSL_ACCEPTED, 'SSL accepted'],
  [GSS_ACCEPTED, 'GSSAPI encryption accepted'],
  [REFUSED, 'encryption refused'],
]);

export function messageName(fn: number): string | undefined {
  if (fn >= STARTUP) return untyped.get(fn);
  if (fn >= ANSWER) return answers.get(fn - ANSWER) ?? (fn === ANSWER ? 'password or token' : undefined);
  if (fn >= AUTHENTICATION) return authentications.get(fn - AUTHENTICATION);
  return kinds.get(fn)?.name;
}

/** The function number of a client's `p` after the request `asked`, which is -1 where none was seen. */
export function answerTo(asked: number): number {
  return answers.has(asked) ? ANSWER + asked : ANSWER;
}

export function postgresqlSpecLists(): readonly SpecList[] {
  const source = 'PostgreSQL documentation, "Message Formats"';
  return [
    {
      title: 'Messages that begin with a letter',
      source,
      entries: [...kinds].map(([fn, { name, depth }]) => ({
        id: `${(fn & SERVER) === 0 ? 'F' : 'B'} ${String.fromCharCode(fn & 0xff)}`,
        name,
        depth,
        functions:
          fn === server('R')
            ? [...authentications.keys()].map((number) => AUTHENTICATION + number)
            : fn === client('p')
              ? [ANSWER, ...[...answers.keys()].map((number) => ANSWER + number)]
              : [fn],
      })),
    },
    {
      title: 'Requests for authentication',
      source,
      entries: [...authentications].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: 'named',
        functions: [AUTHENTICATION + id],
      })),
    },
    {
      title: 'What comes before the session, without a letter',
      source,
      entries: [...untyped].map(([fn, name]) => ({ id: name, name, depth: 'decoded', functions: [fn] })),
    },
  ];
}
