import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { BerElement, SEQUENCE } from '../snmp/ber-element.ts';
import { YES } from '../../verdict.ts';
import { KerberosHead } from './envelope.ts';
import {
  AP_REPLY,
  AP_REQUEST,
  AS_REPLY,
  AS_REQUEST,
  ERROR,
  errorCodes,
  PRIVATE,
  TGS_REPLY,
  TGS_REQUEST,
} from './names.ts';
import {
  flagsAt,
  integerAt,
  MAX_LISTED,
  principalAt,
  readAddresses,
  readEncrypted,
  readTicket,
  tellService,
  textAt,
  traceIntegers,
} from './parts.ts';

/** Proof of a TGS request: an AP request with the ticket that is held (RFC 4120 5.2.7.1). */
const PA_TGS_REQUEST = 1;
const OCTETS = 0x04;

/** Used within one call only. */
const element: BerElement = new BerElement();
const carried: KerberosHead = new KerberosHead();

/** What of a message is put together from several of its fields. */
interface Who {
  client: string;
  realm: string;
}

/** Reads a whole message whose beginning is known; the cursor ends behind it. */
export function readKerberosMessage(c: Cursor, turn: Turn, head: KerberosHead): void {
  const { type } = head;
  const end = c.at + head.end;
  c.at += head.start;
  turn.message(type);
  if (turn.tracing) turn.field('kerberos.msg_type', type);
  const who: Who = { client: '', realm: '' };
  let proofs = { start: 0, end: 0 };
  let whole = true;
  while (whole && c.at < end) {
    if (!element.read(c, end)) {
      whole = false;
      break;
    }
    const { tag, end: next } = element;
    // The ticket in a TGS request's proof is read last: it is a message of its own.
    if (tag === 0xa3 && type === TGS_REQUEST) proofs = { start: c.at, end: next };
    whole = readField(c, turn, type, tag, next, who);
    if (whole) c.at = next;
  }
  if (!whole || c.failed) {
    turn.anomaly('message-malformed');
    turn.unrecognised(Math.max(0, end - Math.min(c.at, end)));
  }
  tellClient(turn, type, who);
  c.failed = false;
  if (proofs.end > proofs.start) {
    c.at = proofs.start;
    readCarried(c, turn, proofs.end);
  }
  c.failed = false;
  c.at = end;
}

function readField(c: Cursor, turn: Turn, type: number, tag: number, end: number, who: Who): boolean {
  switch (type) {
    case AS_REQUEST:
    case TGS_REQUEST:
      if (tag === 0xa3) return readProofs(c, turn, end);
      return tag === 0xa4 ? readBody(c, turn, end, who) : true;
    case AS_REPLY:
    case TGS_REPLY:
      if (tag === 0xa2) return readProofs(c, turn, end);
      if (tag === 0xa3) return realmInto(c, end, who);
      if (tag === 0xa4) return clientInto(c, end, who);
      if (tag === 0xa5) return readTicket(c, turn, end);
      return tag === 0xa6 ? readEncrypted(c, turn, end) : true;
    case AP_REQUEST:
      if (tag === 0xa2) return number(turn, 'kerberos.ap_options', flagsAt(c, end));
      if (tag === 0xa3) return readTicket(c, turn, end);
      return tag === 0xa4 ? readEncrypted(c, turn, end) : true;
    case AP_REPLY:
      return tag === 0xa2 ? readEncrypted(c, turn, end) : true;
    case PRIVATE:
      return tag === 0xa3 ? readEncrypted(c, turn, end) : true;
    case ERROR:
      return readError(c, turn, tag, end, who);
    default:
      return true;
  }
}

/** Kinds of proof, by number; what they hold is secret or opaque. */
function readProofs(c: Cursor, turn: Turn, end: number): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const last = element.end;
  for (let i = 0; c.at < last; i++) {
    if (i >= MAX_LISTED) {
      turn.anomaly('elements-over-limit');
      return true;
    }
    if (!element.readTag(c, last, SEQUENCE)) return false;
    const next = element.end;
    if (!element.readTag(c, next, 0xa1)) return false;
    const type = integerAt(c, element.end);
    if (type === undefined) return false;
    if (turn.tracing) turn.field('kerberos.padata_type', type);
    c.at = next;
  }
  return true;
}

/** The AP request among the proofs of a TGS request: a message within a message, no deeper. */
function readCarried(c: Cursor, turn: Turn, end: number): void {
  if (!element.readTag(c, end, SEQUENCE)) return;
  const last = element.end;
  for (let i = 0; c.at < last && i < MAX_LISTED; i++) {
    if (!element.readTag(c, last, SEQUENCE)) return;
    const next = element.end;
    if (!element.readTag(c, next, 0xa1)) return;
    const type = integerAt(c, element.end);
    if (type === PA_TGS_REQUEST && element.readTag(c, next, 0xa2) && element.readTag(c, next, OCTETS)) {
      const { end: valueEnd } = element;
      if (carried.read(c, 0) === YES && carried.type === AP_REQUEST && c.at + carried.end <= valueEnd) {
        readKerberosMessage(c, turn, carried);
      }
    }
    c.failed = false;
    c.at = next;
  }
}

