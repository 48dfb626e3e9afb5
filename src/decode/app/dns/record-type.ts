/** Numbers of RR types (IANA "Domain Name System Parameters") that the reader opens or names. */
export const TYPE_A = 1;
export const TYPE_NS = 2;
export const TYPE_CNAME = 5;
export const TYPE_SOA = 6;
export const TYPE_PTR = 12;
export const TYPE_HINFO = 13;
export const TYPE_MX = 15;
export const TYPE_TXT = 16;
export const TYPE_AAAA = 28;
export const TYPE_SRV = 33;
export const TYPE_OPT = 41;

/** Classes met in questions and records: IN, CH, HS, NONE, ANY; the top bit is mDNS's (RFC 6762 18.12, 18.13). */
export function isRecordClass(value: number): boolean {
  const plain = value & 0x7fff;
  return plain === 1 || plain === 3 || plain === 4 || plain === 254 || plain === 255;
}

/** RFC 1035 4.1.1, RFC 1996, RFC 2136, RFC 8490. */
export const opcodeNames: readonly (string | undefined)[] = [
  'query',
  'inverse query',
  'status',
  undefined,
  'notify',
  'update',
  'stateful operation',
];
