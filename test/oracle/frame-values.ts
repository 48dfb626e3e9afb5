/** Values of one frame by field name, in the order in which they stand there. */
export type Values = ReadonlyMap<string, readonly string[]>;

/** What tshark reads in one frame. */
export interface TsharkFrame {
  /** As in `frame.protocols`. */
  readonly layers: readonly string[];
  readonly values: Values;
}

/** What our messages that complete in one frame say, protocol by protocol. */
export type OurFrame = ReadonlyMap<string, { readonly messages: number; readonly values: Values }>;
