import { ByteWriter, joined, textBytes } from '../byte-writer.ts';

/** ITU-T X.690 distinguished encoding: tag, definite length, value. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const value = joined(...parts);
  const writer = new ByteWriter(6 + value.length).u8(tag);
  if (value.length < 0x80) writer.u8(value.length);
  else if (value.length < 0x100) writer.u8(0x81).u8(value.length);
  else writer.u8(0x82).u16(value.length);
  return writer.bytes(value).done();
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(0x30, ...parts);
}

/** A non-negative integer; a leading zero keeps the sign bit clear. */
export function derInteger(value: Uint8Array): Uint8Array {
  return (value[0] ?? 0) >= 0x80 ? der(0x02, Uint8Array.of(0), value) : der(0x02, value);
}

export function derObjectId(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const writer = new ByteWriter(16).u8(first * 40 + second);
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    for (const group of groups) writer.u8(group);
  }
  return der(0x06, writer.done());
}

export function derText(text: string): Uint8Array {
  return der(0x0c, textBytes(text));
}

/** YYMMDDhhmmssZ */
export function derTime(text: string): Uint8Array {
  return der(0x17, textBytes(text));
}

export function derBits(value: Uint8Array): Uint8Array {
  return der(0x03, Uint8Array.of(0), value);
}

export const derNull: Uint8Array = Uint8Array.of(0x05, 0x00);
