import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { CONNACK, CONNECT, PUBLISH, SUBACK, SUBSCRIBE, UNSUBSCRIBE } from './fields.ts';
import { variableAt, variableSize } from './properties.ts';

/** Packets the probe looks at until it is sure. */
export const MAX_PROBED = 8;
/** Topics of a first packet met in the middle: long enough not to come by chance. */
const LEAST_TOPIC = 8;
const ENOUGH = 28;

/**
 * A connect names its protocol. In the middle of a connection packets add up until they fix enough bits: their
 * type and flags, a length that has to fit, and topics of printable characters with a slash.
 */
export function probeMqtt(c: Cursor): Verdict {
  let bits = 0;
  let ahead = 0;
  for (let i = 0; i < MAX_PROBED; i++) {
    if (c.left <= ahead) return UNSURE;
    const first = c.peek8(ahead);
    const length = variableAt(c, ahead + 1);
    if (!flagsFit(first) || length === -1) return NO;
    if (length < 0) return UNSURE;
    const at = ahead + 1 + variableSize(length);
    const type = first >> 4;
    if (type === CONNECT) return probeConnect(c, at, length);
    if (type === PUBLISH || type === SUBSCRIBE || type === UNSUBSCRIBE) return probeTopic(c, at, length, first);
    const found = bitsOf(c, at, length, type);
    if (found === NO) return NO;
    bits += found;
    ahead = at + length;
    if (ahead > c.left) return UNSURE;
    // What follows, if anything is there, has to be a packet too.
    if (bits >= ENOUGH) return c.left === ahead || flagsFit(c.peek8(ahead)) ? YES : NO;
  }
  return NO;
}

export function flagsFit(first: number): boolean {
  const type = first >> 4;
  const flags = first & 15;
  if (type === PUBLISH) return (flags & 6) !== 6 && (flags & 14) !== 8;
  return type !== 0 && flags === (type === 6 || type === SUBSCRIBE || type === UNSUBSCRIBE ? 2 : 0);
}

const names: readonly string[] = ['\0\u0004MQTT\u0004', '\0\u0004MQTT\u0005', '\0\u0006MQIsdp\u0003'];

/** Name and level, as far as they are there; bridges set the level's top bit. */
function probeConnect(c: Cursor, at: number, length: number): Verdict {
  if (length < 10) return NO;
  let verdict: Verdict = NO;
  for (const name of names) {
    let i = 0;
    for (; i < name.length && at + i < c.left; i++) {
      const byte = i === name.length - 1 ? c.peek8(at + i) & 0x7f : c.peek8(at + i);
      if (byte !== name.charCodeAt(i)) break;
    }
    if (i === name.length) return YES;
    if (at + i >= c.left) verdict = UNSURE;
  }
  return verdict;
}

/** A publish begins with its topic; a subscription with a number and, in version 5, properties (none, mostly). */
function probeTopic(c: Cursor, at: number, length: number, first: number): Verdict {
  const publish = first >> 4 === PUBLISH;
  let start = publish ? at : at + 2;
  if (!publish && c.left > start + 1 && c.peek8(start) === 0 && c.peek8(start + 1) === 0) start++;
  if (c.left < start + 2) return UNSURE;
  const size = c.peek16(start);
  if (size < LEAST_TOPIC || size > 255 || start + 2 + size > at + length) return NO;
  let slashes = 0;
  for (let i = 0; i < size; i++) {
    if (c.left <= start + 2 + i) return UNSURE;
    const byte = c.peek8(start + 2 + i);
    if (byte < 0x20 || byte > 0x7e || (publish && (byte === 0x23 || byte === 0x2b))) return NO;
    if (byte === 0x2f) slashes++;
  }
  return slashes > 0 ? YES : NO;
}

/** Bits that a short packet fixes: its first byte, its length, and what stands in it; 0 (NO) where it cannot be. */
function bitsOf(c: Cursor, at: number, length: number, type: number): number {
  if (type === CONNACK) {
    if (length < 2 || length > 255) return NO;
    if (c.left > at && c.peek8(at) > 1) return NO;
    if (c.left > at + 1 && c.peek8(at + 1) > 5 && c.peek8(at + 1) < 0x80) return NO;
    if (length === 2) return c.left > at + 1 && c.peek8(at + 1) <= 5 ? ENOUGH : NO;
    // Version 5: success is 0, failures begin at 128, and the properties fill the rest.
    if (c.left > at + 1 && c.peek8(at + 1) !== 0 && c.peek8(at + 1) < 0x80) return NO;
    return c.left > at + 2 && c.peek8(at + 2) !== length - 3 ? NO : ENOUGH;
  }
  if (type === SUBACK) return length < 3 || length > 255 ? NO : length === 3 && c.peek8(at + 2) > 2 ? NO : 14;
  // Answers have a number and perhaps a reason; pings have nothing; version 5 gives a disconnect its reason.
  if (type < 12) return length === 2 ? 16 : length <= 4 ? 12 : NO;
  return length === 0 ? 16 : NO;
}
