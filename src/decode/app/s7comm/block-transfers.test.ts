import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { feedStream, type Segment } from '../feed-stream.cases.ts';
import { MAX_OPEN_TRANSFERS } from '../program-transfers.ts';
import { s7comm } from '../s7comm.ts';
import { ackData, fromClient, fromServer, job, setup, text, u16 } from './conversation.cases.ts';

const NAME = '_0A00001P';

/** Header of a block of `length` bytes, and what fills it. */
function block(length: number): number[] {
  return [
    0x70,
    0x70, // mark
    1,
    1,
    5, // version, attributes, language: DB
    0x0a, // type: data block
    ...u16(1), // number
    0,
    0,
    ...u16(length), // length in load memory
    ...Array.from({ length: length - 12 }, (_, i) => i & 0xff),
  ];
}

function sha256(bytes: readonly number[]): string {
  return createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');
}

/** Function, three bytes and the upload's number: zeros. */
const head = (fn: number): number[] => [fn, ...Array<number>(7).fill(0)];
const named = (fn: number): number[] => [...head(fn), NAME.length, ...text(NAME)];
const requestDownload = (length: number): number[] => [
  ...named(0x1a),
  13, // length of what follows
  ...text(`1${String(length).padStart(6, '0')}000010`), // load memory, code
];
/** A piece: how many bytes, 00 fb, the bytes. */
const piece = (bytes: readonly number[]): number[] => [...u16(bytes.length), 0, 0xfb, ...bytes];

/** A download in two pieces: the programmer offers, the controller fetches. */
function download(bytes: readonly number[], declared = bytes.length): Segment[] {
  const half = bytes.length >> 1;
  return [
    fromClient(...job(7, requestDownload(declared))),
    fromServer(...ackData(7, [0x1a])),
    fromServer(...job(1, named(0x1b))),
    fromClient(...ackData(1, [0x1b, 1 /* more */], piece(bytes.slice(0, half)))),
    fromServer(...job(2, named(0x1b))),
    fromClient(...ackData(2, [0x1b, 0 /* the last */], piece(bytes.slice(half)))),
    fromServer(...job(3, named(0x1c))),
    fromClient(...ackData(3, [0x1c])),
  ];
}

/** An upload in two pieces under the number 7. */
function upload(bytes: readonly number[]): Segment[] {
  const half = bytes.length >> 1;
  const numbered = (fn: number): number[] => [fn, 0, 0, 0, 0, 0, 0, 7];
  return [
    fromClient(...job(10, [...head(0x1d), NAME.length, ...text(NAME)])),
    fromServer(
      ...ackData(10, [...numbered(0x1d).with(2, 1), 7 /* digits */, ...text(String(bytes.length).padStart(7, '0'))]),
    ),
    fromClient(...job(11, numbered(0x1e))),
    fromServer(...ackData(11, [0x1e, 1], piece(bytes.slice(0, half)))),
    fromClient(...job(12, numbered(0x1e))),
    fromServer(...ackData(12, [0x1e, 0], piece(bytes.slice(half)))),
    fromClient(...job(13, numbered(0x1f))),
    fromServer(...ackData(13, [0x1f])),
  ];
}

function programs(...segments: readonly Segment[]): string[] {
  const turn = recordingTurn();
  feedStream(s7comm, [...setup, ...segments], turn);
  return turn.facts.filter((fact) => fact.startsWith('program '));
}

describe('blocks that S7comm moves', () => {
  const bytes = block(300);
  const down = download(bytes);
  const up = upload(bytes);

  test('are hashed whole, loaded or read back, with the length of their own header', () => {
    const hash = sha256(bytes);
    expect(programs(...down)).toEqual([`program download unit 2 DB 1: complete 300 of 300 ${hash}`]);
    expect(programs(...up)).toEqual([`program upload unit 2 DB 1: complete 300 of 300 ${hash}`]);
  });

  test('are complete with their last piece, whether or not the end was seen to be said', () => {
    expect(programs(...down.slice(0, 6))).toEqual([
      `program download unit 2 DB 1: complete 300 of 300 ${sha256(bytes)}`,
    ]);
  });

  test('have no hash where bytes are missing, where they are cut, or where the beginning was not seen', () => {
    const holed = down.map((one, i) => (i === 4 ? { ...one, gap: true } : one));
    expect(programs(...holed)).toEqual(['program download unit 2 DB 1: hole 300 of 300']);
    expect(programs(...down.filter((_, i) => i !== 3))).toEqual(['program download unit 2 DB 1: hole 150 of 300']);
    expect(programs(...down.filter((_, i) => i !== 2))).toEqual(['program download unit 2 DB 1: hole 150 of 300']);
    expect(programs(...down.slice(0, 4))).toEqual(['program download unit 2 DB 1: cut 150 of 300']);
    expect(programs(...down.slice(4))).toEqual(['program download unit 2 DB 1: no-beginning 150']);
    expect(programs(...up.slice(4))).toEqual(['program upload unit 2 upload 7: no-beginning 150']);
    expect(programs(...up.filter((_, i) => i !== 3))).toEqual(['program upload unit 2 DB 1: hole 150 of 300']);
  });

  test('have no hash where their length is not what their header says', () => {
    expect(programs(...download(block(300).slice(0, 280)))).toEqual([
      'program download unit 2 DB 1: size-differs 280 of 300',
    ]);
  });

  test('that the controller refuses are refused, and nothing is told of what was never moved', () => {
    const late = [...down.slice(0, 6), fromServer(...job(3, named(0x1c).with(2, 0xd2).with(3, 0x12)))];
    expect(programs(...late)).toEqual(['program download unit 2 DB 1: refused 300 of 300']);
    expect(programs(down[0] as Segment, fromServer(...ackData(7, [0x1a], [], 0xd241)))).toEqual([]);
    // Without parameters, as controllers refuse an upload.
    expect(programs(up[0] as Segment, fromServer(...ackData(10, [], [], 0xd20e)))).toEqual([]);
    const failed = fromServer(...ackData(11, [0x1e, 2 /* error */]));
    expect(programs(...up.slice(0, 3), failed)).toEqual(['program upload unit 2 DB 1: refused 0 of 300']);
  });

  test('begun anew are told once as cut and once as what they came to', () => {
    expect(programs(...down.slice(0, 4), ...down)).toEqual([
      'program download unit 2 DB 1: cut 150 of 300',
      `program download unit 2 DB 1: complete 300 of 300 ${sha256(bytes)}`,
    ]);
  });

  test('more at once than are followed: the oldest are given up and said', () => {
    const many = Array.from({ length: MAX_OPEN_TRANSFERS + 1 }, (_, i) => {
      const name = `_0A${String(i).padStart(5, '0')}P`;
      return fromClient(...job(100 + i, [...head(0x1a), 9, ...text(name), 13, ...text('1000300000010')]));
    });
    const told = programs(...many);
    expect(told).toHaveLength(MAX_OPEN_TRANSFERS + 1);
    expect(told[0]).toBe('program download unit 2 DB 0: over-limit 0 of 300');
    expect(told.slice(1).every((one) => one.includes(': cut 0 of 300'))).toBe(true);
  });

  test('of a numerical control go by the name of their file', () => {
    const name = '/_N_MPF_DIR/_N_HOIST_MPF';
    const asked = fromClient(...job(5, [...head(0x1a), name.length, ...text(name)]));
    expect(programs(asked)).toEqual([`program download unit 2 file ${name}: cut 0`]);
  });
});
