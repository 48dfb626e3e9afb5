import { Frame } from '../kernel/frame.ts';
import { FORMAT_BYTES, fileFormat } from './capture-format.ts';
import type { CaptureSummary } from './capture-summary.ts';
import { CaptureTally } from './capture-tally.ts';
import type { FrameSink } from './frame-sink.ts';
import { PcapReader } from './pcap-reader.ts';
import { PcapngReader } from './pcapng-reader.ts';
import type { RecordReader } from './record-reader.ts';

/**
 * Bytes of a capture file in, frames out; the format is told by the first bytes.
 *
 * The caller owns the chunk. {@link feed} returns how many bytes were consumed, in whole records; the caller moves
 * the rest to the front, fills up behind it and feeds again. A record longer than the chunk shows in
 * {@link needed}, which never exceeds MAX_BLOCK_BYTES. However the bytes are cut, frames and summary are the same.
 */
export class CaptureParser {
  readonly #sink: FrameSink;
  readonly #frame: Frame = new Frame();
  readonly #tally: CaptureTally = new CaptureTally();
  #reader: RecordReader | undefined;
  #offset = 0;
  #finished = false;

  /** `filling` is where {@link Frame.filling} begins: what an earlier parser of the same sequence ended with. */
  constructor(sink: FrameSink, filling = 0) {
    this.#sink = sink;
    this.#frame.filling = filling;
  }

  /** {@link Frame.filling} of the last frames. */
  get filling(): number {
    return this.#frame.filling;
  }

  get needed(): number {
    return this.#reader?.needed ?? FORMAT_BYTES;
  }

  get summary(): CaptureSummary {
    return this.#tally.summary();
  }

  feed(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    if (!this.#reader && end - start < FORMAT_BYTES) return 0;
    return this.#read(bytes, view, start, end, false);
  }

  /** The end of the file, with what the last {@link feed} left over; a record cut here becomes a problem. */
  finish(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    if (this.#finished) return;
    this.#finished = true;
    const tally = this.#tally;
    if (!this.#reader && start === end) {
      tally.format = 'empty';
      tally.list('QW_CAPTURE_EMPTY', 'The file is empty.', 0);
      return;
    }
    const done = this.#read(bytes, view, start, end, true);
    const left = end - start - done;
    this.#reader?.finish(left, this.#offset);
    this.#offset += left;
    tally.bytes = this.#offset;
  }

  #read(bytes: Uint8Array, view: DataView, start: number, end: number, final: boolean): number {
    this.#reader ??= this.#open(bytes, start, end);
    this.#frame.filling++;
    const done = this.#reader.read(bytes, view, start, end, this.#offset, final);
    this.#offset += done;
    this.#tally.bytes = this.#offset;
    return done;
  }

  #open(bytes: Uint8Array, start: number, end: number): RecordReader {
    const format = fileFormat(bytes, start, end);
    if (format === 'pcap' || format === 'pcapng') {
      this.#tally.format = format;
      return format === 'pcap'
        ? new PcapReader(this.#sink, this.#frame, this.#tally)
        : new PcapngReader(this.#sink, this.#frame, this.#tally);
    }
    const tally = this.#tally;
    return {
      needed: 1,
      read: (_bytes, _view, from, to): number => to - from,
      finish: (left, offset): void => {
        tally.bytesUnread = offset + left;
        tally.list('QW_CAPTURE_UNKNOWN', 'The first bytes are those of no capture format.', 0);
      },
    };
  }
}
