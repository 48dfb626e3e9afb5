import { readCapture } from '../../adapters/capture-files/read-capture.ts';
import type { WholeReading } from '../../adapters/capture-files/late-sha256.ts';
import { nodeCrypto } from '../../adapters/node-crypto.ts';
import { CaptureParser } from '../../capture/capture-parser.ts';
import type { CaptureSummary } from '../../capture/capture-summary.ts';
import { appProtocols, packetProtocols } from '../../decode/registry.ts';
import type { Frame } from '../../kernel/frame.ts';
import type { TracedMessage } from '../../observe/flow-turn.ts';
import { ProtocolCatalog } from '../../observe/protocol-catalog.ts';
import type { Share } from '../../observe/share.ts';
import { type ShareFacts, shareFacts } from '../../observe/share-facts.ts';
import { TapObserver } from '../../observe/tap-observer.ts';

/** A file to be read up to a length; `hash` asks for a {@link WholeReading} of it. */
export interface ShareFile {
  readonly path: string;
  readonly length: number;
  readonly hash: boolean;
}

/** What a worker is told: the files of one sequence, and which share of its frames is its own. */
export interface ShareJob {
  readonly files: readonly ShareFile[];
  readonly share: Share;
  readonly seed: number;
  /** Nanoseconds by which the capturing clock was ahead. */
  readonly clockOffset: number;
  readonly dropDuplicates: boolean;
}

export interface ShareOutcome {
  readonly facts: ShareFacts;
  /** One a file, in order; the same from every worker. */
  readonly summaries: readonly CaptureSummary[];
  /** Frames of each file, in order. */
  readonly frames: readonly number[];
  /** Hash of each file and places of its frames, where they were asked for. */
  readonly readings: readonly (WholeReading | undefined)[];
}

/** For `decode`, which prints while it reads. */
export interface ShareWatcher {
  /** A file begins; `frames` of the sequence came before it. */
  file(index: number, frames: number): void;
  message(message: TracedMessage): void;
}

/** Reads one sequence and turns the frames of one share into facts. Synchronous: it is all the thread does. */
export function runShare(job: ShareJob, watcher?: ShareWatcher): ShareOutcome {
  const observer = new TapObserver({
    catalog: new ProtocolCatalog(appProtocols, packetProtocols),
    crypto: nodeCrypto,
    seed: job.seed,
    share: job.share,
    dropDuplicates: job.dropDuplicates,
    ...(watcher === undefined ? {} : { trace: (message) => watcher.message(message) }),
  });
  const sink = new SequenceSink(observer, job.clockOffset);
  const summaries: CaptureSummary[] = [];
  const frames: number[] = [];
  const readings: (WholeReading | undefined)[] = [];
  let filling = 0;
  for (const [index, { path, length, hash }] of job.files.entries()) {
    const before = sink.beginFile();
    watcher?.file(index, before);
    const parser = new CaptureParser(sink, filling);
    readings.push(readCapture(path, parser, { length, hash }).whole);
    filling = parser.filling;
    summaries.push(parser.summary);
    frames.push(sink.ordinal - before);
  }
  observer.finish();
  return { facts: shareFacts(observer), summaries, frames, readings };
}

/** Numbers frames through the sequence and sets the clock right. */
class SequenceSink {
  /** Number in the sequence of the last frame. */
  ordinal = 0;
  #before = 0;
  readonly #observer: TapObserver;
  readonly #offsetSeconds: number;
  readonly #offsetNanos: number;

  constructor(observer: TapObserver, clockOffset: number) {
    this.#observer = observer;
    this.#offsetSeconds = Math.floor(clockOffset / 1e9);
    this.#offsetNanos = clockOffset - this.#offsetSeconds * 1e9;
  }

  /** Returns how many numbers earlier files took. */
  beginFile(): number {
    this.#before = this.ordinal;
    return this.#before;
  }

  frame(frame: Frame): void {
    // Not a count of our own: Wireshark numbers some blocks that are no frames, and its numbers are what a finding says.
    this.ordinal = this.#before + frame.number;
    frame.ordinal = this.ordinal;
    if (this.#offsetSeconds !== 0 || this.#offsetNanos !== 0) {
      frame.seconds -= this.#offsetSeconds;
      frame.nanos -= this.#offsetNanos;
      if (frame.nanos < 0) {
        frame.nanos += 1e9;
        frame.seconds--;
      }
    }
    this.#observer.frame(frame);
  }
}
