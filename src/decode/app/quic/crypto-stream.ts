/** Longest client hello put together from Initial packets; with post-quantum keys they have some 2 KiB. */
export const MAX_QUIC_HELLO = 16_384;
/** Pieces of a hello that may wait for one before them. Clients that scatter it send some ten a packet. */
export const MAX_QUIC_PIECES = 64;

/** The client's handshake bytes as they come in CRYPTO frames, in any order and more than once (RFC 9000 19.6). */
export class CryptoStream {
  #bytes = new Uint8Array(0);
  /** Start and end of what is there, sorted and apart from each other. */
  readonly #pieces: number[] = [];

  /** False where the piece is beyond a limit, and not kept. */
  add(offset: number, piece: Uint8Array): boolean {
    const end = offset + piece.length;
    if (end > MAX_QUIC_HELLO) return false;
    if (piece.length === 0) return true;
    const pieces = this.#pieces;
    // What touches the new piece becomes one with it.
    let from = 0;
    while (from < pieces.length && (pieces[from + 1] as number) < offset) from += 2;
    let to = from;
    while (to < pieces.length && (pieces[to] as number) <= end) to += 2;
    if (to === from && pieces.length >= MAX_QUIC_PIECES * 2) return false;
    const start = to > from ? Math.min(offset, pieces[from] as number) : offset;
    const stop = to > from ? Math.max(end, pieces[to - 1] as number) : end;
    pieces.splice(from, to - from, start, stop);
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, Math.min(MAX_QUIC_HELLO, this.#bytes.length * 2)));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(piece, offset);
    return true;
  }

  /** What is there without a hole, from the beginning on. */
  all(): Uint8Array {
    return this.#bytes.subarray(0, this.#ready());
  }

  /** The first handshake message with its header, once it is whole. */
  message(): Uint8Array | undefined {
    const announced = this.#announced();
    return announced > 0 && announced <= this.#ready() ? this.#bytes.subarray(0, announced) : undefined;
  }

  /** True where a message was announced that is longer than is kept. */
  get tooLong(): boolean {
    return this.#announced() > MAX_QUIC_HELLO;
  }

  #ready(): number {
    return this.#pieces[0] === 0 ? (this.#pieces[1] as number) : 0;
  }

  /** Length of the first message by its header, or 0 while that is not there. */
  #announced(): number {
    if (this.#ready() < 4) return 0;
    const bytes = this.#bytes;
    return 4 + ((bytes[1] as number) << 16) + ((bytes[2] as number) << 8) + (bytes[3] as number);
  }
}
