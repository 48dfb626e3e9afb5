import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/schema/finding.ts';
import type { Case } from '../../src/schema/case.ts';
import { buildProgram, quaywatch, type SmallTerminal, smallTerminal } from '../support/program.ts';

let terminal: SmallTerminal;
let known: string;
let findings: readonly Finding[];

beforeAll(async () => {
  buildProgram();
  terminal = await smallTerminal();
  known = join(terminal.folder, 'case');
  const done = quaywatch(['inspect', terminal.captures, '-d', terminal.site, '-o', known]);
  expect(done.status).toBe(0);
  findings = (JSON.parse(readFileSync(join(known, 'findings.json'), 'utf8')) as { findings: Finding[] }).findings;
}, 120_000);
afterAll(() => terminal.close());

describe('verify', () => {
  it('names any file in which one bit was flipped, that is gone, or that was added', () => {
    const copy = join(terminal.folder, 'tampered');
    const files = readdirSync(known, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name !== 'SHA256SUMS' && statSync(join(known, name)).isFile(),
    );
    expect(files.length).toBeGreaterThan(20);
    cpSync(known, copy, { recursive: true });
    for (const [i, name] of files.entries()) {
      const bytes = readFileSync(join(copy, name));
      const at = (i * 7919) % bytes.length;
      bytes[at] = (bytes[at] as number) ^ (1 << (i % 8));
      writeFileSync(join(copy, name), bytes);
    }
    rmSync(join(copy, files[0] as string));
    writeFileSync(join(copy, 'extra.txt'), '');
    const done = quaywatch(['verify', copy]);
    expect(done.status).toBe(1);
    const named = done.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    expect(named.sort()).toEqual([...files, 'extra.txt'].sort());
  }, 60_000);

  it('makes the case again from its captures, found by their hashes under other names, byte by byte', () => {
    const moved = join(terminal.folder, 'moved');
    cpSync(terminal.captures, moved, { recursive: true });
    for (const [i, name] of readdirSync(moved).entries()) renameSync(join(moved, name), join(moved, `${9 - i}.bin`));
    const done = quaywatch(['verify', known, '--again', '--captures', moved]);
    expect(done.stderr).toBe('');
    expect(done.stdout).toContain('byte by byte');
    expect(done.status).toBe(0);
    rmSync(join(moved, '9.bin'));
    const short = quaywatch(['verify', known, '--again', '--captures', moved]);
    expect(short.status).toBe(3);
    expect(short.stderr).toContain('was not found');
  }, 60_000);

  it('compares findings by id when the case was made by another version, and says so', () => {
    const other = join(terminal.folder, 'other-version');
    cpSync(known, other, { recursive: true });
    const path = join(other, 'case.json');
    const made = JSON.parse(readFileSync(path, 'utf8')) as { versions: { rules: string } };
    made.versions.rules = '0';
    writeFileSync(path, JSON.stringify(made));
    rmSync(join(other, 'SHA256SUMS'));
    const files = readdirSync(other, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(other, name)).isFile(),
    );
    appendFileSync(join(other, 'SHA256SUMS'), execFileSync('sha256sum', files, { cwd: other }));
    const done = quaywatch(['verify', other, '--again', '--captures', terminal.captures]);
    expect(done.stdout).toContain('rules 0 -> 1');
    expect(done.stdout).toContain('all came out the same');
    expect(done.status).toBe(0);
  }, 60_000);
});

describe('carve', () => {
  it('writes exactly the frames of a finding, as tshark picks them by number', () => {
    const finding = findings[0] as Finding;
    const file = join(terminal.folder, 'carved.pcapng');
    expect(quaywatch(['carve', known, finding.id.slice(0, 10), '-w', file]).status).toBe(0);
    const made = JSON.parse(readFileSync(join(known, 'case.json'), 'utf8')) as Case;
    const wanted = new Map<string, Set<number>>();
    for (const { frames } of finding.signs)
      for (const { capture, numbers } of frames)
        wanted.set(capture, new Set([...(wanted.get(capture) ?? []), ...numbers]));
    const lines: string[] = [];
    for (const { sha256, names } of made.captures) {
      const numbers = wanted.get(sha256);
      if (numbers === undefined) continue;
      const filter = `frame.number in {${[...numbers].join(',')}}`;
      lines.push(...fields(join(terminal.captures, names[0] as string), filter));
    }
    expect(lines.length).toBeGreaterThan(5);
    expect(fields(file).sort()).toEqual(lines.sort());
  }, 60_000);

  it('takes frames that found no room in the case from the captures', () => {
    const finding = findings[0] as Finding;
    const poor = join(terminal.folder, 'poor');
    cpSync(known, poor, { recursive: true });
    rmSync(join(poor, 'evidence'), { recursive: true });
    const file = join(terminal.folder, 'again.pcapng');
    expect(quaywatch(['carve', poor, finding.id, '-w', file, '--captures', terminal.captures]).status).toBe(0);
    expect(readFileSync(file).equals(readFileSync(join(known, 'evidence', `${finding.id}.pcapng`)))).toBe(true);
  }, 60_000);
});

