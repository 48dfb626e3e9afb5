/** Letters and digits of a container number (ISO 6346 3): owner, category, serial, check digit. */
export const CONTAINER_NUMBER_LENGTH = 11;
const LETTERS = 4;

/** Values of letters (ISO 6346 A.1): 10 for A and on, without the multiples of 11. */
const values: readonly number[] = Array.from({ length: 26 }, (_, i) => {
  const value = 10 + i;
  return value + Math.floor((value + Math.floor(value / 11)) / 11);
});

/**
 * Whether `bytes` at `at` are a container number: three letters, a category (U containers, J their equipment, Z
 * chassis), seven digits of which the last checks the others. 0 where they are not even alike, -1 where the digit is
 * wrong. The caller has checked that eleven bytes are there, and what stands around them.
 */
export function containerNumberAt(bytes: Uint8Array, at: number): 1 | 0 | -1 {
  let sum = 0;
  for (let i = 0; i < CONTAINER_NUMBER_LENGTH; i++) {
    const byte = bytes[at + i] as number;
    if (i < LETTERS) {
      if (byte < 0x41 || byte > 0x5a) return 0;
      if (i === 3 && byte !== 0x55 && byte !== 0x4a && byte !== 0x5a) return 0;
      sum += (values[byte - 0x41] as number) << i;
    } else {
      if (byte < 0x30 || byte > 0x39) return 0;
      if (i < CONTAINER_NUMBER_LENGTH - 1) sum += (byte - 0x30) << i;
    }
  }
  return (sum % 11) % 10 === (bytes[at + CONTAINER_NUMBER_LENGTH - 1] as number) - 0x30 ? 1 : -1;
}
