import type { Cursor } from '../../../kernel/cursor.ts';
import { STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import type { SparkplugNames } from './names.ts';

/** Metrics read of one payload; a crane's birth has some thousand at most. */
export const MAX_METRICS = 2048;
/** Metrics of one command that are told as commands. */
export const MAX_COMMANDS = 64;
/** Fields read of one metric. */
export const MAX_FIELDS = 32;

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const TIMESTAMP = 1;
const METRICS = 2;
const SEQUENCE = 3;
const NAME = 1;
const ALIAS = 2;
const INTEGER = 10;
const LONG = 11;
const FLOAT = 12;
const DOUBLE = 13;
const BOOLEAN = 14;
const TEXT = 15;

/** What edge nodes say of themselves at birth, as the programs of makers name it. */
const identities: readonly [RegExp, ClaimAttribute][] = [
  [/(?:^|\/)(?:hardware make|hw make|manufacturer|vendor)$/i, 'vendor'],
  [/(?:^|\/)(?:hardware model|hw model|model)$/i, 'model'],
  [/(?:^|\/)(?:serial(?: number)?)$/i, 'serial'],
  [/(?:^|\/)(?:fw|firmware(?: version)?)$/i, 'firmware'],
  [/(?:^|\/)(?:os)$/i, 'os'],
];

/** One field's number, kind and value; lengths stand for their bytes. Reused. */
const field = { number: 0, kind: 0, value: 0, at: 0, length: 0 };

/** Reads the payload in the cursor's window; false where it is malformed. */
export function readPayload(c: Cursor, turn: Turn, birth: boolean, command: number, names: SparkplugNames): boolean {
  let metrics = 0;
  while (c.left > 0) {
    if (!readField(c)) return false;
    const { number, kind, value, at, length } = field;
    if (number === METRICS && kind === BYTES) {
      if (metrics++ === MAX_METRICS) {
        turn.anomaly('too-many-entries');
        turn.unrecognised(c.left);
        return true;
      }
      const { end } = c;
      c.at = at;
      c.end = at + length;
      const whole = readMetric(c, turn, birth, metrics <= MAX_COMMANDS ? command : -1, names);
      c.end = end;
      c.at = at + length;
      if (!whole) return false;
    } else if (turn.tracing && kind === VARINT && number === TIMESTAMP) turn.field('sparkplug.timestamp', value);
    else if (turn.tracing && kind === VARINT && number === SEQUENCE) turn.field('sparkplug.seq', value);
    else if (kind === BYTES) turn.unrecognised(length);
  }
  if (command >= 0 && metrics > MAX_COMMANDS) turn.anomaly('too-many-entries');
  return true;
}

function readMetric(c: Cursor, turn: Turn, birth: boolean, command: number, names: SparkplugNames): boolean {
  let name = '';
  let alias = -1;
  let text: string | undefined;
  for (let fields = 0; c.left > 0; fields++) {
    if (fields === MAX_FIELDS) {
      turn.anomaly('too-many-entries');
      turn.unrecognised(c.left);
      break;
    }
    if (!readField(c)) return false;
    const { number, kind, value, at, length } = field;
    const shown = turn.tracing || birth;
    if (number === NAME && kind === BYTES) name = wireText(c.bytes, at, at + length);
    else if (number === ALIAS && kind === VARINT) alias = value;
    else if ((number === INTEGER || number === LONG) && kind === VARINT) text = shown ? `${value}` : '';
    else if (number === FLOAT && kind === FIXED_32) text = shown ? `${c.view.getFloat32(at, true)}` : '';
    else if (number === DOUBLE && kind === FIXED_64) text = shown ? `${c.view.getFloat64(at, true)}` : '';
    else if (number === BOOLEAN && kind === VARINT) text = value === 0 ? 'false' : 'true';
    else if (number === TEXT && kind === BYTES) text = shown ? wireText(c.bytes, at, at + length) : '';
    else if (kind === BYTES) turn.unrecognised(length);
  }
  if (birth && alias >= 0 && name !== '') names.learn(alias, name);
  if (name === '' && alias >= 0) name = names.of(alias);
  if (turn.tracing) {
    if (name !== '') turn.field('sparkplug.metric.name', name);
    if (alias >= 0) turn.field('sparkplug.metric.alias', alias);
    if (text !== undefined) turn.field('sparkplug.metric.value', text);
  }
  if (birth && text) {
    const found = identities.find(([pattern]) => pattern.test(name));
    if (found !== undefined) turn.claim(turn.sender, found[1], text);
  }
  if (command >= 0) {
    const object = turn.text(names.command(name === '' ? `metric ${alias}` : name));
    turn.command(command, 0, 1, object, 1, /(?:^|\/)Reboot$/.test(name) ? STOP : WRITE);
  }
  return true;
}

/** Key, then a number of up to ten bytes, four or eight bytes, or a length and as many. Moves behind it. */
function readField(c: Cursor): boolean {
  const key = varint(c);
  if (key < 8 || key > 0xffff_ffff) return false;
  field.number = Math.floor(key / 8);
  field.kind = key % 8;
  field.value = 0;
  if (field.kind === VARINT) {
    field.value = varint(c);
    field.at = c.at;
    field.length = 0;
    return field.value >= 0;
  }
  if (field.kind === BYTES) {
    field.length = varint(c);
    if (field.length < 0) return false;
  } else if (field.kind === FIXED_32) field.length = 4;
  else if (field.kind === FIXED_64) field.length = 8;
  else return false;
  field.at = c.at;
  if (!c.has(field.length)) return false;
  c.skip(field.length);
  return true;
}

/** Seven bits a byte, the lowest first; -1 where it is cut or longer than ten bytes. Above 2^53 it is not exact. */
function varint(c: Cursor): number {
  let value = 0;
  let scale = 1;
  for (let i = 0; i < 10; i++) {
    if (c.left === 0) return -1;
    const byte = c.u8();
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  return -1;
}
