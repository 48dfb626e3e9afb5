import type { Frame } from '../kernel/frame.ts';
import { PCAPNG_BYTE_ORDER, PCAPNG_SECTION } from './capture-format.ts';
import { MAX_BLOCK_BYTES, MAX_RESYNC_BLOCK_BYTES, RESYNC_WINDOW_BYTES } from './capture-limits.ts';
import type { FrameSink } from './frame-sink.ts';
import type { RecordReader } from './record-reader.ts';
import type { CaptureTally } from './capture-tally.ts';
import { type PcapngInterface, PcapngSection } from './pcapng-section.ts';

/** Type (4), length (4), ..., length again (4). */
const MIN_BLOCK_BYTES = 12;
const ENHANCED_PACKET = 6;
const MIN_PACKET_BYTES = 32;
const CLAMPED = 'Frames bear a time outside 1970 to 2106; it was clamped.';
const SHORT_ON_WIRE = 'Frames claim fewer bytes on the wire than the file holds.';

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): a chain of blocks, each of which states its length at both ends. A block
 * whose two lengths agree but whose content makes no sense is left out alone; where the chain breaks, the next
 * block whose lengths agree is searched.
 */
export class PcapngReader implements RecordReader {
  needed: number = MIN_BLOCK_BYTES;
  readonly #sink: FrameSink;
  readonly #frame: Frame;
  readonly #tally: CaptureTally;
  #section: PcapngSection | undefined;
  /** Of the last section header, also when nothing else of its section can be read. */
  #little = true;
  /** Wireshark numbers events and custom blocks too; they are no frames, so numbers may skip. */
  #number = 0;
  #searchFrom = -1;
  #lost = false;

  constructor(sink: FrameSink, frame: Frame, tally: CaptureTally) {
    this.#sink = sink;
    this.#frame = frame;
    this.#tally = tally;
    tally.variant = 'blocks';
  }

