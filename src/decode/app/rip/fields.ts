import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const ripCommands: ReadonlyMap<number, string> = new Map([
  [1, 'request'],
  [2, 'response'],
]);

export const ripFields: Readonly<Record<string, FieldSpec>> = {
  'rip.command': { doc: '1 asks, 2 tells' },
  'rip.version': { doc: 'protocol version' },
  'rip.metric': { doc: 'hops to a network; 16 is out of reach' },
  'rip.auth.type': { doc: '2 password in clear, 3 digest' },
  'rip.auth.passwd': { doc: 'password, in clear' },
  'rip.network': { doc: 'network that is advertised' },
};

export const ripAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'password-in-clear': { doc: 'authentication with a password that anyone on the link can read' },
  'authentication-unknown': { doc: 'authentication of a kind that no specification has' },
  'too-many-entries': { doc: 'more networks than are read' },
  'trailing-bytes': { doc: 'bytes behind the last entry that are none' },
};
