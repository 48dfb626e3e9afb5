import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSummary, generateDemo } from './generate-demo.ts';

/** Long enough for every actor to speak, the visit from outside included. */
const minutes = 3;

const folder = mkdtempSync(join(tmpdir(), 'quaywatch-demo-'));
let summary: DemoSummary;

beforeAll(async () => {
  summary = await generateDemo({ out: join(folder, 'first'), seed: 7, minutes });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function macsIn(text: string): string[] {
  return text.match(/([0-9a-f]{2}:){5}[0-9a-f]{2}/g) ?? [];
}

function digests(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(root.length)] = createHash('sha256').update(readFileSync(path)).digest('hex');
  }
  return found;
}

describe('the same options give the same terminal', () => {
  it('one seed writes the same bytes twice, another seed other captures and another hidden router', async () => {
    await generateDemo({ out: join(folder, 'second'), seed: 7, minutes });
    const other = await generateDemo({ out: join(folder, 'third'), seed: 8, minutes });
    const first = digests(join(folder, 'first'));
    expect(digests(join(folder, 'second'))).toEqual(first);
    const third = digests(join(folder, 'third'));
    for (const file of Object.keys(first)) {
      if (file.includes('captures')) expect(third[file], file).not.toBe(first[file]);
    }
    expect(other.truth.hiddenRouter.mac).not.toBe(summary.truth.hiddenRouter.mac);
  }, 60_000);

  it('over many seeds the hidden router moves between the twins and the others between all the rest', async () => {
    const { planTerminal } = await import('./terminal/plan-terminal.ts');
    const places = Array.from({ length: 64 }, (_, seed) => {
      const { cranes } = planTerminal({ seed, minutes: 2, cranes: 6 });
      return (['hidden-router', 'declared-backup', 'undeclared-reader'] as const).map((story) =>
        cranes
          .filter((crane) => crane.story === story)
          .map((crane) => crane.number)
          .join(),
      );
    });
    expect(new Set(places.map(([hidden]) => hidden))).toEqual(new Set(['3', '4']));
    expect(new Set(places.map(([, backup]) => backup))).toEqual(new Set(['1', '2', '5', '6']));
    expect(new Set(places.map(([, , reader]) => reader))).toEqual(new Set(['1', '2', '5', '6']));
    expect(places.every(([, backup, reader]) => backup !== reader)).toBe(true);
  });

  it('options outside the plan are refused by name', async () => {
    await expect(generateDemo({ out: folder, cranes: 5 })).rejects.toThrow('cranes must be');
    await expect(generateDemo({ out: folder, minutes: 0 })).rejects.toThrow('minutes must lie');
  });
});

describe('what the declaration and the contract tell', () => {
  it('neither the hidden router nor the reader stands in the declaration or in a contract', () => {
    const site = join(folder, 'first', 'site');
    const texts = readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts).toHaveLength(7);
    for (const hidden of [summary.truth.hiddenRouter, summary.truth.undeclaredReader]) {
      for (const text of texts) {
        expect(text).not.toContain(hidden.mac);
        expect(text).not.toMatch(new RegExp(`${hidden.ip.replaceAll('.', '\\.')}(?![0-9])`));
      }
    }
    expect(texts.filter((text) => text.includes(summary.truth.declaredBackup.mac))).toHaveLength(2);
  });

  it('the twins share every address and no MAC', () => {
    const [third = [], fourth = []] = ['sts-03', 'sts-04'].map((id) =>
      macsIn(readFileSync(join(folder, 'first', 'site', 'contract', `${id}.cdx.json`), 'utf8')),
    );
    expect(third).toHaveLength(11);
    expect(third.filter((mac) => fourth.includes(mac))).toEqual([]);
    const yaml = readFileSync(join(folder, 'first', 'site', 'site.yaml'), 'utf8');
    expect(yaml.match(/cidr: 10\.20\.3\.0\/24/g)).toHaveLength(2);
  });
});

const tsharkFound = spawnSync('tshark', ['--version']).status === 0;
if (!tsharkFound) console.warn('left out: tshark is not installed, nobody else judges the generated frames');

