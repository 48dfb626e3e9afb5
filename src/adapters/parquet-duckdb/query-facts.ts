import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { factTables } from './fact-tables.ts';

/** What a query may take: it runs beside whatever else the machine does. */
export const QUERY_MEMORY = '1GB';
export const QUERY_SECONDS = 60;
export const MAX_QUERY_ROWS = 100_000;

export interface QueryAnswer {
  readonly columns: readonly string[];
  /** Values as JSON: whole numbers of 64 bits and times are texts. */
  readonly rows: readonly (readonly unknown[])[];
  /** True when there were more rows than {@link MAX_QUERY_ROWS}. */
  readonly cut: boolean;
}

export interface QueryLimits {
  readonly seconds?: number;
  readonly rows?: number;
}

/**
 * One SELECT over the fact tables of a case.
 *
 * The tables are copied into memory first; then DuckDB loses every access to files, network and extensions, and its
 * configuration is locked. So a statement can read what was loaded and nothing else, whatever it says: allowing it a
 * folder would also have let COPY overwrite a file there. Extensions never load: autoload and autoinstall would call out.
 */
export async function queryFacts(folder: string, sql: string, limits: QueryLimits = {}): Promise<Result<QueryAnswer>> {
  const { DuckDBInstance, StatementType } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: QUERY_MEMORY,
    temp_directory: '',
  });
  const connection = await instance.connect();
  try {
    const text = sql.toLowerCase();
    for (const { name } of factTables) {
      // A table that is not named cannot be read: loading it would only take memory.
      if (!text.includes(name)) continue;
      const path = resolve(join(folder, 'facts', `${name}.parquet`));
      if (!existsSync(path)) return refused(`the case has no facts/${name}.parquet; run quaywatch verify on it`);
      await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_parquet(${quoted(path)})`);
    }
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) return refused(`one SELECT is taken, not ${statements.count} statements`);
    const statement = await statements.prepare(0);
    // PRAGMA, DESCRIBE and SHOW are rewritten to SELECT and would pass for one.
    if (statement.statementType !== StatementType.SELECT || !SELECTS.test(sql))
      return refused('only SELECT is taken: a case is not to be changed');
    if (statement.parameterCount > 0) return refused('a query has no parameters');
    return ok(await run(connection, statement, limits));
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** How a query may begin, after white space and comments. */
const SELECTS = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*(?:\(|select\b|with\b|from\b|values\b)/i;

async function run(
  connection: DuckDBConnection,
  statement: DuckDBPreparedStatement,
  limits: QueryLimits,
): Promise<QueryAnswer> {
  const seconds = limits.seconds ?? QUERY_SECONDS;
  const most = limits.rows ?? MAX_QUERY_ROWS;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, seconds * 1000);
  try {
    const reader = await statement.streamAndReadUntil(most + 1);
    const rows = reader.getRowsJson();
    return { columns: reader.deduplicatedColumnNames(), rows: rows.slice(0, most), cut: rows.length > most };
  } catch (error) {
    if (late) throw new Error(`stopped after ${seconds} seconds; narrow the query`, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function refused(why: string): Result<never> {
  return fail({ code: 'QW_QUERY', message: why.trim() });
}
