import type { Cursor } from '../../../kernel/cursor.ts';
import type { AnomalySpec, FieldSpec } from '../../protocol.ts';
import type { Turn } from '../../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../../verdict.ts';
import { DnsName, isCutName, NAME_CUT, plainNameEnd } from './name.ts';
import { ADDITIONAL, ANSWER, AUTHORITY, DnsRecord } from './record.ts';
import { isRecordClass, opcodeNames, TYPE_OPT } from './record-type.ts';

export const DNS_HEADER_LENGTH = 12;
/** Questions plus records read of one message; a transfer over TCP may bear more than any datagram. */
export const MAX_RECORDS = 4096;
/** More questions than this no sender was ever seen to ask in one message; used by the probe only. */
export const MAX_PROBED_QUESTIONS = 256;
/** Likewise records. */
export const MAX_PROBED_RECORDS = 1024;

/** What DNS, mDNS and LLMNR each conclude from the same bytes. */
export interface DnsDialect {
  question(turn: Turn, name: string, type: number, response: boolean): void;
  record(turn: Turn, record: DnsRecord): void;
  /** LLMNR: conflict and tentative stand where DNS has authoritative and recursion desired (RFC 4795 2.1.1). */
  readonly linkLocal?: boolean;
}

/**
 * Reads the message `[c.at, end)` in the format all three protocols share (RFC 1035 4.1) and leaves the cursor at
 * `end`. What was cut off by the capture or the sender is an anomaly; the questions and records before it count.
 * MORE, and nothing emitted, where not even the header is there.
 */
export function readDnsMessage(c: Cursor, end: number, turn: Turn, dialect: DnsDialect): Outcome {
  const messageAt = c.at;
  const { bytes, view } = c;
  if (messageAt + DNS_HEADER_LENGTH > end) return MORE;
  const flags = view.getUint16(messageAt + 2);
  const questions = view.getUint16(messageAt + 4);
  const answers = view.getUint16(messageAt + 6);
  const authorities = view.getUint16(messageAt + 8);
  const additionals = view.getUint16(messageAt + 10);
  const response = flags >= 0x8000;
  turn.message(((flags >> 11) & 0xf) | (response ? RESPONSE : 0));
  if (turn.tracing) {
    traceHeader(turn, view.getUint16(messageAt), flags, dialect.linkLocal === true);
    const update = ((flags >> 11) & 0xf) === UPDATE;
    turn.field(update ? 'dns.count.zones' : 'dns.count.queries', questions);
    turn.field(update ? 'dns.count.prerequisites' : 'dns.count.answers', answers);
    turn.field(update ? 'dns.count.updates' : 'dns.count.auth_rr', authorities);
    turn.field('dns.count.add_rr', additionals);
  }
  const record = RECORD;
  record.bytes = bytes;
  record.messageAt = messageAt;
  record.response = response;
  record.opcode = (flags >> 11) & 0xf;
  record.question = '';
  c.at = messageAt + DNS_HEADER_LENGTH;
  let budget = MAX_RECORDS;
  let whole = true;
  for (let i = 0; i < questions && whole; i++) {
    whole = budget-- > 0 ? readQuestion(c, end, turn, dialect, response) : stop(turn, 'records-over-limit');
  }
  for (let section = ANSWER; section <= ADDITIONAL && whole; section++) {
    const count = section === ANSWER ? answers : section === AUTHORITY ? authorities : additionals;
    record.section = section;
    for (let i = 0; i < count && whole; i++) {
      whole = budget-- > 0 ? readRecord(c, end, turn, dialect) : stop(turn, 'records-over-limit');
    }
  }
  if (c.at < end) {
    turn.unrecognised(end - c.at);
    if (whole) turn.anomaly('trailing-bytes');
  }
  c.at = end;
  return DONE;
}

/**
 * Whether `[c.at, end)` begins like a message: known opcode, counts that a sender would write, and a first
 * question or record whose name ends and whose class exists. The odds, for random bytes: opcode 6/16, question
 * count 257/65536, three counts with a sum of at most 1024: together 2^-30, before the name and class, which are
 * 2^-14 and less where they are whole.
 */
