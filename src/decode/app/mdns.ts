import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { claimCarrierAddress } from './carrier-address.ts';
import { type DnsDialect, dnsAnomalies, dnsFields, dnsFunctionName, probeDns, readDnsMessage } from './dns/message.ts';
import { AUTHORITY, type DnsRecord, MAX_TXT_STRINGS } from './dns/record.ts';
import { TYPE_A, TYPE_AAAA, TYPE_HINFO, TYPE_PTR, TYPE_SRV, TYPE_TXT } from './dns/record-type.ts';
import { reverseAddress } from './dns/reverse-name.ts';
import { lowerAscii } from './wire-text.ts';

/**
 * Multicast DNS and DNS service discovery: hosts saying who they are and what they offer. The bytes are those of
 * DNS; nothing but port 5353 (and the group address, which a probe cannot see) tells the two apart, so the odds
 * equal DNS's and the port hint decides.
 */
const dialect: DnsDialect = {
  question(turn: Turn, name: string, _type: number, response: boolean): void {
    if (!response) turn.name('query', lowerAscii(name), 0);
  },
  record(turn: Turn, record: DnsRecord): void {
    // A query's answers are what the asker already knows of others; its authority section is what it means to
    // take for itself (RFC 6762 7.1, 8.1). A lifetime of zero takes a record back (10.1).
    if (record.ttl === 0 || (!record.response && record.section !== AUTHORITY)) return;
    const length = record.end - record.at;
    if ((record.type === TYPE_A && length === 4) || (record.type === TYPE_AAAA && length === 16)) {
      turn.name('self', lowerAscii(record.owner), turn.ip(record.bytes, record.at, length));
      if (length === 4) claimCarrierAddress(turn, record.bytes, record.at);
    } else if (record.type === TYPE_PTR && record.target !== '') pointer(turn, record);
    else if (record.type === TYPE_SRV && record.target !== '') {
      offer(turn, record.owner);
      turn.name('self', lowerAscii(record.target), turn.sender);
    } else if (record.type === TYPE_HINFO) {
      const hardware = record.text(0);
      const system = record.text(1);
      if (hardware) turn.claim(turn.sender, 'hardware', hardware);
      if (system) turn.claim(turn.sender, 'os', system);
    } else if (record.type === TYPE_TXT && record.section !== AUTHORITY) model(turn, record);
  },
};

export const mdns: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'mdns',
  title: 'Multicast DNS',
  spec: 'RFC 6762, RFC 6763',
  fields: dnsFields,
  anomalies: dnsAnomalies,
  functionName: dnsFunctionName,
  undecoded: 'Data of record types other than A, AAAA, CNAME, HINFO, MX, NS, PTR, SOA, SRV and TXT, such as NSEC.',
  falseMatchLog2: -32,
  ports: [5353],
  open: () => undefined,
  probe: (c: Cursor): Verdict => probeDns(c, c.end),
  parse: (c: Cursor, turn: Turn): Outcome => readDnsMessage(c, c.end, turn, dialect),
};

/** RFC 6763 4.1 and 9: a service type points to an instance, the list of all types to a type; else a reverse name. */
function pointer(turn: Turn, record: DnsRecord): void {
  const owner = lowerAscii(record.owner);
  if (owner === '_services._dns-sd._udp.local') claimType(turn, record.target);
  else if (owner.startsWith('_')) offer(turn, record.target);
  else {
    const address = reverseAddress(owner);
    if (address) turn.name('self', lowerAscii(record.target), turn.ip(address, 0, address.length as 4 | 16));
  }
}

function offer(turn: Turn, instance: string): void {
  turn.name('service', instance, turn.sender);
  claimType(turn, instance);
}

/** Claims the `_type._tcp` or `_type._udp` in a name as a service type of the sender. */
function claimType(turn: Turn, name: string): void {
  const type = /(?:^|\.)(_[^.]+\._(?:tcp|udp))(?:\.|$)/i.exec(name)?.[1];
  if (type !== undefined) turn.claim(turn.sender, 'service-type', lowerAscii(type));
}

/** Keys under which makers write what the device is: Apple device-info, Google Cast and HomeKit, printers. */
function model(turn: Turn, record: DnsRecord): void {
  for (let i = 0; i < MAX_TXT_STRINGS; i++) {
    const text = record.text(i);
    if (text === undefined) return;
    const match = /^(?:model|md|ty)=(.+)$/i.exec(text);
    if (match) {
      turn.claim(turn.sender, 'model', match[1] as string);
      return;
    }
  }
}
