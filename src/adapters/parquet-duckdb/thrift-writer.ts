import type { ByteSink } from './byte-sink.ts';

const I32 = 5;
const I64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** Thrift's compact protocol, as much of it as Parquet's headers need. Fields of a struct come in ascending order. */
export class ThriftWriter {
  readonly #sink: ByteSink;
  readonly #last: number[] = [];
  #field = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  i32(field: number, value: number): void {
    this.#head(field, I32);
    this.#sink.varint(zigzag(value));
  }

  i64(field: number, value: number): void {
    this.#head(field, I64);
    this.#sink.varint(zigzag(value));
  }

  flag(field: number, value: boolean): void {
    this.#head(field, value ? 1 : 2);
  }

  text(field: number, value: string): void {
    this.#head(field, BINARY);
    this.#bytes(Buffer.from(value, 'utf8'));
  }

  binary(field: number, value: Uint8Array): void {
    this.#head(field, BINARY);
    this.#bytes(value);
  }

  struct(field: number, write: () => void): void {
    this.#head(field, STRUCT);
    this.open(write);
  }

  structs<T>(field: number, items: readonly T[], write: (item: T) => void): void {
    this.#list(field, items.length, STRUCT);
    for (const item of items) this.open(() => write(item));
  }

  i32s(field: number, items: readonly number[]): void {
    this.#list(field, items.length, I32);
    for (const item of items) this.#sink.varint(zigzag(item));
  }

  texts(field: number, items: readonly string[]): void {
    this.#list(field, items.length, BINARY);
    for (const item of items) this.#bytes(Buffer.from(item, 'utf8'));
  }

  /** A struct without a field head: the outermost one, or a member of a list. */
  open(write: () => void): void {
    this.#last.push(this.#field);
    this.#field = 0;
    write();
    this.#sink.byte(0);
    this.#field = this.#last.pop() as number;
  }

  #head(field: number, type: number): void {
    const step = field - this.#field;
    if (step > 0 && step < 16) this.#sink.byte((step << 4) | type);
    else {
      this.#sink.byte(type);
      this.#sink.varint(zigzag(field));
    }
    this.#field = field;
  }

  #list(field: number, length: number, type: number): void {
    this.#head(field, LIST);
    if (length < 15) this.#sink.byte((length << 4) | type);
    else {
      this.#sink.byte(0xf0 | type);
      this.#sink.varint(length);
    }
  }

  #bytes(value: Uint8Array): void {
    this.#sink.varint(value.length);
    this.#sink.append(value);
  }
}

/** Multiplied, not shifted: sizes may pass 2^31. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}
