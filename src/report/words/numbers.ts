/** `12,345,678`, whatever the machine's language. */
export function countText(value: number): string {
  const sign = value < 0 ? '-' : '';
  const whole = String(Math.abs(Math.trunc(value)));
  let text = '';
  for (let i = 0; i < whole.length; i++) {
    if (i > 0 && (whole.length - i) % 3 === 0) text += ',';
    text += whole[i];
  }
  return sign + text;
}

/** `3 devices`, `1 device`. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${countText(value)} ${value === 1 ? one : many}`;
}

const UNITS: readonly string[] = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Decimal units, one digit after the point below 100. */
export function bytesText(value: number): string {
  let unit = 0;
  let scaled = value;
  while (scaled >= 1000 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  if (unit === 0) return counted(value, 'byte');
  const tenths = Math.round(scaled * 10);
  const text = tenths < 1000 ? `${Math.floor(tenths / 10)}.${tenths % 10}` : countText(Math.round(scaled));
  return `${text} ${UNITS[unit]}`;
}

/** Share in per cent with one digit; a share that is not nothing never reads 0.0, and one that is not all never 100. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return '0 %';
  const tenths = Math.round((part * 1000) / whole);
  if (part > 0 && tenths === 0) return '< 0.1 %';
  if (part < whole && tenths === 1000) return '> 99.9 %';
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}

/** `1 h`, `26.5 h`, `3.0 days`. */
export function hoursText(hours: number): string {
  if (hours < 1) return counted(Math.round(hours * 60), 'minute');
  if (hours < 72) return `${oneDigit(hours)} h`;
  return `${oneDigit(hours / 24)} days`;
}

function oneDigit(value: number): string {
  const tenths = Math.round(value * 10);
  return tenths % 10 === 0 ? countText(tenths / 10) : `${countText(Math.floor(tenths / 10))}.${tenths % 10}`;
}
