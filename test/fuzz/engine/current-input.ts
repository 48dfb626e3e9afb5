/** Where a thread leaves the input that it executes, so that whoever waits for it in vain knows which one hangs. */
const MAX_INPUT_BYTES = 131_072;

export function currentInputBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(4 + MAX_INPUT_BYTES);
}

export function noteCurrentInput(buffer: SharedArrayBuffer, input: Uint8Array): void {
  const kept = input.subarray(0, MAX_INPUT_BYTES);
  new Uint8Array(buffer, 4).set(kept);
  new Uint32Array(buffer, 0, 1)[0] = kept.length;
}

export function currentInput(buffer: SharedArrayBuffer): Uint8Array {
  return new Uint8Array(buffer, 4).slice(0, new Uint32Array(buffer, 0, 1)[0]);
}
