import { closeSync, openSync, writeSync } from 'node:fs';
import { pcapHeader } from '../encode/pcap.ts';

const bufferSize = 8 * 1024 * 1024;
/** Longest frame with its record header; the buffer is written out before less than this is left. */
const reserve = 64 * 1024;
/** 2026-09-14T06:00:00Z */
const startSecond = 1789365600;

/** A pcap file of any size through one reused buffer: frames are built in place, nothing is allocated per frame. */
export class CaptureStream {
  readonly bytes: Uint8Array = new Uint8Array(bufferSize);
  readonly view: DataView = new DataView(this.bytes.buffer);
  readonly #file: number;
  #at = 0;
  #second = startSecond;
  #micro = 0;
  #frames = 0;
  #written = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
    const header = pcapHeader({ nanoseconds: false, littleEndian: true, snapLength: 65535 });
    this.bytes.set(header);
    this.#at = header.length;
  }

  get frames(): number {
    return this.#frames;
  }

  /** Bytes of the file so far. */
  get size(): number {
    return this.#written + this.#at;
  }

  /** Writes a record header and tells where the frame's bytes go. */
  next(length: number, microseconds: number): number {
    if (this.#at + reserve > bufferSize) this.#flush();
    this.#micro += microseconds;
    while (this.#micro >= 1_000_000) {
      this.#micro -= 1_000_000;
      this.#second += 1;
    }
    const { view } = this;
    const at = this.#at;
    view.setUint32(at, this.#second, true);
    view.setUint32(at + 4, this.#micro, true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    this.#at = at + 16 + length;
    this.#frames += 1;
    return at + 16;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    for (let done = 0; done < this.#at; ) done += writeSync(this.#file, this.bytes, done, this.#at - done);
    this.#written += this.#at;
    this.#at = 0;
  }
}
