/** The maker registry, searched in place: parsing 54,000 lines would cost every start 20 ms, a search costs 2 µs. */
export interface VendorRegistry {
  readonly date: string;
  /** Organisation that the MAC's block is assigned to, longest block first; undefined when nobody has it. */
  organisation(mac: string): string | undefined;
}

/** Block lengths of the IEEE registries in hexadecimal digits: MA-S, MA-M, MA-L. */
const BLOCK_DIGITS: readonly number[] = [9, 7, 6];

/** `text` is data/oui.tsv: comment lines, a header, then `digits<TAB>organisation` sorted by digits. */
export function vendorRegistry(text: string): VendorRegistry {
  const date = /^# date: (.*)$/m.exec(text)?.[1]?.trim() ?? '';
  const header = text.indexOf('\nprefix\t');
  const start = header < 0 ? text.length : text.indexOf('\n', header + 1) + 1;
  return {
    date,
    organisation(mac) {
      const digits = mac.replaceAll(':', '').toUpperCase();
      for (const length of BLOCK_DIGITS) {
        const found = find(text, start, digits.slice(0, length));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Binary search over the lines of `text` from `start`; every line ends in a line feed. */
function find(text: string, start: number, key: string): string | undefined {
  let low = start;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = text.lastIndexOf('\n', middle - 1) + 1;
    const line = before < low ? low : before;
    const end = text.indexOf('\n', middle);
    const stop = end < 0 ? text.length : end;
    const tab = text.indexOf('\t', line);
    if (tab < 0 || tab > stop) return undefined;
    const found = text.slice(line, tab);
    if (found === key) return text.slice(tab + 1, stop);
    if (found < key) low = stop + 1;
    else high = line;
  }
  return undefined;
}