export function probeDns(c: Cursor, end: number): Verdict {
  const { bytes, view } = c;
  const at = c.at;
  if (at + DNS_HEADER_LENGTH > end) return NO;
  const flags = view.getUint16(at + 2);
  const opcode = (flags >> 11) & 0xf;
  if (opcode > 6 || opcodeNames[opcode] === undefined) return NO;
  const questions = view.getUint16(at + 4);
  const records = view.getUint16(at + 6) + view.getUint16(at + 8) + view.getUint16(at + 10);
  if (questions > MAX_PROBED_QUESTIONS || records > MAX_PROBED_RECORDS) return NO;
  // A server that refuses may send its header alone: 64 bits of zero and nothing behind.
  if (questions + records === 0) return flags >= 0x8000 && at + DNS_HEADER_LENGTH === end ? YES : NO;
  const next = plainNameEnd(bytes, at + DNS_HEADER_LENGTH, end);
  // Captures keep 68 or 96 bytes of a frame at times: a name of printable characters may run into the end.
  if (next < 0) return questions > 0 && isCutName(bytes, at + DNS_HEADER_LENGTH, end) ? YES : NO;
  if (next + 4 > end) return questions > 0 && next === end ? YES : NO;
  const type = view.getUint16(next);
  if (type === 0) return NO;
  return isRecordClass(view.getUint16(next + 2)) || (questions === 0 && type === TYPE_OPT) ? YES : NO;
}

/** Name of a message's function: its opcode, and whether it answers. */
export function dnsFunctionName(fn: number): string | undefined {
  const name = opcodeNames[fn & 0xf];
  return name === undefined ? undefined : fn >= RESPONSE ? `${name} response` : name;
}

export const RESPONSE = 0x10;
/** In an update the sections of a message have other meanings (RFC 2136 2.2). */
const UPDATE = 5;

export const dnsFields: Readonly<Record<string, FieldSpec>> = {
  'dns.id': { doc: 'Transaction number' },
  'dns.flags.response': { doc: 'The message answers' },
  'dns.flags.opcode': { doc: 'Kind of query' },
  'dns.flags.authoritative': { doc: 'The server is an authority for the name' },
  'dns.flags.conflict': { doc: 'LLMNR: several answer for the name' },
  'dns.flags.tentative': { doc: 'LLMNR: the sender has not made sure yet that the name is its own' },
  'dns.flags.truncated': { doc: 'The sender cut the message to fit' },
  'dns.flags.recdesired': { doc: 'Recursion is asked for' },
  'dns.flags.recavail': { doc: 'Recursion is offered' },
  'dns.flags.rcode': { doc: 'Result of the query, 0 is success' },
  'dns.count.queries': { doc: 'Questions, by the header' },
  'dns.count.answers': { doc: 'Answer records, by the header' },
  'dns.count.auth_rr': { doc: 'Authority records, by the header' },
  'dns.count.zones': { doc: 'Zones of an update, by the header' },
  'dns.count.prerequisites': { doc: 'Prerequisite records of an update, by the header' },
  'dns.count.updates': { doc: 'Records of an update, by the header' },
  'dns.count.add_rr': { doc: 'Additional records, by the header' },
  'dns.qry.name': { doc: 'Name asked for' },
  'dns.qry.type': { doc: 'Record type asked for' },
  'dns.qry.class': { doc: 'Class asked for' },
  'dns.resp.name': { doc: 'Owner of a record' },
  'dns.resp.type': { doc: 'Type of a record' },
  'dns.resp.class': { doc: 'Class of a record, without the cache-flush bit of mDNS' },
  'dns.resp.ttl': { doc: 'How long a record may be kept', unit: 's' },
  'dns.resp.len': { doc: 'Length of a record’s data', unit: 'bytes' },
  'dns.rr.udp_payload_size': { doc: 'Largest datagram the sender takes (EDNS)', unit: 'bytes' },
  'dns.a': { doc: 'IPv4 address' },
  'dns.aaaa': { doc: 'IPv6 address' },
  'dns.cname': { doc: 'Canonical name' },
  'dns.ns': { doc: 'Name server' },
  'dns.ptr.domain_name': { doc: 'Name pointed to' },
  'dns.soa.mname': { doc: 'Primary name server of the zone' },
  'dns.mx.preference': { doc: 'Preference of a mail exchange' },
  'dns.mx.mail_exchange': { doc: 'Mail exchange' },
  'dns.txt': { doc: 'Text string' },
  'dns.hinfo.cpu': { doc: 'Machine, by its own account' },
  'dns.hinfo.os': { doc: 'Operating system, by its own account' },
  'dns.srv.priority': { doc: 'Priority of a server' },
  'dns.srv.weight': { doc: 'Weight of a server' },
  'dns.srv.port': { doc: 'Port of the service' },
  'dns.srv.target': { doc: 'Host of the service' },
};

