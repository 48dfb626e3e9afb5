import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const pop3Fields: Readonly<Record<string, FieldSpec>> = {
  'pop.request.command': { doc: 'Command, in capitals.' },
  'pop.request.parameter': { doc: 'What follows a command; left out of those that sign in.' },
  'pop.response.indicator': { doc: 'Whether a command was carried out.' },
  'pop.response.description': { doc: 'Text of an answer’s first line.' },
  'pop.attachment': { doc: 'Names of the files in a mail.' },
};

export const pop3Anomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unknown': { doc: 'A command that no specification knows.' },
  'reply-malformed': { doc: 'A line of the server that is no answer.' },
  'line-over-limit': { doc: 'A line is longer than is read.' },
  'commands-over-limit': { doc: 'More commands wait for their answer than are told apart.' },
  'password-in-clear': { doc: 'Somebody signs in with a password that anybody on the way can read.' },
};

/** Answers are counted behind the commands. */
export const OK = 100;
export const ERROR = 101;
/** The end of a mail with files in it. */
export const FILES = 102;
export const UNKNOWN_COMMAND = 0;

export const pop3Commands: readonly string[] = [
  '',
  'USER',
  'PASS',
  'APOP',
  'STAT',
  'LIST',
  'RETR',
  'DELE',
  'NOOP',
  'RSET',
  'QUIT',
  'TOP',
  'UIDL',
  'CAPA',
  'STLS',
  'AUTH',
  'UTF8',
  'LANG',
];
const numbers: ReadonlyMap<string, number> = new Map(pop3Commands.map((name, i) => [name, i]));

export function commandNumber(word: string): number {
  return numbers.get(word) ?? UNKNOWN_COMMAND;
}

export function pop3FunctionName(fn: number): string | undefined {
  if (fn === UNKNOWN_COMMAND) return 'unknown command';
  if (fn === OK) return '+OK';
  if (fn === FILES) return 'mail with files';
  return fn === ERROR ? '-ERR' : pop3Commands[fn];
}