  read(bytes: Uint8Array, view: DataView, start: number, end: number, offset: number, final: boolean): number {
    const base = offset - start;
    let at = start;
    this.#frame.bytes = bytes;
    this.#frame.view = view;
    for (;;) {
      if (this.#lost) return end - start;
      if (this.#searchFrom >= 0) {
        at = this.#search(view, at, end, base, final);
        if (this.#searchFrom >= 0 && !this.#lost) return at - start;
      } else {
        at = this.#blocks(bytes, view, at, end, base);
        if (this.#searchFrom < 0) return at - start;
      }
    }
  }

  finish(left: number, offset: number): void {
    const tally = this.#tally;
    if (this.#searchFrom >= 0) {
      const size = offset + left - this.#searchFrom;
      tally.bytesUnread += size;
      tally.list(
        'QW_CAPTURE_DAMAGED',
        `${size} bytes up to the end are no blocks that could be read.`,
        this.#searchFrom,
      );
    } else if (left > 0) {
      tally.bytesUnread += left;
      tally.list('QW_CAPTURE_CUT', `The file ends inside a block; its last ${left} bytes are left out.`, offset);
    }
  }

  #blocks(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    let at = start;
    let little = this.#little;
    this.needed = MIN_BLOCK_BYTES;
    while (at + MIN_BLOCK_BYTES <= end) {
      const type = view.getUint32(at, little);
      this.#tally.at = base + at;
      if (type === PCAPNG_SECTION) little = isLittle(view, at, little);
      const length = view.getUint32(at + 4, little);
      // The length must be a multiple of 4; where it is not, readers and writers pad the block alike.
      const padded = length + (-length & 3);
      if (length < MIN_BLOCK_BYTES || length > MAX_BLOCK_BYTES) {
        this.#searchFrom = base + at;
        return at + 1;
      }
      const next = at + padded;
      if (next > end) {
        this.needed = padded;
        break;
      }
      if (view.getUint32(next - 4, little) !== length) {
        this.#searchFrom = base + at;
        return at + 1;
      }
      if (type === ENHANCED_PACKET && this.#section) {
        const after = this.#packets(view, at, end, base);
        if (after > at) {
          at = after;
          continue;
        }
      }
      if (type === ENHANCED_PACKET || !this.#block(type, bytes, view, at, next, little)) {
        this.#leaveOut(type, base + at, padded);
      }
      at = next;
    }
    return at;
  }

  /**
   * The hot loop, over a run of enhanced packet blocks of one interface: interface (4), time (4 + 4), captured
   * length (4), original length (4), bytes padded to 32 bits, options. Returns the offset of the first block that
   * is not whole, not of this kind or makes no sense.
   */
  #packets(view: DataView, start: number, end: number, base: number): number {
    const section = this.#section as PcapngSection;
    const { little } = section;
    const number = view.getUint32(start + 8, little);
    const iface = section.interfaces[number];
    if (!iface) return start;
    const { time, maxFrame, tally: row } = iface;
    const tally = this.#tally;
    const frame = this.#frame;
    const sink = this.#sink;
    const firstNumber = this.#number;
    let captured = 0;
    let missing = 0;
    let snapped = 0;
    let { firstSeconds, firstNanos, lastSeconds, lastNanos } = tally;
    let frameNumber = firstNumber;
    let at = start;
    frame.iface = number;
    frame.linkType = iface.linkType;
    frame.direction = 0;
    while (at + MIN_PACKET_BYTES <= end) {
      if (view.getUint32(at, little) !== ENHANCED_PACKET || view.getUint32(at + 8, little) !== number) break;
      const length = view.getUint32(at + 4, little);
      if (length < MIN_PACKET_BYTES || length > MAX_BLOCK_BYTES) break;
      const next = at + ((length + 3) & ~3);
      if (next > end || view.getUint32(next - 4, little) !== length) break;
      const size = view.getUint32(at + 20, little);
      const wire = view.getUint32(at + 24, little);
      const body = at + 28;
      if (size > maxFrame || body + size > next - 4) break;
      tally.at = base + at;
      if (!time.read(view.getUint32(at + 12, little), view.getUint32(at + 16, little))) {
        tally.count('QW_FRAME_TIME', CLAMPED);
      }
      const { seconds, nanos } = time;
      const options = body + ((size + 3) & ~3);
      if (options + 4 < next) frame.direction = section.readPacketOptions(view, options, next, row);
      frame.start = body;
      frame.end = body + size;
      frame.wireLength = wire;
      frame.seconds = seconds;
      frame.nanos = nanos;
      frame.number = ++frameNumber;
      captured += size;
      if (wire !== size) {
        missing += wire - size;
        if (wire > size) snapped++;
        else tally.count('QW_FRAME_LENGTH', SHORT_ON_WIRE);
      }
      if (seconds > lastSeconds || (seconds === lastSeconds && nanos > lastNanos)) {
        if (lastSeconds < 0) {
          firstSeconds = seconds;
          firstNanos = nanos;
        }
        lastSeconds = seconds;
        lastNanos = nanos;
      } else if (seconds < firstSeconds || (seconds === firstSeconds && nanos < firstNanos)) {
        firstSeconds = seconds;
        firstNanos = nanos;
      }
      sink.frame(frame);
      frame.direction = 0;
      at = next;
    }
    const count = frameNumber - firstNumber;
    this.#number = frameNumber;
    tally.firstSeconds = firstSeconds;
    tally.firstNanos = firstNanos;
    tally.lastSeconds = lastSeconds;
    tally.lastNanos = lastNanos;
    tally.frames += count;
    tally.snappedFrames += snapped;
    row.frames += count;
    row.capturedBytes += captured;
    row.wireBytes += captured + missing;
    return at;
  }

  /** Every block but the enhanced packet block; false when it cannot be read. */
  #block(type: number, bytes: Uint8Array, view: DataView, at: number, next: number, little: boolean): boolean {
    const tally = this.#tally;
    if (type === PCAPNG_SECTION) return this.#startSection(bytes, view, at, next, little);
    const section = this.#section;
    if (!section) return false;
    switch (type) {
      case 1:
        return section.addInterface(bytes, view, at, next);
      case 2:
        return this.#obsoletePacket(section, view, at, next);
      case 3:
        return this.#simplePacket(section, view, at, next);
      case 4:
        section.addNames(bytes, view, at, next);
        return true;
      case 5:
        return section.addStatistics(view, at, next);
      case 9: // systemd journal export: takes a number, is no frame
        tally.journalEntries++;
        this.#number++;
        return true;
      case 10: // decryption secrets: seen, never kept
        tally.decryptionSecrets++;
        return true;
      case 0x0bad: // custom, may be copied
      case 0x4000_0bad: // custom, may not be copied
        tally.customBlocks++;
        this.#number++;
        return true;
      case 0x204: // sysdig events, versions 1, 2 and with flags
      case 0x208:
      case 0x216:
      case 0x217:
      case 0x221:
      case 0x222:
        tally.eventBlocks++;
        this.#number++;
        return true;
      default:
        tally.unknownBlocks++;
        return true;
    }
  }

  #startSection(bytes: Uint8Array, view: DataView, at: number, next: number, little: boolean): boolean {
    this.#section = undefined;
    this.#little = little;
    if (next - at < 28 || view.getUint32(at + 8, little) !== PCAPNG_BYTE_ORDER) return false;
    const [major, minor] = [view.getUint16(at + 12, little), view.getUint16(at + 14, little)];
    if (major !== 1 || (minor !== 0 && minor !== 2)) {
      this.#tally.count('QW_PCAPNG_VERSION', `Sections of unknown version ${major}.${minor} are left out.`);
      return false;
    }
    const section = new PcapngSection(little, this.#tally.sections++, this.#tally);
    this.#tally.noteByteOrder(little);
    section.describe(bytes, view, at, next);
    this.#section = section;
    return true;
  }

