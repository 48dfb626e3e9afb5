/** IANA "STUN Attributes", as far as they are read; RFC 3489, 5780, 8489, 8656. */
export const MAPPED = 0x0001;
export const ERROR = 0x0009;
export const CHANNEL = 0x000c;
export const LIFETIME = 0x000d;
export const XOR_PEER = 0x0012;
export const REALM = 0x0014;
export const XOR_RELAYED = 0x0016;
export const XOR_MAPPED = 0x0020;
/** Of the draft that became RFC 5389. */
export const XOR_MAPPED_DRAFT = 0x8020;
export const SOFTWARE = 0x8022;

const plain: ReadonlySet<number> = new Set([MAPPED, 0x0002, 0x0004, 0x0005, 0x000b, 0x8023, 0x802b, 0x802c]);
const masked: ReadonlySet<number> = new Set([XOR_PEER, XOR_RELAYED, XOR_MAPPED, XOR_MAPPED_DRAFT]);

export function isAddress(type: number): boolean {
  return plain.has(type) || masked.has(type);
}

export function isMasked(type: number): boolean {
  return masked.has(type);
}

/** Attributes that messages of RFC 3489 have; whoever has others has the cookie too. */
export function isClassic(type: number): boolean {
  return (type >= 1 && type <= 11) || type === XOR_MAPPED_DRAFT || type === SOFTWARE;
}
