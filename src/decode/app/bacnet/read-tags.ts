import type { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { shownFloat } from '../shown-float.ts';
import { hexText, wireText } from '../wire-text.ts';
import { DEVICE, NO_PROPERTY, objectInstance, objectType } from './objects.ts';
import {
  COV_NOTIFICATION,
  READ_MULTIPLE,
  READ_PROPERTY,
  UNCONFIRMED_COV,
  WRITE_MULTIPLE,
  WRITE_PROPERTY,
} from './services.ts';
import {
  BITS,
  BOOLEAN,
  DATE,
  DOUBLE,
  ENUMERATED,
  OBJECT,
  OCTETS,
  REAL,
  SIGNED,
  Tag,
  TEXT,
  TIME,
  UNSIGNED,
} from './tag.ts';

/** Tags read of one message: more than 1,476 bytes hold. */
export const MAX_TAGS = 2048;
/** Levels of opening tags; services nest four deep, recipients and values of events a few more. */
export const MAX_DEPTH = 16;

/** Where a service has its object, the list about it, the property and its value: context tags, -1 for none. */
interface Places {
  readonly object: number;
  readonly list: number;
  readonly property: number;
  readonly value: number;
}

const ONE: Places = { object: 0, list: -1, property: 1, value: 3 };
const NONE: Places = { object: -1, list: -1, property: -1, value: -1 };

/** Requests, and answers where they differ, by confirmed service. */
const requests: ReadonlyMap<number, Places> = new Map([
  [COV_NOTIFICATION, { object: 2, list: 4, property: 0, value: 2 }],
  [5, { object: 1, list: -1, property: -1, value: -1 }],
  [8, ONE],
  [9, ONE],
  [READ_PROPERTY, ONE],
  [READ_MULTIPLE, { object: 0, list: 1, property: 0, value: -1 }],
  [WRITE_PROPERTY, ONE],
  [WRITE_MULTIPLE, { object: 0, list: 1, property: 0, value: 2 }],
  [26, { object: 0, list: -1, property: 1, value: 5 }],
  [27, { object: 3, list: -1, property: -1, value: -1 }],
  [28, { object: 1, list: 4, property: 0, value: -1 }],
]);
const multipleAnswer: Places = { object: 0, list: 1, property: 2, value: 4 };

export function placesOf(confirmed: boolean, answer: boolean, service: number): Places {
  if (!confirmed) return service === UNCONFIRMED_COV ? (requests.get(COV_NOTIFICATION) ?? NONE) : NONE;
  return answer && service === READ_MULTIPLE ? multipleAnswer : (requests.get(service) ?? NONE);
}

/** What is told while tags are read; the reader of an APDU sets it before. */
export interface Listener {
  /** A property of an object is named, or an object alone where the service has no properties. */
  onProperty(object: number, property: number): void;
}

const attributes: ReadonlyMap<number, ClaimAttribute> = new Map([
  [28, 'description'],
  [44, 'firmware'],
  [58, 'location'],
  [70, 'model'],
  [77, 'hostname'],
  [121, 'vendor'],
  [372, 'serial'],
]);

const tag: Tag = new Tag();

/** Reads all tags of the window. `about` is whom an answer about a device describes, or 0. False where they are malformed. */
export function readTags(c: Cursor, turn: Turn, places: Places, about: number, listener: Listener): boolean {
  let depth = 0;
  let object = NO_PROPERTY;
  let property = NO_PROPERTY;
  let inValue = 0;
  const level = places.list < 0 ? 0 : 1;
  for (let tags = 0; c.left > 0; tags++) {
    if (tags === MAX_TAGS) {
      turn.anomaly('too-many-tags');
      return false;
    }
    if (!tag.read(c)) return false;
    const { number, end } = tag;
    if (tag.opening) {
      if (depth === MAX_DEPTH) {
        turn.anomaly('nested-deep');
        return false;
      }
      if (depth === level && number === places.value) inValue = depth + 1;
      depth++;
    } else if (tag.closing) {
      if (depth === 0) return false;
      depth--;
      if (depth < inValue) inValue = 0;
    } else if (tag.context && inValue === 0) {
      if (depth === 0 && number === places.object && end - c.at === 4) {
        object = tag.unsigned(c);
        traceObject(turn, object);
        if (places.property < 0) listener.onProperty(object, NO_PROPERTY);
      } else if (depth === level && number === places.property) {
        property = tag.unsigned(c);
        if (turn.tracing) turn.field('bacapp.property_identifier', property);
        listener.onProperty(object, property);
      }
    } else if (!tag.context) {
      if (tag.number === OBJECT && end - c.at === 4 && places.object < 0 && depth === 0) {
        listener.onProperty(tag.unsigned(c), NO_PROPERTY);
      }
      if (turn.tracing) traceValue(c, turn);
      if (inValue > 0 && about !== 0 && tag.number === TEXT) claim(c, turn, about, object, property);
    }
    c.at = end;
  }
  return depth === 0;
}

/** Texts of the device object say what the device is. */
function claim(c: Cursor, turn: Turn, about: number, object: number, property: number): void {
  const attribute = objectType(object) === DEVICE ? attributes.get(property) : undefined;
  const text = attribute === undefined ? '' : textOf(c);
  if (attribute === undefined || text === '') return;
  turn.claim(about, attribute, text);
  if (attribute === 'hostname') turn.name('self', text, about);
}

const UCS_2 = 4;

/** A character string behind the byte that says how it is written: UTF-8, UCS-2, or what reads like Latin-1. */
function textOf(c: Cursor): string {
  const { end } = tag;
  if (end === c.at) return '';
  if (c.peek8() !== UCS_2) return wireText(c.bytes, c.at + 1, end);
  let text = '';
  for (let at = c.at + 1; at + 1 < end && text.length < 256; at += 2) text += String.fromCharCode(c.view.getUint16(at));
  return text;
}

export function traceObject(turn: Turn, identifier: number): void {
  if (!turn.tracing) return;
  turn.field('bacapp.objectType', objectType(identifier));
  turn.field('bacapp.instance_number', objectInstance(identifier));
}

function traceValue(c: Cursor, turn: Turn): void {
  const { number, end } = tag;
  const bytes = end - c.at;
  switch (number) {
    case BOOLEAN:
      turn.field('bacapp.present_value.boolean', tag.value !== 0);
      return;
    case UNSIGNED:
      turn.field('bacapp.present_value.uint', tag.unsigned(c));
      return;
    case SIGNED: {
      const value = tag.unsigned(c);
      const sign = bytes > 0 && bytes < 4 && c.peek8() >= 0x80 ? 2 ** (8 * bytes) : 0;
      turn.field('bacapp.present_value.int', bytes >= 4 ? value | 0 : value - sign);
      return;
    }
    case REAL:
      if (bytes === 4) turn.field('bacapp.present_value.real', shownFloat(c.view.getFloat32(c.at)));
      return;
    case DOUBLE:
      if (bytes === 8) turn.field('bacapp.present_value.real', shownFloat(c.view.getFloat64(c.at)));
      return;
    case OCTETS:
      turn.field('bacapp.present_value.octet_string', hexText(c.bytes, c.at, end));
      return;
    case TEXT:
      turn.field('bacapp.present_value.char_string', textOf(c));
      return;
    case BITS:
      turn.field('bacapp.present_value.bit_string', hexText(c.bytes, c.at, end));
      return;
    case ENUMERATED:
      turn.field('bacapp.present_value.enum_index', tag.unsigned(c));
      return;
    case DATE:
      if (bytes === 4) turn.field('bacapp.date', dateText(c));
      return;
    case TIME:
      if (bytes === 4) turn.field('bacapp.time', timeText(c));
      return;
    case OBJECT:
      if (bytes === 4) traceObject(turn, tag.unsigned(c));
      return;
    default:
  }
}

/** Octets of 255 say "any". */
function two(value: number): string {
  return value === 255 ? '*' : String(value).padStart(2, '0');
}

function dateText(c: Cursor): string {
  const year = c.peek8();
  return `${year === 255 ? '*' : year + 1900}-${two(c.peek8(1))}-${two(c.peek8(2))}`;
}

function timeText(c: Cursor): string {
  return `${two(c.peek8())}:${two(c.peek8(1))}:${two(c.peek8(2))}.${two(c.peek8(3))}`;
}
