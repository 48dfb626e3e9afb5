import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { MAX_PROGRAM_BYTES, ProgramTransfers } from './program-transfers.ts';

test('a program as long as is hashed has a hash, one byte more has none and says why', () => {
  const piece = new Uint8Array(1 << 20);
  const hash = createHash('sha256').update(new Uint8Array(MAX_PROGRAM_BYTES)).digest('hex');
  for (const more of [0, 1]) {
    const turn = recordingTurn();
    const transfers = new ProgramTransfers();
    const transfer = transfers.begin(turn, 0, 'file 200', true);
    for (let size = 0; size < MAX_PROGRAM_BYTES; size += piece.length) transfer.add(turn, piece);
    transfer.add(turn, new Uint8Array(more));
    transfer.ended = true;
    transfers.end(turn);
    const size = MAX_PROGRAM_BYTES + more;
    expect(turn.facts).toEqual([
      more === 0
        ? `program upload unit 0 file 200: complete ${size} ${hash}`
        : `program upload unit 0 file 200: over-limit ${size}`,
    ]);
  }
});

test('a program of no bytes has the hash of nothing', () => {
  const turn = recordingTurn();
  const transfers = new ProgramTransfers();
  transfers.begin(turn, 0, 'file 1', false, 0).ended = true;
  transfers.end(turn);
  expect(turn.facts).toEqual([`program download unit 0 file 1: complete 0 of 0 ${createHash('sha256').digest('hex')}`]);
});
