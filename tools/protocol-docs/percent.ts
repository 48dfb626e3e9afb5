/** Whole per cents, rounded down: 99.9 % is not all. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.floor((100 * part) / whole)} %`;
}
