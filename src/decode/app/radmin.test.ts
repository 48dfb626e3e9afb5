import { expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_RADMIN_BODY, radmin } from './radmin.ts';

const hello = hex('01', '00000001', '00000008', '08'); // length 1, sum 8, body
const answer = hex('01', '0000000a', '00010212', '08 02 00 00 0a 00 00 00 00 00'); // below: the sum of three words
const conversation: Segment[] = [
  { fromServer: false, bytes: hello },
  { fromServer: true, bytes: hex('01', '0000000a', '00000212', '08020000 0a000000 0000') },
  { fromServer: false, bytes: hex('01', '00000005', '00000227', '27020000 00') },
  { fromServer: true, bytes: hex('c3'.repeat(20)) },
];

streamLaws(radmin, [conversation]);

it('opens with messages whose sums are right; what follows is taken for ciphertext', () => {
  const turn = recordingTurn();
  feedStream(radmin, conversation, turn);
  expect(turn.messages.map(({ fn }) => radmin.functionName(fn))).toEqual(['hello', 'hello', 'session']);
  expect(turn.skipped.map(({ as }) => as)).toEqual(['encrypted']);
});

it('is not known by a sum that is wrong, nor by zeros', () => {
  expect(radmin.probe(windowed(hello), false)).toBe(YES);
  expect(radmin.probe(windowed(answer), false)).toBe(NO);
  expect(radmin.probe(windowed(hex('01 00000004 00000000 00000000')), false)).toBe(NO);
});

it(`no body has more than ${MAX_RADMIN_BODY} bytes`, () => {
  const sized = (length: number): Uint8Array =>
    together(hex('01', length.toString(16).padStart(8, '0'), '00000008 08'), new Uint8Array(length - 1));
  expect(radmin.probe(windowed(sized(MAX_RADMIN_BODY)), false)).toBe(YES);
  expect(radmin.probe(windowed(sized(MAX_RADMIN_BODY + 1)), false)).toBe(NO);
});
