/**
 * Whether two texts are one value of a field, written in two ways. What is one value is decided by the type that tshark
 * registers the field with, and by nothing else: hexadecimal and decimal, booleans, separators of bytes, units of
 * time, digits of a float. Anything beyond that is a difference.
 */
export function sameValue(type: string, ours: string, theirs: string): boolean {
  if (ours === theirs || (ours === '' && theirs === EMPTY)) return true;
  const whole = /^FT_U?INT(\d+)$/.exec(type);
  if (whole !== null) return sameInteger(ours, theirs, BigInt(whole[1] as string));
  switch (type) {
    case 'FT_BOOLEAN':
      return truth(ours) !== undefined && truth(ours) === truth(theirs);
    case 'FT_CHAR':
    case 'FT_FRAMENUM':
      return sameInteger(ours, theirs, 32n);
    case 'FT_FLOAT':
      return sameFloat(ours, theirs, FLOAT_DIGITS);
    case 'FT_DOUBLE':
      return sameFloat(ours, theirs, DOUBLE_DIGITS);
    case 'FT_BYTES':
    case 'FT_UINT_BYTES':
    case 'FT_ETHER':
    case 'FT_SYSTEM_ID':
    case 'FT_VINES':
      return sameBytes(ours, theirs);
    case 'FT_ABSOLUTE_TIME':
      return sameInstant(ours, theirs);
    case 'FT_RELATIVE_TIME':
      return sameSpan(ours, theirs);
    case 'FT_NONE':
      // A label without a value: that it is there is all that can be compared.
      return true;
    case 'FT_IPv4':
    case 'FT_IPv6':
      // Where tshark has the address of a prefix, ours says its length too.
      return ours.replace(/\/\d+$/, '') === theirs;
    case 'FT_GUID':
      return ours.toLowerCase() === theirs.toLowerCase();
    default:
      return escaped(ours) === theirs;
  }
}

/** How tshark prints bytes that are none. */
export const EMPTY = '<MISSING>';
/** What tshark prints of a float and of a double. */
const FLOAT_DIGITS = 6;
const DOUBLE_DIGITS = 15;
const CLOSE_SECONDS = 2e-9;
const NTP_TO_UNIX = 2_208_988_800n;
const NTP_ERA = 0x1_0000_0000n;
const SECOND = 1_000_000_000n;
/** tshark converts NTP's fraction in floating point. */
const CLOSE_NANOS = 3n;

function sameInteger(ours: string, theirs: string, bits: bigint): boolean {
  const b = integer(theirs);
  // Identifiers are shown in hexadecimal, all their digits.
  if (b !== undefined && ours.length * 4 === Number(bits) && integer(`0x${ours}`) === b) return true;
  const a = integer(ours);
  // A field that tshark has without a sign and the specification with one.
  return a !== undefined && b !== undefined && BigInt.asUintN(Number(bits), a) === BigInt.asUintN(Number(bits), b);
}

function integer(text: string): bigint | undefined {
  if (text === 'true') return 1n;
  if (text === 'false') return 0n;
  return /^(-?\d+|0x[0-9a-f]+)$/i.test(text) ? BigInt(text) : undefined;
}

/** Seconds, or milliseconds. */
function sameSpan(ours: string, theirs: string): boolean {
  const spans = ours === '' ? [] : [Number(ours), Number(ours) / 1000];
  return spans.some((span) => Math.abs(span - Number(theirs)) < CLOSE_SECONDS);
}

function truth(text: string): boolean | undefined {
  if (/^(1|true)$/i.test(text)) return true;
  return /^(0|false)$/i.test(text) ? false : undefined;
}

function sameFloat(ours: string, theirs: string, digits: number): boolean {
  const [a, b] = [Number(ours), Number(theirs)];
  if (Number.isNaN(a) || Number.isNaN(b)) return /^-?nan$/i.test(ours) && /^-?nan$/i.test(theirs);
  return a.toPrecision(digits) === b.toPrecision(digits);
}

/** Hexadecimal with any separators; or a text that stands for its bytes. */
function sameBytes(ours: string, theirs: string): boolean {
  const bytes = theirs.replaceAll(/[:.-]/g, '').toLowerCase();
  return ours.replaceAll(/[:.-]/g, '').toLowerCase() === bytes || Buffer.from(ours, 'utf8').toString('hex') === bytes;
}

function sameInstant(ours: string, theirs: string): boolean {
  // What tshark calls NULL is second 0 of NTP's clock or of Unix's.
  const a = instants(ours);
  const b = theirs === 'NULL' ? [0n, -NTP_TO_UNIX * SECOND] : instants(theirs);
  return a.some((one) => b.some((other) => (one > other ? one - other : other - one) <= CLOSE_NANOS));
}

/** Nanoseconds since 1970 that a text can mean: NTP's 64 bits in either era, a number, ISO, or tshark's form. */
function instants(text: string): bigint[] {
  if (/^[0-9a-f]{16}$/.test(text)) {
    const seconds = BigInt(`0x${text.slice(0, 8)}`);
    const nanos = (BigInt(`0x${text.slice(8)}`) * SECOND) / NTP_ERA;
    const first = (seconds - NTP_TO_UNIX) * SECOND + nanos;
    return [first, first + NTP_ERA * SECOND];
  }
  // Seconds, or milliseconds.
  if (/^-?\d+$/.test(text)) return [BigInt(text) * SECOND, BigInt(text) * 1_000_000n];
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z?$/.exec(text);
  if (iso !== null) return parsed(`${iso[1]}Z`, iso[2]);
  // ASN.1's GeneralizedTime.
  const general = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (general !== null) return parsed(`${general.slice(1, 4).join('-')}T${general.slice(4).join(':')}Z`);
  const tshark = /^([A-Z][a-z]{2} +\d+, \d{4} \d\d:\d\d:\d\d)(?:\.(\d{1,9}))? UTC$/.exec(text);
  return tshark === null ? [] : parsed(`${tshark[1]} UTC`, tshark[2]);
}

function parsed(whole: string, fraction = ''): bigint[] {
  const milliseconds = Date.parse(whole);
  return Number.isNaN(milliseconds) ? [] : [BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))];
}

const escapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** Texts as `tshark -T fields` writes them. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0007-\r]/g, (c) => escapes[c] ?? c);
}
