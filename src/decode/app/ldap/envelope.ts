import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { operations } from './operations.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const CONTROLS = 0xa0;
const MAX_LENGTH_OCTETS = 4;

/** Head of a BER element, read without moving; offsets are from the cursor. */
export class ElementHead {
  tag = 0;
  start = 0;
  length = 0;

  /** NO for lengths that BER of LDAP does not allow (RFC 4511 5.1: definite ones only). */
  read(c: Cursor, ahead: number): Verdict {
    if (c.left < ahead + 2) return UNSURE;
    this.tag = c.peek8(ahead);
    let length = c.peek8(ahead + 1);
    this.start = ahead + 2;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > MAX_LENGTH_OCTETS) return NO;
      if (c.left < this.start + octets) return UNSURE;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + c.peek8(this.start + i);
      this.start += octets;
    }
    this.length = length;
    return YES;
  }

  get end(): number {
    return this.start + this.length;
  }
}

/** What surrounds every message (RFC 4511 4.1.1): number, operation, controls. */
export class Envelope {
  /** Offset behind the message. */
  end = 0;
  id = 0;
  /** Tag of the operation, and where its content lies. */
  operation = 0;
  start = 0;
  operationEnd = 0;
  readonly #head = new ElementHead();

  /** UNSURE while the head of the operation is not all there; what is behind it is not looked at. */
  read(c: Cursor): Verdict {
    const head = this.#head;
    if (c.left > 0 && c.peek8() !== SEQUENCE) return NO;
    let verdict = head.read(c, 0);
    if (verdict !== YES) return verdict;
    this.end = head.end;
    const idAt = head.start;
    if (c.left > idAt && c.peek8(idAt) !== INTEGER) return NO;
    if (c.left > idAt + 1 && (c.peek8(idAt + 1) < 1 || c.peek8(idAt + 1) > 4)) return NO;
    verdict = head.read(c, idAt);
    if (verdict !== YES) return verdict;
    if (head.end + 2 > this.end) return NO;
    if (c.left < head.end) return UNSURE;
    this.id = 0;
    for (let i = head.start; i < head.end; i++) this.id = this.id * 256 + c.peek8(i);
    const operationAt = head.end;
    if (c.left > operationAt && !operations.has(c.peek8(operationAt))) return NO;
    verdict = head.read(c, operationAt);
    if (verdict !== YES) return verdict;
    this.operation = head.tag;
    this.start = head.start;
    this.operationEnd = head.end;
    if (this.operationEnd === this.end) return YES;
    // Only controls may follow.
    if (this.operationEnd + 2 > this.end) return NO;
    return c.left > this.operationEnd && c.peek8(this.operationEnd) !== CONTROLS ? NO : YES;
  }
}
