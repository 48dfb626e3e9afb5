import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const telnetFields: Readonly<Record<string, FieldSpec>> = {
  'telnet.cmd': { doc: 'Command after the escape 255 (RFC 854).' },
  'telnet.subcmd': { doc: 'Option that is negotiated (IANA, Telnet options).' },
  'telnet.string_subopt.value': { doc: 'Terminal type or speed that the client tells.' },
  'telnet.naws_subopt.width': { doc: 'Width of the window.', unit: 'characters' },
  'telnet.naws_subopt.height': { doc: 'Height of the window.', unit: 'characters' },
};

export const telnetAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unknown': { doc: 'A command that no specification defines.' },
  'subnegotiation-over-limit': { doc: 'A subnegotiation is longer than is read; what follows is read as text.' },
};

export const SUBNEGOTIATION_END = 240;
export const SUBNEGOTIATION = 250;
export const WILL = 251;
export const DONT = 254;
export const ESCAPE = 255;

/** Text is counted by lines and by what they answer; it is never kept. */
export const OUTPUT_LINE = 1;
export const INPUT_LINE = 2;
export const LOGIN_PROMPT = 3;
export const PASSWORD_PROMPT = 4;
export const USER_ENTERED = 5;
export const PASSWORD_ENTERED = 6;

export const telnetFunctions: ReadonlyMap<number, string> = new Map([
  [OUTPUT_LINE, 'output line'],
  [INPUT_LINE, 'input line'],
  [LOGIN_PROMPT, 'login prompt'],
  [PASSWORD_PROMPT, 'password prompt'],
  [USER_ENTERED, 'user name entered'],
  [PASSWORD_ENTERED, 'password entered'],
  [236, 'end of file'],
  [237, 'suspend'],
  [238, 'abort'],
  [239, 'end of record'],
  [SUBNEGOTIATION_END, 'subnegotiation end'],
  [241, 'no operation'],
  [242, 'data mark'],
  [243, 'break'],
  [244, 'interrupt process'],
  [245, 'abort output'],
  [246, 'are you there'],
  [247, 'erase character'],
  [248, 'erase line'],
  [249, 'go ahead'],
  [SUBNEGOTIATION, 'subnegotiation'],
  [WILL, 'will'],
  [252, 'won’t'],
  [253, 'do'],
  [DONT, 'don’t'],
]);
