import { FrameIndex } from './frame-index.ts';
import type { FramePlaces } from './frame-places.ts';
import { sha256File } from './sha256-file.ts';

/** What reading a file from its first byte to its last tells beside its frames. */
export interface WholeReading {
  readonly sha256: string;
  readonly places: FramePlaces;
}

/** The SHA-256 of a file's first bytes: told by whoever reads them anyway, else computed when it is asked for. */
export class LateSha256 {
  readonly #path: string;
  readonly #length: number;
  #reading: WholeReading | undefined;

  constructor(path: string, length: number) {
    this.#path = path;
    this.#length = length;
  }

  get value(): string {
    if (this.#reading === undefined) {
      const index = new FrameIndex();
      const sha256 = sha256File(this.#path, this.#length, (chunk) => index.add(chunk));
      this.#reading = { sha256, places: index.places };
    }
    return this.#reading.sha256;
  }

  /** Where the file's frames lie; undefined until it was read. */
  get places(): FramePlaces | undefined {
    return this.#reading?.places;
  }

  tell(reading: WholeReading): void {
    this.#reading = reading;
  }
}
