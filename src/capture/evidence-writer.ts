import { PCAPNG_BYTE_ORDER, PCAPNG_SECTION } from './capture-format.ts';
import { utf8Bytes } from './utf8.ts';

/** One frame of evidence: its bytes as captured, and where they come from. */
export interface EvidenceFrame {
  /** The captured bytes and nothing else; they are copied. */
  readonly bytes: Uint8Array;
  readonly linkType: number;
  /** Of the interface that captured it; 0 means unlimited. */
  readonly snapLength: number;
  readonly wireLength: number;
  readonly seconds: number;
  readonly nanos: number;
  /** SHA-256 of the capture file as given, in hex, and the frame's number in it as Wireshark counts. */
  readonly captureSha256: string;
  readonly number: number;
  /** 0 unknown, 1 inbound, 2 outbound. */
  readonly direction: number;
}

/** What the file says about itself. */
export interface EvidenceHeader {
  readonly version: string;
  readonly findingId: string;
  /** The mark for Sensitive Security Information (49 CFR 1520.13), where the case bears one. */
  readonly ssiMark?: string;
}

/**
 * Frames as a pcapng file that Wireshark opens: one section, one interface for each link type and snap length,
 * times in nanoseconds, each frame with a comment that names its origin.
 *
 * The same frames give the same bytes: neither machine nor clock is written. Decryption secrets are never written.
 */
export function evidenceFile(header: EvidenceHeader, frames: readonly EvidenceFrame[]): Uint8Array {
  const blocks: Uint8Array[] = [sectionHeader(header)];
  const keys = new Map<string, EvidenceFrame>();
  for (const frame of frames) keys.set(interfaceKey(frame), frame);
  const interfaces = [...keys.values()].sort((a, b) => a.linkType - b.linkType || a.snapLength - b.snapLength);
  const numbers = new Map<string, number>();
  for (const [number, frame] of interfaces.entries()) {
    numbers.set(interfaceKey(frame), number);
    blocks.push(interfaceDescription(frame));
  }
  for (const frame of frames) blocks.push(enhancedPacket(frame, numbers.get(interfaceKey(frame)) ?? 0));
  return joined(blocks);
}

/** An option's length has 16 bits. */
export const MAX_OPTION_BYTES = 65_535;

function interfaceKey(frame: EvidenceFrame): string {
  return `${frame.linkType}/${frame.snapLength}`;
}

function sectionHeader({ version, findingId, ssiMark }: EvidenceHeader): Uint8Array {
  const comments = [`Quaywatch evidence of finding ${findingId}`, ...(ssiMark === undefined ? [] : [ssiMark])];
  return block(
    PCAPNG_SECTION,
    words(PCAPNG_BYTE_ORDER, 1 /* version 1.0 */, 0xffff_ffff, 0xffff_ffff /* section length not stated */),
    ...comments.map((comment) => option(1, utf8Bytes(comment))),
    option(4, utf8Bytes(`Quaywatch ${version}`)),
    END_OF_OPTIONS,
  );
}

function interfaceDescription({ linkType, snapLength }: EvidenceFrame): Uint8Array {
  return block(1, words(linkType & 0xffff, snapLength), option(9, Uint8Array.of(9)), END_OF_OPTIONS);
}

function enhancedPacket(frame: EvidenceFrame, number: number): Uint8Array {
  const time = BigInt(frame.seconds) * 1_000_000_000n + BigInt(frame.nanos);
  const { length } = frame.bytes;
  return block(
    6,
    words(number, Number(time >> 32n), Number(time & 0xffff_ffffn), length, frame.wireLength),
    padded(frame.bytes),
    option(1, utf8Bytes(`capture sha256 ${frame.captureSha256} frame ${frame.number}`)),
    ...(frame.direction === 1 || frame.direction === 2 ? [option(2, words(frame.direction))] : []),
    END_OF_OPTIONS,
  );
}

/** Type, length, content (whose parts are multiples of 32 bits), length again. */
function block(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 12;
  for (const part of parts) length += part.length;
  return joined([words(type, length), ...parts, words(length)]);
}

function option(code: number, value: Uint8Array): Uint8Array {
  const kept = value.length > MAX_OPTION_BYTES ? value.subarray(0, MAX_OPTION_BYTES) : value;
  return joined([words(code | (kept.length << 16)), padded(kept)]);
}

const END_OF_OPTIONS: Uint8Array = new Uint8Array(4);

function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array((bytes.length + 3) & ~3);
  out.set(bytes);
  return out;
}

/** Little endian, whatever the machine. */
function words(...values: readonly number[]): Uint8Array {
  const out = new Uint8Array(values.length * 4);
  const view = new DataView(out.buffer);
  for (const [i, value] of values.entries()) view.setUint32(i * 4, value >>> 0, true);
  return out;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
