import type { Dice } from './dice.ts';
import type { Materials } from './mutate-bytes.ts';

/** Something that takes bytes from outside, with all that must hold whatever they are. */
export interface Target {
  /** Also the name of its corpus; lower case with dashes. */
  readonly name: string;
  readonly maxLength: number;
  /** Blocks that one execution may run: a part that every execution costs, and so many more a byte. */
  readonly blocks: { readonly base: number; readonly perByte: number };
  /** Throws when something does not hold. */
  execute(input: Uint8Array): void | Promise<void>;
  /** Left out where any change of any byte is as good as another. */
  mutate?(input: Uint8Array, dice: Dice, materials: Materials): Uint8Array;
  /**
   * Feeds what `input` holds again and again, as a flood of the same would, and returns all that is still held
   * afterwards. Work must grow with `times`, not with its square; what is held must not grow beyond `maxHeld` bytes.
   */
  flood?: {
    readonly run: (input: Uint8Array, times: number) => unknown;
    readonly times: number;
    readonly maxHeld: number;
  };
}

/** Something did not hold. */
export class Violation extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Violation';
  }
}

export function holds(condition: boolean, message: () => string): void {
  if (!condition) throw new Violation(message());
}
