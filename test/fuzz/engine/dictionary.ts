/** Longest text of a source that is tried as bytes. */
const MAX_WORD = 40;

/** The literals of the instrumented sources, as bytes that may stand in a message. */
export function dictionary(literals: readonly (number | string)[]): Uint8Array[] {
  const words = new Map<string, Uint8Array>();
  const add = (bytes: readonly number[]): void => {
    words.set(bytes.join(), Uint8Array.from(bytes));
  };
  for (const literal of literals) {
    if (typeof literal === 'string') {
      if (literal.length > 0 && literal.length <= MAX_WORD) add([...new TextEncoder().encode(literal)]);
    } else if (Number.isInteger(literal) && literal > 1 && literal < 2 ** 32) {
      const [a, b, c, d] = [literal >>> 24, (literal >>> 16) & 255, (literal >>> 8) & 255, literal & 255];
      if (literal < 256) add([d]);
      else if (literal < 65536) {
        add([c, d]);
        add([d, c]);
      } else {
        add([a, b, c, d]);
        add([d, c, b, a]);
      }
    }
  }
  return [...words.values()];
}
