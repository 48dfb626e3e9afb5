import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import { OpenRequests } from '../../kernel/open-requests.ts';
import { OTHER, STOP, WRITE } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { radiusAnomalies, radiusCodes, radiusFields } from './radius/fields.ts';
import { wireText } from './wire-text.ts';

/** Attributes read of one packet of at most 4,096 bytes. */
export const MAX_ATTRIBUTES = 256;
/** Requests of one client that wait; their number has eight bits. */
export const MAX_WAITING = 256;

const HEADER = 20;
const LONGEST = 4096;
const ACCESS_REQUEST = 1;
const ACCOUNTING_REQUEST = 4;
const STATUS_SERVER = 12;
const DISCONNECT_REQUEST = 40;
const CHANGE_REQUEST = 43;
const requests: ReadonlySet<number> = new Set([
  ACCESS_REQUEST,
  ACCOUNTING_REQUEST,
  STATUS_SERVER,
  DISCONNECT_REQUEST,
  CHANGE_REQUEST,
]);
/** Reject and the two refusals. */
const refusals: ReadonlySet<number> = new Set([3, 42, 45]);
const CHALLENGE = 11;

/** Attributes that are text, with their fields (RFC 2865 5, RFC 2869 5). */
const texts: ReadonlyMap<number, string> = new Map([
  [1, 'radius.User_Name'],
  [18, 'radius.Reply_Message'],
  [30, 'radius.Called_Station_Id'],
  [31, 'radius.Calling_Station_Id'],
  [32, 'radius.NAS_Identifier'],
  [87, 'radius.NAS_Port_Id'],
]);
const numbers: ReadonlyMap<number, string> = new Map([
  [5, 'radius.NAS_Port'],
  [6, 'radius.Service_Type'],
  [26, 'radius.Vendor_Specific'],
  [40, 'radius.Acct_Status_Type'],
  [61, 'radius.NAS_Port_Type'],
]);
const USER = 1;
const NAS_ADDRESS = 4;
const FRAMED_ADDRESS = 8;
const VENDOR = 26;
const NAS_NAME = 32;
const NAS_ADDRESS_6 = 95;

/** RADIUS: devices ask a server who may sign in, or use a network; names of both come by. Passwords are not looked at. */
export const radius: DatagramProtocol<OpenRequests> = {
  kind: 'datagram',
  name: 'radius',
  title: 'Remote Authentication Dial-In User Service',
  spec: 'RFC 2865, RFC 2866 (accounting), RFC 2869, RFC 3162 (IPv6), RFC 5176 (changes)',
  fields: radiusFields,
  anomalies: radiusAnomalies,
  functionName: (fn) => radiusCodes.get(fn),
  objectName: () => 'session',
  undecoded: 'Passwords, EAP, and makers’ own attributes, of which only the maker is told.',
  specLists: () => [
    {
      title: 'Packet types',
      source: 'IANA, RADIUS packet type codes (RFC 2865, 2866, 5176)',
      entries: [...radiusCodes].map(([id, name]) => ({ id: `${id}`, name, depth: 'decoded', functions: [id] })),
    },
  ],
  // Code 4 bits, length 16, attributes that end where the packet ends 5, at least one of them a known one 1.
  falseMatchLog2: -25,
  canBegin: (byte) => radiusCodes.has(byte),
  ports: [1812, 1813, 1645, 1646, 3799],
  open: () => new OpenRequests(MAX_WAITING),
  probe(c: Cursor): Verdict {
    const length = c.peek16(2);
    if (!radiusCodes.has(c.peek8()) || length !== c.left || length <= HEADER || length > LONGEST) return NO;
    for (let at = HEADER; at < length; ) {
      const size = c.peek8(at + 1);
      if (c.peek8(at) === 0 || size < 2 || at + size > length) return NO;
      at += size;
    }
    return YES;
  },
  parse(c: Cursor, turn: Turn, state: OpenRequests): Outcome {
    if (!c.has(HEADER)) return MORE;
    const code = c.peek8();
    const id = c.peek8(1);
    const length = c.peek16(2);
    if (!radiusCodes.has(code) || length < HEADER) return BAD;
    if (!c.has(length)) return MORE;
    turn.message(code);
    if (turn.tracing) {
      turn.field('radius.code', code);
      turn.field('radius.id', id);
      turn.field('radius.length', length);
    }
    const outer = c.end;
    c.end = c.at + length;
    if (requests.has(code)) ask(turn, state, code, id);
    else if (state.take(id)) {
      const refused = refusals.has(code) || code === CHALLENGE ? code : 0;
      turn.outcome(state.handle(0), refused, state.seconds, state.nanos);
    }
    c.skip(HEADER);
    readAttributes(c, turn, code);
    // RFC 2865 3: what stands behind the length is padding.
    c.end = outer;
    c.at = outer;
    return DONE;
  },
};

