import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { bodyShape, requestHeader, responseHeader } from './bodies.ts';
import { BodyReader } from './body-reader.ts';
import { extensions } from './parts.ts';
import { isRequest, serviceName } from './services.ts';
import type { OpcUaState } from './state.ts';

/** What a chunk's headers say of the message it ends; one is reused. */
export class MessageHead {
  type = '';
  size = 0;
  channel = 0;
  sequence = 0;
  requestId = 0;
  policy = '';

  set(type: string, size: number, channel: number, sequence: number, requestId: number, policy: string): this {
    this.type = type;
    this.size = size;
    this.channel = channel;
    this.sequence = sequence;
    this.requestId = requestId;
    this.policy = policy;
    return this;
  }
}

/** One is enough: a body is read and told within one call. */
const reader: BodyReader = new BodyReader(extensions);

/** The node id that a body begins with, if it is numeric and of namespace 0 (two, four or seven bytes); else -1. */
export function serviceAt(c: Cursor, ahead: number, end: number): number {
  const form = ahead < end ? c.peek8(ahead) : -1;
  if (ahead + (ID_BYTES[form] ?? 0) > end) return -1;
  switch (form) {
    case 0:
      return c.peek8(ahead + 1);
    case 1:
      return c.peek8(ahead + 1) === 0 ? littleEndian16(c, ahead + 2) : -1;
    case 2:
      return littleEndian16(c, ahead + 1) === 0
        ? littleEndian16(c, ahead + 3) + littleEndian16(c, ahead + 5) * 65536
        : -1;
    default:
      return -1;
  }
}

/** Bytes of a numeric node id in its two-byte, four-byte and full form (Part 6 5.2.2.9). */
const ID_BYTES: readonly number[] = [2, 4, 7];

function littleEndian16(c: Cursor, ahead: number): number {
  return c.peek8(ahead) + c.peek8(ahead + 1) * 256;
}

/** Begins the message and shows what its headers say. */
export function tellHead(turn: Turn, fn: number, head: MessageHead): void {
  turn.message(fn);
  if (!turn.tracing) return;
  turn.field('opcua.transport.type', head.type);
  turn.field('opcua.transport.size', head.size);
  turn.field('opcua.transport.scid', head.channel);
  if (head.policy !== '') turn.field('opcua.security.spu', head.policy);
  if (head.sequence >= 0) turn.field('opcua.security.seq', head.sequence);
  if (head.requestId < 0) return;
  turn.field('opcua.security.rqid', head.requestId);
  turn.field('opcua.servicenodeid.numeric', fn);
}

/** Reads the body in `bytes[start, end)`, which begins with its node id; at most `most` bytes are left to be counted. */
export function readBody(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  turn: Turn,
  state: OpcUaState,
  fn: number,
  requestId: number,
  most: number,
): void {
  const c = reader.c.reset(bytes, view, start, end);
  const mask = c.u8();
  c.skip(mask === 0 ? 1 : mask === 1 ? 3 : 6);
  reader.begin(turn, state, fn, requestId);
  const shape = bodyShape(fn);
  if (shape === undefined) {
    if (serviceName(fn) === undefined) turn.anomaly('service-unknown');
    turn.unrecognised(Math.min(c.left, most));
    return;
  }
  const request = isRequest(fn);
  if (!request) {
    reader.matched = state.requests.take(requestId);
    reader.identity = state.identityReads.length > 0 ? state.takeIdentity(requestId) : undefined;
  }
  const whole = reader.read(request ? requestHeader : responseHeader) && reader.read(shape);
  if (!request) reader.settleRest(reader.serviceResult);
  if (whole && c.left > 0) turn.anomaly('body-trailing');
  if (!whole) turn.anomaly(reader.tooMany ? 'list-over-limit' : 'body-malformed');
  if (c.left > 0) turn.unrecognised(Math.min(c.left, most));
}