describe('draft', () => {
  it('is a declaration that inspect takes, that permits nothing, and that is never overwritten', () => {
    const site = join(terminal.folder, 'drafted');
    expect(quaywatch(['draft', terminal.captures, '--out', site]).status).toBe(0);
    const again = quaywatch(['draft', terminal.captures, '--out', site]);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is not overwritten');
    const out = join(terminal.folder, 'by-draft');
    const done = quaywatch(['inspect', terminal.captures, '-d', site, '-o', out]);
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
    const made = JSON.parse(readFileSync(join(out, 'findings.json'), 'utf8')) as { findings: Finding[] };
    expect(made.findings.some(({ status }) => status === 'declared-within-limits')).toBe(false);
  }, 60_000);
});

describe('diff', () => {
  interface Difference {
    readonly findings: Record<'new' | 'changed' | 'gone' | 'notObservable', readonly unknown[]>;
    readonly devices: Record<'new' | 'changed' | 'gone' | 'notObservable', readonly unknown[]>;
  }

  it('finds nothing between a case and itself', () => {
    const done = quaywatch(['diff', known, known, '--json']);
    expect(done.status).toBe(0);
    const { findings: found, devices } = JSON.parse(done.stdout) as Difference;
    for (const list of [...Object.values(found), ...Object.values(devices)]) expect(list).toEqual([]);
  });

  it('does not call gone what the second case had no capture of', () => {
    const less = join(terminal.folder, 'less');
    const some = readdirSync(terminal.captures).filter((name) => !name.startsWith('sts-04'));
    expect(quaywatch(['inspect', ...some, '-d', terminal.site, '-o', less], { cwd: terminal.captures }).status).toBe(0);
    const there = JSON.parse(quaywatch(['diff', known, less, '--json']).stdout) as Difference;
    expect(there.findings.gone).toEqual([]);
    expect(there.devices.gone).toEqual([]);
    expect(there.findings.notObservable.length).toBeGreaterThan(0);
    expect(there.devices.notObservable.length).toBeGreaterThan(3);
    const back = JSON.parse(quaywatch(['diff', less, known, '--json']).stdout) as Difference;
    expect(back.findings.new).toHaveLength(there.findings.notObservable.length);
    expect(quaywatch(['diff', known, less]).stdout).toContain('gone or not observable this time');
  }, 60_000);
});

describe('query', () => {
  it('answers one SELECT over the fact tables', () => {
    const done = quaywatch(['query', known, 'SELECT count(*) AS flows FROM flows', '--json']);
    const made = JSON.parse(readFileSync(join(known, 'case.json'), 'utf8')) as Case;
    expect(JSON.parse(done.stdout)).toEqual({ flows: String(made.totals.flows) });
  });

  it.each([
    "COPY flows TO '/tmp/quaywatch-escape.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    'SELECT 1; SELECT 2',
    'PRAGMA database_list',
    'SHOW TABLES',
    'INSTALL httpfs',
    'LOAD httpfs',
    "ATTACH '/tmp/quaywatch-escape.db'",
    'SET enable_external_access = true',
    'CREATE TABLE x AS SELECT 1',
    'DROP TABLE flows',
    'INSERT INTO flows SELECT * FROM flows',
    "SELECT * FROM query('COPY flows TO ''/tmp/quaywatch-escape.csv''')",
    "SELECT getenv('HOME')",
    "EXPORT DATABASE '/tmp/quaywatch-escape'",
    '/* SELECT */ CALL pragma_version()',
    'SELECT ?',
  ])('refuses %s', (sql) => {
    const done = quaywatch(['query', known, sql]);
    expect(done.stdout).toBe('');
    expect(done.status).toBe(2);
    expect(readdirSync('/tmp').filter((name) => name.startsWith('quaywatch-escape'))).toEqual([]);
  });
});

/** Time, length and bytes of frames, by tshark. */
function fields(path: string, filter = 'frame'): string[] {
  const args = [
    '-r',
    path,
    '-Y',
    filter,
    '-T',
    'fields',
    '-e',
    'frame.time_epoch',
    '-e',
    'frame.len',
    '-e',
    'eth.src',
    '-e',
    'ip.id',
  ];
  return execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .replace(/\n$/, '')
    .split('\n');
}