function ask(turn: Turn, state: OpenRequests, code: number, id: number): void {
  const back = code === DISCONNECT_REQUEST || code === CHANGE_REQUEST;
  turn.claim(turn.sender, 'role', back ? 'radius server' : 'radius client');
  state.open(id, code, 0, 0, turn.seconds, turn.nanos);
  const access = code === DISCONNECT_REQUEST ? STOP : code === CHANGE_REQUEST ? WRITE : OTHER;
  state.addHandle(turn.command(code, 0, 0, 0, 0, access));
}

function readAttributes(c: Cursor, turn: Turn, code: number): void {
  for (let read = 0; c.left >= 2; read++) {
    if (read === MAX_ATTRIBUTES) {
      turn.anomaly('too-many-entries');
      break;
    }
    const type = c.peek8();
    const size = c.peek8(1);
    if (size < 2 || !c.has(size)) {
      turn.anomaly('attribute-cut');
      break;
    }
    readAttribute(c, turn, code, type, c.at + 2, c.at + size);
    c.skip(size);
  }
  turn.unrecognised(c.left);
}

function readAttribute(c: Cursor, turn: Turn, code: number, type: number, at: number, end: number): void {
  const { bytes } = c;
  if (turn.tracing) trace(c, turn, type, at, end);
  if (type === NAS_NAME && code <= ACCOUNTING_REQUEST && end > at) {
    const name = wireText(bytes, at, end);
    turn.claim(turn.sender, 'hostname', name);
    turn.name('self', name, turn.sender);
  } else if (type === USER && code === ACCESS_REQUEST && end > at) {
    turn.claim(turn.sender, 'user', wireText(bytes, at, end));
  } else if (type === NAS_ADDRESS && code === ACCESS_REQUEST && end - at === 4) {
    // A device behind another one's address: what it calls itself differs from what it sends with.
    if (turn.ip(bytes, at, 4) !== turn.sender) turn.claim(turn.sender, 'address-in-payload', ipv4Text(bytes, at));
  } else if (type === VENDOR && end - at > 4) turn.unrecognised(end - at - 4);
}

function trace(c: Cursor, turn: Turn, type: number, at: number, end: number): void {
  turn.field('radius.avp.type', type);
  const text = texts.get(type);
  const number = numbers.get(type);
  if (text !== undefined) turn.field(text, wireText(c.bytes, at, end));
  else if (number !== undefined && end - at >= 4) turn.field(number, c.view.getUint32(at));
  else if (type === NAS_ADDRESS && end - at === 4) turn.field('radius.NAS_IP_Address', ipv4Text(c.bytes, at));
  else if (type === FRAMED_ADDRESS && end - at === 4) turn.field('radius.Framed-IP-Address', ipv4Text(c.bytes, at));
  else if (type === NAS_ADDRESS_6 && end - at === 16) turn.field('radius.NAS_IPv6_Address', ipv6Text(c.bytes, at));
}
