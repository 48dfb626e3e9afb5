import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { decodeName, isEncodedName, nameText, suffixText } from './nbns/netbios-name.ts';
import { nbnsAnomalies, nbnsFields } from './nbns/fields.ts';
import { DnsName } from './dns/name.ts';
import { lowerAscii } from './wire-text.ts';

const HEADER_LENGTH = 12;
const RESPONSE = 0x10;
const TYPE_NB = 0x20;
const TYPE_NBSTAT = 0x21;
/** Questions and records read of one message; a name server sends a handful. */
export const MAX_NBNS_RECORDS = 32;
/** Addresses read of one NB record, six octets each. */
export const MAX_NB_ADDRESSES = 64;

/** RFC 1002 4.2.1.1; 8 and 9 are both met for refresh, 15 is Windows' multi-homed registration. */
const opcodes: ReadonlyMap<number, string> = new Map([
  [0, 'query'],
  [5, 'registration'],
  [6, 'release'],
  [7, 'wait'],
  [8, 'refresh'],
  [9, 'refresh'],
  [15, 'multi-homed registration'],
]);

/**
 * The NetBIOS name service: Windows hosts and their kind announcing and asking for names. Told from DNS by its
 * names, which are 32 letters A to P; a message without such a first name is left to DNS.
 */
export const nbns: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'nbns',
  title: 'NetBIOS Name Service',
  spec: 'RFC 1001, RFC 1002 4.2',
  fields: nbnsFields,
  anomalies: nbnsAnomalies,
  functionName(fn: number): string | undefined {
    const name = opcodes.get(fn & 0xf);
    return name === undefined ? undefined : fn >= RESPONSE ? `${name} response` : name;
  },
  undecoded: 'Statistics behind the names of a node status; scopes of names are read but not shown.',
  // 32 letters out of 16 of 256 values alone are 2^-128; opcode and length byte come on top.
  falseMatchLog2: -128,
  ports: [137],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (!opcodes.has((c.peek8(2) >> 3) & 0xf)) return NO;
    return isEncodedName(c.bytes, c.at + HEADER_LENGTH, c.end) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    const messageAt = c.at;
    const { view, end } = c;
    if (messageAt + HEADER_LENGTH > end) return MORE;
    const flags = view.getUint16(messageAt + 2);
    const opcode = (flags >> 11) & 0xf;
    const response = flags >= 0x8000;
    const questions = view.getUint16(messageAt + 4);
    const records = view.getUint16(messageAt + 6) + view.getUint16(messageAt + 8) + view.getUint16(messageAt + 10);
    turn.message(opcode | (response ? RESPONSE : 0));
    if (turn.tracing) traceHeader(turn, c, flags);
    c.at += HEADER_LENGTH;
    let whole = true;
    for (let i = 0; i < questions && whole; i++) {
      if (i >= MAX_NBNS_RECORDS) turn.anomaly('records-over-limit');
      whole = i < MAX_NBNS_RECORDS && readQuestion(c, messageAt, turn, opcode, response);
    }
    // A record that refuses, lets wait or gives back a name claims nothing.
    const claims = opcode !== 6 && opcode !== 7 && (flags & 0xf) === 0;
    for (let i = 0; i < records && whole; i++) {
      if (i >= MAX_NBNS_RECORDS) turn.anomaly('records-over-limit');
      whole = i < MAX_NBNS_RECORDS && readRecord(c, messageAt, turn, claims, opcode === 0);
    }
    if (c.at < end) {
      turn.unrecognised(end - c.at);
      if (whole) turn.anomaly('trailing-bytes');
      c.at = end;
    }
    return DONE;
  },
};

function traceHeader(turn: Turn, c: Cursor, flags: number): void {
  turn.field('nbns.id', c.peek16());
  turn.field('nbns.flags.response', flags >= 0x8000);
  turn.field('nbns.flags.opcode', (flags >> 11) & 0xf);
  if (flags >= 0x8000) turn.field('nbns.flags.rcode', flags & 0xf);
  turn.field('nbns.flags.broadcast', (flags & 0x10) !== 0);
  turn.field('nbns.count.queries', c.peek16(4));
  turn.field('nbns.count.answers', c.peek16(6));
  turn.field('nbns.count.auth_rr', c.peek16(8));
  turn.field('nbns.count.add_rr', c.peek16(10));
}

function readQuestion(c: Cursor, messageAt: number, turn: Turn, opcode: number, response: boolean): boolean {
  const name = readName(c, messageAt, turn);
  if (name === undefined || !c.has(4)) return cut(turn, name);
  if (turn.tracing) {
    turn.field('nbns.name', name + suffixText(OCTETS[15] as number));
    turn.field('nbns.type', c.peek16());
    turn.field('nbns.class', c.peek16(2));
  }
  c.skip(4);
  if (!response && opcode === 0 && isSpoken(name)) turn.name('query', lowerAscii(name), 0);
  return true;
}

