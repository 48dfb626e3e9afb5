/** Where the blocks that are being read belong: as the last header of a read or write said. Used within one call only. */
export class Place {
  slot = 0;
  subslot = 0;
  index = 0;
  /** Blocks that may still be read of this message. */
  blocks = 0;
  /** False for the first datagram of several: what is cut off stands in the next. */
  whole = true;

  begin(blocks: number, whole: boolean): void {
    this.slot = this.subslot = this.index = 0;
    this.blocks = blocks;
    this.whole = whole;
  }
}

export const place: Place = new Place();
