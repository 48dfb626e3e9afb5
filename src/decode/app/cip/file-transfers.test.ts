import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { ascii, hex, together } from '../decoder-laws.cases.ts';
import { le, object, passedOn, request, response, unconnected } from '../enip/samples.cases.ts';
import { enipOverTcp } from '../enip.ts';
import { feedStream, type Segment } from '../feed-stream.cases.ts';
import { cip } from '../cip.ts';

const FILE = object(0x37, 0xc8);
const content = Uint8Array.from({ length: 500 }, (_, i) => (7 * i) & 0xff);
const HASH = createHash('sha256').update(content).digest('hex');
const CHECKSUM = hex('beef');

/** Transfer number, kind of piece (0 first, 1 middle, 2 last, 3 abort, 4 the only one), bytes. */
const piece = (number: number, kind: number, bytes: Uint8Array): Uint8Array =>
  together(Uint8Array.of(number, kind), bytes, kind === 2 || kind === 4 ? CHECKSUM : new Uint8Array(0));

const cuts = [content.subarray(0, 200), content.subarray(200, 400), content.subarray(400)] as const;

/** Requests and answers of an upload of 500 bytes in three pieces. */
const upload = [
  request(0x4b, FILE, hex('c8')), // largest piece: 200
  response(0x4b, hex('f4010000 c8')), // size 500, piece 200
  ...cuts.flatMap((bytes, i) => [request(0x4f, FILE, Uint8Array.of(i)), response(0x4f, piece(i, i, bytes))]),
];

const download = [
  request(
    0x4c,
    FILE,
    together(
      hex('f4010000'), // size 500
      hex('0100 01 02'), // format, revision 1.2
      hex('01 656e67 da 0400 05'), // one name: English, short string, ISO 8859-1, five characters
      ascii('A.EDS'),
    ),
  ),
  response(0x4c, hex('00000000 0000 c8')), // no bursts of writing, piece 200
  ...cuts.flatMap((bytes, i) => [request(0x50, FILE, piece(i, i, bytes)), response(0x50, Uint8Array.of(i))]),
];

function programs(messages: readonly Uint8Array[], changes: readonly (Partial<Segment> | undefined)[] = []): string[] {
  const turn = recordingTurn();
  const segments = messages.map(
    (bytes, i): Segment => ({ fromServer: (bytes[0] as number) >= 0x80, bytes: unconnected(bytes), ...changes[i] }),
  );
  feedStream(enipOverTcp, segments, turn);
  return turn.facts.filter((fact) => fact.startsWith('program '));
}

describe('files that CIP moves', () => {
  test('are hashed whole, read back or loaded', () => {
    expect(programs(upload)).toEqual([`program upload unit 0 file 200: complete 500 of 500 ${HASH}`]);
    expect(programs(download)).toEqual([`program download unit 0 file 200: complete 500 of 500 ${HASH}`]);
  });

  test('of one piece alone, and of a module behind the device, are known by its slot', () => {
    const one = [...download.slice(0, 2), request(0x50, FILE, piece(0, 4, content)), response(0x50, hex('00'))];
    expect(programs(one)).toEqual([`program download unit 0 file 200: complete 500 of 500 ${HASH}`]);
    const behind = upload.map((bytes) => ((bytes[0] as number) < 0x80 ? passedOn(bytes) : bytes));
    expect(programs(behind)).toEqual([`program upload unit 0 file 200: complete 500 of 500 ${HASH}`]);
  });

  test('have each piece once, also where one is asked for or sent again', () => {
    const again = [...upload.slice(0, 4), ...upload.slice(2, 4), ...upload.slice(4), ...upload.slice(6)];
    expect(programs(again)).toEqual([`program upload unit 0 file 200: complete 500 of 500 ${HASH}`]);
    const loaded = [...download.slice(0, 4), ...download.slice(2)];
    expect(programs(loaded)).toEqual([`program download unit 0 file 200: complete 500 of 500 ${HASH}`]);
  });

  test('have no hash where a piece is missing, where they are cut, or where the beginning was not seen', () => {
    expect(programs(upload.filter((_, i) => i !== 4 && i !== 5))).toEqual([
      'program upload unit 0 file 200: hole 300 of 500',
    ]);
    expect(programs(upload, [undefined, undefined, undefined, undefined, { gap: true }])).toEqual([
      'program upload unit 0 file 200: hole 500 of 500',
    ]);
    expect(programs(upload.slice(0, 6))).toEqual(['program upload unit 0 file 200: cut 400 of 500']);
    expect(programs(upload.slice(4))).toEqual(['program upload unit 0 file 200: no-beginning 300']);
    expect(programs(download.slice(4))).toEqual(['program download unit 0 file 200: no-beginning 300']);
  });

  test('shorter than was declared are no whole file', () => {
    const short = [...upload.slice(0, 4), request(0x4f, FILE, hex('01')), response(0x4f, piece(1, 2, cuts[1]))];
    expect(programs(short)).toEqual(['program upload unit 0 file 200: size-differs 400 of 500']);
  });

  test('given up by either side are refused; one that is not begun is not told', () => {
    expect(programs([...download.slice(0, 4), request(0x50, FILE, hex('01 03'))])).toEqual([
      'program download unit 0 file 200: refused 200 of 500',
    ]);
    expect(programs([...download.slice(0, 5), response(0x50, new Uint8Array(0), 0x08)])).toEqual([
      'program download unit 0 file 200: refused 400 of 500',
    ]);
    expect(programs([...upload.slice(0, 1), response(0x4b, new Uint8Array(0), 0x0c)])).toEqual([]);
  });

  test('longer than 256 pieces count on from zero', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);
    const many = [
      request(0x4c, FILE, le(300, 4)),
      response(0x4c, hex('00000000 0000 01')),
      ...[...bytes].flatMap((byte, i) => {
        const kind = i === 0 ? 0 : i === 299 ? 2 : 1;
        return [
          request(0x50, FILE, piece(i & 0xff, kind, Uint8Array.of(byte))),
          response(0x50, Uint8Array.of(i & 0xff)),
        ];
      }),
    ];
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(programs(many)).toEqual([`program download unit 0 file 200: complete 300 of 300 ${hash}`]);
  });

  test('show name, revision, size and kind of piece', () => {
    const turn = recordingTurn();
    const [first, opened, sent] = download as [Uint8Array, Uint8Array, Uint8Array];
    const segments = [first, opened, sent].map((bytes, i) => ({ fromServer: i === 1, bytes: unconnected(bytes) }));
    feedStream(enipOverTcp, segments, turn);
    expect(turn.carried.map(({ fields }) => fields)).toMatchObject([
      { 'cip.file.size': 500, 'cip.file.format': 1, 'cip.file.revision': '1.2', 'cip.file.file_name': 'A.EDS' },
      { 'cip.file.burn': 0, 'cip.file.burn_time': 0, 'cip.file.transfer': 200 },
      { 'cip.file.transfer': 0, 'cip.file.packet': 0 },
    ]);
    for (const { fields } of turn.carried)
      for (const name of Object.keys(fields)) expect(cip.fields).toHaveProperty([name]);
  });
});
