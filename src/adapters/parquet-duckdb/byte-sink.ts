/** Bytes of one column chunk or footer while they are made; little endian. It grows by doubling and is used again. */
export class ByteSink {
  bytes: Buffer;
  length = 0;

  constructor(capacity: number = 1 << 16) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  word(value: number): void {
    this.reserve(4);
    this.bytes.writeUInt32LE(value >>> 0, this.length);
    this.length += 4;
  }

  /** A whole number of magnitude up to 2^53 as INT64. */
  integer64(value: number): void {
    this.word(value >>> 0);
    this.word(Math.floor(value / 4_294_967_296) >>> 0);
  }

  integers64(values: Float64Array): void {
    this.reserve(values.length * 8);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.length, values.length * 8);
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      view.setUint32(i * 8, value >>> 0, true);
      view.setUint32(i * 8 + 4, Math.floor(value / 4_294_967_296) >>> 0, true);
    }
    this.length += values.length * 8;
  }

  bigIntegers64(values: BigInt64Array): void {
    this.reserve(values.length * 8);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.length, values.length * 8);
    for (let i = 0; i < values.length; i++) view.setBigInt64(i * 8, values[i] as bigint, true);
    this.length += values.length * 8;
  }

  /** Unsigned LEB128 of a number up to 2^53. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** Length as a word, then UTF-8: Parquet's PLAIN BYTE_ARRAY. */
  text(value: string): void {
    // UTF-16 units become at most three bytes each.
    this.reserve(4 + value.length * 3);
    if (value.length <= SHORT_TEXT && this.#ascii(value)) return;
    const written = this.bytes.write(value, this.length + 4, 'utf8');
    this.bytes.writeUInt32LE(written, this.length);
    this.length += 4 + written;
  }

  /** Most texts are short and plain: byte by byte they take a third of the time of a call into the engine. */
  #ascii(value: string): boolean {
    const { bytes } = this;
    const at = this.length + 4;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[at + i] = code;
    }
    bytes.writeUInt32LE(value.length, this.length);
    this.length = at + value.length;
    return true;
  }

  append(other: Uint8Array): void {
    this.reserve(other.length);
    this.bytes.set(other, this.length);
    this.length += other.length;
  }

  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

const SHORT_TEXT = 64;
