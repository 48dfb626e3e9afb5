import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict } from '../verdict.ts';
import { claimCarrierAddress } from './carrier-address.ts';
import {
  type DnsDialect,
  DNS_HEADER_LENGTH,
  dnsAnomalies,
  dnsFields,
  dnsFunctionName,
  probeDns,
  readDnsMessage,
} from './dns/message.ts';
import { ANSWER, AUTHORITY, type DnsRecord } from './dns/record.ts';
import { TYPE_A, TYPE_AAAA, TYPE_PTR } from './dns/record-type.ts';
import { reverseAddress } from './dns/reverse-name.ts';
import { TunnelState } from './dns-tunnel/tunnel-state.ts';
import { dnsTunnel, readRaw, tellTunnel } from './dns-tunnel.ts';
import { lowerAscii } from './wire-text.ts';

/**
 * The Domain Name System over UDP and TCP. Says which names were asked for, and which addresses were given for
 * them. mDNS and LLMNR have the same bytes; only their ports tell them apart, so their registrations carry the
 * same odds and the port decides (see mdns.ts, llmnr.ts). DNSSEC, SVCB and other data are framed, not opened.
 */
const dialect: DnsDialect = {
  question(turn: Turn, name: string, _type: number, response: boolean): void {
    if (response) return;
    if (asked === '') asked = name;
    turn.name('query', lowerAscii(name), 0);
  },
  record(turn: Turn, record: DnsRecord): void {
    const length = record.end - record.at;
    if ((record.type === TYPE_A && length === 4) || (record.type === TYPE_AAAA && length === 16)) {
      const address = turn.ip(record.bytes, record.at, length);
      const owner = lowerAscii(record.owner);
      if (record.opcode === UPDATE) {
        // RFC 2136 2.5: a host that registers its own address writes it into the update section.
        if (!record.response && record.section === AUTHORITY && record.class === 1) turn.name('self', owner, address);
        return;
      }
      if (!record.response) return;
      turn.name('answer', owner, address);
      // Behind CNAMEs the address belongs to another name than the one that was asked for: say both.
      if (record.section === ANSWER && record.question !== '' && record.question !== record.owner) {
        turn.name('answer', lowerAscii(record.question), address);
      }
      if (length === 4) claimCarrierAddress(turn, record.bytes, record.at);
    } else if (record.type === TYPE_PTR && record.response && record.section === ANSWER && record.target !== '') {
      const address = reverseAddress(record.owner);
      if (address) turn.name('answer', lowerAscii(record.target), turn.ip(address, 0, address.length as 4 | 16));
    }
  },
};

/** The first name that the message in hand asks for. */
let asked = '';

const UPDATE = 5;
const LENGTH_PREFIX = 2;

const shared = {
  name: 'dns',
  spec: 'RFC 1035, RFC 2136, RFC 3596, RFC 6891, RFC 7766',
  fields: dnsFields,
  functionName: dnsFunctionName,
  undecoded: 'Data of record types other than A, AAAA, CNAME, HINFO, MX, NS, PTR, SOA, SRV and TXT; EDNS options.',
} as const;

/** Reads a message, then says whether its question is one of a tunnel. */
function readAndTell(c: Cursor, end: number, turn: Turn, state: TunnelState): Outcome {
  asked = '';
  const outcome = readDnsMessage(c, end, turn, dialect);
  if (asked === '') return outcome;
  const fn = state.ask(asked);
  if (fn >= 0) tellTunnel(turn, state, fn);
  return outcome;
}

export const dnsOverUdp: DatagramProtocol<TunnelState> = {
  ...shared,
  title: 'Domain Name System over UDP',
  kind: 'datagram',
  anomalies: dnsAnomalies,
  falseMatchLog2: -32,
  ports: [53],
  carries: [dnsTunnel],
  open: () => new TunnelState(),
  probe: (c: Cursor): Verdict => probeDns(c, c.end),
  parse: (c: Cursor, turn: Turn, state: TunnelState): Outcome =>
    readRaw(c, turn, state) ? DONE : readAndTell(c, c.end, turn, state),
};

export const dnsOverTcp: StreamProtocol<TunnelState> = {
  ...shared,
  title: 'Domain Name System over TCP',
  kind: 'stream',
  anomalies: dnsAnomalies,
  // The length in front adds 16 bits where the message is whole; where it is not, only that it is 12 or more.
  falseMatchLog2: -32,
  ports: [53],
  carries: [dnsTunnel],
  open: () => new TunnelState(),
  probe(c: Cursor): Verdict {
    if (c.left < LENGTH_PREFIX) return UNSURE;
    const length = c.peek16();
    if (length < DNS_HEADER_LENGTH) return NO;
    const end = c.at + LENGTH_PREFIX + length;
    const at = c.at;
    if (end > c.end && c.left < PROBED_BYTES) return UNSURE;
    c.at += LENGTH_PREFIX;
    const verdict = probeDns(c, end < c.end ? end : c.end);
    c.at = at;
    return verdict;
  },
  parse(c: Cursor, turn: Turn, state: TunnelState): Outcome {
    if (c.left < LENGTH_PREFIX) return MORE;
    const length = c.peek16();
    if (length < DNS_HEADER_LENGTH) return BAD;
    const end = c.at + LENGTH_PREFIX + length;
    if (end > c.end) return MORE;
    c.at += LENGTH_PREFIX;
    return readAndTell(c, end, turn, state);
  },
  maxMessage: LENGTH_PREFIX + 0xffff,
};

/** Length, header, the longest name, type and class: with so many bytes the probe can answer. */
const PROBED_BYTES = LENGTH_PREFIX + DNS_HEADER_LENGTH + 255 + 4;
