import { PCAP_MICROSECONDS, PCAP_NANOSECONDS, swapped } from '../../capture/capture-format.ts';
import { PCAP_HEADER_BYTES, RECORD_HEADER_BYTES } from '../../capture/pcap-header.ts';
import type { FramePlaces, Place } from './frame-places.ts';

/** A place is noted at least every so many frames and bytes, while there are few. */
const STEP_FRAMES = 256;
const STEP_BYTES = 1_048_576;
/** With more places than these every second one is forgotten: 1 MB for a file of any length. */
export const MAX_PLACES = 65_536;

/**
 * Where the frames of a plain pcap lie, noted while its bytes are hashed anyway: evidence then reads the pieces that
 * hold its frames, where it read 420 MB again for some hundreds of them (240 ms). One length is read a frame; whatever
 * looks unusual ends the index. It is a hint: the capture's own reader must agree with it before it is used.
 */
export class FrameIndex {
  readonly #places: Place[] = [];
  #stepFrames = STEP_FRAMES;
  #stepBytes = STEP_BYTES;
  #frames = 0;
  /** Offset of the next record, and of the next byte to come. */
  #next = PCAP_HEADER_BYTES;
  #at = 0;
  #little = true;
  #plain = true;
  /** A header that the chunks cut in two. */
  readonly #head = new Uint8Array(PCAP_HEADER_BYTES);
  #headHeld = 0;

  /** The next bytes of the file. */
  add(chunk: Uint8Array): void {
    const start = this.#at;
    this.#at += chunk.length;
    if (!this.#plain) return;
    let from = 0;
    if (start < PCAP_HEADER_BYTES) {
      from = this.#fill(chunk, 0, PCAP_HEADER_BYTES);
      if (this.#headHeld < PCAP_HEADER_BYTES) return;
      this.#headHeld = 0;
      this.#readHeader();
    } else if (this.#headHeld > 0) {
      from = this.#fill(chunk, 0, RECORD_HEADER_BYTES);
      if (this.#headHeld < RECORD_HEADER_BYTES) return;
      this.#headHeld = 0;
      this.#records(new DataView(this.#head.buffer), 0, RECORD_HEADER_BYTES);
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    if (this.#plain && this.#next - start < chunk.length) this.#records(view, this.#next - start, chunk.length);
    const rest = this.#next - start;
    if (this.#plain && rest < chunk.length && rest >= from) this.#fill(chunk, rest, RECORD_HEADER_BYTES);
  }

  get places(): FramePlaces {
    const pairs = new Float64Array(this.#places.length * 2);
    for (const [i, { frame, offset }] of this.#places.entries()) pairs.set([frame, offset], i * 2);
    return { frames: this.#frames, whole: this.#plain && this.#frames > 0 && this.#next === this.#at, pairs };
  }

  #fill(chunk: Uint8Array, from: number, whole: number): number {
    const count = Math.min(whole - this.#headHeld, chunk.length - from);
    this.#head.set(chunk.subarray(from, from + count), this.#headHeld);
    this.#headHeld += count;
    return from + count;
  }

  #readHeader(): void {
    const magic = new DataView(this.#head.buffer).getUint32(0, true);
    this.#little = magic === PCAP_MICROSECONDS || magic === PCAP_NANOSECONDS;
    const turned = swapped(magic);
    this.#plain = this.#little || turned === PCAP_MICROSECONDS || turned === PCAP_NANOSECONDS;
  }

  /** Notes the records whose headers lie between `from`, where the next one begins, and `to`. */
  #records(view: DataView, from: number, to: number): void {
    const little = this.#little;
    const base = this.#next - from;
    let frames = this.#frames;
    let at = from;
    let { frame: dueFrame, offset: dueOffset } = this.#due();
    for (; at + RECORD_HEADER_BYTES <= to; frames++) {
      const length = view.getUint32(at + 8, little);
      if (length === 0 || length > view.getUint32(at + 12, little)) {
        this.#plain = false;
        break;
      }
      if (frames >= dueFrame || base + at >= dueOffset) {
        this.#places.push({ frame: frames + 1, offset: base + at });
        if (this.#places.length > MAX_PLACES) this.#thin();
        ({ frame: dueFrame, offset: dueOffset } = this.#due());
      }
      at += RECORD_HEADER_BYTES + length;
    }
    this.#frames = frames;
    this.#next = base + at;
  }

  /** Frames and offset from which on the next place is noted. */
  #due(): Place {
    const last = this.#places.at(-1);
    if (last === undefined) return { frame: 0, offset: 0 };
    return { frame: last.frame - 1 + this.#stepFrames, offset: last.offset + this.#stepBytes };
  }

  #thin(): void {
    const kept = this.#places.filter((_, i) => i % 2 === 0);
    this.#places.splice(0, this.#places.length, ...kept);
    this.#stepFrames *= 2;
    this.#stepBytes *= 2;
  }
}
