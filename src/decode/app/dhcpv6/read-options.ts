import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv6Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { relayText, wireNameText } from '../dhcp/text.ts';
import { hexText, lowerAscii, zeroEndedText } from '../wire-text.ts';
import { dhcpv6MessageTypes, RELAY_FORWARD, RELAY_REPLY } from './fields.ts';
import { identifierText } from './identifier.ts';

/** Options read of one datagram, with those in others. */
export const MAX_OPTIONS_V6 = 256;
/** Messages in messages and options in options: RFC 8415 7.6 allows eight relays, an association holds two levels. */
export const MAX_NESTED = 12;
/** Type and transaction; type, hops and two addresses of a relay. */
export const MESSAGE_HEADER = 4;
export const RELAY_HEADER = 34;
const OPTION_HEADER = 4;
const ADDRESS = 16;
const ADVERTISE = 2;
const REPLY = 7;
const RECONFIGURE = 10;

/** What of a datagram is the same for all that is nested in it. */
export interface Dhcpv6Reader {
  readonly c: Cursor;
  readonly turn: Turn;
  options: number;
  /** Who asks or is answered: an end of the frame, or whom a relay speaks for; 0 while that is not known. */
  client: number;
  fromServer: boolean;
}

/** Reads the message in `[at, end)`, whose header is there, and what it relays. */
export function readMessage(reader: Dhcpv6Reader, at: number, end: number, depth: number): void {
  const { c, turn } = reader;
  const { bytes, view } = c;
  const type = bytes[at] as number;
  const isRelay = type === RELAY_FORWARD || type === RELAY_REPLY;
  turn.message(type);
  if (dhcpv6MessageTypes[type] === undefined || type === 0) turn.anomaly('type-unknown');
  if (turn.tracing) {
    turn.field('dhcpv6.msgtype', type);
    if (isRelay) {
      turn.field('dhcpv6.hopcount', bytes[at + 1] as number);
      turn.field('dhcpv6.linkaddr', ipv6Text(bytes, at + 2));
      turn.field('dhcpv6.peeraddr', ipv6Text(bytes, at + 2 + ADDRESS));
    } else turn.field('dhcpv6.xid', view.getUint32(at) & 0xff_ffff);
  }
  reader.fromServer = type === ADVERTISE || type === REPLY || type === RECONFIGURE || type === RELAY_REPLY;
  if (isRelay) reader.client = turn.ip(bytes, at + 2 + ADDRESS, 16);
  else if (reader.client === 0) reader.client = reader.fromServer ? turn.receiver : turn.sender;
  claimRole(reader, type, isRelay);
  readOptions(reader, at + (isRelay ? RELAY_HEADER : MESSAGE_HEADER), end, depth);
}

function claimRole({ turn, client, fromServer }: Dhcpv6Reader, type: number, isRelay: boolean): void {
  if (type === RELAY_FORWARD) turn.claim(turn.sender, 'role', 'dhcp-relay');
  else if (type === RELAY_REPLY) turn.claim(turn.receiver, 'role', 'dhcp-relay');
  else if (fromServer) turn.forwarding('dhcp-server', turn.sender, 0);
  else if (!isRelay && client !== 0 && type <= RELAY_REPLY) turn.claim(client, 'role', 'dhcp-client');
}

function readOptions(reader: Dhcpv6Reader, start: number, end: number, depth: number): void {
  const { turn, c } = reader;
  if (depth > MAX_NESTED) {
    turn.anomaly('nested-over-limit');
    turn.unrecognised(end - start);
    return;
  }
  let at = start;
  while (end - at >= OPTION_HEADER) {
    const code = c.view.getUint16(at);
    const data = at + OPTION_HEADER;
    const next = data + c.view.getUint16(at + 2);
    if (next > end) break;
    if (reader.options++ === MAX_OPTIONS_V6) turn.anomaly('options-over-limit');
    if (reader.options > MAX_OPTIONS_V6) {
      turn.unrecognised(end - at);
      return;
    }
    if (turn.tracing) turn.field('dhcpv6.option.type', code);
    readOption(reader, code, data, next, depth);
    at = next;
  }
  if (at < end) {
    turn.anomaly('options-cut');
    turn.unrecognised(end - at);
  }
}

