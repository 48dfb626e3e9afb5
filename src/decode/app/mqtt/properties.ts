import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Properties of one packet that are read; users may add as many of their own as they like. */
export const MAX_PROPERTIES = 128;

const BYTE = 1;
const TWO = 2;
const FOUR = 3;
const VARIABLE = 4;
const BINARY = 5;
const TEXT = 6;
const PAIR = 7;

/** MQTT 5.0 2.2.2.2. */
const types: ReadonlyMap<number, number> = new Map([
  [0x01, BYTE],
  [0x02, FOUR],
  [0x03, TEXT],
  [0x08, TEXT],
  [0x09, BINARY],
  [0x0b, VARIABLE],
  [0x11, FOUR],
  [0x12, TEXT],
  [0x13, TWO],
  [0x15, TEXT],
  [0x16, BINARY],
  [0x17, BYTE],
  [0x18, FOUR],
  [0x19, BYTE],
  [0x1a, TEXT],
  [0x1c, TEXT],
  [0x1f, TEXT],
  [0x21, TWO],
  [0x22, TWO],
  [0x23, TWO],
  [0x24, BYTE],
  [0x25, BYTE],
  [0x26, PAIR],
  [0x27, FOUR],
  [0x28, BYTE],
  [0x29, BYTE],
  [0x2a, BYTE],
]);
const ASSIGNED_CLIENT = 0x12;
const TOPIC_ALIAS = 0x23;

/** The two properties that mean something to us. */
export class Properties {
  alias = 0;
  assignedClient = '';

  /** Reads the properties at the cursor; false where they are not what they say. */
  read(c: Cursor, turn: Turn): boolean {
    this.alias = 0;
    this.assignedClient = '';
    const length = variableAt(c, 0);
    if (length < 0) return false;
    c.skip(variableSize(length));
    const { end } = c;
    if (!c.has(length)) return false;
    c.end = c.at + length;
    let known = true;
    for (let i = 0; c.left > 0 && known; i++) {
      if (i === MAX_PROPERTIES) {
        turn.anomaly('list-over-limit');
        turn.unrecognised(c.left);
        c.at = c.end;
        break;
      }
      known = this.#one(c, turn);
    }
    c.end = end;
    return known;
  }

  #one(c: Cursor, turn: Turn): boolean {
    const id = c.u8();
    if (turn.tracing) turn.field('mqtt.property_id', id);
    switch (types.get(id)) {
      case BYTE:
        return this.#number(c, turn, id, c.u8());
      case TWO:
        return this.#number(c, turn, id, c.u16());
      case FOUR:
        return this.#number(c, turn, id, c.u32());
      case VARIABLE: {
        const value = variableAt(c, 0);
        if (value < 0) return false;
        c.skip(variableSize(value));
        return this.#number(c, turn, id, value);
      }
      case BINARY:
        return c.skip(c.u16()).ok;
      case TEXT:
        return this.#text(c, turn, id);
      case PAIR:
        return this.#text(c, turn, id) && this.#text(c, turn, id);
      default:
        return false;
    }
  }

  #number(c: Cursor, turn: Turn, id: number, value: number): boolean {
    if (c.failed) return false;
    if (id === TOPIC_ALIAS) this.alias = value;
    if (turn.tracing) turn.field('mqtt.prop_number', value);
    return true;
  }

  #text(c: Cursor, turn: Turn, id: number): boolean {
    const length = c.u16();
    const start = c.at;
    if (!c.skip(length).ok) return false;
    if (id === ASSIGNED_CLIENT) this.assignedClient = wireText(c.bytes, start, c.at);
    if (turn.tracing) turn.field('mqtt.prop_string', wireText(c.bytes, start, c.at));
    return true;
  }
}

/** A length in one to four bytes, seven bits each, lowest first: -1 where it is none, -2 where it is not all there. */
export function variableAt(c: Cursor, ahead: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    if (c.left <= ahead + i) return -2;
    const byte = c.peek8(ahead + i);
    value += (byte & 0x7f) * 128 ** i;
    // The shortest form is the only one (MQTT 5.0 1.5.5).
    if (byte < 0x80) return i > 0 && byte === 0 ? -1 : value;
  }
  return -1;
}

export function variableSize(value: number): number {
  return value < 128 ? 1 : value < 16_384 ? 2 : value < 2_097_152 ? 3 : 4;
}
