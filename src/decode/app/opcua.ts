import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { tellCertificate } from './opcua/application-certificate.ts';
import { chunkSize, type ChunkKind, kindAt, mayBegin } from './opcua/chunk.ts';
import { opcuaAnomalies, opcuaFields } from './opcua/fields.ts';
import { objectName } from './opcua/objects.ts';
import { MessageHead, readBody, serviceAt, tellHead } from './opcua/read-body.ts';
import { ENCRYPTED_OPEN, serviceName } from './opcua/services.ts';
import { specLists } from './opcua/spec-lists.ts';
import { OpcUaState } from './opcua/state.ts';
import { wireText } from './wire-text.ts';

/** A chunk kept while it is not complete; buffers are mostly 64 KiB, and never smaller than 8 (OPC 10000-6 7.1.2.3). */
export const MAX_CHUNK = 0x4_0000;
/** Type, size, channel, token, number, request: what goes before a body in the clear. */
const SYMMETRIC_HEADER = 24;
/** The longest node id that a body begins with. */
const LONGEST_ID = 7;
/** Security policies are URIs of at most 255 bytes (OPC 10000-6 6.7.2.3). */
const MAX_POLICY = 255;
const NONE = '#None';

/**
 * OPC UA's binary protocol over TCP. Every service in the clear is one message; hellos, acknowledgements and chunks
 * that do not end a message are read and are none. Ciphertext is passed over by its length, and of an encrypted
 * channel one message tells the policy and the certificate that its opening shows.
 */
