import type { Frame } from '../kernel/frame.ts';
import { RESYNC_WINDOW_BYTES, maxFrameBytes } from './capture-limits.ts';
import type { FrameSink } from './frame-sink.ts';
import type { RecordReader } from './record-reader.ts';
import type { CaptureTally, InterfaceTally } from './capture-tally.ts';
import { linkTypeName } from './link-type-name.ts';
import {
  isKnownVersion,
  PCAP_HEADER_BYTES,
  type PcapHeader,
  RECORD_HEADER_BYTES,
  readPcapHeader,
} from './pcap-header.ts';
import { plausibleChain, type RecordShape } from './pcap-plausible.ts';

/**
 * Reads pcap. Each record is 16 bytes of header (more in the patched variants) and the captured bytes; nothing
 * marks where a record begins, so after damage the next one is searched by its looks.
 */
export class PcapReader implements RecordReader {
  needed: number = PCAP_HEADER_BYTES;
  readonly #sink: FrameSink;
  readonly #frame: Frame;
  readonly #tally: CaptureTally;
  #header: PcapHeader | undefined;
  #iface: InterfaceTally | undefined;
  #headerBytes = 0;
  #maxFrame = 0;
  /** 0 when the file names none, or breaks it with its first record: then it means nothing later either. */
  #snapLength = 0;
  #lastSeconds = -1;
  /** Offset in the file where reading broke off, while the next record is searched; -1 otherwise. */
  #searchFrom = -1;
  #lost = false;

  constructor(sink: FrameSink, frame: Frame, tally: CaptureTally) {
    this.#sink = sink;
    this.#frame = frame;
    this.#tally = tally;
  }

