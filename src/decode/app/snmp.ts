import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { BerElement, INTEGER, OCTET_STRING, SEQUENCE } from './snmp/ber-element.ts';
import { anomalies, fields } from './snmp/fields.ts';
import { ENCRYPTED, functionName, isPdu, NO_PDU, RESPONSE, TRAP_V1 } from './snmp/functions.ts';
import { readEngineId } from './snmp/identity.ts';
import { objectName } from './snmp/objects.ts';
import { readPdu } from './snmp/pdu.ts';
import { specLists } from './snmp/spec-lists.ts';
import { SnmpState } from './snmp/state.ts';
import { hexText, wireText } from './wire-text.ts';

const V1 = 0;
const V2C = 1;
const V3 = 3;
const USER_BASED = 3;
const ENCRYPTED_FLAG = 2;
const AGENT = 161;

/**
 * The Simple Network Management Protocol, versions 1, 2c and 3, one datagram a message. Community strings are
 * passwords: they are compared with the two that everybody tries and never kept. What an agent says of itself (name,
 * description, place, maker, interfaces, parts of the chassis) becomes claims.
 */
export const snmp: DatagramProtocol<SnmpState> = {
  kind: 'datagram',
  name: 'snmp',
  title: 'Simple Network Management Protocol',
  spec: 'RFC 1157, RFC 1901, RFC 3411, RFC 3412, RFC 3414, RFC 3416, RFC 3418, RFC 2863, RFC 6933',
  fields,
  anomalies,
  functionName,
  objectName,
  specLists,
  undecoded:
    'Encrypted PDUs of version 3, security models other than the user-based one, party-based version 2, meanings of ' +
    "objects beyond system, interfaces and entity tables, makers' MIBs.",
  // Sequence 8 bits, length 7, version 8 + 8 + 6; then community's tag 8 and PDU tag 5, or version 3's three elements.
  falseMatchLog2: -40,
  ports: [AGENT, 162],
  open: () => new SnmpState(),
  probe,
  parse,
};

/** Used within one call only. */
const element: BerElement = new BerElement();
const inner: BerElement = new BerElement();

function probe(c: Cursor): Verdict {
  if (c.peek8() !== SEQUENCE || !element.readTag(c, c.end, SEQUENCE)) return NO;
  const end = element.end;
  // Some agents leave a few bytes behind the message; nobody leaves more than the message.
  if (c.end - end > 8 || !element.readTag(c, end, INTEGER) || element.end - c.at !== 1) return NO;
  const version = c.u8();
  if (version === V3) {
    if (!element.readTag(c, end, SEQUENCE)) return NO;
    const header = element.end;
    element.ok = true;
    element.integer(c, header);
    element.integer(c, header);
    if (!element.ok || !element.readTag(c, header, OCTET_STRING) || element.end - c.at !== 1) return NO;
    return YES;
  }
  if (version !== V1 && version !== V2C) return NO;
  if (!element.readTag(c, end, OCTET_STRING)) return NO;
  c.at = element.end;
  return element.read(c, end) && isPdu(element.tag) ? YES : NO;
}

function parse(c: Cursor, turn: Turn, state: SnmpState): Outcome {
  if (c.left < 2) return MORE;
  if (!element.readTag(c, c.end, SEQUENCE)) return c.peek8() === SEQUENCE || c.failed ? MORE : BAD;
  const end = element.end;
  element.ok = true;
  const version = element.integer(c, end);
  if (!element.ok || (version !== V1 && version !== V2C && version !== V3)) return BAD;
  const read = version === V3 ? readVersion3(c, turn, state, end) : readCommunity(c, turn, state, version, end);
  if (!read) {
    turn.anomaly('malformed');
    const at = c.at < end ? c.at : end;
    turn.unrecognised(end - at);
  }
  if (end < c.end) {
    turn.anomaly('trailing-bytes');
    turn.unrecognised(c.end - end);
  }
  c.at = c.end;
  return DONE;
}

/** Versions 1 and 2c: community, PDU. Begins the message in every case. */
function readCommunity(c: Cursor, turn: Turn, state: SnmpState, version: number, end: number): boolean {
  const community = inner.readTag(c, end, OCTET_STRING);
  const start = c.at;
  const stop = inner.end;
  let fn = NO_PDU;
  if (community) {
    c.at = stop;
    if (inner.read(c, end) && isPdu(inner.tag)) fn = inner.tag & 0x1f;
  }
  turn.message(fn);
  if (turn.tracing) {
    turn.field('snmp.version', version);
    if (community) turn.field('snmp.community', '***');
    turn.field('snmp.data', fn);
  }
  if (community && isDefault(c.bytes, start, stop)) turn.anomaly('community-default');
  return fn !== NO_PDU && readPdu(c, turn, state, fn, inner.end);
}

