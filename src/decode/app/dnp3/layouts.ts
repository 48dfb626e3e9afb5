/**
 * How the objects of each group and variation lie in a message: IEEE 1815-2012 annex A. Parts of a layout:
 * `q` flags, `i2 i4` signed and `u1 u2 u4` unsigned numbers, `f4 f8` floating point, `t6` milliseconds since 1970 in 48
 * bits, `r2` milliseconds since the common time, `s` status of a control, `x`N octets that are passed over.
 */
export interface Layout {
  readonly parts: readonly string[];
  /** Bytes; 0 for packed points and for objects without data. */
  readonly size: number;
  /** Bits of a point where several share a byte, else 0. */
  readonly bits: number;
}

/** Events carry what the static object carries, then perhaps a time. */
const COUNTERS = ['q u4', 'q u2', 'q u4', 'q u2', 'q u4 t6', 'q u2 t6', 'q u4 t6', 'q u2 t6'];
const ANALOG_EVENTS = ['q i4', 'q i2', 'q i4 t6', 'q i2 t6', 'q f4', 'q f8', 'q f4 t6', 'q f8 t6'];
const BINARY_EVENTS = ['q', 'q t6', 'q r2'];

/** Group, then its variations from 1 on. */
const groups: readonly (readonly [number, readonly string[]])[] = [
  [1, ['b1', 'q']],
  [2, BINARY_EVENTS],
  [3, ['b2', 'q']],
  [4, BINARY_EVENTS],
  [10, ['b1', 'q']],
  [11, ['q', 'q t6']],
  // Control relay output block and pattern control block: code, count, on and off time, status.
  [12, ['u1 u1 u4 u4 s', 'u1 u1 u4 u4 s', 'b1']],
  [13, ['s', 's t6']],
  [20, ['q u4', 'q u2', 'q u4', 'q u2', 'u4', 'u2', 'u4', 'u2']],
  [21, [...COUNTERS.slice(0, 4), 'q u4 t6', 'q u2 t6', 'q u4 t6', 'q u2 t6', 'u4', 'u2', 'u4', 'u2']],
  [22, COUNTERS],
  [23, COUNTERS],
  [30, ['q i4', 'q i2', 'i4', 'i2', 'q f4', 'q f8']],
  [31, ['q i4', 'q i2', 'q i4 t6', 'q i2 t6', 'i4', 'i2', 'q f4', 'q f8']],
  [32, ANALOG_EVENTS],
  [33, ANALOG_EVENTS],
  [34, ['u2', 'u4', 'f4']],
  [40, ['q i4', 'q i2', 'q f4', 'q f8']],
  [41, ['i4 s', 'i2 s', 'f4 s', 'f8 s']],
  [42, ANALOG_EVENTS],
  [43, ['s i4', 's i2', 's i4 t6', 's i2 t6', 's f4', 's f8', 's f4 t6', 's f8 t6']],
  [50, ['t6', 't6 u4', 't6', 't6 u4 u1']],
  [51, ['t6', 't6']],
  [52, ['r2', 'r2']],
  [60, ['', '', '', '']],
  [80, ['b1']],
  [81, ['u1 u1 u1']],
  [101, ['x2', 'x4', 'x8']],
  [102, ['u1']],
  // Aggressive mode request: challenge sequence and user. The other variations bring their size with them.
  [120, ['', '', 'u4 u2']],
  [121, ['q u2 u4']],
  [122, ['q u2 u4', 'q u2 u4 t6']],
];

function layoutOf(text: string): Layout {
  if (text.startsWith('b')) return { parts: [], size: 0, bits: Number(text[1]) };
  const parts = text === '' ? [] : text.split(' ');
  const size = parts.reduce((sum, part) => sum + (part === 'q' || part === 's' ? 1 : Number(part.slice(1))), 0);
  return { parts, size, bits: 0 };
}

export const layouts: ReadonlyMap<number, Layout> = new Map(
  groups.flatMap(([group, variations]) =>
    variations.map((text, i): [number, Layout] => [group * 256 + i + 1, layoutOf(text)]),
  ),
);

export function layout(group: number, variation: number): Layout | undefined {
  return layouts.get(group * 256 + variation);
}

/** Octet strings and virtual terminal text: the variation is the length. */
export function isText(group: number): boolean {
  return group >= 110 && group <= 115;
}
