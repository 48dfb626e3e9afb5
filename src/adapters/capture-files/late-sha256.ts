import { sha256File } from './sha256-file.ts';

/** The SHA-256 of a file's first bytes: told by whoever reads them anyway, else computed when it is asked for. */
export class LateSha256 {
  readonly #path: string;
  readonly #length: number;
  #value: string | undefined;

  constructor(path: string, length: number) {
    this.#path = path;
    this.#length = length;
  }

  get value(): string {
    return (this.#value ??= sha256File(this.#path, this.#length));
  }

  tell(value: string): void {
    this.#value = value;
  }
}