  read(bytes: Uint8Array, view: DataView, start: number, end: number, offset: number, final: boolean): number {
    let at = start;
    if (!this.#header) {
      at += this.#readHeader(view, start, end, offset);
      if (!this.#header) return 0;
    }
    if (this.#headerBytes === 0 && !this.#chooseVariant(view, at, end, final)) return at - start;
    for (;;) {
      if (this.#lost) return end - start;
      if (this.#searchFrom >= 0) {
        at += this.#search(view, at, end, offset + at - start, final);
        if (this.#searchFrom >= 0 && !this.#lost) return at - start;
      } else {
        at = this.#records(bytes, view, at, end, offset - start, final);
        if (this.#searchFrom < 0) {
          if (!final || at === end || !this.#isSuspect(view, at, end)) return at - start;
          this.#searchFrom = offset + at - start;
          at++;
        }
      }
    }
  }

  /** Says what became of the bytes that the last read left over. */
  finish(left: number, offset: number): void {
    const tally = this.#tally;
    if (!this.#header) {
      tally.bytesUnread += left;
      tally.list('QW_CAPTURE_CUT', `The file ends inside its header, after ${left} bytes.`, offset);
    } else if (this.#searchFrom >= 0) {
      const size = offset + left - this.#searchFrom;
      tally.bytesUnread += size;
      tally.list(
        'QW_CAPTURE_DAMAGED',
        `${size} bytes up to the end are no records that could be read.`,
        this.#searchFrom,
      );
    } else if (left > 0) {
      tally.bytesUnread += left;
      tally.list('QW_CAPTURE_CUT', `The file ends inside a record; its last ${left} bytes are left out.`, offset);
    }
  }

  /** The hot loop: 16 fixed bytes a record, nothing allocated. Leaves at damage or when a record is not yet whole. */
  #records(bytes: Uint8Array, view: DataView, start: number, end: number, base: number, final: boolean): number {
    const { little, fractions, nanosPerFraction, lengthsSwapped } = this.#header as PcapHeader;
    const iface = this.#iface as InterfaceTally;
    const snapLength = this.#snapLength;
    const tally = this.#tally;
    const frame = this.#frame;
    const sink = this.#sink;
    const headerBytes = this.#headerBytes;
    const maxFrame = this.#maxFrame;
    let lastSeconds = this.#lastSeconds;
    let { firstSeconds, firstNanos, lastSeconds: latest, lastNanos } = tally;
    let number = tally.frames;
    let missing = 0;
    let snapped = 0;
    let at = start;
    frame.bytes = bytes;
    frame.view = view;
    frame.linkType = iface.linkType;
    frame.iface = 0;
    frame.direction = 0;
    this.needed = headerBytes;
    while (at + headerBytes <= end) {
      let seconds = view.getUint32(at, little);
      const fraction = view.getUint32(at + 4, little);
      let length = view.getUint32(at + 8, little);
      let wire = view.getUint32(at + 12, little);
      if (lengthsSwapped !== 'no' && (lengthsSwapped === 'yes' || length > wire)) {
        const turned = length;
        length = wire;
        wire = turned;
      }
      let nanos = fraction * nanosPerFraction;
      if (length > maxFrame || fraction >= fractions || wire < length || length === 0) {
        const wrong = suspicions(seconds, fraction, length, wire, fractions, snapLength, lastSeconds);
        // The record behind is judged by the time before it too, wherever the chunk began.
        this.#lastSeconds = lastSeconds;
        const behind = at + headerBytes + length;
        // Two things wrong, but a good record follows (or the end of the file): odd, not damaged.
        const holds =
          length > maxFrame || wrong >= ZERO_FILLED ? 0 : wrong < 2 ? 1 : this.#holds(view, behind, end, final);
        if (holds === 0) {
          this.#searchFrom = base + at;
          break;
        }
        if (holds < 0) {
          this.needed = headerBytes + length + headerBytes;
          break;
        }
        if (behind <= end) {
          this.#noteOddities(fraction, wire, length, base + at);
          // What overflows the second is carried into it, which is how other readers do the sum.
          const carried = seconds + Math.floor(fraction / fractions);
          nanos = carried > 0xffff_ffff ? 999_999_999 : (fraction % fractions) * nanosPerFraction;
          seconds = carried > 0xffff_ffff ? 0xffff_ffff : carried;
        }
      }
      const body = at + headerBytes;
      const next = body + length;
      if (next > end) {
        this.needed = headerBytes + length;
        break;
      }
      frame.start = body;
      frame.end = next;
      frame.wireLength = wire;
      frame.seconds = seconds;
      frame.nanos = nanos;
      frame.number = ++number;
      lastSeconds = seconds;
      if (wire !== length) {
        missing += wire - length;
        if (wire > length) snapped++;
      }
      if (seconds > latest || (seconds === latest && nanos > lastNanos)) {
        if (latest < 0) {
          firstSeconds = seconds;
          firstNanos = nanos;
        }
        latest = seconds;
        lastNanos = nanos;
      } else if (seconds < firstSeconds || (seconds === firstSeconds && nanos < firstNanos)) {
        firstSeconds = seconds;
        firstNanos = nanos;
      }
      sink.frame(frame);
      at = next;
    }
    this.#lastSeconds = lastSeconds;
    tally.firstSeconds = firstSeconds;
    tally.firstNanos = firstNanos;
    tally.lastSeconds = latest;
    tally.lastNanos = lastNanos;
    tally.snappedFrames += snapped;
    const count = number - tally.frames;
    const captured = at - start - count * headerBytes;
    iface.frames += count;
    iface.capturedBytes += captured;
    iface.wireBytes += captured + missing;
    tally.frames = number;
    return this.#searchFrom < 0 ? at : at + 1;
  }

  #noteOddities(fraction: number, wire: number, length: number, offset: number): void {
    if (wire < length) {
      this.#tally.count('QW_FRAME_LENGTH', 'Frames claim fewer bytes on the wire than the file holds.', offset);
    }
    if (fraction >= (this.#header as PcapHeader).fractions) {
      this.#tally.count('QW_FRAME_TIME', 'Frames bear fractions of a second that are a second or more.', offset);
    }
  }

  /** 1 when the file ends at `at` or a header with at most one oddity lies there, 0 when not, -1 when unknown yet. */
  #holds(view: DataView, at: number, end: number, final: boolean): number {
    if (at + this.#headerBytes > end) return final ? (at === end ? 1 : 0) : -1;
    return this.#suspicionsAt(view, at) < 2 ? 1 : 0;
  }

  /** A record that the end of the file cuts, or one whose wrong length only seems to reach beyond it. */
  #isSuspect(view: DataView, at: number, end: number): boolean {
    return at + this.#headerBytes <= end && this.#suspicionsAt(view, at) > 0;
  }

  #suspicionsAt(view: DataView, at: number): number {
    const { little, fractions, lengthsSwapped } = this.#header as PcapHeader;
    const [seconds, fraction] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
    const [one, two] = [view.getUint32(at + 8, little), view.getUint32(at + 12, little)];
    const turned = lengthsSwapped === 'yes' || (lengthsSwapped === 'maybe' && one > two);
    const length = turned ? two : one;
    if (length > this.#maxFrame) return ZERO_FILLED;
    const wire = turned ? one : two;
    return suspicions(seconds, fraction, length, wire, fractions, this.#snapLength, this.#lastSeconds);
  }

  #search(view: DataView, start: number, end: number, offset: number, final: boolean): number {
    const shape = this.#shape(this.#headerBytes);
    for (let at = start; at < end; at++) {
      if (offset + at - start - this.#searchFrom > RESYNC_WINDOW_BYTES) {
        this.#lost = true;
        return end - start;
      }
      const verdict = plausibleChain(view, at, end, final, shape);
      if (verdict < 0) {
        this.needed = -verdict;
        return at - start;
      }
      if (verdict > 0) {
        const size = offset + at - start - this.#searchFrom;
        this.#tally.bytesUnread += size;
        const message = `${size} bytes are no records; reading went on behind them.`;
        if (size > 0) this.#tally.list('QW_CAPTURE_DAMAGED', message, this.#searchFrom);
        this.#searchFrom = -1;
        return at - start;
      }
    }
    return end - start;
  }

  #readHeader(view: DataView, start: number, end: number, offset: number): number {
    if (end - start < PCAP_HEADER_BYTES) return 0;
    const header = readPcapHeader(view, start);
    this.needed = header.bytes;
    if (end - start < header.bytes) return 0;
    const tally = this.#tally;
    this.#header = header;
    this.#maxFrame = maxFrameBytes(header.linkType);
    this.#snapLength = header.snapLength;
    this.#iface = tally.addInterface(0, 0, header.linkType, header.snapLength);
    this.#iface.resolution = header.nanosPerFraction === 1 ? '10^-9' : '10^-6';
    this.#iface.fcsBytes = header.fcsBytes;
    tally.sections = 1;
    tally.variant = header.variant;
    tally.noteByteOrder(header.little);
    if (header.reserved !== 0) {
      const bits = header.reserved.toString(16);
      tally.list(
        'QW_PCAP_LINKTYPE_RESERVED',
        `Reserved bits of the link type are set (0x${bits}); read as ${linkTypeName(header.linkType)}.`,
        offset + 20,
      );
    }
    if (!isKnownVersion(header)) {
      tally.list(
        'QW_PCAP_VERSION',
        `Version ${header.major}.${header.minor} is not known; read as far as records are plausible.`,
        offset + 4,
      );
      this.#headerBytes = RECORD_HEADER_BYTES;
      this.#searchFrom = offset + header.bytes;
    }
    return header.bytes;
  }

  /** Takes the first layout under which the first records make sense; the most likely one when none does. */
  #chooseVariant(view: DataView, at: number, end: number, final: boolean): boolean {
    const { recordHeaders, little } = this.#header as PcapHeader;
    for (const headerBytes of recordHeaders) {
      const verdict = plausibleChain(view, at, end, final, this.#shape(headerBytes));
      if (verdict < 0) {
        this.needed = -verdict;
        return false;
      }
      if (verdict > 0) {
        this.#headerBytes = headerBytes;
        if (headerBytes === 20) this.#tally.variant = 'nokia';
        else if (headerBytes > RECORD_HEADER_BYTES) this.#tally.variant = 'modified';
        return true;
      }
    }
    this.#headerBytes = recordHeaders[0] as number;
    if (at + RECORD_HEADER_BYTES <= end && view.getUint32(at + 8, little) > this.#snapLength) this.#snapLength = 0;
    return true;
  }

  #shape(headerBytes: number): RecordShape {
    const { little, fractions, lengthsSwapped } = this.#header as PcapHeader;
    return {
      little,
      headerBytes,
      fractions,
      lengthsSwapped,
      maxFrame: this.#maxFrame,
      snapLength: this.#snapLength,
      lastSeconds: this.#lastSeconds,
    };
  }
}

/** Seconds that a record may lie before or after the one before it without raising an eyebrow: a year. */
const FAR_SECONDS = 31_536_000;
/** No on-the-wire length is longer than a D-Bus message. */
const MAX_CLAIMED_BYTES = 134_217_728;

/** Sixteen zero bytes: space that was reserved and never written. */
const ZERO_FILLED = 9;

/** How many things are wrong with a record header. One alone is met in readable files; two are damage. */
function suspicions(
  seconds: number,
  fraction: number,
  length: number,
  wire: number,
  fractions: number,
  snapLength: number,
  lastSeconds: number,
): number {
  let count = 0;
  if (fraction >= fractions) count++;
  if (wire < length) count++;
  if (wire > MAX_CLAIMED_BYTES) count++;
  if (snapLength > 0 && length > snapLength) count++;
  if (lastSeconds >= 0 && Math.abs(seconds - lastSeconds) > FAR_SECONDS) count++;
  if (seconds === 0 && fraction === 0 && length === 0 && wire === 0) return ZERO_FILLED;
  return count;
}
