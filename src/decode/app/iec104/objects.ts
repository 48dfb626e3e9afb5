import { LINK } from './types.ts';

/** A command's area: the type, and above it the qualifier. */
export function commandArea(type: number, qualifier: number): number {
  return type + qualifier * 256;
}

const SELECT = 0x80;
const single: readonly string[] = ['off', 'on'];
const double: readonly string[] = ['not permitted 0', 'off', 'on', 'not permitted 3'];
const step: readonly string[] = ['not permitted 0', 'lower', 'higher', 'not permitted 3'];

/** E.g. `object 5: on, select`, `station: interrogation 20`, `counters: freeze`. */
export function objectName(fn: number, area: number, start: number, count: number): string {
  if (fn >= LINK) return 'station';
  const type = area & 0xff;
  const qualifier = (area >>> 8) & 0xff;
  const objects = count === 1 ? `object ${start}` : `objects ${start}-${start + count - 1}`;
  switch (type) {
    case 45:
    case 58:
      return `${objects}: ${single[qualifier & 1]}${select(qualifier)}`;
    case 46:
    case 59:
      return `${objects}: ${double[qualifier & 3]}${select(qualifier)}`;
    case 47:
    case 60:
      return `${objects}: ${step[qualifier & 3]}${select(qualifier)}`;
    case 48:
    case 49:
    case 50:
    case 61:
    case 62:
    case 63:
      return `${objects}${select(qualifier)}`;
    case 100:
      return qualifier === 20 ? 'station' : qualifier > 20 && qualifier <= 36 ? `group ${qualifier - 20}` : 'objects';
    case 101: {
      const group = qualifier & 63;
      const action = ['', ': freeze', ': freeze and reset', ': reset'][qualifier >> 6] ?? '';
      return `${group === 5 ? 'all counters' : `counters of group ${group}`}${action}`;
    }
    case 103:
      return 'clock';
    case 104:
    case 105:
    case 106:
    case 107:
      return 'station';
    case 122:
    case 127:
      return `file of object ${start}`;
    default:
      return objects;
  }
}

/** S/E, the highest bit: the object is selected now and operated by a second command. */
function select(qualifier: number): string {
  return (qualifier & SELECT) === 0 ? '' : ', select';
}
