import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { claimOwnName, suffixedName } from './nbns/claim-own-name.ts';
import { ENCODED_LENGTH, isEncodedName } from './nbns/netbios-name.ts';
import { KEEP_ALIVE, MESSAGE, nbss, POSITIVE, REQUEST } from './nbss.ts';
import { u16At, u32At, u64At } from './smb/bytes-at.ts';
import { smbAnomalies, smbFields } from './smb/fields.ts';
import { COMPRESSED, ENCRYPTED, functionName, objectName } from './smb/functions.ts';
import { isSmb1Content, readSmb1, SMB1_BEFORE_DATA } from './smb/smb1.ts';
import { BEFORE_DATA, isFileContent, readSmb2, SMB2_HEADER } from './smb/smb2.ts';
import { SmbState } from './smb/state.ts';

/** A message kept while it is not complete; contents of files are never kept, and of longer ones the beginning is read. */
export const MAX_MESSAGE = 0x2_0000;
/** Session packets the probe looks past: a NetBIOS session's opening and its signs of life. */
export const MAX_OPENING = 4;
/** Session header: type, and a length of 17 or 24 bits (RFC 1002 4.3.1, MS-SMB2 2.1). */
const HEADER = 4;
/** Type of an answer that refuses. */
const REFUSED = 0x83;
/** Two encoded names with their length and end. */
const NAMES = 2 * (1 + ENCODED_LENGTH + 1);
/** The four bytes that messages begin with: versions 1, 2 and 3, encrypted, compressed. */
const VERSION_1 = 0xff53_4d42;
const VERSION_2 = 0xfe53_4d42;
const TRANSFORM = 0xfd53_4d42;
const COMPRESSION = 0xfc53_4d42;
const TRANSFORM_HEADER = 52;
const SHORTEST = 16;

const about = {
  name: 'smb',
  title: 'Server Message Block',
  spec: 'MS-CIFS, MS-SMB, MS-SMB2, MS-NLMP, MS-BRWS; RFC 1001 and RFC 1002 (sessions)',
  fields: smbFields,
  anomalies: smbAnomalies,
  functionName,
  objectName,
  undecoded:
    'What is encrypted or compressed; contents of files, pipes and directories; Kerberos tickets; parameters of ' +
    'SMB1 transactions; security descriptors, locks, leases and create contexts.',
  open: (): SmbState => new SmbState(),
} as const;

/**
 * SMB 1 to 3 on TCP, bare or in NetBIOS sessions. Each command of a compound is a message, each message of SMB1 is
 * one; encrypted and compressed messages are one each. Contents of files are passed over by their length.
 */
