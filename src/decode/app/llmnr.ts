import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { type DnsDialect, dnsAnomalies, dnsFields, dnsFunctionName, probeDns, readDnsMessage } from './dns/message.ts';
import { ANSWER, type DnsRecord } from './dns/record.ts';
import { TYPE_A, TYPE_AAAA } from './dns/record-type.ts';
import { lowerAscii } from './wire-text.ts';

/**
 * Link-Local Multicast Name Resolution: the bytes of DNS on port 5355, told apart by the port alone. Registered
 * so that its messages are not counted as DNS; only the owner of a name answers, so an answer is a self name.
 */
const dialect: DnsDialect = {
  linkLocal: true,
  question(turn: Turn, name: string, _type: number, response: boolean): void {
    if (!response) turn.name('query', lowerAscii(name), 0);
  },
  record(turn: Turn, record: DnsRecord): void {
    const length = record.end - record.at;
    if (!record.response || record.section !== ANSWER) return;
    if ((record.type === TYPE_A && length === 4) || (record.type === TYPE_AAAA && length === 16)) {
      turn.name('self', lowerAscii(record.owner), turn.ip(record.bytes, record.at, length));
    }
  },
};

export const llmnr: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'llmnr',
  title: 'Link-Local Multicast Name Resolution',
  spec: 'RFC 4795',
  fields: dnsFields,
  anomalies: dnsAnomalies,
  functionName: dnsFunctionName,
  undecoded: 'Resolution over TCP.',
  falseMatchLog2: -32,
  ports: [5355],
  open: () => undefined,
  probe: (c: Cursor): Verdict => probeDns(c, c.end),
  parse: (c: Cursor, turn: Turn): Outcome => readDnsMessage(c, c.end, turn, dialect),
};
