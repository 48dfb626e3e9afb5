import type { TapHealth } from '../schema/facts/part.ts';

/** Parts of one tap are disjoint sequences: their frames add up. Unknown losses stay unknown. */
export function mergeHealth(all: readonly TapHealth[]): TapHealth {
  return all.reduce(join);
}

function join(a: TapHealth, b: TapHealth): TapHealth {
  const seenA = a.frames > 0;
  const seenB = b.frames > 0;
  return {
    frames: a.frames + b.frames,
    capturedBytes: a.capturedBytes + b.capturedBytes,
    wireBytes: a.wireBytes + b.wireBytes,
    snappedFrames: a.snappedFrames + b.snappedFrames,
    duplicateFrames: a.duplicateFrames + b.duplicateFrames,
    droppedByCapture:
      a.droppedByCapture < 0 ? b.droppedByCapture : a.droppedByCapture + Math.max(0, b.droppedByCapture),
    first: !seenB || (seenA && a.first < b.first) ? a.first : b.first,
    last: !seenB || (seenA && a.last > b.last) ? a.last : b.last,
    clockBack: a.clockBack + b.clockBack,
    clockForward: a.clockForward + b.clockForward,
    activeMinutes: a.activeMinutes + b.activeMinutes,
    linkTypes: addCounts(a.linkTypes, b.linkTypes),
    twoWayFlows: a.twoWayFlows + b.twoWayFlows,
    oneWayFlows: a.oneWayFlows + b.oneWayFlows,
    vlans: addCounts(a.vlans, b.vlans),
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}
