import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readSecurityBlob } from '../smb/ntlm.ts';
import { BerElement, OCTET_STRING, SEQUENCE, signedInteger } from '../snmp/ber-element.ts';
import { wireText } from '../wire-text.ts';
import { ENUMERATED, readAttributes, readTypes } from './attributes.ts';
import type { Envelope } from './envelope.ts';
import { FilterReader } from './filter.ts';
import {
  ADD_REQUEST,
  BIND_REQUEST,
  BIND_RESPONSE,
  COMPARE_REQUEST,
  DELETE_REQUEST,
  EXTENDED_REQUEST,
  EXTENDED_RESPONSE,
  MODIFY_REQUEST,
  RENAME_REQUEST,
  resultCodes,
  SEARCH_ENTRY,
  SEARCH_REQUEST,
  withResult,
} from './operations.ts';
import type { LdapState } from './state.ts';

/** Controls of one message that are shown. */
export const MAX_CONTROLS = 32;
const START_TLS = '1.3.6.1.4.1.1466.20037';
const SUCCESS = 0;
/** Choices of a bind (RFC 4511 4.2; MS-ADTS 5.1.1.1.3 for those of NTLM). */
const SIMPLE = 0x80;
const SASL = 0xa3;
const SICILY_FIRST = 0x89;
const SICILY_LAST = 0x8b;
const REQUEST_NAME = 0x80;
const RESPONSE_NAME = 0x8a;
const SERVER_CREDENTIALS = 0x87;

/** Used within one call only. */
const element: BerElement = new BerElement();
const filter: FilterReader = new FilterReader();

/** Reads a whole message whose envelope is known; the cursor ends behind it. True where TLS begins behind it. */
export function readLdapMessage(c: Cursor, turn: Turn, state: LdapState, envelope: Envelope): boolean {
  const { operation, id } = envelope;
  const origin = c.at;
  turn.message(operation);
  if (turn.tracing) turn.field('ldap.messageID', id);
  const end = origin + envelope.operationEnd;
  c.at = origin + envelope.start;
  state.secured = false;
  if (!readOperation(c, turn, state, envelope, end)) {
    turn.anomaly('message-malformed');
    turn.unrecognised(Math.max(0, end - Math.min(c.at, end)));
  }
  if (turn.tracing && envelope.operationEnd < envelope.end) {
    c.failed = false;
    c.at = end;
    traceControls(c, turn, origin + envelope.end);
  }
  c.failed = false;
  c.at = origin + envelope.end;
  return state.secured;
}

/** False where the elements do not fit. */
function readOperation(c: Cursor, turn: Turn, state: LdapState, { operation, id }: Envelope, end: number): boolean {
  if (withResult.has(operation)) return readResult(c, turn, state, operation, id, end);
  switch (operation) {
    case BIND_REQUEST:
      return readBind(c, turn, end);
    case SEARCH_REQUEST:
      return readSearch(c, turn, end);
    case SEARCH_ENTRY: {
      const name = text(c, end);
      if (name === undefined) return false;
      if (turn.tracing) turn.field('ldap.objectName', name);
      return readAttributes(c, turn, end, name === '');
    }
    case MODIFY_REQUEST:
      return named(c, turn, end, 'ldap.object') && readTypes(c, turn, end, true);
    case ADD_REQUEST:
      return named(c, turn, end, 'ldap.entry') && readTypes(c, turn, end, false);
    case RENAME_REQUEST:
      return named(c, turn, end, 'ldap.entry') && named(c, turn, end, 'ldap.newrdn');
    case COMPARE_REQUEST:
      return named(c, turn, end, 'ldap.entry');
    case DELETE_REQUEST:
      if (turn.tracing) turn.field('ldap.delRequest', wireText(c.bytes, c.at, end));
      return true;
    case EXTENDED_REQUEST: {
      if (!element.readTag(c, end, REQUEST_NAME)) return false;
      const name = wireText(c.bytes, c.at, element.end);
      if (turn.tracing) turn.field('ldap.requestName', name);
      if (name === START_TLS) state.startTls = id;
      return true;
    }
    default:
      return true;
  }
}

function readBind(c: Cursor, turn: Turn, end: number): boolean {
  element.ok = true;
  const version = element.integer(c, end);
  const name = element.ok ? text(c, end) : undefined;
  if (name === undefined || !element.read(c, end)) return false;
  const { tag, end: choiceEnd } = element;
  if (turn.tracing) {
    turn.field('ldap.version', version);
    turn.field('ldap.name', name);
    turn.field('ldap.authentication', tag & 0x1f);
  }
  if (tag === SIMPLE) {
    // The password itself is passed over.
    if (name !== '') turn.claim(turn.sender, 'user', name);
    if (choiceEnd > c.at) turn.anomaly('password-in-clear');
  } else if (tag >= SICILY_FIRST && tag <= SICILY_LAST) readSecurityBlob(c, turn, 0, choiceEnd - c.at);
  else if (tag === SASL) {
    const mechanism = text(c, choiceEnd);
    if (mechanism === undefined) return false;
    if (turn.tracing) turn.field('ldap.mechanism', mechanism);
    if (mechanism === 'PLAIN') turn.anomaly('password-in-clear');
    else if (c.at < choiceEnd && element.readTag(c, choiceEnd, OCTET_STRING)) {
      readSecurityBlob(c, turn, 0, element.end - c.at);
    }
  }
  return true;
}

