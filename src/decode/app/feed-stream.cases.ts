import { Cursor } from '../../kernel/cursor.ts';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import type { StreamProtocol } from '../protocol.ts';
import { BAD, MORE } from '../verdict.ts';

/** What a segment brings: a direction's next bytes, or, with `gap`, the news that some are missing before them. */
export interface Segment {
  readonly fromServer: boolean;
  readonly bytes: Uint8Array;
  readonly frame?: number;
  readonly gap?: boolean;
}

export interface Fed {
  /** Bytes a BAD answer cost. */
  bad: number;
  /** Bytes still waiting for more at the end, both directions. */
  waiting: number;
  /** Bytes that {@link StreamProtocol.maxMessage} cost. */
  overLimit: number;
}

/** A plain stand-in for the stream driver: buffers each direction, honours skips, gives up a segment on BAD; ends where the protocol gives way. */
export function feedStream<State>(
  protocol: StreamProtocol<State>,
  segments: readonly Segment[],
  turn: RecordingTurn,
): Fed {
  const state = protocol.open();
  const buffers = [new Uint8Array(0), new Uint8Array(0)];
  const skips = [0, 0];
  const fed: Fed = { bad: 0, waiting: 0, overLimit: 0 };
  const c = new Cursor();
  let skipped = 0;
  const skip = turn.skip.bind(turn);
  turn.skip = (bytes, as) => {
    skipped += bytes;
    skip(bytes, as);
  };
  for (const segment of segments) {
    const side = segment.fromServer ? 1 : 0;
    turn.fromServer = segment.fromServer;
    if (segment.frame !== undefined) turn.frame = segment.frame;
    if (segment.gap) {
      buffers[side] = new Uint8Array(0);
      skips[side] = 0;
      protocol.gap?.(state, segment.fromServer);
    }
    let buffer = joined(buffers[side] as Uint8Array, segment.bytes);
    for (;;) {
      const drop = Math.min(skips[side] as number, buffer.length);
      skips[side] = (skips[side] as number) - drop;
      buffer = buffer.subarray(drop);
      if (buffer.length === 0) break;
      // The window stands in a larger array whose other bytes must not matter.
      const poisoned = new Uint8Array(buffer.length + 2 * MARGIN).fill(POISON);
      poisoned.set(buffer, MARGIN);
      c.reset(poisoned, new DataView(poisoned.buffer), MARGIN, MARGIN + buffer.length);
      skipped = 0;
      turn.inside(undefined);
      const outcome = protocol.parse(c, turn, state);
      if (outcome === MORE) {
        if (buffer.length > protocol.maxMessage) {
          fed.overLimit += buffer.length;
          buffer = new Uint8Array(0);
        }
        break;
      }
      if (outcome === BAD) {
        fed.bad += buffer.length;
        buffer = new Uint8Array(0);
        break;
      }
      const used = c.at - MARGIN;
      if (turn.gaveWay) {
        protocol.end?.(turn, state);
        return fed;
      }
      if (used === 0 && skipped === 0) throw new Error('DONE without moving');
      if (used < 0 || used > buffer.length) throw new Error('cursor left its window');
      buffer = buffer.subarray(used);
      skips[side] = skips[side] + skipped;
    }
    buffers[side] = buffer;
  }
  turn.fromServer = false;
  turn.inside(undefined);
  protocol.end?.(turn, state);
  fed.waiting = (buffers[0]?.length ?? 0) + (buffers[1]?.length ?? 0);
  return fed;
}

/** The same segments in pieces of the given sizes, used round and round. */
export function inPieces(segments: readonly Segment[], sizes: readonly number[]): Segment[] {
  const pieces: Segment[] = [];
  let turn = 0;
  for (const segment of segments) {
    for (let at = 0; at < segment.bytes.length; ) {
      const size = Math.max(1, sizes[turn++ % sizes.length] ?? 1);
      pieces.push({ ...segment, bytes: segment.bytes.subarray(at, at + size), gap: at === 0 && segment.gap === true });
      at += size;
    }
  }
  return pieces;
}

const MARGIN = 64;
const POISON = 0xa5;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
