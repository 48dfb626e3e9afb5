import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Check } from 'typebox/value';
import { Case } from '../../src/schema/case.ts';
import { FindingsFile } from '../../src/schema/finding.ts';
import { buildProgram, quaywatch, type SmallTerminal, smallTerminal } from '../support/program.ts';

let terminal: SmallTerminal;
let captures: readonly string[];

beforeAll(async () => {
  buildProgram();
  terminal = await smallTerminal();
  captures = readdirSync(terminal.captures).map((name) => join(terminal.captures, name));
}, 120_000);
afterAll(() => terminal.close());

function out(name: string): string {
  return join(terminal.folder, 'out', name);
}

function inspect(name: string, args: readonly string[], env: Record<string, string> = {}): string {
  const done = quaywatch(['inspect', ...args, '--declaration', terminal.site, '--out', out(name)], { env });
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  return readFileSync(join(out(name), 'SHA256SUMS'), 'utf8');
}

function caseOf(name: string): Case {
  return JSON.parse(readFileSync(join(out(name), 'case.json'), 'utf8')) as Case;
}

describe('inspect', () => {
  it('makes the same bytes with any number of workers, any hash seed and any order of arguments', () => {
    // Every capture is shared out, however small.
    const shared = { QUAYWATCH_SHARE_BYTES: '1' };
    const one = inspect('one', [terminal.captures, '--workers', '1'], { QUAYWATCH_HASH_SEED: '1' });
    expect(inspect('two', [...captures, '--workers', '2'], { ...shared, QUAYWATCH_HASH_SEED: '1' })).toBe(one);
    expect(
      inspect('four', [...captures].reverse().concat('--workers', '4'), { ...shared, QUAYWATCH_HASH_SEED: '77' }),
    ).toBe(one);
    expect(one).toContain('report.html');
    expect(one).toMatch(/evidence\/[0-9a-f]{16}\.pcapng/);
  }, 120_000);

  it('writes case.json and findings.json as their schemas say, with as many frames as capinfos counts', () => {
    inspect('schema', [terminal.captures]);
    const made = caseOf('schema');
    expect(Check(Case, made)).toBe(true);
    expect(Check(FindingsFile, JSON.parse(readFileSync(join(out('schema'), 'findings.json'), 'utf8')))).toBe(true);
    const frames = execFileSync('capinfos', ['-T', '-r', '-c', ...captures], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .reduce((sum, line) => sum + Number(line.split('\t').at(-1)), 0);
    expect(made.totals.frames).toBe(frames);
    expect(made.totals.bytes).toBe(made.coverage.captured);
    expect(made.units.map(({ urgency }) => urgency)).toEqual(
      made.units.map(({ urgency }) => urgency).sort((a, b) => b - a),
    );
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out('schema') });
  }, 60_000);

  it('takes the same frames from one file or from pieces cut anywhere', () => {
    const whole = captures.find((path) => path.endsWith('sts-01.pcap')) as string;
    const pieces = join(terminal.folder, 'pieces');
    mkdirSync(pieces, { recursive: true });
    execFileSync('editcap', ['-c', '777', whole, join(pieces, 'sts-01.pcap')]);
    expect(readdirSync(pieces).length).toBeGreaterThan(2);
    inspect('whole', [whole]);
    inspect('split', [pieces]);
    for (const table of [
      'claims',
      'bindings',
      'flows',
      'commands',
      'coverage',
      'messages',
      'names',
      'forwarding',
      'services',
    ]) {
      const file = join('facts', `${table}.parquet`);
      expect(readFileSync(join(out('split'), file)).equals(readFileSync(join(out('whole'), file))), table).toBe(true);
    }
    const verdicts = (name: string): unknown =>
      caseOf(name).units.map(({ id, verdict, reasons }) => ({ id, verdict, reasons }));
    expect(verdicts('split')).toEqual(verdicts('whole'));
  }, 60_000);

  it('reads standard input and gzip as it reads files', () => {
    const packed = captures.find((path) => path.endsWith('.gz')) as string;
    const plain = gunzipSync(readFileSync(packed));
    for (const [name, input] of [
      ['plain', plain],
      ['gzip', gzipSync(plain)],
    ] as const) {
      const done = quaywatch(['inspect', '-', '--out', out(name), '--keep'], { input });
      expect(done.status).toBe(0);
      expect(done.stderr).toContain('is kept as');
      expect(readdirSync(join(terminal.folder, 'out')).some((file) => file.startsWith(`${name}.input-`))).toBe(true);
    }
    const flows = (name: string): Buffer => readFileSync(join(out(name), 'facts/flows.parquet'));
    expect(flows('gzip').equals(flows('plain'))).toBe(true);
    expect(caseOf('plain').captures[0]?.names).toEqual(['-']);
  }, 60_000);

  it('says what is wrong with an input, and ends as its exit codes promise', () => {
    const bad = join(terminal.folder, 'bad');
    mkdirSync(bad, { recursive: true });
    writeFileSync(join(bad, 'empty.pcap'), '');
    copyFileSync(captures.find((path) => path.endsWith('sts-01.pcap')) as string, join(bad, 'cut.pcap'));
    truncateSync(join(bad, 'cut.pcap'), 100_001);
    const empty = quaywatch(['inspect', join(bad, 'empty.pcap')], { cwd: bad });
    expect(empty.status).toBe(3);
    expect(empty.stderr).toContain('none of the 1 capture(s) gave a frame');
    expect(existsSync(join(bad, 'case'))).toBe(false);
    expect(quaywatch(['inspect', join(bad, 'empty.pcap'), '--out', out('empty')]).status).toBe(3);
    expect(caseOf('empty').captures[0]?.problems[0]?.code).toBe('QW_CAPTURE_EMPTY');

    const cut = quaywatch(['inspect', join(bad, 'cut.pcap'), '--out', out('cut')]);
    expect(cut.status).toBe(0);
    expect(cut.stderr).toMatch(/cut\.pcap at byte \d+: /);
    expect(quaywatch(['inspect', join(bad, 'cut.pcap'), '--out', out('cut'), '--strict']).status).toBe(3);

    const missing = quaywatch(['inspect', join(bad, 'nothing.pcap')], { cwd: bad });
    expect(missing.status).toBe(3);
    expect(missing.stderr).toContain('does not exist');
    const mine = quaywatch(['inspect', join(bad, 'cut.pcap'), '--out', bad]);
    expect(mine.status).toBe(2);
    expect(mine.stderr).toContain('is not overwritten');
    expect(quaywatch(['inspect']).status).toBe(2);
    expect(quaywatch(['inspect', bad, '--fail-on', 'everything']).status).toBe(2);
  }, 60_000);

  it('ends with 1 when a finding is as severe as --fail-on, and prints findings.json with --json', () => {
    const args = ['inspect', terminal.captures, '--declaration', terminal.site, '--out', out('fail'), '--json'];
    const done = quaywatch([...args, '--fail-on', 'high']);
    expect(done.status).toBe(1);
    expect(done.stdout).toBe(readFileSync(join(out('fail'), 'findings.json'), 'utf8'));
    const clean = captures.find((path) => path.endsWith('sts-06.pcap')) as string;
    expect(quaywatch(['inspect', clean, '-d', terminal.site, '-o', out('calm'), '--fail-on', 'high']).status).toBe(0);
  }, 60_000);

  it('prints everything that is wrong with a declaration, by file and line, and analyses nothing', () => {
    const site = join(terminal.folder, 'wrong');
    mkdirSync(site, { recursive: true });
    writeFileSync(
      join(site, 'site.yaml'),
      'schema: quaywatch/site@1\ncranes:\n  - id: A\n    class: boat\n  - id: A\n    colour: red\n',
    );
    const done = quaywatch(['inspect', terminal.captures, '--declaration', site, '--out', out('wrong')]);
    expect(done.status).toBe(2);
    expect(done.stderr).toMatch(/site\.yaml:4: /);
    expect(done.stderr).toMatch(/site\.yaml:6: /);
    expect(existsSync(out('wrong'))).toBe(false);
  });
});