function readRecord(c: Cursor, messageAt: number, turn: Turn, claims: boolean, isAnswer: boolean): boolean {
  const name = readName(c, messageAt, turn);
  if (name === undefined || !c.has(10)) return cut(turn, name);
  const type = c.peek16();
  const at = c.at + 10;
  const end = at + c.peek16(8);
  if (turn.tracing) {
    turn.field('nbns.name', name + suffixText(OCTETS[15] as number));
    turn.field('nbns.type', type);
    turn.field('nbns.class', c.peek16(2));
    turn.field('nbns.ttl', c.peek32(4));
    turn.field('nbns.data_length', end - at);
  }
  if (end > c.end) return cut(turn, name);
  if (type === TYPE_NB) readAddresses(c.bytes, at, end, turn, name, claims, isAnswer);
  else if (type === TYPE_NBSTAT && end > at) readNodeStatus(c.bytes, at, end, turn);
  c.at = end;
  return true;
}

/** NB data are pairs of flags and address (RFC 1002 4.2.13). */
function readAddresses(
  bytes: Uint8Array,
  at: number,
  end: number,
  turn: Turn,
  name: string,
  claims: boolean,
  isAnswer: boolean,
): void {
  const suffix = OCTETS[15] as number;
  let count = 0;
  for (; at + 6 <= end; at += 6) {
    if (++count > MAX_NB_ADDRESSES) {
      turn.anomaly('records-over-limit');
      return;
    }
    const group = (bytes[at] as number) >= 0x80;
    if (turn.tracing) {
      turn.field('nbns.nb_flags.group', group);
      turn.field('nbns.addr', ipv4Text(bytes, at + 2));
    }
    if (!claims || !isSpoken(name)) continue;
    const address = turn.ip(bytes, at + 2, 4);
    if (isAnswer && !group) turn.name('answer', lowerAscii(name), address);
    else if (!isAnswer) claimName(turn, address, name, suffix, group);
  }
}

/** A node's own list of its names, then its MAC address (RFC 1002 4.2.18). */
function readNodeStatus(bytes: Uint8Array, at: number, end: number, turn: Turn): void {
  const count = bytes[at++] as number;
  if (turn.tracing) turn.field('nbns.number_of_names', count);
  if (at + count * 18 > end) {
    turn.anomaly('message-cut');
    return;
  }
  for (let i = 0; i < count; i++, at += 18) {
    const name = nameText(bytes, at);
    const suffix = bytes[at + 15] as number;
    const group = (bytes[at + 16] as number) >= 0x80;
    if (turn.tracing) {
      turn.field('nbns.netbios_name', name + suffixText(suffix));
      turn.field('nbns.name_flags.group', group);
    }
    if (isSpoken(name)) claimName(turn, turn.sender, name, suffix, group);
  }
  if (turn.tracing && at + 6 <= end) turn.field('nbns.unit_id', macText(bytes, at));
}

/** Suffixes by Microsoft's list: 00 workstation or domain, 03 messenger, 20 file server, 1b and 1c domain controllers. */
function claimName(turn: Turn, about: number, name: string, suffix: number, group: boolean): void {
  if (group || suffix === 0x1b) {
    if (suffix === 0 || suffix === 0x1b || suffix === 0x1c) turn.claim(about, 'domain', name);
    if (suffix !== 0) turn.claim(about, 'service-type', `netbios${suffixText(suffix)}`);
  } else if (suffix === 0 || suffix === 0x20) {
    turn.name('self', lowerAscii(name), about);
    if (suffix === 0x20) turn.claim(about, 'service-type', 'netbios<20>');
  }
}

/** `*` asks for any node, and names with control characters are browser elections: no host's name. */
function isSpoken(name: string): boolean {
  if (name === '' || name === '*') return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 0x20) return false;
  return true;
}

/** Reads a name, here or where its pointer leads, leaves its octets in {@link OCTETS} and the cursor behind it. */
function readName(c: Cursor, messageAt: number, turn: Turn): string | undefined {
  let at = c.at;
  if (c.peek8() >= 0xc0 && c.has(2)) at = messageAt + (c.peek16() & 0x3fff);
  if (!NAME.read(c.bytes, messageAt, c.at, c.end)) {
    turn.anomaly('name-bad');
    return undefined;
  }
  c.at = NAME.next;
  if (isEncodedName(c.bytes, at, c.end)) {
    decodeName(c.bytes, at, OCTETS);
    return nameText(OCTETS, 0);
  }
  OCTETS.fill(0);
  turn.anomaly('name-not-encoded');
  return '';
}

function cut(turn: Turn, name: string | undefined): false {
  if (name !== undefined) turn.anomaly('message-cut');
  return false;
}

const NAME: DnsName = new DnsName();
const OCTETS: Uint8Array = new Uint8Array(16);
