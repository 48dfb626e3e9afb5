import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareText } from '../../kernel/compare.ts';
import { destinationText, readLower, sourceText, walkCapture } from './walked-frames.cases.ts';

/**
 * Differential tests against tshark over real captures: a few of each link type by default, since a run of tshark
 * takes half a second; all of them with QUAYWATCH_ORACLE=all.
 */
const captures =
  process.env['QUAYWATCH_CAPTURES'] ?? fileURLToPath(new URL('../../../../shared/captures', import.meta.url));
const all = process.env['QUAYWATCH_ORACLE'] === 'all';
const PER_LINK_TYPE = 2;
const WITH_ARP = 8;

interface Entry {
  readonly file: string;
  readonly packets: number;
  readonly linktype: string | null;
  readonly tshark?: { readonly mac_ip_arp?: object; readonly frames?: number; readonly malformed_frames?: number };
}

/** Link types that carry IP and are walked, by the names that capinfos gives them. */
const walkedLinkTypes: ReadonlySet<string> = new Set([
  'ether',
  'null',
  'ieee-802-11-radiotap',
  'linux-sll',
  'linux-sll2',
  'rawip',
  'rawip4',
  'rawip6',
  'ppp',
  'ieee-802-11',
  'frelay',
  'chdlc',
  'arcnet_linux',
  'ipnet',
]);

function chosen(): string[] {
  const manifest = `${captures}/manifest.jsonl`;
  if (!existsSync(manifest)) return [];
  const entries = readFileSync(manifest, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
    // Fuzzed captures are for the hostile tests: there two readers may differ and both be right.
    .filter(
      (e) => walkedLinkTypes.has(e.linktype ?? '') && e.packets === e.tshark?.frames && e.tshark.malformed_frames === 0,
    )
    .sort((a, b) => compareText(a.file, b.file));
  if (all) return entries.map((e) => e.file);
  const files = [...walkedLinkTypes].flatMap((type) =>
    entries
      .filter((e) => e.linktype === type && e.packets > 3 && e.packets < 1500)
      .sort((a, b) => b.packets - a.packets)
      .slice(0, PER_LINK_TYPE),
  );
  const withArp = entries.filter((e) => e.packets < 1500 && Object.keys(e.tshark?.mac_ip_arp ?? {}).length > 2);
  return [...new Set([...files, ...withArp.slice(0, WITH_ARP)].map((e) => e.file))];
}

const fields = ['frame.number', 'frame.protocols', 'arp.opcode', 'icmp.type', 'icmpv6.type'] as const;
const addressFields = [
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'ip.ttl',
  'tcp.srcport',
  'tcp.len',
  'udp.srcport',
  'udp.length',
] as const;

function tsharkRows(file: string): Record<string, string>[] {
  const names = [...fields, ...addressFields];
  const text = execFileSync(
    'tshark',
    ['-n', '-r', `${captures}/${file}`, '-T', 'fields', '-E', 'occurrence=f', ...names.flatMap((name) => ['-e', name])],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split('\t').map((value, i) => [names[i] as string, value])));
}

function bump(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

const files = chosen();
/** What was compared over all files, so that a comparison of nothing does not pass. */
const compared: Record<string, number> = {};

describe.skipIf(files.length === 0)(`frames of real captures (${captures})`, () => {
  test.each(files)(
    '%s: addresses, ports, lengths and messages are those that tshark reads',
    { timeout: 120_000 },
    (file) => {
      const rows = new Map(tsharkRows(file).map((row) => [Number(row['frame.number']), row]));
      const ours: Record<string, number> = {};
      const theirs: Record<string, number> = {};
      const differences: string[] = [];
      let frames = 0;
      walkCapture(`${captures}/${file}`, (p, frame) => {
        frames++;
        const row = rows.get(frame.number) ?? {};
        const protocols = (row['frame.protocols'] ?? '').split(':');
        const read = readLower(p, frame.number);
        for (const { fields: values } of read?.turn.messages ?? []) {
          for (const name of ['arp.opcode', 'icmp.type', 'icmpv6.type'])
            if (name in values) bump(ours, `${name} ${String(values[name])}`);
        }
        const network = protocols.filter((name) => name === 'ip' || name === 'ipv6');
        const message = protocols.find((name) => name === 'arp' || name === 'icmp' || name === 'icmpv6');
        const before = message === undefined ? [] : protocols.slice(0, protocols.indexOf(message));
        // What a tunnel carries is not read here.
        const outer = before.filter((name) => name === 'ip' || name === 'ipv6' || name === 'gre').length;
        if (message === 'arp' && outer === 0) bump(theirs, `arp.opcode ${Number(row['arp.opcode'])}`);
        else if (message !== undefined && message !== 'arp' && outer === 1)
          bump(theirs, `${message}.type ${row[`${message}.type`]}`);
        if (network.length === 0 || p.management) return;
        const six = network[0] === 'ipv6';
        const pair = `${row[six ? 'ipv6.src' : 'ip.src']} > ${row[six ? 'ipv6.dst' : 'ip.dst']} ${six ? '' : row['ip.ttl']}`;
        // The last stop of a routing header is what tshark shows as destination; ours is the header's own.
        const have = `${sourceText(p)} > ${six ? row['ipv6.dst'] : destinationText(p)} ${six ? '' : p.ttl}`;
        bump(compared, 'addresses');
        if (pair !== have) differences.push(`frame ${frame.number}: ${have}, tshark ${pair}`);
        const next = protocols[protocols.indexOf(network[0] as string) + 1];
        if (p.fragment || p.damage !== 0 || network.length > 1) return;
        if (next === 'tcp' || next === 'udp') bump(compared, next);
        if (
          next === 'tcp' &&
          (row['tcp.srcport'] !== String(p.sourcePort) || row['tcp.len'] !== String(p.payloadLength))
        ) {
          differences.push(
            `frame ${frame.number}: tcp ${p.sourcePort} ${p.payloadLength}, tshark ${row['tcp.srcport']} ${row['tcp.len']}`,
          );
        }
        if (
          next === 'udp' &&
          (row['udp.srcport'] !== String(p.sourcePort) || row['udp.length'] !== String(p.payloadLength + 8))
        ) {
          differences.push(
            `frame ${frame.number}: udp ${p.sourcePort} ${p.payloadLength}, tshark ${row['udp.srcport']} ${row['udp.length']}`,
          );
        }
      });
      expect(frames).toBe(rows.size);
      expect(differences).toEqual([]);
      expect(ours).toEqual(theirs);
      for (const key of Object.keys(ours)) bump(compared, key.replace(/ .*/, ''));
    },
  );

  test('something of each kind was compared', () => {
    for (const name of ['addresses', 'tcp', 'udp', 'arp.opcode', 'icmp.type', 'icmpv6.type']) {
      expect(compared[name], name).toBeGreaterThan(0);
    }
    expect(compared['addresses']).toBeGreaterThan(1000);
  });
});

test.skipIf(files.length > 0)('real captures were left out: set QUAYWATCH_CAPTURES', () => {});