function readOption(reader: Dhcpv6Reader, code: number, at: number, end: number, depth: number): void {
  const { turn, c } = reader;
  const { bytes, view } = c;
  const length = end - at;
  switch (code) {
    case 1:
    case 2: {
      if (turn.tracing) turn.field('dhcpv6.duid.bytes', hexText(bytes, at, end));
      const about = code === 2 ? (reader.fromServer ? turn.sender : 0) : reader.client;
      if (about !== 0 && length > 0) turn.claim(about, 'dhcp-client-id', identifierText(bytes, view, at, end));
      return;
    }
    case 3:
    case 25:
      if (length < 12) return cut(turn, length);
      if (turn.tracing) {
        turn.field('dhcpv6.iaid', hexText(bytes, at, at + 4));
        turn.field('dhcpv6.iaid.t1', view.getUint32(at + 4));
        turn.field('dhcpv6.iaid.t2', view.getUint32(at + 8));
      }
      return readOptions(reader, at + 12, end, depth + 1);
    case 4:
      if (length < 4) return cut(turn, length);
      if (turn.tracing) turn.field('dhcpv6.iaid', hexText(bytes, at, at + 4));
      return readOptions(reader, at + 4, end, depth + 1);
    case 5:
      return length < 24 ? cut(turn, length) : readAddress(reader, at, end, depth);
    case 26:
      return length < 25 ? cut(turn, length) : readPrefix(reader, at, end, depth);
    case 9: {
      const type = length > 0 ? bytes[at] : 0;
      const header = type === RELAY_FORWARD || type === RELAY_REPLY ? RELAY_HEADER : MESSAGE_HEADER;
      if (length < header) return cut(turn, length);
      if (depth >= MAX_NESTED) {
        turn.anomaly('nested-over-limit');
        return turn.unrecognised(length);
      }
      return readMessage(reader, at, end, depth + 1);
    }
    case 13:
      if (length < 2) return cut(turn, length);
      if (view.getUint16(at) !== 0) turn.anomaly('status-failed');
      if (turn.tracing) {
        turn.field('dhcpv6.status_code', view.getUint16(at));
        if (length > 2) turn.field('dhcpv6.status_msg', zeroEndedText(bytes, at + 2, end));
      }
      return;
    case 16:
      return length < 4 ? cut(turn, length) : readVendorClass(reader, at, end);
    case 39:
      return length < 1 ? cut(turn, length) : readName(reader, at, end);
    default:
      if (!readServers(reader, code, at, end) && !readSimple(reader, code, at, end)) turn.unrecognised(length);
  }
}

function cut(turn: Turn, length: number): void {
  turn.anomaly('options-cut');
  turn.unrecognised(length);
}

/** An address that is given, or that a client would like to have, and how long it holds. */
function readAddress(reader: Dhcpv6Reader, at: number, end: number, depth: number): void {
  const { turn, c } = reader;
  const { bytes, view } = c;
  const lifetime = view.getUint32(at + 20);
  if (turn.tracing) {
    turn.field('dhcpv6.iaaddr.ip', ipv6Text(bytes, at));
    turn.field('dhcpv6.iaaddr.pref_lifetime', view.getUint32(at + 16));
    turn.field('dhcpv6.iaaddr.valid_lifetime', lifetime);
  }
  if (reader.fromServer && lifetime > 0) {
    const given = turn.ip(bytes, at, 16);
    turn.claim(given, 'role', 'dhcp-client');
    turn.claim(given, 'lease', String(lifetime));
    turn.forwarding('dhcp-server', turn.sender, given);
  }
  readOptions(reader, at + 24, end, depth + 1);
}

function readPrefix(reader: Dhcpv6Reader, at: number, end: number, depth: number): void {
  const { turn, c } = reader;
  const { bytes, view } = c;
  if (turn.tracing) {
    turn.field('dhcpv6.iaprefix.pref_lifetime', view.getUint32(at));
    turn.field('dhcpv6.iaprefix.valid_lifetime', view.getUint32(at + 4));
    turn.field('dhcpv6.iaprefix.pref_len', bytes[at + 8] as number);
    turn.field('dhcpv6.iaprefix.pref_addr', ipv6Text(bytes, at + 9));
  }
  readOptions(reader, at + 25, end, depth + 1);
}

/** Enterprise number, then texts with a length each (RFC 8415 21.16). */
function readVendorClass({ turn, c, client, fromServer }: Dhcpv6Reader, at: number, end: number): void {
  const { bytes, view } = c;
  if (turn.tracing) turn.field('dhcpv6.vendorclass.enterprise', view.getUint32(at));
  let next = at + 4;
  while (end - next >= 2) {
    const stop = next + 2 + view.getUint16(next);
    if (stop > end) break;
    const text = zeroEndedText(bytes, next + 2, stop);
    if (turn.tracing) turn.field('dhcpv6.vendorclass.data', text);
    if (text !== '' && client !== 0 && !fromServer) turn.claim(client, 'dhcp-vendor-class', text);
    next = stop;
  }
  if (next < end) cut(turn, end - next);
}

