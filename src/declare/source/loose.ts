/**
 * A value of which any part may be missing because it was wrong and has been reported. Checks after the shape
 * check run on it, so that one run finds every problem. List positions are kept: they are part of a path.
 */
export type Loose<T> = T extends readonly (infer U)[]
  ? readonly (Loose<U> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> }
    : T;
