import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import { addressKind } from './address-kind.ts';
import { MAX_DATA_ROWS, readDataTable } from './data-table.ts';
import { dataFileNames, readKnowledge } from './knowledge.ts';
import { remedyOf } from './sign.ts';
import { signalNames, signals } from './signal.ts';
import { counterSignList, signById, signs } from './signs.ts';
import { vendorRegistry } from './vendor.ts';

const folder = join(import.meta.dirname, '..', '..', 'data');
const knowledge = testKnowledge();

describe('makers', () => {
  it('every block of the package is found again, the longest first', () => {
    const blocks = createRequire(import.meta.url)('oui-data') as Record<string, string>;
    const registry = vendorRegistry(readFileSync(join(folder, 'oui.tsv'), 'utf8'));
    const sample = Object.keys(blocks).filter((_, index) => index % 97 === 0);
    expect(sample.length).toBeGreaterThan(500);
    for (const block of sample) {
      const padded = block.toUpperCase().padEnd(12, '0');
      const longest = [9, 7, 6].map((n) => padded.slice(0, n)).find((prefix) => blocks[prefix] !== undefined) ?? '';
      const wanted = (blocks[longest]?.split('\n')[0] ?? '').replace(/\s+/g, ' ').trim();
      expect(registry.organisation(padded.toLowerCase().replace(/(..)(?!$)/g, '$1:'))).toBe(wanted);
    }
  });

  it('a block that nobody has stays nameless, also at both ends of the table', () => {
    const registry = vendorRegistry('# date: 2026-01-01\nprefix\torganisation\n000001\tFirst\nFFFFF0\tLast\n');
    expect(registry.organisation('00:00:01:aa:bb:cc')).toBe('First');
    expect(registry.organisation('ff:ff:f0:aa:bb:cc')).toBe('Last');
    expect(registry.organisation('00:00:00:aa:bb:cc')).toBeUndefined();
    expect(registry.organisation('ff:ff:ff:aa:bb:cc')).toBeUndefined();
    expect(vendorRegistry('').organisation('00:00:01:aa:bb:cc')).toBeUndefined();
    expect(knowledge.organisation('0c:5b:8f:27:9a:64')).toBeUndefined();
  });

  it('makers of cellular routers are strong, makers of switches weak, telephones ambiguous', () => {
    const classOf = (mac: string) => knowledge.vendorClass(knowledge.organisation(mac) ?? '')?.strength;
    expect(classOf('00:a0:d5:01:02:03')).toBe('strong');
    expect(classOf('00:1e:42:01:02:03')).toBe('strong');
    expect(classOf('00:18:05:01:02:03')).toBe('strong');
    expect(classOf('00:90:e8:01:02:03')).toBe('weak');
    expect(knowledge.vendorClass('Inhand Electronics, Inc.')).toBeUndefined();
    expect(knowledge.vendorClass('HUAWEI TECHNOLOGIES CO.,LTD')?.strength).toBe('ambiguous');
    expect(knowledge.vendorClass('Siemens AG')).toBeUndefined();
    expect(knowledge.vendorClass('VMware, Inc.')?.strength).toBe('counter');
  });
});