export const opcua: StreamProtocol<OpcUaState> = {
  kind: 'stream',
  name: 'opcua',
  title: 'OPC Unified Architecture',
  spec: 'OPC 10000-4 (services), OPC 10000-6 (binary encoding, secure conversation, TCP transport), NodeIds.csv',
  fields: opcuaFields,
  anomalies: opcuaAnomalies,
  functionName: serviceName,
  objectName,
  undecoded:
    'What is encrypted; secrets, nonces and signatures; structures of vendors and most of the standard’s own in ' +
    'extension objects (filters, node attributes, vendors’ types); the test stack and sessionless services.',
  specLists,
  // Four letters out of ten sets, and a size of which the upper byte at least is zero.
  falseMatchLog2: -36,
  ports: [4840, 4843, 48010, 48020, 48050, 53530, 62541],
  maxMessage: MAX_CHUNK,
  open: () => new OpcUaState(),
  probe(c: Cursor): Verdict {
    if (!mayBegin(c)) return NO;
    if (c.left < 8) return UNSURE;
    return chunkSize(c) < 0 ? NO : YES;
  },
  parse(c: Cursor, turn: Turn, state: OpcUaState): Outcome {
    if (!mayBegin(c)) return BAD;
    if (c.left < 8) return MORE;
    const size = chunkSize(c);
    if (size < 0) return BAD;
    const kind = kindAt(c);
    if (kind === 'OPN') return readOpening(c, turn, state, size);
    if (kind === 'MSG' || kind === 'CLO') return readSymmetric(c, turn, state, kind, size);
    return readHello(c, turn, kind, size);
  },
  gap(state: OpcUaState, fromServer: boolean): void {
    state.lose(fromServer);
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();
const head: MessageHead = new MessageHead();

/** Hello, acknowledge, error, reverse hello: limits of buffers, and names of endpoints. */
function readHello(c: Cursor, turn: Turn, kind: ChunkKind, size: number): Outcome {
  if (!c.has(size)) return MORE;
  inner.reset(c.bytes, c.view, c.at + 8, c.at + size);
  if (kind === 'ERR') turn.anomaly('error-sent');
  else if (kind === 'HEL') {
    const url = textAt(20);
    if (url !== '') turn.name('service', url, turn.receiver);
  } else if (kind === 'RHE') {
    textAt(0);
    const url = textAt(0);
    if (url !== '') turn.name('service', url, turn.sender);
  }
  c.skip(size);
  return DONE;
}

/** The text `ahead` of the inner cursor; empty where it has none. */
function textAt(ahead: number): string {
  inner.skip(ahead);
  const length = inner.u32le();
  const start = inner.at;
  if (length === 0xffff_ffff || !inner.skip(length).ok) return '';
  return wireText(inner.bytes, start, inner.at);
}

/** An opening names its policy and shows its sender's certificate in the clear, whatever comes behind. */
function readOpening(c: Cursor, turn: Turn, state: OpcUaState, size: number): Outcome {
  if (size > MAX_CHUNK) {
    turn.anomaly('header-malformed');
    c.skip(8);
    turn.skip(size - 8, 'unrecognised');
    return DONE;
  }
  if (!c.has(size)) return MORE;
  const { at } = c;
  inner.reset(c.bytes, c.view, at + 8, at + size);
  const channel = inner.u32le();
  const policy = textAt(0);
  const certificateLength = inner.u32le();
  const certificateAt = inner.at;
  if (certificateLength !== 0xffff_ffff) inner.skip(certificateLength);
  const certificateEnd = inner.at;
  const thumbLength = inner.u32le();
  if (thumbLength !== 0xffff_ffff) inner.skip(thumbLength);
  if (inner.failed || policy.length > MAX_POLICY) {
    turn.anomaly('header-malformed');
    turn.unrecognised(size - 8);
    c.skip(size);
    return DONE;
  }
  const open = policy.endsWith(NONE) || policy === '';
  const bodyAt = inner.at;
  state.signature = signatureLength(policy);
  if (!open) {
    if (!state.openingTold) {
      state.openingTold = true;
      tellHead(turn, ENCRYPTED_OPEN, head.set('OPN', size, channel, -1, -1, policy));
    }
    tellCertificate(turn, c.bytes, certificateAt, certificateEnd);
    turn.encrypted(inner.left);
    c.skip(size);
    return DONE;
  }
  state.plain = true;
  tellCertificate(turn, c.bytes, certificateAt, certificateEnd);
  head.set('OPN', size, channel, inner.u32le(), inner.u32le(), policy);
  if (inner.failed) {
    turn.anomaly('header-malformed');
    turn.unrecognised(at + size - bodyAt);
    c.skip(size);
    return DONE;
  }
  readPart(c, turn, state, inner.at - at, size);
  c.skip(size);
  return DONE;
}

/** Bytes of an HMAC behind each chunk: SHA-1 of the first policies, SHA-256 since. */
function signatureLength(policy: string): number {
  if (policy.endsWith(NONE) || policy === '') return 0;
  return policy.endsWith('#Basic128Rsa15') || policy.endsWith('#Basic256') ? 20 : 32;
}

function readSymmetric(c: Cursor, turn: Turn, state: OpcUaState, kind: ChunkKind, size: number): Outcome {
  if (!c.has(Math.min(size, SYMMETRIC_HEADER + LONGEST_ID))) return MORE;
  inner.reset(c.bytes, c.view, c.at + 8, c.at + SYMMETRIC_HEADER);
  const channel = inner.u32le();
  inner.skip(4);
  const sequence = inner.u32le();
  const requestId = inner.u32le();
  head.set(kind, size, channel, sequence, requestId, '');
  const assembly = state.assembly(turn.fromServer);
  const goesOn = assembly.open && assembly.requestId === requestId;
  const service = goesOn ? assembly.fn : size > SYMMETRIC_HEADER ? serviceAt(c, SYMMETRIC_HEADER, size) : -1;
  const aborted = c.peek8(3) === ABORT;
  if (!goesOn && !state.plain && serviceName(service) === undefined) {
    c.skip(SYMMETRIC_HEADER - 8);
    turn.skip(size - SYMMETRIC_HEADER + 8, 'encrypted');
    return DONE;
  }
  if (size > MAX_CHUNK) {
    if (c.peek8(3) === FINAL && service >= 0) {
      tellHead(turn, service, head);
      assembly.clear();
    }
    turn.anomaly('message-over-limit');
    c.skip(SYMMETRIC_HEADER);
    turn.skip(size - SYMMETRIC_HEADER, 'unrecognised');
    return DONE;
  }
  if (!c.has(size)) return MORE;
  if (aborted) {
    turn.anomaly('message-aborted');
    assembly.clear();
  } else if (service < 0) {
    turn.anomaly('chunks-broken');
    turn.unrecognised(size - SYMMETRIC_HEADER);
  } else {
    const end = Math.max(SYMMETRIC_HEADER, size - state.signature);
    readPart(c, turn, state, SYMMETRIC_HEADER, end);
  }
  c.skip(size);
  return DONE;
}

const FINAL = 0x46;
const ABORT = 0x41;

/** Reads the body of a whole message, or puts its chunks together, from `c.at + from` to `c.at + to`. */
function readPart(c: Cursor, turn: Turn, state: OpcUaState, from: number, to: number): void {
  const assembly = state.assembly(turn.fromServer);
  const { requestId } = head;
  const final = c.peek8(3) === FINAL;
  if (assembly.open && assembly.requestId !== requestId) {
    turn.anomaly('chunks-broken');
    assembly.clear();
  }
  const start = c.at + from;
  const end = c.at + to;
  const fn = assembly.open ? assembly.fn : serviceAt(c, from, to);
  if (fn < 0) {
    turn.anomaly('service-unknown');
    turn.unrecognised(end - start);
    return;
  }
  // Whoever speaks in the clear once does so for good; a signed message is one too.
  state.plain = true;
  if (final && !assembly.open) {
    tellHead(turn, fn, head);
    readBody(c.bytes, c.view, start, end, turn, state, fn, requestId, end - start);
    return;
  }
  if (!assembly.open) assembly.begin(requestId, fn);
  const { store } = assembly;
  store.append(inner.reset(c.bytes, c.view, start, end));
  if (store.overflowed) turn.unrecognised(end - start);
  if (!final) return;
  tellHead(turn, fn, head);
  if (store.overflowed) turn.anomaly('message-over-limit');
  else {
    store.read(inner);
    readBody(inner.bytes, inner.view, 0, inner.end, turn, state, fn, requestId, end - start);
  }
  assembly.clear();
}
