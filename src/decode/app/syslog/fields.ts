import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const syslogFields: Readonly<Record<string, FieldSpec>> = {
  'syslog.facility': { doc: 'Kind of program that speaks.' },
  'syslog.level': { doc: 'How urgent it is: 0 emergency to 7 debug.' },
  'syslog.version': { doc: 'Version of the format.' },
  'syslog.timestamp': { doc: 'Time that the sender gives it, as written.' },
  'syslog.hostname': { doc: 'Name that the sender gives itself.' },
  'syslog.appname': { doc: 'Program that speaks.' },
  'syslog.procid': { doc: 'Its process.' },
  'syslog.msgid': { doc: 'Kind of message, in the sender’s own words.' },
  'syslog.structured': { doc: 'Structured data, as written.' },
  'syslog.msg': { doc: 'Text.' },
};

export const syslogAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-over-limit': { doc: 'A message is longer than is read.' },
  'header-malformed': { doc: 'A message of version 1 whose header is not complete.' },
};

/** RFC 5424 6.2.1. */
export const facilities: readonly string[] = [
  'kernel',
  'user',
  'mail',
  'daemon',
  'security',
  'syslog',
  'printer',
  'news',
  'uucp',
  'clock',
  'authorization',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock daemon',
  'local 0',
  'local 1',
  'local 2',
  'local 3',
  'local 4',
  'local 5',
  'local 6',
  'local 7',
];
export const levels: readonly string[] = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notice',
  'informational',
  'debug',
];

export const syslogFunctionName = (fn: number): string | undefined => levels[fn];
