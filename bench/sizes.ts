/** How large the captures are. */
export interface BenchSizes {
  readonly bytes: number;
  readonly long: number;
  readonly fewFrames: number;
  readonly manyFrames: number;
  readonly flowFrames: number;
  readonly fewFlows: number;
  readonly memoryFlows: number;
  readonly manyFlows: number;
  readonly craftedFlows: number;
  readonly craftedFrames: number;
  readonly rounds: number;
  readonly starts: number;
}

const MB = 1_000_000;

export const fullSizes: BenchSizes = {
  bytes: 420 * MB,
  long: 4_200 * MB,
  fewFrames: 1_000_000,
  manyFrames: 10_000_000,
  flowFrames: 4_000_000,
  fewFlows: 1_000,
  memoryFlows: 100_000,
  manyFlows: 1_000_000,
  craftedFlows: 100_000,
  craftedFrames: 2_000_000,
  rounds: 3,
  starts: 21,
};

/** To try the runner itself: start-up outweighs the rest, so no limit is held to. */
export const quickSizes: BenchSizes = {
  bytes: 20 * MB,
  long: 60 * MB,
  fewFrames: 50_000,
  manyFrames: 200_000,
  flowFrames: 200_000,
  fewFlows: 1_000,
  memoryFlows: 10_000,
  manyFlows: 50_000,
  craftedFlows: 20_000,
  craftedFrames: 100_000,
  rounds: 1,
  starts: 5,
};
