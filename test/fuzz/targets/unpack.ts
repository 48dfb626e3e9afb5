import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpoolFolder } from '../../../src/adapters/capture-files/spool-folder.ts';
import { unpackCapture } from '../../../src/adapters/capture-files/unpack-capture.ts';
import { ZstdUnpacker } from '../../../src/adapters/capture-files/zstd-unpacker.ts';
import { Dice, seedOf } from '../engine/dice.ts';
import { OutOfBlocks } from '../engine/work-meter.ts';
import { holds, type Target, Violation } from '../engine/target.ts';

/** What a bomb may unpack to here before it must be stopped. */
const MAX_UNPACKED = 4 << 20;

/** zstd as it comes, in one piece and in many. What is no zstd throws, by contract; what came out before must agree. */
export const zstdTarget: Target = {
  name: 'unpack-zstd',
  maxLength: 4096,
  blocks: { base: 20_000, perByte: 500 },
  execute(input) {
    const whole = unzstd([input]);
    const dice = new Dice(seedOf(input));
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < input.length; ) {
      const size = 1 + dice.below(40);
      pieces.push(input.subarray(at, at + size));
      at += size;
    }
    const cut = unzstd(pieces);
    holds(whole.failed === cut.failed, () => `whole: ${whole.failed}, in pieces: ${cut.failed}`);
    if (!whole.failed) holds(whole.bytes.equals(cut.bytes), () => 'cut into pieces it unpacks to something else');
  },
};

/** The whole of unpacking a gzip file, with a limit on what comes out. */
export const gzipTarget: Target = {
  name: 'unpack-gzip',
  maxLength: 4096,
  blocks: { base: 200_000, perByte: 500 },
  async execute(input) {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-fuzz-'));
    const spool = new SpoolFolder(folder);
    try {
      const file = join(folder, 'given.gz');
      writeFileSync(file, input);
      const unpacked = await unpackCapture(file, 'gzip', spool, { maxBytes: MAX_UNPACKED });
      holds(unpacked.bytes <= MAX_UNPACKED, () => `${unpacked.bytes} bytes came out`);
      holds(
        unpacked.compressedBytes === input.length,
        () => `${unpacked.compressedBytes} of ${input.length} bytes read`,
      );
      holds(readFileSync(unpacked.path).length === unpacked.bytes, () => 'the spool file has another length');
    } finally {
      spool.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function unzstd(pieces: readonly Uint8Array[]): { bytes: Buffer; failed: boolean } {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const unpacker = new ZstdUnpacker((chunk) => {
    chunks.push(chunk.slice());
    bytes += chunk.length;
    if (bytes > MAX_UNPACKED) throw new Error('enough');
  });
  let failed = false;
  try {
    for (const piece of pieces) unpacker.push(piece);
  } catch (error) {
    if (error instanceof OutOfBlocks || error instanceof Violation) throw error;
    failed = true;
  }
  return { bytes: Buffer.concat(chunks), failed };
}