/** tshark's fields that the tests below look at, under shorter names. */
const columns = {
  time: 'frame.time_epoch',
  stack: 'frame.protocols',
  severity: '_ws.expert.severity',
  ipChecksum: 'ip.checksum.status',
  tcpChecksum: 'tcp.checksum.status',
  udpChecksum: 'udp.checksum.status',
  icmpChecksum: 'icmp.checksum.status',
  icmp6Checksum: 'icmpv6.checksum.status',
  from: 'eth.src',
  to: 'eth.dst',
  source: 'ip.src',
  destination: 'ip.dst',
  ttl: 'ip.ttl',
  sourcePort: 'tcp.srcport',
  destinationPort: 'tcp.dstport',
  flags: 'tcp.flags',
  mss: 'tcp.options.mss_val',
  lost: 'tcp.analysis.lost_segment',
  lostAck: 'tcp.analysis.ack_lost_segment',
  outOfOrder: 'tcp.analysis.out_of_order',
  roundTrip: 'tcp.analysis.initial_rtt',
  asker: 'arp.src.proto_ipv4',
  asked: 'arp.dst.proto_ipv4',
  job: 's7comm.header.rosctr',
  jobFunction: 's7comm.param.func',
  group: 's7comm.param.userdata.funcgroup',
  registers: 'modbus.func_code',
  firstRegister: 'modbus.reference_num',
  identity: 'modbus.object_str_value',
} as const;
type Row = Record<keyof typeof columns, string>;

function tsharkRows(path: string): Row[] {
  const checks = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
  const fields = Object.values(columns).flatMap((name) => ['-e', name]);
  const text = execFileSync('tshark', ['-r', path, ...checks, '-T', 'fields', ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 256 * 1024 * 1024,
  });
  const names = Object.keys(columns) as (keyof typeof columns)[];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const values = line.split('\t');
      return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) as Row;
    });
}

