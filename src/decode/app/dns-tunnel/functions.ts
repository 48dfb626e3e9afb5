/** Messages of tunnels in DNS, by the program: what a client's questions mean. */
export const IODINE = 0x100;
export const IODINE_RAW = 0x180;
export const DNSCAT = 0x200;
export const DNS2TCP = 0x400;
export const DNS2TCP_DATA: number = DNS2TCP + 3;

/** By the first letter of the name; digits of hexadecimal are the number of the user who sends data. */
const iodine: Readonly<Record<string, string>> = {
  v: 'version',
  l: 'login',
  i: 'address request',
  z: 'case test',
  s: 'switch codec',
  o: 'option',
  y: 'downstream test',
  r: 'fragment size test',
  n: 'fragment size',
  p: 'ping',
};
const DATA = 0x30;
const iodineRaw: ReadonlyMap<number, string> = new Map([
  [1, 'login'],
  [2, 'data'],
  [3, 'ping'],
]);
/** By the type of the packet. */
const dnscat: ReadonlyMap<number, string> = new Map([
  [0, 'open session'],
  [1, 'message'],
  [2, 'close session'],
  [3, 'encryption'],
  [0xff, 'ping'],
]);
export const dns2tcpWords: readonly string[] = ['auth', 'connect', 'resource'];

/** The number of an iodine client's question by its first letter, in lower case; -1 where it has none. */
export function iodineFunction(letter: string): number {
  if (iodine[letter] !== undefined) return IODINE + letter.charCodeAt(0);
  return /^[0-9a-f]$/.test(letter) ? IODINE + DATA : -1;
}

export function isDnscatType(type: number): boolean {
  return dnscat.has(type);
}

export function functionName(fn: number): string | undefined {
  if (fn >= DNS2TCP) {
    if (fn === DNS2TCP_DATA) return 'dns2tcp data';
    const word = dns2tcpWords[fn - DNS2TCP];
    return word === undefined ? undefined : `dns2tcp ${word}`;
  }
  if (fn >= DNSCAT) {
    const name = dnscat.get(fn - DNSCAT);
    return name === undefined ? undefined : `dnscat2 ${name}`;
  }
  if (fn >= IODINE_RAW) {
    const name = iodineRaw.get(fn - IODINE_RAW);
    return name === undefined ? undefined : `iodine raw ${name}`;
  }
  if (fn < IODINE) return undefined;
  const name = fn === IODINE + DATA ? 'data' : iodine[String.fromCharCode(fn - IODINE)];
  return name === undefined ? undefined : `iodine ${name}`;
}
