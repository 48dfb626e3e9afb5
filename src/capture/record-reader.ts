/** A reader of one format; `offset` is where `start` lies in the file. Returns how many bytes it is done with. */
export interface RecordReader {
  /** Bytes that must lie before the reader, at the least, for it to get further. */
  readonly needed: number;
  read(bytes: Uint8Array, view: DataView, start: number, end: number, offset: number, final: boolean): number;
  finish(left: number, offset: number): void;
}