function readSearch(c: Cursor, turn: Turn, end: number): boolean {
  const base = text(c, end);
  if (base === undefined || !element.readTag(c, end, ENUMERATED)) return false;
  const scope = signedInteger(c, element.end);
  c.at = element.end;
  if (!element.readTag(c, end, ENUMERATED)) return false;
  c.at = element.end;
  element.ok = true;
  const size = element.integer(c, end);
  element.integer(c, end);
  if (!element.ok || !element.read(c, end)) return false;
  c.at = element.end;
  if (turn.tracing) {
    turn.field('ldap.baseObject', base);
    turn.field('ldap.scope', scope);
    turn.field('ldap.sizeLimit', size);
  }
  if (!filter.read(c, end, turn.tracing)) return false;
  if (filter.overLimit) turn.anomaly('filter-over-limit');
  if (filter.host !== '' && filter.domain !== '') turn.claim(turn.sender, 'hostname', filter.host);
  if (filter.domain !== '') turn.name('query', filter.domain, 0);
  if (turn.tracing) turn.field('ldap.filter_shape', filter.shape);
  if (!element.readTag(c, end, SEQUENCE)) return false;
  for (let i = 0; c.at < end; i++) {
    const attribute = text(c, end);
    if (attribute === undefined) return false;
    if (turn.tracing && i < MAX_CONTROLS) turn.field('ldap.AttributeDescription', attribute);
  }
  return true;
}

function readResult(c: Cursor, turn: Turn, state: LdapState, operation: number, id: number, end: number): boolean {
  if (!element.readTag(c, end, ENUMERATED)) return false;
  const code = signedInteger(c, element.end);
  c.at = element.end;
  const matched = text(c, end);
  const message = matched === undefined ? undefined : text(c, end);
  if (message === undefined || matched === undefined) return false;
  if (turn.tracing) {
    turn.field('ldap.resultCode', code);
    turn.field('ldap.result', resultCodes.get(code) ?? String(code));
    if (matched !== '') turn.field('ldap.matchedDN', matched);
    if (message !== '') turn.field('ldap.errorMessage', message);
  }
  if (operation === BIND_RESPONSE) {
    // OpenLDAP and Windows answer NTLM's offer here, Windows 2000's own way in place of the matched name.
    if (matched.startsWith('NTLMSSP')) readSecurityBlob(c, turn, matchedAt - c.at, matchedLength);
    while (c.at < end) {
      if (!element.read(c, end)) return false;
      if (element.tag === SERVER_CREDENTIALS) readSecurityBlob(c, turn, 0, element.end - c.at);
      c.at = element.end;
    }
  } else if (operation === EXTENDED_RESPONSE) {
    let secured = state.startTls === id;
    while (c.at < end) {
      if (!element.read(c, end)) return false;
      if (element.tag === RESPONSE_NAME) {
        const name = wireText(c.bytes, c.at, element.end);
        if (turn.tracing) turn.field('ldap.responseName', name);
        secured ||= name === START_TLS;
      }
      c.at = element.end;
    }
    state.startTls = -1;
    state.secured = secured && code === SUCCESS;
  }
  return true;
}

function traceControls(c: Cursor, turn: Turn, end: number): void {
  if (!element.read(c, end)) return;
  const last = element.end;
  for (let i = 0; i < MAX_CONTROLS && c.at < last; i++) {
    if (!element.readTag(c, last, SEQUENCE)) return;
    const next = element.end;
    const type = text(c, next);
    if (type === undefined) return;
    turn.field('ldap.controlType', type);
    c.at = next;
  }
}

let matchedAt = 0;
let matchedLength = 0;

/** An octet string as text; undefined where there is none. */
function text(c: Cursor, end: number): string | undefined {
  if (!element.readTag(c, end, OCTET_STRING)) return undefined;
  const value = wireText(c.bytes, c.at, element.end);
  if (value.startsWith('NTLMSSP')) {
    matchedAt = c.at;
    matchedLength = element.end - c.at;
  }
  c.at = element.end;
  return value;
}

function named(c: Cursor, turn: Turn, end: number, field: string): boolean {
  const value = text(c, end);
  if (value !== undefined && turn.tracing) turn.field(field, value);
  return value !== undefined;
}
