import type { RunningDigest } from '../../kernel/crypto.ts';
import type { ProgramState } from '../../schema/facts/vocabulary.ts';
import type { Turn } from '../turn.ts';
import { hexText } from './wire-text.ts';

/** Transfers that one flow may have under way. Programmers move one block after the other; the oldest gives way. */
export const MAX_OPEN_TRANSFERS = 8;
/** Bytes of one program that are hashed; the largest project of a controller is some 40 MB. */
export const MAX_PROGRAM_BYTES: number = 64 * 1024 * 1024;

/**
 * A program on its way. Its bytes are hashed as they come and never kept. Once a piece is missing it stays incomplete:
 * pieces are put one behind the other as the protocol says, none is guessed.
 */
export class ProgramTransfer {
  readonly object: string;
  readonly upload: boolean;
  readonly unit: number;
  declaredSize: number;
  /** Why it can no longer be complete. */
  wrong: ProgramState | undefined = undefined;
  /** The protocol's own mark: the last piece has come. */
  ended = false;
  /** The request whose answer brings the next piece, or {@link NOT_WAITING}. */
  waitsFor: number = NOT_WAITING;
  /** How the protocol calls it once it is under way; -1 before. */
  id = -1;
  /** Number of the next piece, for protocols that count them. */
  next = 0;
  size = 0;
  #digest: RunningDigest | undefined = undefined;
  readonly #firstSeconds: number;
  readonly #firstNanos: number;
  readonly #firstFrame: number;
  #lastSeconds: number;
  #lastNanos: number;
  #lastFrame: number;

  constructor(turn: Turn, unit: number, object: string, upload: boolean, declaredSize: number) {
    this.unit = unit;
    this.object = object;
    this.upload = upload;
    this.declaredSize = declaredSize;
    this.#firstSeconds = this.#lastSeconds = turn.seconds;
    this.#firstNanos = this.#lastNanos = turn.nanos;
    this.#firstFrame = this.#lastFrame = turn.frame;
  }

  /** The message at hand belongs to it. */
  touch(turn: Turn): void {
    this.#lastSeconds = turn.seconds;
    this.#lastNanos = turn.nanos;
    this.#lastFrame = turn.frame;
  }

  /** The next bytes of it. */
  add(turn: Turn, piece: Uint8Array): void {
    this.touch(turn);
    this.size += piece.length;
    if (this.size > MAX_PROGRAM_BYTES) this.spoil('over-limit');
    if (this.wrong !== undefined) return;
    this.#digest ??= turn.crypto.sha256OfPieces();
    this.#digest.update(piece);
  }

  /** What goes wrong first is what is said. */
  spoil(why: ProgramState): void {
    this.wrong ??= why;
    this.#digest = undefined;
  }

  tell(turn: Turn): void {
    let state = this.wrong ?? (this.ended ? 'complete' : 'cut');
    if (state === 'complete' && this.declaredSize >= 0 && this.declaredSize !== this.size) state = 'size-differs';
    let sha256 = '';
    if (state === 'complete') {
      const bytes = this.#digest?.digest() ?? turn.crypto.sha256(NO_BYTES);
      sha256 = hexText(bytes, 0, bytes.length, bytes.length);
    }
    turn.program({
      unit: this.unit,
      object: this.object,
      upload: this.upload,
      state,
      size: this.size,
      declaredSize: this.declaredSize,
      sha256,
      firstSeconds: this.#firstSeconds,
      firstNanos: this.#firstNanos,
      firstFrame: this.#firstFrame,
      lastSeconds: this.#lastSeconds,
      lastNanos: this.#lastNanos,
      lastFrame: this.#lastFrame,
    });
  }
}

export const NOT_WAITING = -1;
const NO_BYTES: Uint8Array = new Uint8Array(0);

/** The transfers of one flow that are under way, in the order in which they began. */
export class ProgramTransfers {
  #open: ProgramTransfer[] = [];

  begin(turn: Turn, unit: number, object: string, upload: boolean, declaredSize = -1): ProgramTransfer {
    // The same begun anew: what was under way comes to nothing.
    const before = this.#open.find((one) => one.object === object && one.upload === upload && one.unit === unit);
    if (before !== undefined) this.finish(turn, before);
    if (this.#open.length >= MAX_OPEN_TRANSFERS) {
      const oldest = this.#open[0] as ProgramTransfer;
      oldest.spoil('over-limit');
      this.finish(turn, oldest);
    }
    const transfer = new ProgramTransfer(turn, unit, object, upload, declaredSize);
    this.#open.push(transfer);
    return transfer;
  }

  /** The newest that fits. */
  find(fits: (transfer: ProgramTransfer) => boolean): ProgramTransfer | undefined {
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const transfer = this.#open[i] as ProgramTransfer;
      if (fits(transfer)) return transfer;
    }
    return undefined;
  }

  /** Says what became of one and forgets it. */
  finish(turn: Turn, transfer: ProgramTransfer): void {
    this.drop(transfer);
    transfer.tell(turn);
  }

  /** Forgets one of which there is nothing to say. */
  drop(transfer: ProgramTransfer): void {
    this.#open = this.#open.filter((one) => one !== transfer);
  }

  /** Bytes of the flow are missing: of whatever is under way, unless it has come to its end, some may be. */
  spoil(): void {
    for (const transfer of this.#open) if (!transfer.ended) transfer.spoil('hole');
  }

  /** The flow is over. */
  end(turn: Turn): void {
    for (const transfer of this.#open) transfer.tell(turn);
    this.#open = [];
  }
}