export const dnsAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-cut': { doc: 'The message ends before the questions or records its header announces' },
  'name-bad': { doc: 'A name is too long, points in a circle, or has a reserved label type' },
  'record-data-bad': { doc: 'The data of a record do not fit its type' },
  'records-over-limit': { doc: 'More questions and records than are read of one message' },
  'trailing-bytes': { doc: 'Bytes behind the last record' },
};

function readQuestion(c: Cursor, end: number, turn: Turn, dialect: DnsDialect, response: boolean): boolean {
  const name = NAME;
  if (!name.read(c.bytes, RECORD.messageAt, c.at, end)) {
    if (name.problem === NAME_CUT || name.next < 0)
      return stop(turn, name.problem === NAME_CUT ? 'message-cut' : 'name-bad');
    turn.anomaly('name-bad');
  }
  if (name.next + 4 > end) return stop(turn, 'message-cut');
  const type = c.view.getUint16(name.next);
  if (RECORD.question === '') RECORD.question = name.text;
  if (turn.tracing) {
    turn.field('dns.qry.name', name.text);
    turn.field('dns.qry.type', type);
    turn.field('dns.qry.class', c.view.getUint16(name.next + 2) & 0x7fff);
  }
  c.at = name.next + 4;
  // The "question" of an update or a notification is a zone, and nobody asks for it.
  if (name.text !== '' && RECORD.opcode === 0) dialect.question(turn, name.text, type, response);
  return true;
}

function readRecord(c: Cursor, end: number, turn: Turn, dialect: DnsDialect): boolean {
  const { bytes, view } = c;
  const record = RECORD;
  const name = NAME;
  let next: number;
  // Nearly every record's owner is a pointer to the first question: no need to read that name again.
  if (record.question !== '' && c.at + 2 <= end && view.getUint16(c.at) === (0xc000 | DNS_HEADER_LENGTH)) {
    record.owner = record.question;
    next = c.at + 2;
  } else {
    if (!name.read(bytes, record.messageAt, c.at, end)) {
      if (name.next < 0) return stop(turn, name.problem === NAME_CUT ? 'message-cut' : 'name-bad');
      turn.anomaly('name-bad');
    }
    record.owner = name.text;
    next = name.next;
  }
  if (next + 10 > end) return stop(turn, 'message-cut');
  record.type = view.getUint16(next);
  record.class = view.getUint16(next + 2);
  record.ttl = view.getUint32(next + 4);
  record.at = next + 10;
  record.end = record.at + view.getUint16(next + 8);
  if (record.end > end) return stop(turn, 'message-cut');
  if (!record.readTarget() && record.end > record.at) turn.anomaly('record-data-bad');
  if (turn.tracing) record.trace(turn);
  c.at = record.end;
  if (record.owner !== '') dialect.record(turn, record);
  return true;
}

function traceHeader(turn: Turn, id: number, flags: number, linkLocal: boolean): void {
  turn.field('dns.id', id);
  turn.field('dns.flags.response', flags >= 0x8000);
  turn.field('dns.flags.opcode', (flags >> 11) & 0xf);
  const response = flags >= 0x8000;
  if (linkLocal) turn.field('dns.flags.conflict', (flags & 0x400) !== 0);
  else if (response) turn.field('dns.flags.authoritative', (flags & 0x400) !== 0);
  turn.field('dns.flags.truncated', (flags & 0x200) !== 0);
  turn.field(linkLocal ? 'dns.flags.tentative' : 'dns.flags.recdesired', (flags & 0x100) !== 0);
  if (response) {
    if (!linkLocal) turn.field('dns.flags.recavail', (flags & 0x80) !== 0);
    turn.field('dns.flags.rcode', flags & 0xf);
  }
}

function stop(turn: Turn, anomaly: string): false {
  turn.anomaly(anomaly);
  return false;
}

/** One of each is enough: a message is read to its end before the next one begins. */
const NAME: DnsName = new DnsName();
const RECORD: DnsRecord = new DnsRecord();
