import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { craftedTuples, ordinaryTuples, type Tuple } from './bulk/flow-lattice.ts';
import { benchKinds, generateBench } from './generate-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-bench-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);
const tsharkFound = spawnSync('tshark', ['--version']).status === 0;
if (!tsharkFound) console.warn('left out: tshark is not installed, nobody else judges the benchmark frames');

describe('benchmark captures', () => {
  it('have the size that was asked for, in frames or in bytes', async () => {
    const frames = await generateBench({ file: file('frames'), kind: 'poll', frames: 1234 });
    expect(frames.frames).toBe(1234);
    expect(statSync(file('frames')).size).toBe(frames.bytes);
    const bytes = await generateBench({ file: file('bytes'), kind: 'enterprise', bytes: 20_000_000 });
    expect(bytes.bytes).toBeGreaterThanOrEqual(20_000_000);
    expect(bytes.bytes).toBeLessThan(20_010_000);
    expect(statSync(file('bytes')).size).toBe(bytes.bytes);
  });

  it('of one seed are the same bytes, of another seed are not', async () => {
    for (const [name, seed] of [
      ['a', 3],
      ['b', 3],
      ['c', 4],
    ] as const)
      await generateBench({ file: file(name), kind: 'ot', frames: 5000, seed });
    expect(readFileSync(file('a')).equals(readFileSync(file('b')))).toBe(true);
    expect(readFileSync(file('a')).equals(readFileSync(file('c')))).toBe(false);
  });

  it('of the OT mix hold the wished flows per thousand frames within a tenth', async () => {
    for (const wished of [15, 20, 60]) {
      const { frames, flows } = await generateBench({
        file: file('mix'),
        kind: 'ot',
        frames: 200_000,
        flowsPerThousandFrames: wished,
      });
      expect(Math.abs((flows * 1000) / frames / wished - 1)).toBeLessThan(0.1);
    }
  });

  it('refuse what they cannot make', async () => {
    await expect(generateBench({ file: file('x'), kind: 'flows', flows: 0 })).rejects.toThrow(
      'flows must be above zero',
    );
    await expect(generateBench({ file: file('x'), kind: 'ot', flowsPerThousandFrames: 500 })).rejects.toThrow(
      'at most 120',
    );
    await expect(generateBench({ file: file('x'), kind: 'crafted', flows: 2 ** 26 })).rejects.toThrow('crafted flows');
  });

  it('crafted flows are all different, yet few by XOR, by low bits and by sum', () => {
    const flows = 9_000;
    const tuple: Tuple = { client: 0, server: 0, clientPort: 0, serverPort: 0 };
    const whole = new Set<string>();
    const exclusive = new Set<number>();
    const low = new Set<number>();
    const sums = new Set<number>();
    const ports = new Set<number>();
    for (let flow = 0; flow < flows; flow++) {
      craftedTuples(flow, tuple);
      const { client, server, clientPort, serverPort } = tuple;
      whole.add(`${client} ${server} ${clientPort} ${serverPort}`);
      ports.add(clientPort).add(serverPort);
      if (flow % 3 === 0) exclusive.add((client ^ server ^ clientPort ^ serverPort) >>> 0);
      if (flow % 3 === 1) low.add((client & 0xfff) * 0x1000 + ((server ^ clientPort ^ serverPort) & 0xfff));
      if (flow % 3 === 2) sums.add(client + server + clientPort + serverPort);
    }
    expect(whole.size).toBe(flows);
    expect(Math.min(...ports) > 0 && Math.max(...ports) <= 0xffff).toBe(true);
    expect([exclusive.size, low.size, sums.size]).toEqual([1, 1, 1]);
  });

  it('a million ordinary flows have a million 5-tuples', () => {
    const tuple: Tuple = { client: 0, server: 0, clientPort: 0, serverPort: 0 };
    const tupleOf = ordinaryTuples(1_000_000);
    const seen = new Set<number>();
    for (let flow = 0; flow < 1_000_000; flow++) {
      tupleOf(flow, tuple);
      seen.add((tuple.client - 0x0a140000) * 0x10000 + tuple.clientPort);
    }
    expect(seen.size).toBe(1_000_000);
  });
});

describe.skipIf(!tsharkFound)('what tshark makes of benchmark captures', { timeout: 120_000 }, () => {
  const expected = {
    ot: ['modbus', 's7comm', 'tls', 'http', 'dns', 'ntp', 'arp'],
    enterprise: ['http', 'tls', 'smb2', 'dns'],
    poll: ['modbus', 's7comm'],
    flows: ['modbus'],
    crafted: ['modbus'],
  } as const;

  it.each(benchKinds)('kind %s is well formed, checksums and TCP story included', async (kind) => {
    const summary = await generateBench({
      file: file(kind),
      kind,
      frames: 8_000,
      ...(kind === 'poll' ? { flows: 10 } : { flows: 700 }),
    });
    const rows = execFileSync(
      'tshark',
      [
        '-r',
        file(kind),
        '-o',
        'ip.check_checksum:TRUE',
        '-o',
        'tcp.check_checksum:TRUE',
        '-o',
        'udp.check_checksum:TRUE',
        '-T',
        'fields',
        '-e',
        'frame.protocols',
        '-e',
        'tcp.stream',
        '-e',
        'udp.stream',
        '-e',
        'ip.checksum.status',
        '-e',
        'tcp.checksum.status',
        '-e',
        'udp.checksum.status',
        '-e',
        '_ws.expert.severity',
        '-e',
        'tcp.analysis.flags',
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 },
    )
      .replace(/\n$/, '')
      .split('\n')
      .map((row) => row.split('\t'));
    expect(rows).toHaveLength(summary.frames);
    const protocols = new Set(rows.flatMap(([stack]) => stack?.split(':') ?? []));
    expect(expected[kind].filter((name) => !protocols.has(name))).toEqual([]);
    const streams = new Set(rows.map(([, tcp, udp]) => (tcp !== '' ? `tcp ${tcp}` : udp !== '' ? `udp ${udp}` : '')));
    streams.delete('');
    expect(streams.size).toBe(summary.flows);
    const wrong = rows.filter(
      ([stack, , , ip, tcp, udp, severity, analysis]) =>
        [ip, tcp, udp].some((status) => status !== '' && status !== '1') ||
        severity?.split(',').some((value) => Number(value) >= 8388608) ||
        stack?.includes('_ws.malformed') ||
        analysis !== '',
    );
    expect(wrong).toEqual([]);
  });
});