/** Flags and a name in wire form (RFC 4704 4), which a client that knows only part of it ends without the root. */
function readName({ turn, c, client }: Dhcpv6Reader, at: number, end: number): void {
  const name = wireNameText(c.bytes, at + 1, end);
  if (turn.tracing) turn.field('dhcpv6.client_domain', c.bytes[end - 1] === 0 ? `${name}.` : name);
  if (name === '' || client === 0) return;
  const dot = name.indexOf('.');
  turn.claim(client, 'hostname', dot < 0 ? name : name.slice(0, dot));
  turn.name('self', lowerAscii(name), client);
}

/** Lists of addresses and names that a server hands out; false for other options. */
function readServers({ turn, c, client, fromServer }: Dhcpv6Reader, code: number, at: number, end: number): boolean {
  const { bytes, view } = c;
  if (code === 23 || code === 31) {
    let next = at;
    for (; end - next >= ADDRESS; next += ADDRESS) {
      if (turn.tracing) turn.field(code === 23 ? 'dhcpv6.dns_server' : 'dhcpv6.sntp_server', ipv6Text(bytes, next));
      if (fromServer) turn.claim(turn.ip(bytes, next, 16), 'role', code === 23 ? 'dns-server' : 'ntp-server');
    }
    if (next < end) cut(turn, end - next);
    return true;
  }
  if (code === 24) {
    for (let next = at; next < end; ) {
      const name = wireNameText(bytes, next, end);
      while (next < end && bytes[next] !== 0) next += 1 + (bytes[next] as number);
      next++;
      if (name === '') break;
      if (turn.tracing) turn.field('dhcpv6.search_list_entry', name);
      if (fromServer && client !== 0) turn.claim(client, 'domain', name);
    }
    return true;
  }
  if (code !== 56) return false;
  // Sub-options: 1 an address, 2 a group, 3 a name (RFC 5908 4).
  let next = at;
  while (end - next >= OPTION_HEADER) {
    const stop = next + OPTION_HEADER + view.getUint16(next + 2);
    if (stop > end) break;
    if (view.getUint16(next) === 1 && stop - next === OPTION_HEADER + ADDRESS) {
      if (turn.tracing) turn.field('dhcpv6.ntpserver.addr', ipv6Text(bytes, next + OPTION_HEADER));
      if (fromServer) turn.claim(turn.ip(bytes, next + OPTION_HEADER, 16), 'role', 'ntp-server');
    }
    next = stop;
  }
  if (next < end) cut(turn, end - next);
  return true;
}

/** Options of one value; false for those that are not read. */
function readSimple({ turn, c, client }: Dhcpv6Reader, code: number, at: number, end: number): boolean {
  const { bytes, view } = c;
  const length = end - at;
  switch (code) {
    case 6: {
      let list = '';
      for (let i = at; i + 2 <= end; i += 2) {
        const option = view.getUint16(i);
        if (turn.tracing) turn.field('dhcpv6.requested_option_code', option);
        list += list === '' ? String(option) : `,${option}`;
      }
      if (list !== '' && client !== 0) turn.claim(client, 'dhcp-parameters', list);
      return length % 2 === 0;
    }
    case 7:
      if (length === 1 && turn.tracing) turn.field('dhcpv6.option_preference', bytes[at] as number);
      return length === 1;
    case 8:
      if (length === 2 && turn.tracing) turn.field('dhcpv6.elapsed_time', 10 * view.getUint16(at));
      return length === 2;
    case 12:
      if (length === ADDRESS && turn.tracing) turn.field('dhcpv6.unicast', ipv6Text(bytes, at));
      return length === ADDRESS;
    case 14:
    case 20:
      return length === 0;
    case 18:
      if (turn.tracing) turn.field('dhcpv6.interface_id', hexText(bytes, at, end));
      if (client !== 0 && length > 0) turn.claim(client, 'port-id', relayText(bytes, at, end));
      return true;
    case 19:
      if (length === 1 && turn.tracing) turn.field('dhcpv6.reconf_msg', bytes[at] as number);
      return length === 1;
    case 32:
      if (length === 4 && turn.tracing) turn.field('dhcpv6.lifetime', view.getUint32(at));
      return length === 4;
    case 37:
      if (length < 4 || !turn.tracing) return length >= 4;
      turn.field('dhcpv6.remoteid.enterprise', view.getUint32(at));
      turn.field('dhcpv6.remote_id', relayText(bytes, at + 4, end));
      return true;
    case 38:
      if (turn.tracing) turn.field('dhcpv6.subscriber_id', zeroEndedText(bytes, at, end));
      return true;
    case 79:
      // Kind of hardware and address (RFC 6939 4): the one option that says a client's MAC.
      if (length !== 8 || view.getUint16(at) !== 1) return false;
      if (turn.tracing) turn.field('dhcpv6.client_link_layer_addr', macText(bytes, at + 2));
      if (client !== 0) turn.binding(turn.mac(bytes, at + 2), client, 'dhcp');
      return true;
    default:
      return false;
  }
}
