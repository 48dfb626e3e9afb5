import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const imapFields: Readonly<Record<string, FieldSpec>> = {
  'imap.request_tag': { doc: 'Word that ties an answer to its command.' },
  'imap.request.command': { doc: 'Command, in capitals.' },
  'imap.request.folder': { doc: 'Folder that a command is about.' },
  'imap.response_tag': { doc: 'Word of the command that is answered; a star for what nobody asked for.' },
  'imap.response.command': { doc: 'Command whose data an answer brings, in capitals.' },
  'imap.response.status': { doc: 'How a command fared: OK, NO, BAD, BYE or PREAUTH.' },
  'imap.response.text': { doc: 'What is said of that.' },
};

export const imapAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unknown': { doc: 'A command that no specification knows.' },
  'line-malformed': { doc: 'A line that is neither a command nor an answer.' },
  'line-over-limit': { doc: 'A line is longer than is read.' },
  'password-in-clear': { doc: 'Somebody signs in with a password that anybody on the way can read.' },
};

export const UNKNOWN_COMMAND = 0;
/** Answers are counted behind the commands: those that nobody asked for, those of a command, the wish for more. */
export const UNTAGGED = 200;
export const TAGGED = 201;
export const CONTINUE = 202;

/** RFC 9051 6, RFC 3501 6, and extensions of common clients. */
export const imapCommands: readonly string[] = [
  '',
  'CAPABILITY',
  'NOOP',
  'LOGOUT',
  'STARTTLS',
  'AUTHENTICATE',
  'LOGIN',
  'ENABLE',
  'SELECT',
  'EXAMINE',
  'CREATE',
  'DELETE',
  'RENAME',
  'SUBSCRIBE',
  'UNSUBSCRIBE',
  'LIST',
  'LSUB',
  'NAMESPACE',
  'STATUS',
  'APPEND',
  'IDLE',
  'CHECK',
  'CLOSE',
  'UNSELECT',
  'EXPUNGE',
  'SEARCH',
  'FETCH',
  'STORE',
  'COPY',
  'MOVE',
  'UID',
  'ID',
  'SORT',
  'THREAD',
  'GETQUOTA',
  'GETQUOTAROOT',
  'SETQUOTA',
  'GETACL',
  'SETACL',
  'MYRIGHTS',
  'COMPRESS',
  'XLIST',
  'NOTIFY',
  'DONE',
];
const numbers: ReadonlyMap<string, number> = new Map(imapCommands.map((name, i) => [name, i]));

export function commandNumber(word: string): number {
  return numbers.get(word) ?? UNKNOWN_COMMAND;
}

export function imapFunctionName(fn: number): string | undefined {
  if (fn === UNKNOWN_COMMAND) return 'unknown command';
  if (fn === UNTAGGED) return 'untagged response';
  if (fn === TAGGED) return 'tagged response';
  return fn === CONTINUE ? 'continuation request' : imapCommands[fn];
}
