import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { type RadioHints, walkRadioFrame } from './wireless.ts';

/** Most presence words read; each radio namespace adds one, and drivers write one to four. */
export const MAX_PRESENCE_WORDS = 16;

const HAS_TIMER = 1;
const HAS_FLAGS = 2;
const ANOTHER_WORD = 0x80000000;

const hints: RadioHints = { frameCheck: false, padded: false, failed: false };

/**
 * LINKTYPE_IEEE802_11_RADIOTAP (radiotap.org): version, padding, length, presence words, then fields, little endian
 * and aligned. Only the flags are wanted: frame check kept, header padded, frame check failed. They are the second
 * field of the first word, behind a timer of eight bytes.
 */
export function walkRadiotap(p: Packet, at: number): void {
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const { view } = p;
  const length = view.getUint16(at + 2, true);
  if (view.getUint8(at) !== 0 || length < 8 || at + length > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const present = view.getUint32(at + 4, true);
  let offset = 8;
  let word = present;
  for (let words = 1; (word & ANOTHER_WORD) !== 0; words++) {
    if (words === MAX_PRESENCE_WORDS || offset + 4 > length) {
      linkHeaderCut(p, at);
      return;
    }
    word = view.getUint32(at + offset, true);
    offset += 4;
  }
  if ((present & HAS_TIMER) !== 0) offset = ((offset + 7) & ~7) + 8;
  const flags = (present & HAS_FLAGS) !== 0 && offset < length ? view.getUint8(at + offset) : 0;
  hints.frameCheck = (flags & 0x10) !== 0;
  hints.padded = (flags & 0x20) !== 0;
  hints.failed = (flags & 0x40) !== 0;
  walkRadioFrame(p, at + length, hints);
}