export const smbOverTcp: StreamProtocol<SmbState> = {
  ...about,
  kind: 'stream',
  // Type, upper length byte and four letters; at worst five length bits count for nothing.
  falseMatchLog2: -38,
  ports: [445, 139],
  carries: [nbss],
  maxMessage: HEADER + MAX_MESSAGE,
  probe,
  parse,
  gap(state: SmbState): void {
    state.forget();
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();

function lengthAt(c: Cursor, ahead: number): number {
  return c.peek32(ahead) & 0xff_ffff;
}

function probe(c: Cursor): Verdict {
  let ahead = 0;
  for (let packets = 0; packets < MAX_OPENING; packets++) {
    const left = c.left - ahead;
    if (left <= 0) return UNSURE;
    const type = c.peek8(ahead);
    if (type !== MESSAGE && type !== REQUEST && type !== POSITIVE && type !== KEEP_ALIVE) return NO;
    if (left < HEADER) return UNSURE;
    const length = lengthAt(c, ahead);
    if (type === MESSAGE) return length < SHORTEST ? NO : probeMessage(c, ahead + HEADER, left - HEADER);
    if (type === REQUEST) {
      if (length !== NAMES) return NO;
      if (left < HEADER + NAMES) return c.peek8(ahead + HEADER) === ENCODED_LENGTH || left === HEADER ? UNSURE : NO;
      const at = c.at + ahead + HEADER;
      return isEncodedName(c.bytes, at, c.end) && isEncodedName(c.bytes, at + NAMES / 2, c.end) ? YES : NO;
    }
    if (length !== 0) return NO;
    ahead += HEADER;
  }
  return NO;
}

/** The letters of a message, and of version 2 the header's fixed size. */
function probeMessage(c: Cursor, ahead: number, left: number): Verdict {
  if (left >= 1 && c.peek8(ahead) < 0xfc) return NO;
  if (left >= 2 && c.peek8(ahead + 1) !== 0x53) return NO;
  if (left >= 3 && c.peek8(ahead + 2) !== 0x4d) return NO;
  if (left < 4) return UNSURE;
  if (c.peek8(ahead + 3) !== 0x42) return NO;
  if (c.peek8(ahead) !== 0xfe) return YES;
  if (left < 6) return UNSURE;
  return u16At(c, ahead + 4) === SMB2_HEADER ? YES : NO;
}

function parse(c: Cursor, turn: Turn, state: SmbState): Outcome {
  const type = c.peek8();
  if (type !== MESSAGE && (type < REQUEST || type > KEEP_ALIVE)) return BAD;
  if (c.left < HEADER) return MORE;
  const length = lengthAt(c, 0);
  if (type !== MESSAGE) return readSession(c, turn, type, length);
  if (length < 4) {
    if (!c.has(HEADER + length)) return MORE;
    tellSession(c, turn, 'payload-foreign');
    turn.unrecognised(length);
    c.skip(HEADER + length);
    return DONE;
  }
  const first = Math.min(length, BEFORE_DATA);
  if (!c.has(HEADER + first)) return MORE;
  const magic = c.peek32(HEADER) >>> 0;
  if (magic === TRANSFORM || magic === COMPRESSION) return passOver(c, turn, magic === TRANSFORM, length);
  if (magic !== VERSION_1 && magic !== VERSION_2) return BAD;
  inner.reset(c.bytes, c.view, c.at + HEADER, c.at + HEADER + first);
  const content = magic === VERSION_2 ? isFileContent(inner) : isSmb1Content(inner);
  const over = length > MAX_MESSAGE;
  if (!content && !over && !c.has(HEADER + length)) return MORE;
  if (!content) inner.reset(c.bytes, c.view, c.at + HEADER, c.at + HEADER + (over ? MAX_BEGINNING : length));
  const read = Math.min(length, inner.end - inner.at);
  tellSession(c, turn);
  if (over && !content) turn.anomaly('message-over-limit');
  if (magic === VERSION_2) readSmb2(inner, turn, state);
  else readSmb1(inner, turn, state);
  c.skip(HEADER + Math.min(read, c.left - HEADER));
  if (length > read) turn.skip(length - read, content ? 'decoded' : 'unrecognised');
  return DONE;
}

/** Of a message that is too long only what every message has is read. */
const MAX_BEGINNING = Math.max(SMB1_BEFORE_DATA, BEFORE_DATA);

/** Opening of a NetBIOS session, its answers, signs of life. */
function readSession(c: Cursor, turn: Turn, type: number, length: number): Outcome {
  if (length > NAMES) return BAD;
  if (!c.has(HEADER + length)) return MORE;
  const refused = type !== POSITIVE && type !== KEEP_ALIVE && type !== REQUEST;
  tellSession(c, turn, refused ? 'session-refused' : undefined);
  const names = c.at + HEADER;
  if (type === REQUEST && length === NAMES && isEncodedName(c.bytes, names + NAMES / 2, c.end)) {
    claimOwnName(c.bytes, names + NAMES / 2, turn);
  }
  c.skip(HEADER + length);
  return DONE;
}

/** Ciphertext by its length; of what is compressed nothing can be seen either. */
function passOver(c: Cursor, turn: Turn, encrypted: boolean, length: number): Outcome {
  inner.reset(c.bytes, c.view, c.at + HEADER, c.end);
  tellSession(c, turn);
  turn.message(encrypted ? ENCRYPTED : COMPRESSED);
  if (turn.tracing) {
    if (encrypted) {
      turn.field('smb2.header.transform.msg_size', u32At(inner, 36));
      turn.field('smb2.sesid', u64At(inner, 44));
    } else turn.field('smb2.header.comp_transform.original_size', u32At(inner, 4));
  }
  const header = Math.min(length, encrypted ? TRANSFORM_HEADER : SHORTEST);
  c.skip(HEADER + header);
  if (length > header) turn.skip(length - header, encrypted ? 'encrypted' : 'unrecognised');
  return DONE;
}

/** The session packet itself, counted under its own name. */
function tellSession(c: Cursor, turn: Turn, anomaly?: string): void {
  const type = c.peek8();
  turn.inside(nbss);
  turn.message(type);
  if (turn.tracing) {
    const length = lengthAt(c, 0);
    const names = c.at + HEADER;
    turn.field('nbss.type', type);
    turn.field('nbss.length', length);
    if (type === REFUSED && length === 1) turn.field('nbss.error_code', c.peek8(HEADER));
    if (type === REQUEST && length === NAMES && isEncodedName(c.bytes, names, c.end)) {
      turn.field('nbss.called_name', suffixedName(c.bytes, names));
      if (isEncodedName(c.bytes, names + NAMES / 2, c.end)) {
        turn.field('nbss.calling_name', suffixedName(c.bytes, names + NAMES / 2));
      }
    }
  }
  if (anomaly !== undefined) turn.anomaly(anomaly);
  turn.inside(undefined);
}
