/** When and where bytes came: of a frame that is not looked at any more. */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
  readonly frame: number;
  readonly ttl: number;
}

/** Bytes that were kept while no probe was sure. */
export interface Arrival extends Moment {
  readonly bytes: number;
}
