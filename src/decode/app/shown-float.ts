/** A floating point value as a field shows it: JSON knows neither infinities nor what is no number. */
export function shownFloat(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
