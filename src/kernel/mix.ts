/**
 * 32-bit mixing for hash tables whose keys come from the network. The seed is handed in (an adapter draws it), so
 * that nobody can craft 5-tuples that meet in one bucket; results never depend on it (CI runs two seeds).
 * Finaliser constants: Murmur3 fmix32 (Appleby, public domain).
 */
export function mix(hash: number, word: number): number {
  let h = hash ^ word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
