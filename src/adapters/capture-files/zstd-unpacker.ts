import { Decompress } from 'fzstd';

/** Longest window a frame may ask for: what `zstd -d` grants by default, and what we hold in memory for it. */
export const MAX_WINDOW_BYTES = 134_217_728;

/**
 * Bytes of windows, all frames together, that each byte read may ask for, beyond one window of the longest. A frame
 * of nine bytes may name a window of 128 MiB, and clearing it takes 100 ms: a megabyte of them took hours. Small
 * frames of streams (2 MiB window, half a kilobyte of content) stay well below it.
 */
export const MAX_WINDOW_BYTES_PER_BYTE = 4_096;

/** Longest frame header: magic 4, descriptor 1, window 1, dictionary 4, content size 8 (RFC 8878 3.1.1.1). */
const MAX_HEADER_BYTES = 18;

/**
 * Unpacks Zstandard (RFC 8878) as it comes. fzstd decodes the blocks; frames are walked here, because fzstd would
 * allocate whatever window a header names (up to 2 GiB), recurses once for each frame of a chunk, and keeps a frame
 * of less than 18 bytes back. Checksums at the end of frames are not verified.
 */
export class ZstdUnpacker {
  readonly #onData: (chunk: Uint8Array) => void;
  #decoder: Decompress | undefined;
  /** What comes next: a frame or block header that is gathered, or bytes of a known number. */
  #state: 'frame' | 'block' | 'content' | 'checksum' | 'skip' = 'frame';
  #left = 0;
  #isLastBlock = false;
  #hasChecksum = false;
  readonly #head: Uint8Array = new Uint8Array(MAX_HEADER_BYTES);
  #headBytes = 0;
  /** Bytes read so far, and bytes of windows that frames asked for. */
  #read = 0;
  #windows = 0;

  constructor(onData: (chunk: Uint8Array) => void) {
    this.#onData = onData;
  }

  /** True between frames: the only place where a whole file may end. */
  get isAtEnd(): boolean {
    return this.#state === 'frame' && this.#headBytes === 0;
  }

  /** Throws on what is no Zstandard and on a window larger than {@link MAX_WINDOW_BYTES}. */
  push(chunk: Uint8Array): void {
    let at = 0;
    const before = this.#read;
    while (at < chunk.length) {
      if (this.#state === 'frame' || this.#state === 'block') {
        this.#head[this.#headBytes++] = chunk[at++] as number;
        if (this.#headBytes < this.#headNeeded()) continue;
        this.#read = before + at;
        if (this.#state === 'frame') this.#startFrame();
        else this.#startBlock();
        this.#headBytes = 0;
        continue;
      }
      const end = Math.min(chunk.length, at + this.#left);
      this.#left -= end - at;
      const piece = chunk.subarray(at, end);
      at = end;
      if (this.#state === 'skip') {
        if (this.#left === 0) this.#state = 'frame';
      } else this.#pass(piece);
    }
    this.#read = before + chunk.length;
  }

  #headNeeded(): number {
    if (this.#state === 'block') return 3;
    const head = this.#head;
    if (this.#headBytes < 5) return 5;
    if (isSkippable(head)) return 8;
    return frameHeaderBytes(head[4] as number);
  }

  #startFrame(): void {
    const head = this.#head;
    const view = new DataView(head.buffer);
    if (isSkippable(head)) {
      this.#left = view.getUint32(4, true);
      this.#state = this.#left > 0 ? 'skip' : 'frame';
      return;
    }
    if (view.getUint32(0, true) !== 0xfd2fb528) throw new Error('these bytes are no Zstandard frame');
    const descriptor = head[4] as number;
    const singleSegment = (descriptor & 0x20) !== 0;
    const window = singleSegment ? contentBytes(view, descriptor) : windowBytes(head[5] as number);
    if (window > MAX_WINDOW_BYTES) throw new Error(`a window of ${window} bytes exceeds ${MAX_WINDOW_BYTES}`);
    this.#windows += window;
    if (this.#windows > MAX_WINDOW_BYTES + MAX_WINDOW_BYTES_PER_BYTE * this.#read) {
      throw new Error(`frames ask for ${this.#windows} bytes of windows within ${this.#read} bytes`);
    }
    this.#hasChecksum = (descriptor & 4) !== 0;
    this.#decoder = new Decompress((chunk) => {
      if (chunk.length > 0) this.#onData(chunk);
    });
    this.#state = 'block';
    this.#decoder.push(head.slice(0, this.#headBytes));
  }

  /** Block header: 1 bit last, 2 bits type, 21 bits size; a run-length block (type 1) holds one byte. */
  #startBlock(): void {
    const head = this.#head;
    const word = (head[0] as number) | ((head[1] as number) << 8) | ((head[2] as number) << 16);
    this.#isLastBlock = (word & 1) !== 0;
    const type = (word >> 1) & 3;
    this.#left = type === 1 ? 1 : word >> 3;
    this.#state = 'content';
    this.#pass(head.slice(0, 3));
  }

  /** Hands bytes of the frame to the decoder, and ends the frame with its last one. */
  #pass(piece: Uint8Array): void {
    const blockDone = this.#left === 0;
    if (blockDone && this.#state === 'content' && this.#isLastBlock && this.#hasChecksum) {
      this.#state = 'checksum';
      this.#left = 4;
      this.#decoder?.push(piece);
      return;
    }
    const frameDone = blockDone && (this.#state === 'checksum' || this.#isLastBlock);
    if (blockDone) this.#state = frameDone ? 'frame' : 'block';
    this.#decoder?.push(piece, frameDone);
    if (frameDone) this.#decoder = undefined;
  }
}

/** Magic 0x184D2A50 to 0x184D2A5F: user data, skipped by every reader. */
function isSkippable(head: Uint8Array): boolean {
  return ((head[0] as number) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}

function frameHeaderBytes(descriptor: number): number {
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] as number;
  return 5 + (singleSegment ? 0 : 1) + dictionary + contentSizeBytes(descriptor);
}

function contentSizeBytes(descriptor: number): number {
  const flag = descriptor >> 6;
  return flag === 0 ? (descriptor & 0x20) >> 5 : 1 << flag;
}

function contentBytes(view: DataView, descriptor: number): number {
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] as number);
  switch (contentSizeBytes(descriptor)) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true) + 256;
    case 4:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}

function windowBytes(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
