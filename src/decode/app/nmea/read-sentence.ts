import type { Turn } from '../../turn.ts';
import { byteText, wireText } from '../wire-text.ts';
import { traceAis } from './ais.ts';
import type { Sentence } from './line.ts';
import { PROPRIETARY, talkerRole } from './sentences.ts';
import type { NmeaState } from './state.ts';

/** NMEA 0183 5.3: between start and end mark; with both it is 82. */
const LONGEST = 80;
const COMMA = 0x2c;
const LETTER_P = 0x50;

/** Reads a sentence that was found. */
export function readSentence(turn: Turn, state: NmeaState, bytes: Uint8Array, found: Sentence, lineEnd: number): void {
  const { start, end } = found;
  const own = bytes[start + 1] === LETTER_P;
  const at = own ? start + 2 : start + 3;
  const letters = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
  turn.message(own ? PROPRIETARY * 2 ** 24 + letters : letters);
  if (found.sum === 0) turn.anomaly('checksum-bad');
  else if (found.sum < 0) turn.anomaly('checksum-missing');
  if (lineEnd - start > LONGEST) turn.anomaly('sentence-long');
  if (found.tagEnd > found.tagStart) readTag(turn, state, bytes, found);
  if (!own) {
    const talker = ((bytes[start + 1] as number) << 8) | (bytes[start + 2] as number);
    // A sum that is wrong may have changed the letters.
    if (found.sum !== 0 && state.isNewTalker(talker)) {
      turn.claim(turn.sender, 'role', talkerRole(byteText(bytes, start + 1, start + 3)));
    }
  }
  if (!turn.tracing) return;
  const name = byteText(bytes, at, at + 3);
  if (own) turn.field('nmea.maker', name);
  else {
    turn.field('nmea.talker', byteText(bytes, start + 1, start + 3));
    turn.field('nmea.sentence', name);
  }
  if (!own) trace(turn, bytes, name, start + 6, end);
}

/** Pairs of a letter and a text: `s` is who sends. */
function readTag(turn: Turn, state: NmeaState, bytes: Uint8Array, found: Sentence): void {
  if (found.tagSum !== 1) turn.anomaly('tag-checksum-bad');
  for (let at = found.tagStart; at < found.tagEnd; ) {
    let end = at;
    while (end < found.tagEnd && bytes[end] !== COMMA) end++;
    if (end - at > 2 && bytes[at] === 0x73 && bytes[at + 1] === 0x3a) {
      const source = wireText(bytes, at + 2, end, 32);
      if (turn.tracing) turn.field('nmea.tag.source', source);
      if (found.tagSum === 1 && state.isNewSource(source)) {
        turn.claim(turn.sender, 'description', `IEC 61162-450 ${source}`);
      }
    }
    at = end + 1;
  }
}

/** Fields of the data by their place; -1 as a place where a sentence has none. */
interface Places {
  readonly time?: number;
  readonly latitude?: number;
  readonly texts?: Readonly<Record<string, number>>;
  readonly numbers?: Readonly<Record<string, number>>;
}

const places: ReadonlyMap<string, Places> = new Map<string, Places>([
  ['GGA', { time: 0, latitude: 1, numbers: { 'nmea.quality': 5, 'nmea.satellites': 6, 'nmea.altitude': 8 } }],
  ['GNS', { time: 0, latitude: 1, numbers: { 'nmea.satellites': 6, 'nmea.altitude': 8 } }],
  ['GLL', { time: 4, latitude: 0, texts: { 'nmea.status': 5 } }],
  [
    'RMC',
    {
      time: 0,
      latitude: 2,
      texts: { 'nmea.status': 1, 'nmea.date': 8 },
      numbers: { 'nmea.speed': 6, 'nmea.course': 7 },
    },
  ],
  ['VTG', { numbers: { 'nmea.course': 0, 'nmea.speed': 4 } }],
  ['HDT', { numbers: { 'nmea.heading': 0 } }],
  ['HDM', { numbers: { 'nmea.heading': 0 } }],
  ['HDG', { numbers: { 'nmea.heading': 0 } }],
  ['THS', { numbers: { 'nmea.heading': 0 }, texts: { 'nmea.status': 1 } }],
  ['ZDA', { time: 0 }],
]);

function trace(turn: Turn, bytes: Uint8Array, name: string, start: number, end: number): void {
  const parts = byteText(bytes, start, end).replace(/^,/, '').split(',');
  if (name === 'VDM' || name === 'VDO') {
    // Fragments, which of them, number, channel, payload: what identifies stands in the first one.
    const payload = start + 1 + parts.slice(0, 4).join(',').length + 1;
    if (parts.length >= 6 && parts[1] === '1') traceAis(turn, bytes, payload, payload + (parts[4] as string).length);
    return;
  }
  const place = places.get(name);
  if (place === undefined) return;
  const time = place.time === undefined ? '' : (parts[place.time] ?? '');
  if (time !== '') turn.field('nmea.time', time);
  if (place.latitude !== undefined) {
    const [latitude = '', north = '', longitude = '', east = ''] = parts.slice(place.latitude);
    const up = degrees(latitude, north === 'S');
    const right = degrees(longitude, east === 'W');
    if (up !== undefined && right !== undefined) {
      turn.field('nmea.latitude', up);
      turn.field('nmea.longitude', right);
    }
  }
  for (const [field, index] of Object.entries(place.texts ?? {})) {
    const text = parts[index] ?? '';
    if (text !== '') turn.field(field, text);
  }
  for (const [field, index] of Object.entries(place.numbers ?? {})) {
    const text = parts[index] ?? '';
    if (/^-?\d+(\.\d+)?$/.test(text)) turn.field(field, Number(text));
  }
}

/** Degrees and minutes run together, `ddmm.mm`, as degrees. */
function degrees(text: string, negative: boolean): number | undefined {
  const match = /^(\d{1,3})(\d\d(?:\.\d+)?)$/.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]) + Number(match[2]) / 60;
  return Math.round((negative ? -value : value) * 1e7) / 1e7;
}
