import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ParquetColumn, ParquetFile, ROW_GROUP_ROWS } from './parquet-file.ts';

/** DuckDB, which shares nothing with the writer, reads what it wrote. */
let folder = '';
let instance: DuckDBInstance;
let number = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quaywatch-parquet-'));
  instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS: readonly ParquetColumn[] = [
  { name: 'text', type: 'text' },
  { name: 'whole', type: 'integer' },
  { name: 'moment', type: 'time' },
  { name: 'frames', type: 'frames' },
  { name: 'buckets', type: 'buckets' },
];

type Row = readonly [string, number, bigint, readonly number[], readonly number[]];

function write(rows: readonly Row[]): string {
  const path = join(folder, `${number++}.parquet`);
  const file = new ParquetFile(path, COLUMNS);
  for (const row of rows) {
    for (const [i, value] of row.entries()) file.chunks[i]?.add(value);
    file.endRows(1);
  }
  file.close();
  return path;
}

async function read(path: string, sql = 'SELECT text, whole, epoch_ns(moment), frames, buckets'): Promise<unknown[][]> {
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(`${sql} FROM read_parquet('${path}')`);
    return reader.getRowsJS();
  } finally {
    connection.closeSync();
  }
}

function expected([text, whole, at, frames, buckets]: Row): unknown[] {
  const counted = buckets.some((n) => n !== 0) ? buckets : [];
  return [text, BigInt(whole), at, frames.map(BigInt), counted.map(BigInt)];
}

const anyRow: fc.Arbitrary<Row> = fc.tuple(
  fc.oneof(fc.constantFrom('', 'a', 'modbus'), fc.string({ unit: 'grapheme', maxLength: 40 })),
  fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -(2 ** 52), max: 2 ** 53 - 1 }), fc.nat(70_000)),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.array(fc.nat(2 ** 31), { maxLength: 32 }),
  fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
);

describe('a Parquet file of facts', () => {
  it('gives back every row as it was, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 60 }), async (rows) => {
        expect(await read(write(rows))).toEqual(rows.map(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('holds repeats, ascending numbers and many different texts over more than one row group', async () => {
    const rows = Array.from(
      { length: ROW_GROUP_ROWS + 1234 },
      (_, i): Row => [
        i % 3 === 0 ? `host-${i}` : 'same',
        i < 40_000 ? 7 : i * 1_000_003,
        1_900_000_000_000_000_000n + BigInt(i),
        i % 100 === 0 ? [i, i + 1] : [],
        i % 1000 === 0 ? [1, 0, 2] : [0, 0, 0],
      ],
    );
    const path = write(rows);
    const [totals] = await read(
      path,
      'SELECT count(*), sum(whole::HUGEINT), max(epoch_ns(moment)), count(DISTINCT text), sum(len(frames)), sum(len(buckets))',
    );
    expect(totals).toEqual([
      BigInt(rows.length),
      rows.reduce((sum, [, whole]) => sum + BigInt(whole), 0n),
      rows.at(-1)?.[2],
      BigInt(new Set(rows.map(([text]) => text)).size),
      BigInt(rows.reduce((sum, [, , , frames]) => sum + frames.length, 0)),
      BigInt(rows.filter((_, i) => i % 1000 === 0).length * 3),
    ]);
    expect((await read(path)).at(-1)).toEqual(expected(rows.at(-1) as Row));
  });

  it('without a row is a table all the same', async () => {
    expect(await read(write([]))).toEqual([]);
  });

  it('is the same bytes for the same rows', () => {
    const rows: Row[] = [['a', 1, 2n, [3], [0, 1, 0]]];
    const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(hash(write(rows))).toBe(hash(write(rows)));
  });

  it('lets a reader skip by the smallest and largest value of a row group', async () => {
    const path = write([
      ['a', -5, 10n, [], [0, 0, 0]],
      ['b', 9, 20n, [], [0, 0, 0]],
    ]);
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `SELECT stats_min_value, stats_max_value FROM parquet_metadata('${path}') WHERE path_in_schema = 'whole'`,
    );
    expect(reader.getRowsJS()).toEqual([['-5', '9']]);
    connection.closeSync();
  });
});
