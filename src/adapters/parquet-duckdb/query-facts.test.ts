import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_QUERY_ROWS, queryFacts } from './query-facts.ts';
import { writeFacts } from './write-facts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quaywatch-query-'));
  writeFacts(folder, []);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a query', () => {
  it('finds every table, empty ones too', async () => {
    const sql = 'SELECT (SELECT count(*) FROM flows) + (SELECT count(*) FROM double_claims) AS n';
    expect(await queryFacts(folder, sql)).toEqual({ ok: true, value: { columns: ['n'], rows: [['0']], cut: false } });
  });

  it('that would run for hours is stopped at its time limit', async () => {
    const sql = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7';
    const answer = await queryFacts(folder, sql, { seconds: 0.3 });
    expect(answer.ok ? '' : answer.error.message).toContain('stopped after 0.3 seconds');
  });

  it('that would need more memory than it may take is refused', async () => {
    const answer = await queryFacts(folder, "SELECT list(repeat('x', 1000) || range) FROM range(100000000)", {
      seconds: 20,
    });
    expect(answer.ok ? '' : answer.error.message).toMatch(/memory|stopped after/i);
  }, 60_000);

  it('with more rows than are shown says so', async () => {
    const answered = async (rows: number) => {
      const answer = await queryFacts(folder, `SELECT * FROM range(${rows})`);
      return answer.ok && { rows: answer.value.rows.length, cut: answer.value.cut };
    };
    expect(await answered(MAX_QUERY_ROWS)).toEqual({ rows: MAX_QUERY_ROWS, cut: false });
    expect(await answered(MAX_QUERY_ROWS + 1)).toEqual({ rows: MAX_QUERY_ROWS, cut: true });
  });
});
