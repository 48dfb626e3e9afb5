import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import type { Kind, Part } from './attribute-part.ts';
import { internationalText } from './international-text.ts';

/** Numbers of a list that are shown: a message router's classes, the attributes of a class. */
export const MAX_LISTED_CLASSES = 256;
/** Bytes of all that is left that a field shows. */
const SHOWN = 256;

export type Value = string | number | bigint;

/** Kinds that stand for bytes of a fixed number. */
const sizes: Readonly<Partial<Record<Kind, number>>> = {
  bytes3: 3,
  bytes6: 6,
  bytes8: 8,
  bytes10: 10,
  bytes16: 16,
  bytes28: 28,
};

/** Kinds that tell their values themselves, or nothing. */
const telling: ReadonlySet<Kind> = new Set<Kind>([
  'list1',
  'list2',
  'modes',
  'pad1',
  'pad2',
  'pad3',
  'secret1',
  'secret16',
]);

/** Reads one part at the cursor and tells it; undefined where it is cut short. */
export function readPart(c: Cursor, turn: Turn, part: Part): Value | undefined {
  if (part.length === 3) return part[1] === 'each' ? readToEnd(c, turn, part[2]) : readEach(c, turn, part);
  const [field, kind] = part;
  const value = valueOf(c, turn, field, kind);
  if (c.failed) {
    c.failed = false;
    return undefined;
  }
  if (turn.tracing && value !== '' && !telling.has(kind)) turn.field(field, value);
  return value;
}

type Repeated = Extract<Part, { readonly length: 3 }>;

/** How many there are, and the parts of each. */
function readEach(c: Cursor, turn: Turn, [field, kind, parts]: Repeated): Value | undefined {
  const count = kind === 'each1' ? c.u8() : c.u16le();
  if (c.failed) {
    c.failed = false;
    return undefined;
  }
  if (turn.tracing) turn.field(field, count);
  for (let i = 0; i < count; i++) {
    for (const part of parts) if (readPart(c, turn, part) === undefined) return undefined;
  }
  return count;
}

function readToEnd(c: Cursor, turn: Turn, parts: readonly Part[]): Value | undefined {
  let count = 0;
  for (; c.left > 0; count++) {
    for (const part of parts) if (readPart(c, turn, part) === undefined) return undefined;
  }
  return count;
}

/** True where nothing but the end of the message says how long the value is. */
export function isOpen(parts: readonly Part[]): boolean {
  const kind = parts.at(-1)?.[1];
  return kind === 'rest' || kind === 'each';
}

function valueOf(c: Cursor, turn: Turn, field: string, kind: Kind): Value {
  const size = sizes[kind];
  if (size !== undefined) return bytesOf(c, size);
  switch (kind) {
    case 1:
      return c.u8();
    case 2:
      return c.u16le();
    case 4:
      return c.u32le();
    case 8:
      return BigInt(c.u32le()) | (BigInt(c.u32le()) << 32n);
    case 'signed1':
      return (c.u8() << 24) >> 24;
    case 'signed2':
      return (c.u16le() << 16) >> 16;
    case 'signed4':
      return c.u32le() | 0;
    case 'real':
      return realOf(c);
    case 'texts':
      return internationalText(c);
    case 'modes':
      return readModes(c, turn);
    case 'text4':
      return textOf(c, c.u32le(), 0);
    case 'text1':
      return textOf(c, c.u8(), 0);
    case 'text2': {
      const length = c.u16le();
      return textOf(c, length, length & 1);
    }
    case 'ip':
      return addressOf(c);
    case 'mac': {
      const at = c.at;
      c.skip(6);
      return c.failed ? '' : macText(c.bytes, at);
    }
    case 'path': {
      c.skip(2 * c.u16le());
      return '';
    }
    case 'epath':
      return bytesOf(c, 2 * c.u8());
    case 'sized1':
      return bytesOf(c, c.u8());
    case 'sized2':
      return bytesOf(c, c.u16le());
    case 'bits2':
      return bytesOf(c, (c.u16le() + 7) >> 3);
    case 'rest':
      return bytesOf(c, c.left);
    case 'pad1':
      return c.u8();
    case 'pad2':
      return c.u16le();
    case 'pad3':
      c.skip(3);
      return 0;
    case 'secret1':
      c.skip(c.u8());
      return 0;
    case 'secret16':
      c.skip(16);
      return 0;
    case 'list1':
      return readList(c, turn, field, 1, c.u8());
    default:
      return readList(c, turn, field, 2, c.u16le());
  }
}

const reversed: Uint8Array = new Uint8Array(4);

/** The only addresses that are little-endian numbers, as all else in an object is. */
function addressOf(c: Cursor): string {
  const at = c.at;
  if (c.u32le() === 0) return c.failed ? '' : '0.0.0.0';
  reversed[0] = c.bytes[at + 3] as number;
  reversed[1] = c.bytes[at + 2] as number;
  reversed[2] = c.bytes[at + 1] as number;
  reversed[3] = c.bytes[at] as number;
  return ipv4Text(reversed, 0);
}

function realOf(c: Cursor): number {
  const at = c.at;
  c.skip(4);
  return c.failed ? 0 : c.view.getFloat32(at, true);
}

function bytesOf(c: Cursor, length: number): string {
  const at = c.at;
  c.skip(length);
  return c.failed ? '' : hexText(c.bytes, at, at + length, SHOWN);
}

/** Speeds and duplex modes that a port can be set to. */
function readModes(c: Cursor, turn: Turn): number {
  const count = c.u8();
  const at = c.at;
  c.skip(3 * count);
  if (c.failed || !turn.tracing) return count;
  turn.field('cip.elink.icapability.array_count', count);
  for (let i = 0; i < count; i++) {
    turn.field('cip.elink.icapability.speed', c.view.getUint16(at + 3 * i, true));
    turn.field('cip.elink.icapability.duplex', c.view.getUint8(at + 3 * i + 2));
  }
  return count;
}

function textOf(c: Cursor, length: number, padding: number): string {
  const at = c.at;
  c.skip(length);
  if (c.failed) return '';
  const text = wireText(c.bytes, at, at + length);
  if (padding === 1 && c.left > 0) c.skip(1);
  return text;
}

function readList(c: Cursor, turn: Turn, field: string, size: 1 | 2, count: number): number {
  const at = c.at;
  c.skip(size * count);
  if (c.failed || !turn.tracing) return count;
  for (let i = 0; i < Math.min(count, MAX_LISTED_CLASSES); i++) {
    turn.field(field, size === 1 ? c.view.getUint8(at + i) : c.view.getUint16(at + 2 * i, true));
  }
  return count;
}
