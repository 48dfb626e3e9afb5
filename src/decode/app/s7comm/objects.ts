import { serviceName } from './services.ts';

/**
 * The object of an S7 command in three numbers. The top byte of `area` is the kind:
 * 0 memory (area code in the lowest byte, data block number above it; start and count in bits, or in elements for
 * timers and counters), 1 to 15 as below, 0x80 and above a variable of another address syntax, which is that byte.
 */
export const MEMORY = 0;
/** Low byte: block type; start: block number. */
export const BLOCK = 1;
/** Low byte: index of the service, 0 for one that is not listed. */
export const INVOCATION = 2;
/** Start: SZL id; count: SZL index. */
export const STATUS_LIST = 3;
/** Start: the upload's number. */
export const UPLOAD_SESSION = 4;
/** The controller itself: connection, clock, password, programmer's tools. */
export const DEVICE = 5;

export const DATA_BLOCK = 0x84;
export const INSTANCE_BLOCK = 0x85;
/** Address syntaxes that are kinds of objects. */
export const DRIVE = 0xa2;
export const SYMBOLIC = 0xb2;
/** Added to the number of the data block in which a symbol is. */
export const SYMBOL_BLOCK = 0x10000;
export const COUNTERS = 0x1c;
export const TIMERS = 0x1d;
export const IEC_COUNTERS = 0x1e;
export const IEC_TIMERS = 0x1f;

/** Areas of memory that are no data blocks. */
export const areas: ReadonlyMap<number, string> = new Map([
  [0x01, 'data record'],
  [0x03, 'system info'],
  [0x05, 'system flags'],
  [0x06, 'analog inputs'],
  [0x07, 'analog outputs'],
  [0x80, 'peripherals'],
  [0x81, 'inputs'],
  [0x82, 'outputs'],
  [0x83, 'flags'],
  [0x86, 'local data'],
  [0x87, 'caller local data'],
  [COUNTERS, 'counters'],
  [TIMERS, 'timers'],
  [IEC_COUNTERS, 'iec counters'],
  [IEC_TIMERS, 'iec timers'],
]);

/** Roots of symbols outside of data blocks. */
const symbolAreas: ReadonlyMap<number, string> = new Map([
  [0x50, 'inputs'],
  [0x51, 'outputs'],
  [0x52, 'flags'],
  [0x53, 'counters'],
  [0x54, 'timers'],
]);

/** Block types by the two characters of a file name read as a hexadecimal number. */
export const blockTypes: ReadonlyMap<number, string> = new Map([
  [0x00, 'DBN'],
  [0x08, 'OB'],
  [0x09, 'CMOD'],
  [0x0a, 'DB'],
  [0x0b, 'SDB'],
  [0x0c, 'FC'],
  [0x0d, 'SFC'],
  [0x0e, 'FB'],
  [0x0f, 'SFB'],
]);

export function memoryArea(area: number, block: number): number {
  return block * 256 + area;
}

export function kindArea(kind: number, low: number): number {
  return kind * 0x1000000 + low;
}

/** Memory counted in elements, not in bits. */
export function isElementArea(area: number): boolean {
  return area >= COUNTERS && area <= IEC_TIMERS;
}

/** How a command's object reads, e.g. `DB 5 bytes 0-9`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  const kind = Math.floor(area / 0x1000000);
  const low = area % 256;
  switch (kind) {
    case MEMORY:
      return memoryName(low, Math.floor(area / 256) % 65536, start, count);
    case BLOCK:
      return `${blockTypes.get(low) ?? `block type ${low}`} ${start}`;
    case INVOCATION:
      return serviceName(low);
    case STATUS_LIST:
      return `system status list 0x${hex4(start)} index 0x${hex4(count)}`;
    case UPLOAD_SESSION:
      return `upload ${start}`;
    case DEVICE:
      return 'controller';
    case 0x82:
    case 0x83:
    case 0x84:
      return `nck module ${low} column ${Math.floor(start / 65536)} line ${start % 65536}`;
    case DRIVE:
      return `drive parameter ${Math.floor(start / 65536)} index ${start % 65536}`;
    case SYMBOLIC:
      return symbolName(area % 0x1000000, start);
    default:
      return `address syntax 0x${kind.toString(16)}`;
  }
}

/** The symbol itself is not sent: four bytes of check sum stand for it. */
function symbolName(root: number, checksum: number): string {
  const symbol = `symbol 0x${checksum.toString(16).padStart(8, '0')}`;
  if (root >= SYMBOL_BLOCK) return `DB ${root - SYMBOL_BLOCK} ${symbol}`;
  const area = symbolAreas.get(root);
  return area === undefined ? symbol : `${area} ${symbol}`;
}

function memoryName(area: number, block: number, start: number, count: number): string {
  const name = area === DATA_BLOCK ? `DB ${block}` : area === INSTANCE_BLOCK ? `DI ${block}` : areas.get(area);
  const what = name ?? `area ${area}`;
  if (isElementArea(area)) return count === 1 ? `${what} ${start}` : `${what} ${start}-${start + count - 1}`;
  const byte = Math.floor(start / 8);
  if (count % 8 !== 0 || start % 8 !== 0) return `${what} bit ${byte}.${start % 8}${count === 1 ? '' : ` x${count}`}`;
  if (count === 8) return `${what} byte ${byte}`;
  return count === 0 ? `${what} nothing at byte ${byte}` : `${what} bytes ${byte}-${byte + count / 8 - 1}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
