import { nodeCrypto } from '../../../src/adapters/node-crypto.ts';
import { appProtocols, packetProtocols } from '../../../src/decode/registry.ts';
import { Frame } from '../../../src/kernel/frame.ts';
import { combine } from '../../../src/observe/combine.ts';
import { ProtocolCatalog } from '../../../src/observe/protocol-catalog.ts';
import { equalShare, type Share, WHOLE } from '../../../src/observe/share.ts';
import { shareFacts, type ShareFacts } from '../../../src/observe/share-facts.ts';
import { TapObserver } from '../../../src/observe/tap-observer.ts';
import type { Part } from '../../../src/schema/facts/part.ts';
import { mutateRecords } from '../engine/records.ts';
import { holds, type Target } from '../engine/target.ts';
import { firstDifference, partText } from './part-text.ts';
import { FRAME_HEAD, mutateFrame, type TapFrame, tapFrames } from './tap-frames.ts';
import { exactWindow, type Window } from './windows.ts';

const catalog = new ProtocolCatalog(appProtocols, packetProtocols);
const SEQUENCE = { site: 's', tap: 't', analysisVersion: '1', captures: [], droppedByCapture: -1 } as const;
const SHARES = 3;

/** All of observe on a small capture: every byte in one column, and the same part from any number of workers. */
export const observerTarget: Target = {
  name: 'tap-observer',
  maxLength: 16_384,
  blocks: { base: 600_000, perByte: 20_000 },
  mutate: (input, dice, materials) => mutateRecords(input, FRAME_HEAD, dice, materials, mutateFrame),
  execute(input) {
    const frames = tapFrames(input);
    const alone = observed(frames, WHOLE, 0, 1, true);
    const part = combine(SEQUENCE, [alone]);
    bytesAddUp(frames, part);
    const shares = Array.from({ length: SHARES }, (_, index) =>
      observed(frames, equalShare(index, SHARES), 0xff, 2, false),
    );
    const together = partText(combine(SEQUENCE, shares.toReversed()));
    const text = partText(part);
    holds(text === together, () => `${SHARES} workers make something else: ${firstDifference(text, together)}`);
  },
  flood: {
    times: 400,
    maxHeld: 24_000_000,
    run(input, times) {
      const frames = tapFrames(input);
      const observer = observerOf(WHOLE, 1, false);
      const frame = new Frame();
      for (let i = 0; i < times; i++) {
        for (const one of frames) {
          const bytes = one.bytes.slice();
          const view = new DataView(bytes.buffer);
          // Holes that are never filled, and datagrams that are never complete: all of one pair of hosts.
          if (bytes.length >= 54 && bytes[12] === 8 && bytes[23] === 6)
            view.setUint32(38, (view.getUint32(38) + i * 3_000) >>> 0);
          else if (bytes.length >= 34 && bytes[12] === 8) view.setUint16(18, i);
          frame.filling++;
          feed(observer, frame, one, exactWindow(bytes));
        }
      }
      return observer;
    },
  },
};

function observerOf(share: Share, seed: number, tracing: boolean): TapObserver {
  const trace = { trace: (): void => undefined };
  return new TapObserver({ catalog, crypto: nodeCrypto, seed, share, dropDuplicates: true, ...(tracing ? trace : {}) });
}

function observed(
  frames: readonly TapFrame[],
  share: Share,
  poison: number,
  seed: number,
  tracing: boolean,
): ShareFacts {
  const observer = observerOf(share, seed, tracing);
  const frame = new Frame();
  const windows = inOneChunk(frames, poison);
  for (const [i, one] of frames.entries()) feed(observer, frame, one, windows[i] as Window);
  observer.finish();
  return shareFacts(observer);
}

/** All frames in one chunk, as a reader holds them, with bytes between them that must not matter. */
function inOneChunk(frames: readonly TapFrame[], poison: number): Window[] {
  const gap = 16;
  const bytes = new Uint8Array(frames.reduce((sum, one) => sum + one.bytes.length + gap, gap)).fill(poison);
  const view = new DataView(bytes.buffer);
  let at = gap;
  return frames.map((one) => {
    const start = at;
    bytes.set(one.bytes, start);
    at += one.bytes.length + gap;
    return { bytes, view, start, end: start + one.bytes.length };
  });
}

function feed(observer: TapObserver, frame: Frame, one: TapFrame, { bytes, view, start, end }: Window): void {
  frame.bytes = bytes;
  frame.view = view;
  frame.start = start;
  frame.end = end;
  frame.wireLength = one.wireLength;
  frame.seconds = one.seconds;
  frame.nanos = one.nanos;
  frame.linkType = one.linkType;
  frame.number++;
  frame.ordinal++;
  observer.frame(frame);
}

/** Captured bytes are decoded, encrypted, unrecognised, lost or damaged; none is two of them and none is left out. */
function bytesAddUp(frames: readonly TapFrame[], { health, tables }: Part): void {
  const captured = frames.reduce((sum, { bytes }) => sum + bytes.length, 0);
  holds(health.capturedBytes === captured, () => `${health.capturedBytes} bytes of ${captured}`);
  let columns = 0;
  let counted = 0;
  for (const row of tables.coverage) {
    for (const amount of [
      row.decoded,
      row.encrypted,
      row.unrecognised,
      row.lost,
      row.damaged,
      row.missing,
      row.frames,
    ]) {
      holds(Number.isInteger(amount) && amount >= 0, () => `coverage of ${row.protocol} holds ${amount}`);
    }
    columns += row.decoded + row.encrypted + row.unrecognised + row.lost + row.damaged;
    counted += row.frames;
  }
  const rows = (): string => tables.coverage.map((row) => JSON.stringify(row)).join(' ');
  holds(columns === captured, () => `${columns} bytes stand in the columns, ${captured} were captured: ${rows()}`);
  holds(
    counted === frames.length,
    () => `${counted} frames stand in the column, ${frames.length} were captured: ${rows()}`,
  );
}
