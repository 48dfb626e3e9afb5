import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const smtpFields: Readonly<Record<string, FieldSpec>> = {
  'smtp.req.command': { doc: 'Command, in capitals.' },
  'smtp.req.parameter': { doc: 'What follows a command; left out of those that bear secrets or people’s addresses.' },
  'smtp.response.code': { doc: 'Code of a reply.' },
  'smtp.rsp.parameter': { doc: 'Text of the first line of a reply.' },
  'smtp.from_domain': { doc: 'Domain that a mail comes from; who sent it is not kept.' },
  'smtp.to_domain': { doc: 'Domain that a mail goes to; who gets it is not kept.' },
  'smtp.attachment': { doc: 'Names of the files in the mail that is answered.' },
  'smtp.mail_length': { doc: 'Length of the mail that is answered.', unit: 'bytes' },
};

export const smtpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unknown': { doc: 'A command that no specification knows.' },
  'reply-malformed': { doc: 'A line of the server that begins with no code.' },
  'line-over-limit': { doc: 'A line is longer than is read.' },
  'password-in-clear': { doc: 'Somebody signs in with a password that anybody on the way can read.' },
  'chunk-malformed': { doc: 'A piece of a mail whose length is no number.' },
};

/** Counted in place of a code for a line that has none. */
export const NO_CODE = 91;
export const UNKNOWN_COMMAND = 0;

/** RFC 5321 4.1.1, RFC 3207, 4954, 3030, 1985, 2033, 4468, 2645, and two of servers’ own. */
export const smtpCommands: readonly string[] = [
  '',
  'HELO',
  'EHLO',
  'LHLO',
  'MAIL',
  'RCPT',
  'DATA',
  'RSET',
  'VRFY',
  'EXPN',
  'HELP',
  'NOOP',
  'QUIT',
  'AUTH',
  'STARTTLS',
  'BDAT',
  'BURL',
  'ETRN',
  'TURN',
  'ATRN',
  'SEND',
  'SOML',
  'SAML',
  'XCLIENT',
  'XFORWARD',
];
const numbers: ReadonlyMap<string, number> = new Map(smtpCommands.map((name, i) => [name, i]));

export function commandNumber(word: string): number {
  return numbers.get(word) ?? UNKNOWN_COMMAND;
}

export function smtpFunctionName(fn: number): string | undefined {
  if (fn === UNKNOWN_COMMAND) return 'unknown command';
  if (fn === NO_CODE) return 'line without code';
  return smtpCommands[fn] ?? (fn >= 200 && fn <= 599 ? String(fn) : undefined);
}
