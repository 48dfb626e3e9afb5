import type { Cursor } from '../../../kernel/cursor.ts';
import { ElementHead } from '../ldap/envelope.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { AS_REQUEST, messageTypes, TGS_REQUEST } from './names.ts';

/** Constructed application tag: 0x60 with the message type. */
const APPLICATION = 0x60;
const SEQUENCE = 0x30;
const VERSION = 5;
/** Version and type: `a0 03 02 01 05 a1 03 02 01 type`, in requests for tickets one tag later. */
const FIXED = 10;

/** The beginning of every message: application tag, sequence, version 5, and the type again. */
export class KerberosHead {
  type = 0;
  /** Offsets from the cursor: behind version and type, and behind the message. */
  start = 0;
  end = 0;
  readonly #head = new ElementHead();

  read(c: Cursor, ahead: number): Verdict {
    const head = this.#head;
    if (c.left <= ahead) return UNSURE;
    this.type = c.peek8(ahead) - APPLICATION;
    if (!messageTypes.has(this.type)) return NO;
    let verdict = head.read(c, ahead);
    if (verdict !== YES) return verdict;
    this.end = head.end;
    const inside = head.start;
    if (c.left > inside && c.peek8(inside) !== SEQUENCE) return NO;
    verdict = head.read(c, inside);
    if (verdict !== YES) return verdict;
    if (head.end !== this.end || head.length < FIXED) return NO;
    const first = this.type === AS_REQUEST || this.type === TGS_REQUEST ? 0xa1 : 0xa0;
    const at = head.start;
    for (let i = 0; i < FIXED; i++) {
      if (c.left <= at + i) return UNSURE;
      if (c.peek8(at + i) !== expected(i, first, this.type)) return NO;
    }
    this.start = at + FIXED;
    return YES;
  }
}

function expected(i: number, first: number, type: number): number {
  switch (i) {
    case 0:
      return first;
    case 5:
      return first + 1;
    case 1:
    case 6:
      return 3;
    case 2:
    case 7:
      return 2;
    case 3:
    case 8:
      return 1;
    case 4:
      return VERSION;
    default:
      return type;
  }
}
