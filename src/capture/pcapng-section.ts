import { ipv4Text, ipv6Text } from '../kernel/ip.ts';
import { macText } from '../kernel/mac.ts';
import { MAX_INTERFACES_PER_SECTION, MAX_TEXT_BYTES, maxFrameBytes } from './capture-limits.ts';
import type { CaptureTally, InterfaceTally } from './capture-tally.ts';
import { OptionCursor } from './option-cursor.ts';
import { resolutionText, TimestampReader } from './timestamp.ts';
import { utf8Text } from './utf8.ts';

/** An interface as the frames of its section need it. */
export interface PcapngInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly maxFrame: number;
  readonly time: TimestampReader;
  readonly tally: InterfaceTally;
}

/** Option codes of draft-ietf-opsawg-pcapng, section 4; the same number means other things in other blocks. */
const COMMENT = 1;

/**
 * One section: its byte order, its interfaces, and the blocks that describe rather than carry frames. Offsets
 * `at` and `end` enclose a whole block; the block's own header and second length are already checked.
 */
export class PcapngSection {
  readonly little: boolean;
  readonly number: number;
  /** By number; undefined where a description could not be read, so that the numbers behind it stay right. */
  readonly interfaces: (PcapngInterface | undefined)[] = [];
  readonly #tally: CaptureTally;
  readonly #options: OptionCursor = new OptionCursor();

  constructor(little: boolean, number: number, tally: CaptureTally) {
    this.little = little;
    this.number = number;
    this.#tally = tally;
  }

  /** Section header: byte order magic, version, section length (not needed: blocks chain), options. */
  describe(bytes: Uint8Array, view: DataView, at: number, end: number): void {
    const tally = this.#tally;
    const options = this.#options.reset(view, at + 24, end - 4, this.little);
    while (options.next()) {
      if (options.code === COMMENT) tally.comments++;
      else if (this.number > 0) continue;
      else if (options.code === 2) tally.hardware = this.#text(bytes);
      else if (options.code === 3) tally.operatingSystem = this.#text(bytes);
      else if (options.code === 4) tally.application = this.#text(bytes);
    }
  }

  /** Interface description: link type (2), reserved (2), snap length (4), options. */
  addInterface(bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
    if (this.interfaces.length >= MAX_INTERFACES_PER_SECTION) return false;
    if (end - at < 20) {
      this.interfaces.push(undefined);
      return false;
    }
    const linkType = view.getUint16(at + 8, this.little);
    const snapLength = view.getUint32(at + 12, this.little);
    const tally = this.#tally.addInterface(this.number, this.interfaces.length, linkType, snapLength);
    let resolution = 6;
    let offset = 0;
    const options = this.#options.reset(view, at + 16, end - 4, this.little);
    while (options.next()) {
      if (options.code === COMMENT) this.#tally.comments++;
      else if (options.code === 9 && options.length > 0) resolution = options.u8();
      else if (options.code === 14) offset = options.i64();
      else if (tally.section < 0) continue;
      else if (options.code === 2) tally.name = this.#text(bytes);
      else if (options.code === 3) tally.description = this.#text(bytes);
      // if_filter: one byte says how the filter is written, 0 for text.
      else if (options.code === 11 && options.length > 1 && options.u8() === 0) tally.filter = this.#text(bytes, 1);
      // if_fcslen: the draft says bits, writers have written bytes; no check sequence has 8 bytes or 7 bits.
      else if (options.code === 13) tally.fcsBytes = options.u8() < 8 ? options.u8() : options.u8() >> 3;
    }
    tally.resolution = resolutionText(resolution);
    const time = new TimestampReader(resolution, offset);
    this.interfaces.push({ linkType, snapLength, maxFrame: maxFrameBytes(linkType), time, tally });
    return true;
  }

  /** Interface statistics: interface (4), time (8), options. Counters run, so the last block of a section holds. */
  addStatistics(view: DataView, at: number, end: number): boolean {
    const iface = end - at < 24 ? undefined : this.interfaces[view.getUint32(at + 8, this.little)];
    if (!iface) return false;
    const row = iface.tally;
    const options = this.#options.reset(view, at + 20, end - 4, this.little);
    while (options.next()) {
      if (options.code === COMMENT) this.#tally.comments++;
      else if (options.code === 4) row.received = Math.max(row.received, options.u64());
      else if (options.code === 5) row.dropped = Math.max(row.dropped, options.u64());
      else if (options.code === 7) row.droppedBySystem = Math.max(row.droppedBySystem, options.u64());
    }
    return true;
  }

  /** Name resolution: records of type (2), length (2), address and NUL-separated names, then options. */
  addNames(bytes: Uint8Array, view: DataView, at: number, end: number): void {
    let next = at + 8;
    while (next + 4 <= end - 4) {
      const type = view.getUint16(next, this.little);
      const length = view.getUint16(next + 2, this.little);
      const value = next + 4;
      next = value + ((length + 3) & ~3);
      if (type === 0) break;
      if (value + length > end - 4) {
        this.#tally.count('QW_PCAPNG_OPTION', 'Lists inside blocks run over the end of their block.');
        return;
      }
      const addressBytes = NAME_ADDRESS_BYTES[type] ?? 0;
      if (addressBytes === 0 || length <= addressBytes) continue;
      const address = addressText(bytes, value, addressBytes);
      let from = value + addressBytes;
      for (let i = from; i <= value + length; i++) {
        if (i < value + length && bytes[i] !== 0) continue;
        if (i > from) this.#tally.addName(address, utf8Text(bytes, from, Math.min(i, from + MAX_TEXT_BYTES)));
        from = i + 1;
      }
    }
    this.countComments(view, next, end);
  }

  /** Comments of blocks of which nothing else is wanted. */
  countComments(view: DataView, start: number, end: number): void {
    const options = this.#options.reset(view, start, end - 4, this.little);
    while (options.next()) if (options.code === COMMENT) this.#tally.comments++;
  }

  /** Options of an enhanced packet block; returns the direction that its flags give. */
  readPacketOptions(view: DataView, start: number, end: number, row: InterfaceTally): number {
    let direction = 0;
    const options = this.#options.reset(view, start, end - 4, this.little);
    while (options.next()) {
      if (options.code === COMMENT) this.#tally.comments++;
      // epb_flags: the lowest two bits are 0 unknown, 1 inbound, 2 outbound.
      else if (options.code === 2) direction = options.u32() & 3;
      else if (options.code === 4) row.droppedBeforePackets += options.u64();
    }
    return direction === 3 ? 0 : direction;
  }

  #text(bytes: Uint8Array, skip = 0): string {
    const { at, length } = this.#options;
    return utf8Text(bytes, at + skip, at + Math.min(length, MAX_TEXT_BYTES));
  }
}

/** By nrb_record type: 1 IPv4, 2 IPv6, 3 EUI-48, 4 EUI-64. */
const NAME_ADDRESS_BYTES: readonly number[] = [0, 4, 16, 6, 8];

function addressText(bytes: Uint8Array, at: number, length: number): string {
  if (length === 4) return ipv4Text(bytes, at);
  if (length === 16) return ipv6Text(bytes, at);
  const head = macText(bytes, at);
  return length === 6 ? head : `${head}:${macText(bytes, at + 2).slice(12)}`;
}
