/**
 * What instrumented code reports to: each basic block has a number, and running it counts there.
 *
 * The blocks run are two things at once. They are coverage: an input that reaches a new block, or one much more
 * often, is kept. And they are time that no busy machine can change: a loop that never ends runs out of blocks.
 */

/** Basic blocks of all instrumented sources together; 12,000 today. */
export const MAX_BLOCKS: number = 1 << 16;

const hits: Uint32Array = new Uint32Array(MAX_BLOCKS);
/** The blocks that ran, each once, so that nobody looks through all of them for the few that did. */
const touched: Uint32Array = new Uint32Array(MAX_BLOCKS);
let touchedCount = 0;
let left = Infinity;
let allowed = Infinity;

/** Thrown inside the code under test when it has run more blocks than it may. */
export class OutOfBlocks extends Error {
  constructor(blocks: number) {
    super(`ran more than ${blocks} blocks`);
    this.name = 'OutOfBlocks';
  }
}

/**
 * Called by instrumented code, which nobody sees who looks for unused exports.
 * @public
 */
export function block(site: number): void {
  const before = hits[site] as number;
  if (before === 0) touched[touchedCount++] = site;
  hits[site] = before + 1;
  if (--left < 0) stop();
}

/** Blocks run since {@link startWork}. */
export function workDone(): number {
  return allowed - left;
}

export function startWork(blocks: number): void {
  for (let i = 0; i < touchedCount; i++) hits[touched[i] as number] = 0;
  touchedCount = 0;
  allowed = blocks;
  left = blocks;
}

/** Calls back with each block that ran since {@link startWork}, and how often. */
export function eachBlock(see: (site: number, count: number) => void): void {
  for (let i = 0; i < touchedCount; i++) see(touched[i] as number, hits[touched[i] as number] as number);
}

/** For code between executions, which may run as many blocks as it likes. */
export function endWork(): void {
  allowed = Number.MAX_SAFE_INTEGER;
  left = Number.MAX_SAFE_INTEGER;
}

function stop(): never {
  const blocks = allowed;
  // Once more than allowed is always more: whoever catches this must not go on unnoticed, but may clean up.
  left = 10_000;
  throw new OutOfBlocks(blocks);
}
