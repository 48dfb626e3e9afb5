import { linkWalkers } from '../../../src/decode/link/registry.ts';
import type { Dice } from '../engine/dice.ts';
import { type Materials, mutateBytes } from '../engine/mutate-bytes.ts';
import { readRecords } from '../engine/records.ts';

/** Bytes of a frame's head in an input: link type, step of time, snapped bytes, spare. */
export const FRAME_HEAD = 4;

export interface TapFrame {
  readonly linkType: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly wireLength: number;
  readonly bytes: Uint8Array;
}

/** 0 is Ethernet, so that a head of zeros is the common case; 254 is a link type that nobody knows. */
const LINK_TYPES: readonly number[] = [1, ...[...linkWalkers.keys()].filter((type) => type !== 1), 254];

/** Steps of the clock in nanoseconds; from 16 on it is that many microseconds. */
const STEPS: readonly number[] = [
  0, 1_000, 100_000, 5_000_000, 4_999_999, 60_000_000, 2e9, 601e9, -1_000, -10_000_000, -2e9, 3_700e9,
];
const TO_ZERO = 12;
const TO_END = 13;

/** The frames that an input stands for, with their times. */
export function tapFrames(input: Uint8Array): TapFrame[] {
  let time = 1_700_000_000 * 1e9;
  return readRecords(input, FRAME_HEAD).map(({ head, bytes }) => {
    const [link = 0, step = 0, snapped = 0] = head;
    if (step === TO_ZERO) time = 0;
    else if (step === TO_END) time = 0xffff_ffff * 1e9;
    else time = Math.min(0xffff_ffff * 1e9, Math.max(0, time + (STEPS[step] ?? step * 1_000)));
    const seconds = Math.floor(time / 1e9);
    const kept = snapped > 200 ? bytes.subarray(0, snapped) : bytes;
    const linkType = LINK_TYPES[link % LINK_TYPES.length] as number;
    // Numbers of this size keep about 500 ns, which is precise enough to step by.
    const nanos = Math.min(999_999_999, Math.max(0, Math.round(time - seconds * 1e9)));
    return {
      linkType,
      seconds,
      nanos,
      wireLength: kept === bytes ? bytes.length + (snapped & 15) : bytes.length,
      bytes: kept,
    };
  });
}

/** Changes an Ethernet frame where stacks and attackers do: sequence numbers, flags, lengths, directions, fragments. */
export function mutateFrame(bytes: Uint8Array, dice: Dice, materials: Materials): Uint8Array {
  const frame = bytes.slice();
  const ip = 14;
  const isIpv4 = frame.length >= 34 && frame[12] === 8 && frame[13] === 0 && frame[14] === 0x45;
  if (!isIpv4 || dice.below(3) === 0) return mutateBytes(frame, dice, materials);
  const view = new DataView(frame.buffer);
  const isTcp = frame[ip + 9] === 6 && frame.length >= 54;
  switch (dice.below(isTcp ? 9 : 4)) {
    case 0:
      view.setUint16(
        ip + 2,
        dice.pick([0, 20, frame.length - ip, frame.length - ip + 4, frame.length - ip - 1, 65_535]) & 0xffff,
      );
      return frame;
    case 1:
      view.setUint16(ip + 6, dice.pick([0, 0x2000, 1, 0x2001, 0x00b9, 0x1fff, 0x4000]));
      return frame;
    case 2:
      view.setUint16(ip + 4, dice.below(4));
      return frame;
    case 3: {
      const turned = frame.slice();
      turned.set(frame.subarray(6, 12), 0);
      turned.set(frame.subarray(0, 6), 6);
      turned.set(frame.subarray(ip + 16, ip + 20), ip + 12);
      turned.set(frame.subarray(ip + 12, ip + 16), ip + 16);
      if (frame.length >= 38) {
        turned.set(frame.subarray(36, 38), 34);
        turned.set(frame.subarray(34, 36), 36);
      }
      return turned;
    }
    case 4:
    case 5:
      view.setUint32(
        38,
        (view.getUint32(38) + dice.pick([-1, 1, 2, 5, 12, -12, 60, 1460, -1460, 100_000, 0x8000_0000, 0x7fff_ffff])) >>>
          0,
      );
      return frame;
    case 6:
      view.setUint32(38, dice.pick([0, 0xffff_ffff, 0xffff_fff0, 0x8000_0000]));
      return frame;
    case 7:
      view.setUint32(42, (view.getUint32(42) + dice.pick([-1, 1, 12, 60, 1460, 100_000])) >>> 0);
      return frame;
    default:
      frame[47] = dice.pick([0, 1, 2, 4, 16, 17, 18, 24, 20, 3, 0x3f]);
      return frame;
  }
}