describe.skipIf(!tsharkFound)('what tshark makes of the captures', { timeout: 60_000 }, () => {
  const byCrane = new Map<string, Row[]>();
  const rowsOf = (crane: string): Row[] => byCrane.get(crane) ?? [];
  const speaks = (row: Row, protocol: string): boolean => row.stack.split(':').includes(protocol);
  const distinct = (rows: readonly Row[], name: keyof Row): Set<string> => new Set(rows.map((row) => row[name]));

  beforeAll(() => {
    for (const { crane, file, frames } of summary.truth.captures) {
      const rows = tsharkRows(join(folder, 'first', file));
      expect(rows, file).toHaveLength(frames);
      byCrane.set(crane, [...rowsOf(crane), ...rows]);
    }
  }, 120_000);

  it('no frame is malformed, raises an error or bears a wrong checksum', () => {
    for (const [crane, rows] of byCrane) {
      for (const row of rows) {
        const sums = [row.ipChecksum, row.tcpChecksum, row.udpChecksum, row.icmpChecksum, row.icmp6Checksum];
        // A packet that an ICMP error quotes is cut short, so its own transport checksum cannot be judged.
        const judged = sums.flatMap((sum) => sum.split(',')).filter((sum) => sum !== '' && sum !== '2');
        expect(
          judged.every((sum) => sum === '1'),
          `${crane} ${row.time}`,
        ).toBe(true);
        expect(
          row.severity.split(',').some((value) => Number(value) >= 8388608),
          `${crane} ${row.time}`,
        ).toBe(false);
        expect(row.stack).not.toContain('_ws.malformed');
      }
    }
  });

  it('TCP tells one consistent story: nothing lost before the tap, nothing acknowledged that was never sent', () => {
    for (const { crane } of summary.truth.captures.filter(({ file }) => !file.includes('_0000'))) {
      const odd = rowsOf(crane).filter((row) => row.lost !== '' || row.lostAck !== '' || row.outOfOrder !== '');
      expect(odd, crane).toEqual([]);
    }
  });

  it('capinfos counts the frames that the generator reports, in order of time', () => {
    for (const capture of summary.truth.captures) {
      const path = join(folder, 'first', capture.file);
      const table = execFileSync('capinfos', ['-Tcor', '-m', path], { encoding: 'utf8' });
      expect(table.trim().split(',').slice(1), capture.file).toEqual([String(capture.frames), 'True']);
    }
  });

  it('every crane speaks every protocol of the plan', () => {
    const wanted = 'arp lldp stp dhcp dns ntp nbns mdns icmp icmpv6 modbus s7comm tls http'.split(' ');
    expect(byCrane.size).toBe(6);
    for (const [crane, rows] of byCrane) {
      const seen = new Set(rows.flatMap((row) => row.stack.split(':')));
      expect(
        wanted.filter((name) => !seen.has(name)),
        crane,
      ).toEqual([]);
    }
  });

  it('every Modbus and S7comm request is answered, and controller and drives say who they are', () => {
    for (const [crane, rows] of byCrane) {
      const modbus = rows.filter((row) => speaks(row, 'modbus'));
      const questions = modbus.filter((row) => row.destinationPort === '502').length;
      expect(questions, crane).toBeGreaterThan(400);
      expect(questions * 2 - modbus.length, crane).toBeLessThanOrEqual(2);
      const jobs = rows.filter((row) => row.job === '1').length;
      expect(jobs, crane).toBeGreaterThan(150);
      expect(jobs - rows.filter((row) => row.job === '3').length, crane).toBeLessThanOrEqual(1);
      expect(
        rows.filter((row) => row.group === '4'),
        crane,
      ).toHaveLength(4);
      expect(rows.filter((row) => row.identity !== '').length, crane).toBeGreaterThanOrEqual(2);
    }
  });

  it('the hidden router gives itself away by route, address and time alone', () => {
    const { crane, mac, ip, serves, outside } = summary.truth.hiddenRouter;
    const rows = rowsOf(crane);
    const carried = rows.filter((row) => row.from === mac && row.source !== '' && !speaks(row, 'icmp'));
    expect(distinct(carried, 'ttl')).toEqual(new Set(['64']));
    expect(distinct(carried, 'source')).toEqual(new Set(outside));
    expect(
      distinct(
        carried.filter((row) => row.mss !== ''),
        'mss',
      ),
    ).toEqual(new Set(['1460']));
    expect(rows.filter((row) => row.asker === serves && row.asked === ip)).not.toEqual([]);
    // Somebody outside opens a session inwards.
    expect(
      distinct(
        carried.filter((row) => Number(row.flags) === 2),
        'destination',
      ),
    ).toEqual(new Set([serves]));
    const telling = ['dhcp', 'mdns', 'nbns', 'lldp', 'ssdp', 'http', 'icmpv6', 'stp'];
    expect(rows.filter((row) => row.from === mac && telling.some((name) => speaks(row, name)))).toEqual([]);
    const trips = rows.filter((row) => row.to === mac && row.roundTrip !== '').map((row) => Number(row.roundTrip));
    expect(Math.min(...trips)).toBeGreaterThan(0.02);
    expect(Math.max(...trips)).toBeGreaterThan(0.27);
    for (const twin of summary.truth.twins.filter((one) => one !== crane)) {
      expect(rowsOf(twin).filter((row) => row.from === mac || row.to === mac || outside.includes(row.source))).toEqual(
        [],
      );
    }
  });

  it('the declared backup lights the same signs and keeps to its one peer', () => {
    const { crane, mac, peer } = summary.truth.declaredBackup;
    const carried = rowsOf(crane).filter((row) => row.from === mac && row.source !== '');
    expect(distinct(carried, 'source')).toEqual(new Set([peer]));
    expect(
      distinct(
        carried.filter((row) => row.mss !== ''),
        'mss',
      ),
    ).toEqual(new Set(['1390']));
  });

  it('the undeclared reader only reads, the same at every beat, and talks to nobody else', () => {
    const { crane, mac, reads, periodSeconds } = summary.truth.undeclaredReader;
    const sent = rowsOf(crane).filter((row) => row.from === mac);
    expect(
      distinct(
        sent.filter((row) => row.destination !== ''),
        'destination',
      ),
    ).toEqual(new Set(reads));
    expect(
      distinct(
        sent.filter((row) => row.job === '1'),
        'jobFunction',
      ),
    ).toEqual(new Set(['0xf0', '0x04']));
    const modbus = sent.filter((row) => speaks(row, 'modbus'));
    expect(distinct(modbus, 'registers')).toEqual(new Set(['3']));
    expect(distinct(modbus, 'firstRegister')).toEqual(new Set(['0']));
    const beats = sent.filter((row) => row.jobFunction === '0x04').map((row) => Number(row.time));
    expect(beats.length).toBeGreaterThan(10);
    const drift = beats.slice(1).map((beat, index) => Math.abs(beat - (beats[index] ?? 0) - periodSeconds));
    expect(Math.max(...drift)).toBeLessThan(0.05);
  });

  it('on a clean crane nobody speaks who is not in its contract, and only the firewall brings addresses from elsewhere', () => {
    expect(summary.truth.cleanCranes).toHaveLength(3);
    for (const crane of summary.truth.cleanCranes) {
      const path = join(folder, 'first', 'site', 'contract', `${crane.toLowerCase()}.cdx.json`);
      const known = macsIn(readFileSync(path, 'utf8'));
      const rows = rowsOf(crane);
      expect([...distinct(rows, 'from')].toSorted(), crane).toEqual(known.toSorted());
      const remote = rows.filter(
        (row) => row.source !== '' && row.source !== '0.0.0.0' && !row.source.startsWith('10.20.'),
      );
      expect(distinct(remote, 'from'), crane).toEqual(new Set([known[0]]));
    }
  });
});
