/** Count of a command's object that names all points of a group. */
export const ALL = 0xffff_ffff;

/** What is switched by a control code, above the group and variation of a command's area. */
export const CODE_SHIFT = 0x1_0000;

/** Object groups, IEEE 1815-2012 annex A. */
export const groups: ReadonlyMap<number, string> = new Map([
  [0, 'device attribute'],
  [1, 'binary input'],
  [2, 'binary input event'],
  [3, 'double-bit input'],
  [4, 'double-bit input event'],
  [10, 'binary output'],
  [11, 'binary output event'],
  [12, 'binary output'],
  [13, 'binary output command event'],
  [20, 'counter'],
  [21, 'frozen counter'],
  [22, 'counter event'],
  [23, 'frozen counter event'],
  [30, 'analog input'],
  [31, 'frozen analog input'],
  [32, 'analog input event'],
  [33, 'frozen analog input event'],
  [34, 'analog input deadband'],
  [40, 'analog output status'],
  [41, 'analog output'],
  [42, 'analog output event'],
  [43, 'analog output command event'],
  [50, 'time and date'],
  [51, 'common time of occurrence'],
  [52, 'time delay'],
  [60, 'class'],
  [70, 'file'],
  [80, 'internal indication'],
  [81, 'storage'],
  [82, 'device profile'],
  [83, 'private registration'],
  [85, 'data set prototype'],
  [86, 'data set descriptor'],
  [87, 'data set'],
  [88, 'data set event'],
  [90, 'application'],
  [91, 'status of operation'],
  [100, 'floating point'],
  [101, 'decimal number'],
  [102, 'small number'],
  [110, 'octet string'],
  [111, 'octet string event'],
  [112, 'virtual terminal output'],
  [113, 'virtual terminal event'],
  [114, 'extended octet string'],
  [115, 'extended octet string event'],
  [120, 'authentication'],
  [121, 'security statistic'],
  [122, 'security statistic event'],
]);

/** Operation in the low four bits of a control code, then queue, clear, and what it closes or trips. */
const operations: readonly string[] = ['nul', 'pulse on', 'pulse off', 'latch on', 'latch off'];
const trips: readonly string[] = ['', ' close', ' trip', ' reserved'];

/** E.g. `binary output 3: pulse on trip`, `analog inputs 0-9`, `class 1 data`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  const group = (area >>> 8) & 0xff;
  const variation = area & 0xff;
  if (area === 0) return 'outstation';
  const name = groups.get(group) ?? `group ${group}`;
  if (group === 60) return `class ${variation - 1} data`;
  if (group === 70 || group === 90) return name;
  if (count === ALL) return `all ${name}s`;
  if (group === 12 && variation === 1) return `${name} ${start}: ${controlText((area >>> 16) & 0xff)}`;
  return count === 1 ? `${name} ${start}` : `${name}s ${start}-${start + count - 1}`;
}

function controlText(code: number): string {
  return `${operations[code & 15] ?? `operation ${code & 15}`}${trips[code >> 6] ?? ''}`;
}