function isDefault(bytes: Uint8Array, start: number, end: number): boolean {
  return isText(bytes, start, end, 'public') || isText(bytes, start, end, 'private');
}

function isText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** What of a version 3 header is needed behind it; reused. */
const header = { id: 0, size: 0, flags: 0, model: 0, parametersAt: 0, parametersEnd: 0 };

/** RFC 3412 6: global data, security parameters, scoped PDU or ciphertext. Begins the message in every case. */
function readVersion3(c: Cursor, turn: Turn, state: SnmpState, end: number): boolean {
  if (!readHeader(c, end)) {
    turn.message(NO_PDU);
    return false;
  }
  const encrypted = (header.flags & ENCRYPTED_FLAG) !== 0;
  const contentAt = c.at;
  let fn = encrypted ? ENCRYPTED : NO_PDU;
  let contextAt = 0;
  let contextEnd = 0;
  let nameAt = 0;
  let nameEnd = 0;
  if (!encrypted && inner.readTag(c, end, SEQUENCE)) {
    const stop = inner.end;
    if (inner.readTag(c, stop, OCTET_STRING)) {
      contextAt = c.at;
      contextEnd = c.at = inner.end;
      if (inner.readTag(c, stop, OCTET_STRING)) {
        nameAt = c.at;
        nameEnd = c.at = inner.end;
        if (inner.read(c, stop) && isPdu(inner.tag)) fn = inner.tag & 0x1f;
      }
    }
  }
  const pduEnd = inner.end;
  const pduAt = c.at;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('snmp.msgVersion', V3);
    turn.field('snmp.msgID', header.id);
    turn.field('snmp.msgMaxSize', header.size);
    turn.field('snmp.msgFlags', header.flags);
    turn.field('snmp.msgSecurityModel', header.model);
    if (contextEnd > contextAt) turn.field('snmp.contextEngineID', hexText(c.bytes, contextAt, contextEnd));
    if (nameEnd > nameAt) turn.field('snmp.contextName', wireText(c.bytes, nameAt, nameEnd));
    turn.field('snmp.data', fn);
  }
  // Commands and answers are checked by the agent's engine, traps and their like by the sender's (RFC 3412 1.4).
  const own = fn === ENCRYPTED || fn === NO_PDU ? turn.sourcePort === AGENT : fn >= TRAP_V1 || fn === RESPONSE;
  const known = readSecurity(c, turn, own && fn !== 5 && fn !== 6 ? turn.sender : 0);
  c.at = pduAt;
  if (encrypted) {
    c.at = contentAt;
    if (!inner.readTag(c, end, OCTET_STRING)) return false;
    turn.encrypted(inner.end - c.at);
    c.at = inner.end;
    return known;
  }
  return fn !== NO_PDU && readPdu(c, turn, state, fn, pduEnd) && known;
}

function readHeader(c: Cursor, end: number): boolean {
  if (!inner.readTag(c, end, SEQUENCE)) return false;
  const stop = inner.end;
  inner.ok = true;
  header.id = inner.integer(c, stop);
  header.size = inner.integer(c, stop);
  if (!inner.ok || !inner.readTag(c, stop, OCTET_STRING) || inner.end - c.at !== 1) return false;
  header.flags = c.u8();
  header.model = inner.integer(c, stop);
  c.at = stop;
  if (!inner.ok || !inner.readTag(c, end, OCTET_STRING)) return false;
  header.parametersAt = c.at;
  header.parametersEnd = c.at = inner.end;
  return true;
}

/** RFC 3414 2.4: engine, boots, time, user; then digests, which are left. `about` is the sender where it is the engine. */
function readSecurity(c: Cursor, turn: Turn, about: number): boolean {
  if (header.model !== USER_BASED) return true;
  c.at = header.parametersAt;
  if (!element.readTag(c, header.parametersEnd, SEQUENCE)) return false;
  const stop = element.end;
  if (!element.readTag(c, stop, OCTET_STRING)) return false;
  const engineAt = c.at;
  const engineEnd = element.end;
  c.at = engineEnd;
  element.ok = true;
  const boots = element.integer(c, stop);
  const time = element.integer(c, stop);
  if (!element.ok || !element.readTag(c, stop, OCTET_STRING)) return false;
  if (turn.tracing) {
    turn.field('snmp.msgAuthoritativeEngineID', hexText(c.bytes, engineAt, engineEnd));
    turn.field('snmp.msgAuthoritativeEngineBoots', boots);
    turn.field('snmp.msgAuthoritativeEngineTime', time);
    turn.field('snmp.msgUserName', wireText(c.bytes, c.at, element.end));
  }
  readEngineId(turn, about, c.bytes, engineAt, engineEnd);
  return true;
}
