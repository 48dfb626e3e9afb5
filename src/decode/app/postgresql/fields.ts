import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Names are Wireshark's but for those that say they are ours. */
export const postgresqlFields: Readonly<Record<string, FieldSpec>> = {
  'pgsql.length': { doc: 'Length of the message, with its own four bytes.', unit: 'bytes' },
  'pgsql.version_major': { doc: 'Version of the protocol that a client asks for.' },
  'pgsql.version_minor': { doc: 'Its minor version.' },
  'pgsql.parameter_name': { doc: 'Names of settings: a client’s at startup, a server’s as it tells them.' },
  'pgsql.parameter_value': { doc: 'Their values, in the same order; `***` for what is called a password.' },
  'pgsql.authtype': { doc: 'How the server wants a client to authenticate; 0: it is content.' },
  'pgsql.auth.sasl.mech': { doc: 'Mechanisms of SASL that the server offers.' },
  'pgsql.tag': { doc: 'What command is complete, and for how many rows.' },
  'pgsql.status': { doc: 'State of the transaction: 73 none, 84 in one, 69 in one that has failed.' },
  'pgsql.severity': { doc: 'Severity of an error or a notice, in the server’s language.' },
  'pgsql.code': { doc: 'Its SQLSTATE.' },
};

export const postgresqlAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'password-in-clear': { doc: 'A password that anybody on the way can read; it is counted, and never kept.' },
  'sign-in-refused': { doc: 'The server refuses who wants to sign in (SQLSTATE class 28).' },
  'encryption-refused': { doc: 'The server will not encrypt, though the client asked for it.' },
  'parameters-over-limit': { doc: 'A startup message with more parameters than are read.' },
  'message-over-limit': { doc: 'An error or notice that is longer than what is read; or a message that never ended.' },
  malformed: { doc: 'The contents of a message are not built as the specification has them.' },
};