  /** Packet block of old: interface (2), drops before it (2), time (8), captured, original length, bytes, options. */
  #obsoletePacket(section: PcapngSection, view: DataView, at: number, next: number): boolean {
    const { little } = section;
    const iface = next - at < 32 ? undefined : section.interfaces[view.getUint16(at + 8, little)];
    if (!iface) return false;
    const length = view.getUint32(at + 20, little);
    const end = at + 28 + length;
    if (end > next - 4 || length > iface.maxFrame) return false;
    const drops = view.getUint16(at + 10, little);
    // 65535 says that the writer does not know.
    if (drops !== 0xffff) iface.tally.droppedBeforePackets += drops;
    const options = end + (-length & 3);
    const frame = this.#frame;
    // pack_flags has the code and the bits of epb_flags.
    frame.direction = options + 4 < next ? section.readPacketOptions(view, options, next, iface.tally) : 0;
    frame.iface = view.getUint16(at + 8, little);
    this.#time(iface, view.getUint32(at + 12, little), view.getUint32(at + 16, little));
    this.#deliver(iface, at + 28, end, view.getUint32(at + 24, little));
    return true;
  }

  /** Simple packet block: original length (4), bytes; always of the first interface, without a time. */
  #simplePacket(section: PcapngSection, view: DataView, at: number, next: number): boolean {
    const iface = next - at < 16 ? undefined : section.interfaces[0];
    if (!iface) return false;
    const wire = view.getUint32(at + 8, section.little);
    const length = iface.snapLength === 0 ? wire : Math.min(wire, iface.snapLength);
    if (at + 12 + length > next - 4 || length > iface.maxFrame) return false;
    const frame = this.#frame;
    frame.direction = 0;
    frame.iface = 0;
    frame.seconds = 0;
    frame.nanos = 0;
    this.#tally.framesWithoutTime++;
    this.#deliver(iface, at + 12, at + 12 + length, wire);
    return true;
  }

  #time(iface: PcapngInterface, high: number, low: number): void {
    const { time } = iface;
    const tally = this.#tally;
    if (!time.read(high, low)) tally.count('QW_FRAME_TIME', CLAMPED);
    const frame = this.#frame;
    frame.seconds = time.seconds;
    frame.nanos = time.nanos;
    tally.noteTime(time.seconds, time.nanos);
  }

  #deliver(iface: PcapngInterface, start: number, end: number, wire: number): void {
    const row = iface.tally;
    const length = end - start;
    const frame = this.#frame;
    frame.start = start;
    frame.end = end;
    frame.wireLength = wire;
    frame.linkType = iface.linkType;
    frame.number = ++this.#number;
    row.frames++;
    row.capturedBytes += length;
    row.wireBytes += wire;
    this.#tally.frames++;
    if (wire > length) this.#tally.snappedFrames++;
    else if (wire < length) this.#tally.count('QW_FRAME_LENGTH', SHORT_ON_WIRE);
    this.#sink.frame(frame);
  }

  #leaveOut(type: number, offset: number, size: number): void {
    this.#tally.bytesUnread += size;
    this.#tally.count(
      'QW_PCAPNG_BLOCK',
      `Blocks that make no sense are left out; the first has type 0x${type.toString(16)}.`,
      offset,
    );
  }

  #search(view: DataView, start: number, end: number, base: number, final: boolean): number {
    const little = this.#little;
    for (let at = start; at < end; at++) {
      if (base + at - this.#searchFrom > RESYNC_WINDOW_BYTES) {
        this.#lost = true;
        return end;
      }
      const verdict = plausibleBlock(view, at, end, final, little);
      if (verdict < 0) {
        this.needed = -verdict;
        return at;
      }
      if (verdict > 0) {
        const size = base + at - this.#searchFrom;
        this.#tally.bytesUnread += size;
        this.#tally.list(
          'QW_CAPTURE_DAMAGED',
          `${size} bytes are no blocks; reading went on behind them.`,
          this.#searchFrom,
        );
        this.#searchFrom = -1;
        return at;
      }
    }
    return end;
  }
}

/** 1 when a whole block of a known type, with equal lengths, lies at `at`; 0 no; -n when n bytes are needed. */
function plausibleBlock(view: DataView, at: number, end: number, final: boolean, little: boolean): number {
  if (at + MIN_BLOCK_BYTES > end) return final ? 0 : -MIN_BLOCK_BYTES;
  const type = view.getUint32(at, little);
  const order = type === PCAPNG_SECTION ? isLittle(view, at, little) : little;
  if (type === PCAPNG_SECTION && view.getUint32(at + 8, order) !== PCAPNG_BYTE_ORDER) return 0;
  if ((type === 0 || type > 10) && !OTHER_BLOCKS.has(type)) return 0;
  const length = view.getUint32(at + 4, order);
  if (length < MIN_BLOCK_BYTES || length > MAX_RESYNC_BLOCK_BYTES || (length & 3) !== 0) return 0;
  if (at + length > end) return final ? 0 : -length;
  return view.getUint32(at + length - 4, order) === length ? 1 : 0;
}

const OTHER_BLOCKS: ReadonlySet<number> = new Set([PCAPNG_SECTION, 0x0bad, 0x4000_0bad]);

/** The byte order that a section header states for itself; the present one when it states none. */
function isLittle(view: DataView, at: number, present: boolean): boolean {
  if (view.getUint32(at + 8, true) === PCAPNG_BYTE_ORDER) return true;
  if (view.getUint32(at + 8, false) === PCAPNG_BYTE_ORDER) return false;
  return present;
}
