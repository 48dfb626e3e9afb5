import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { hex, together } from '../decoder-laws.cases.ts';
import { le, object, request, response, unconnected } from '../enip/samples.cases.ts';
import { enipOverTcp } from '../enip.ts';
import { feedStream } from '../feed-stream.cases.ts';

const STORAGE = object(0xa1, 1);
const content = Uint8Array.from({ length: 800 }, (_, i) => (5 * i) & 0xff);
const HASH = createHash('sha256').update(content).digest('hex');
const NOTHING = new Uint8Array(0);

/** Size, then pieces of 350 bytes behind their place; answers repeat the place. */
const update = [
  request(0x4b, STORAGE, together(le(800, 4), le(0, 4))),
  response(0x4b, hex('0000 7b14 5e01 0403 00000000')),
  ...[0, 350, 700].flatMap((at) => [
    request(0x4d, STORAGE, together(le(at, 4), content.subarray(at, at + 350))),
    response(0x4d, together(le(at, 4), hex('0200'))),
  ]),
];

function programs(messages: readonly Uint8Array[]): string[] {
  const turn = recordingTurn();
  feedStream(
    enipOverTcp,
    messages.map((bytes) => ({ fromServer: (bytes[0] as number) >= 0x80, bytes: unconnected(bytes) })),
    turn,
  );
  return turn.facts.filter((fact) => fact.startsWith('program '));
}

test('firmware loaded into a controller is hashed whole, each piece once', () => {
  const whole = [`program download unit 0 non-volatile storage 1: complete 800 of 800 ${HASH}`];
  expect(programs(update)).toEqual(whole);
  expect(programs([...update.slice(0, 4), ...update.slice(2), ...update.slice(6)])).toEqual(whole);
});

test('a piece missing, an end not seen, a beginning not seen and a refusal leave it without a hash', () => {
  const storage = 'program download unit 0 non-volatile storage 1:';
  expect(programs(update.filter((_, i) => i !== 4 && i !== 5))).toEqual([`${storage} hole 450 of 800`]);
  expect(programs(update.slice(0, 6))).toEqual([`${storage} cut 700 of 800`]);
  expect(programs(update.slice(4))).toEqual([`${storage} no-beginning 450`]);
  expect(programs([...update.slice(0, 5), response(0x4d, NOTHING, 0x10)])).toEqual([`${storage} refused 700 of 800`]);
  expect(programs([update[0] as Uint8Array, response(0x4b, NOTHING, 0x10)])).toEqual([]);
});