/** RFC 4120 5.4.1, KDC-REQ-BODY. */
function readBody(c: Cursor, turn: Turn, end: number, who: Who): boolean {
  if (!element.readTag(c, end, SEQUENCE)) return false;
  const last = element.end;
  let whole = true;
  while (whole && c.at < last) {
    if (!element.read(c, last)) return false;
    const { tag, end: next } = element;
    switch (tag) {
      case 0xa0:
        whole = number(turn, 'kerberos.kdc_options', flagsAt(c, next));
        break;
      case 0xa1:
        whole = clientInto(c, next, who);
        break;
      case 0xa2:
        whole = realmInto(c, next, who);
        if (whole && turn.tracing) turn.field('kerberos.realm', who.realm);
        break;
      case 0xa3: {
        const service = principalAt(c, next);
        whole = service !== undefined;
        if (service !== undefined) tellService(turn, service);
        break;
      }
      case 0xa5:
      case 0xa6:
        whole = text(turn, tag === 0xa5 ? 'kerberos.till' : 'kerberos.rtime', textAt(c, next));
        break;
      case 0xa7:
        whole = number(turn, 'kerberos.nonce', integerAt(c, next));
        break;
      case 0xa8:
        whole = traceIntegers(c, turn, next, 'kerberos.ENCTYPE');
        break;
      case 0xa9:
        whole = readAddresses(c, turn, next);
        break;
      case 0xaa:
        turn.encrypted(next - c.at);
        break;
      default:
    }
    c.at = next;
  }
  return whole;
}

/** RFC 4120 5.9.1. */
function readError(c: Cursor, turn: Turn, tag: number, end: number, who: Who): boolean {
  switch (tag) {
    case 0xa4:
      return text(turn, 'kerberos.stime', textAt(c, end));
    case 0xa6: {
      const code = integerAt(c, end);
      if (code !== undefined && turn.tracing) turn.field('kerberos.error', errorCodes.get(code) ?? String(code));
      return number(turn, 'kerberos.error_code', code);
    }
    case 0xa7:
      return realmInto(c, end, who);
    case 0xa8:
      return clientInto(c, end, who);
    case 0xa9: {
      const realm = textAt(c, end);
      if (realm !== undefined && realm !== '') turn.claim(turn.sender, 'domain', realm);
      return text(turn, 'kerberos.realm', realm);
    }
    case 0xaa: {
      const service = principalAt(c, end);
      if (service !== undefined) tellService(turn, service);
      return service !== undefined;
    }
    case 0xab:
      return text(turn, 'kerberos.e_text', textAt(c, end));
    default:
      return true;
  }
}

/** Who asks is who sends a request, or who gets a reply; computers’ names end in a dollar sign. */
function tellClient(turn: Turn, type: number, { client, realm }: Who): void {
  if (turn.tracing) {
    if (client !== '') turn.field('kerberos.client', client);
    if (realm !== '' && type !== AS_REQUEST && type !== TGS_REQUEST) turn.field('kerberos.crealm', realm);
  }
  const reply = type === AS_REPLY || type === TGS_REPLY || type === ERROR;
  const about = reply ? turn.receiver : turn.sender;
  if (realm !== '') turn.claim(about, 'domain', realm);
  if (reply && realm !== '' && type !== ERROR) turn.claim(turn.sender, 'domain', realm);
  if (client === '') return;
  if (client.endsWith('$')) turn.claim(about, 'hostname', client.slice(0, -1));
  else if (client.startsWith('host/')) turn.claim(about, 'hostname', client.slice(5));
  else turn.claim(about, 'user', realm === '' ? client : `${client}@${realm}`);
}

function clientInto(c: Cursor, end: number, who: Who): boolean {
  const client = principalAt(c, end);
  who.client = client ?? '';
  return client !== undefined;
}

function realmInto(c: Cursor, end: number, who: Who): boolean {
  const realm = textAt(c, end);
  who.realm = realm ?? '';
  return realm !== undefined;
}

function number(turn: Turn, field: string, value: number | undefined): boolean {
  if (value !== undefined && turn.tracing) turn.field(field, value);
  return value !== undefined;
}

function text(turn: Turn, field: string, value: string | undefined): boolean {
  if (value !== undefined && turn.tracing) turn.field(field, value);
  return value !== undefined;
}
