/** A call's data: where they stand, in which byte order, and whether they can be read at all. */
export class StubData {
  at = 0;
  length = 0;
  little = true;
  /** Encrypted, or of the 64-bit transfer syntax, or not from their beginning: only counted. */
  closed = false;

  set(at: number, length: number, little: boolean, closed: boolean): this {
    this.at = at;
    this.length = length;
    this.little = little;
    this.closed = closed;
    return this;
  }
}