describe('addresses, names and sizes', () => {
  it('the stick, the gadget, the shared address of a redundant pair and the virtual machine are told apart', () => {
    expect(knowledge.telltaleMac('0c:5b:8f:27:9a:64')).toMatchObject({ kind: 'telltale', exact: true });
    expect(knowledge.telltaleMac('0c:5b:8f:00:00:01')).toMatchObject({ kind: 'telltale', exact: false });
    expect(knowledge.telltaleMac('00:00:5e:00:01:0a')?.kind).toBe('virtual-router');
    expect(knowledge.telltaleMac('00:00:0c:9f:f0:01')?.kind).toBe('virtual-router');
    expect(knowledge.telltaleMac('00:0c:29:01:02:03')?.kind).toBe('virtual-machine');
    expect(knowledge.telltaleMac('00:30:de:01:02:03')).toBeUndefined();
  });

  it('kinds of addresses follow the special-purpose registries, documentation counting as public', () => {
    expect(['8.8.8.8', '203.0.113.9', '2001:db8::1'].map(addressKind)).toEqual(['public', 'public', 'public']);
    expect(['10.1.2.3', '172.31.0.1', '192.168.8.1', 'fd00::1'].map(addressKind)).toEqual(Array(4).fill('private'));
    expect(['172.32.0.1', '100.63.0.1', '100.128.0.1'].map(addressKind)).toEqual(Array(3).fill('public'));
    expect(addressKind('100.64.0.1')).toBe('carrier');
    expect(addressKind('255.255.255.255')).toBe('group');
    expect(addressKind('ff02::1')).toBe('group');
    expect(addressKind('0.0.0.0')).toBe('reserved');
    expect(addressKind('plc-1')).toBe('none');
  });

  it('factory blocks of cellular gear are strong where hardly anything else uses them', () => {
    expect(knowledge.cellularSubnet('192.168.8.100')?.strength).toBe('B');
    expect(knowledge.cellularSubnet('192.168.1.1')?.strength).toBe('C');
    expect(knowledge.cellularSubnet('10.1.1.1')).toBeUndefined();
  });

  it('banners, names and segment sizes mean what their tables say', () => {
    expect(knowledge.banner('http-title', 'ACEmanager')?.strength).toBe('A');
    expect(knowledge.banner('description', 'RUT955 4G LTE router')?.strength).toBe('A');
    expect(knowledge.banner('dhcp-vendor-class', 'udhcp 1.19.4')?.strength).toBe('C');
    expect(knowledge.banner('http-server', 'udhcp 1.19.4')).toBeUndefined();
    expect(knowledge.banner('http-title', 'SIMATIC S7-1500')).toBeUndefined();
    expect(knowledge.banner('http-title', 'Structure of routes')).toBeUndefined();
    expect(knowledge.cellularName('internet.mnc001.mcc310.gprs')?.kind).toBe('network');
    expect(knowledge.cellularName('epdg.epc.mnc260.mcc310.pub.3gppnetwork.org')?.kind).toBe('phone');
    expect(knowledge.cellularName('time.example.com')).toBeUndefined();
    expect([1388, 1428, 1452, 1460, 1440].map((mss) => knowledge.segmentSize(mss)?.cause)).toEqual([
      'cellular',
      'cellular',
      'pppoe',
      undefined,
      'ipv6',
    ]);
    expect(knowledge.technique('T0822')).toBe('External Remote Services');
    expect(knowledge.paragraph('ot-internet')).toBe('33 CFR 101.650(e)(3)(v)');
  });
});

describe('data files', () => {
  it('the manifest holds the hash of every shipped file, and the program reads all of them', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      files: { name: string; sha256: string; rows: number }[];
    };
    expect(manifest.files.map((file) => file.name)).toEqual([...dataFileNames].sort());
    for (const { name, sha256, rows } of manifest.files) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
        name,
      ).toBe(sha256);
      expect(rows, name).toBeGreaterThan(3);
    }
  });

  it('a file that is missing, undated, too long or without a column is an error, never a silent rule', () => {
    expect(readKnowledge({}).ok).toBe(false);
    expect(readDataTable('x.tsv', 'a\tb\n1\t2\n', ['a']).ok).toBe(false);
    expect(readDataTable('x.tsv', '# date: 2026-01-01\na\tb\n1\t2\n', ['a', 'c']).ok).toBe(false);
    expect(readDataTable('x.tsv', '# date: 2026-01-01\na\n1\t2\n', ['a']).ok).toBe(false);
    const rows = 'x\n'.repeat(MAX_DATA_ROWS);
    expect(readDataTable('x.tsv', `# date: 2026-01-01\na\n${rows}`, ['a']).ok).toBe(true);
    expect(readDataTable('x.tsv', `# date: 2026-01-01\na\n${rows}x\n`, ['a']).ok).toBe(false);
    const files = Object.fromEntries(dataFileNames.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    const broken = { ...files, 'thresholds.tsv': (files['thresholds.tsv'] ?? '').replace(/^rtt-samples.*$/m, '') };
    expect(readKnowledge(broken).ok).toBe(false);
  });
});

describe('signs', () => {
  it('every sign has one family, a reason, a source, needed signals and a way to see it', () => {
    expect(signs.map((sign) => sign.id)).toEqual([...new Set(signs.map((sign) => sign.id))]);
    for (const sign of [...signs, ...counterSignList]) {
      expect(sign.weight, sign.id).toBeGreaterThanOrEqual(sign.weaker);
      expect(sign.weaker, sign.id).toBeGreaterThan(0);
      expect(sign.reason.length, sign.id).toBeGreaterThan(40);
      expect(sign.needs.length, sign.id).toBeGreaterThan(0);
      expect(remedyOf(sign)).toMatch(/^To see sign [SN]\d\d \(.*\), mirror .* for \d+ hours?\.$/);
    }
    expect(() => signById('S99')).toThrow('no sign S99');
  });

  it('the signs that this issue names are all there', () => {
    const named = [
      '01',
      '02',
      '03',
      '04',
      '07',
      '08',
      '09',
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '17',
      '19',
      '22',
      '26',
    ];
    expect(signs.map((sign) => sign.id)).toEqual(expect.arrayContaining(named.map((number) => `S${number}`)));
  });

  it('every signal says what is missing and what to do', () => {
    for (const name of signalNames) expect(signals[name].remedy.length, name).toBeGreaterThan(10);
  });
});
