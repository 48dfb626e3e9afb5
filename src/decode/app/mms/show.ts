import type { Cursor } from '../../../kernel/cursor.ts';
import type { FieldValue, Turn } from '../../turn.ts';
import { hexText } from '../s7comm/hex-field.ts';
import { BerTag, CONTEXT, integerAt, SEQUENCE, SET, UNIVERSAL } from './ber.ts';
import { referenceText } from './reference.ts';
import type { Member, Members } from './schema.ts';
import { member } from './schema.ts';
import { dataText, timeText } from './value-text.ts';

/** Shows the elements of a service's body, level by level, without calling itself; only while somebody traces. */

/** Levels within each other: names and values have four, a structure within structures some more. */
export const MAX_DEPTH = 24;
/** Elements of one message that are looked at. */
export const MAX_ELEMENTS = 2048;

interface Level {
  end: number;
  name: string;
  members: Members | undefined;
  /** Inside of values, where every element is one. */
  data: boolean;
  /** How many elements were seen, for those that are known by their order. */
  seen: number;
}

const types: readonly string[] = [
  'named type',
  'array',
  'structure',
  'boolean',
  'bit string',
  'integer',
  'unsigned',
  'floating point',
  'real',
  'octet string',
  'visible string',
  'generalized time',
  'binary time',
  'bcd',
  'boolean array',
  'object identifier',
  'mms string',
  'utc time',
];
/** A component's name and type; a type is a choice by its tag. */
const component: Members | undefined = member('{0=component:text 1=type:type}').members;

const tag: BerTag = new BerTag();
const OBJECT_IDENTIFIER = 6;

/** `prefix` stands before every name. True when all could be read, false where limits or damage ended it. */
export function showBody(c: Cursor, turn: Turn, prefix: string, body: Member, end: number): boolean {
  if (body.kind === 'object') {
    if (tag.read(c, end)) turn.field(`${prefix}objectName`, referenceText(c, tag, tag.end));
    return true;
  }
  if (body.kind !== 'group') {
    showLeaf(c, turn, `${prefix}value`, body.kind, end);
    return true;
  }
  const levels: Level[] = [{ end, name: '', members: body.members, data: false, seen: 0 }];
  for (let elements = 0; levels.length > 0; elements++) {
    const level = levels.at(-1) as Level;
    if (c.at >= level.end) {
      c.at = level.end;
      levels.pop();
      continue;
    }
    if (elements >= MAX_ELEMENTS || !tag.read(c, level.end)) return false;
    const next = descend(c, turn, prefix, level);
    if (next === undefined) continue;
    if (levels.length >= MAX_DEPTH) return false;
    levels.push(next);
  }
  return true;
}

/** Shows the element whose tag was read last, or answers the level below it. */
function descend(c: Cursor, turn: Turn, prefix: string, level: Level): Level | undefined {
  const end = tag.end;
  const transparent = tag.class === UNIVERSAL && (tag.number === SEQUENCE || tag.number === SET);
  const order = level.members?.byOrder[level.seen++];
  if (transparent) return { ...level, end, seen: 0 };
  const members = order ?? level.members;
  if (level.data && level.name !== 'type') return showData(c, turn, prefix, level, end);
  if (level.name === 'type') return showType(c, turn, prefix, end);
  const found = tag.class === CONTEXT ? members?.byTag.get(tag.number) : members?.universal;
  if (found === undefined || found.kind === 'group') {
    if (tag.constructed) return { end, name: found?.name || level.name, members: found?.members, data: false, seen: 0 };
    showLeaf(c, turn, `${prefix}${level.name || 'other'}`, 'octets', end);
    return undefined;
  }
  const name = `${prefix}${found.name}`;
  switch (found.kind) {
    case 'name':
      turn.field(name, referenceText(c, tag, end));
      c.at = end;
      return undefined;
    case 'object':
      if (tag.read(c, end)) turn.field(name, referenceText(c, tag, tag.end));
      c.at = end;
      return undefined;
    case 'data':
      return { end, name: found.name, members: undefined, data: true, seen: 0 };
    case 'type':
      return tag.constructed
        ? { end, name: 'type', members: undefined, data: true, seen: 0 }
        : showType(c, turn, prefix, end);
    default:
      if (tag.constructed) return { end, name: found.name, members: found.members, data: false, seen: 0 };
      showLeaf(c, turn, name, found.kind, end);
      return undefined;
  }
}

/** One value; of arrays and structures, what they hold. Tag 0 in place of a value is why there is none. */
function showData(c: Cursor, turn: Turn, prefix: string, level: Level, end: number): Level | undefined {
  if (tag.constructed) return { ...level, end, seen: 0 };
  if (tag.number === 0) turn.field(`${prefix}failure`, integerAt(c, end));
  else turn.field(`${prefix}${level.name}`, dataText(c, tag.number, end));
  c.at = end;
  return undefined;
}

function showType(c: Cursor, turn: Turn, prefix: string, end: number): Level | undefined {
  turn.field(`${prefix}type`, types[tag.number] ?? `type ${tag.number}`);
  // A structure's components: name in context tag 0, type in 1.
  if (tag.number === 2 && tag.constructed) return { end, name: '', members: components, data: false, seen: 0 };
  c.at = end;
  return undefined;
}

/** Of a structure's type: whether it is packed, then its components. */
const components: Members | undefined =
  component === undefined
    ? undefined
    : {
        byTag: new Map([
          [0, { name: 'packed', kind: 'bool', members: undefined }],
          [1, { name: '', kind: 'group', members: component }],
        ]),
        universal: undefined,
        byOrder: [],
      };

function showLeaf(c: Cursor, turn: Turn, name: string, kind: string, end: number): void {
  turn.field(name, leaf(c, kind, end));
  c.at = end;
}

function leaf(c: Cursor, kind: string, end: number): FieldValue {
  const size = end - c.at;
  if (kind === 'int') return integerAt(c, end);
  if (kind === 'bool') return c.peek8() !== 0;
  if (kind === 'text') return c.latin1(Math.min(size, MAX_TEXT));
  if (kind === 'code') return size;
  if (kind === 'null') return true;
  if (kind === 'time') return timeText(c, end);
  if (kind === 'oid' || (tag.class === UNIVERSAL && tag.number === OBJECT_IDENTIFIER)) return oidText(c, end);
  return hexText(c, Math.min(size, MAX_TEXT));
}

/** Characters, or bytes, of one value that are shown. */
export const MAX_TEXT = 1024;

function oidText(c: Cursor, end: number): string {
  const first = c.u8();
  let text = `${Math.min(2, Math.floor(first / 40))}.${first - 40 * Math.min(2, Math.floor(first / 40))}`;
  let arc = 0;
  while (c.at < end && text.length < MAX_TEXT) {
    const octet = c.u8();
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    text += `.${arc}`;
    arc = 0;
  }
  return text;
}
