/** Memory areas have eight bits; what else a command is for stands above them. */
export const CONTROLLER = 0x100;
/** Start is the code of the parameter area. */
export const PARAMETERS = 0x101;
/** Start is the first word, count the bytes. */
export const PROGRAM_AREA = 0x102;
/** Start is how many bits are forced. */
export const FORCED = 0x103;

/** Names of areas by code; those of the CS, CJ and CP series, and of the CV series where they differ. */
const words: ReadonlyMap<number, string> = new Map([
  [0x80, 'CIO'],
  [0x81, 'timer or counter'],
  [0x82, 'D'],
  [0x89, 'timer or counter'],
  [0x98, 'E'],
  [0x9c, 'DR'],
  [0xb0, 'CIO'],
  [0xb1, 'W'],
  [0xb2, 'H'],
  [0xb3, 'A'],
  [0xbc, 'DR'],
  [0xdc, 'IR'],
  [0xf0, 'CIO'],
  [0xf1, 'W'],
  [0xf2, 'H'],
]);
const bits: ReadonlyMap<number, string> = new Map([
  [0x00, 'CIO'],
  [0x01, 'timer or counter flag'],
  [0x02, 'D'],
  [0x06, 'task flag'],
  [0x07, 'clock pulse'],
  [0x09, 'timer or counter flag'],
  [0x30, 'CIO'],
  [0x31, 'W'],
  [0x32, 'H'],
  [0x33, 'A'],
  [0x46, 'task flag'],
  [0x49, 'timer or counter flag'],
  [0x70, 'CIO'],
  [0x71, 'W'],
  [0x72, 'H'],
]);

const parameters: ReadonlyMap<number, string> = new Map([
  [0x8000, 'all parameters'],
  [0x8010, 'controller setup'],
  [0x8012, 'registered I/O table'],
  [0x8013, 'routing tables'],
  [0x8002, 'unit setup'],
]);

/** A word's object is its address; a bit's, its address times 256 and the bit. `start` is always of the second kind. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  switch (area) {
    case CONTROLLER:
      return 'controller';
    case PARAMETERS:
      return parameters.get(start) ?? `parameters ${start.toString(16)}`;
    case PROGRAM_AREA:
      return `program ${start}-${start + count - 1}`;
    case FORCED:
      return `${start} bits`;
    default:
      return memoryName(area, start, count);
  }
}

function memoryName(area: number, start: number, count: number): string {
  const address = Math.floor(start / 256);
  const bit = start % 256;
  const name = bits.get(area);
  if (name !== undefined || (area >= 0x20 && area <= 0x2f)) {
    const text = `${name ?? `E${area - 0x20}_`}${address}.${bit}`;
    return count === 1 ? text : `${text}, ${count} bits`;
  }
  const bank =
    area >= 0xa0 && area <= 0xaf ? `E${area - 0xa0}_` : area >= 0x90 && area <= 0x97 ? `E${area - 0x90}_` : '';
  const word = words.get(area) ?? (bank === '' ? `area ${area} ` : bank);
  if (count === 1) return `${word}${address}`;
  return count === 0 ? `no words at ${word}${address}` : `${word}${address}-${address + count - 1}`;
}
