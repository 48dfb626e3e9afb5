import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import { type DataTable, readDataTable } from './data-table.ts';
import { MAX_LABELS, relayNameColumns, relayNames } from './relay-name.ts';

const { relays } = testKnowledge();

function table(rows: string): DataTable {
  const read = readDataTable(
    'own.tsv',
    `# date: 2026-01-01\n${relayNameColumns.join('\t')}\n${rows}`,
    relayNameColumns,
  );
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

it('a name and what lies below it belongs to its product; the longest match counts', () => {
  expect(relays.host('device.talk2m.com')?.product).toBe('HMS Talk2M (Ewon)');
  expect(relays.host('TALK2M.COM.')?.kind).toBe('industrial-gateway');
  expect(relays.host('relay-1a2b3c4d.net.anydesk.com')).toMatchObject({ product: 'AnyDesk', strength: 'A' });
  expect(relays.host('www.anydesk.com')).toMatchObject({ product: 'AnyDesk', strength: 'C' });
  expect(relays.host('derp12e.tailscale.com')?.product).toBe('Tailscale relay (DERP)');
  expect(relays.host('region1.v2.argotunnel.com')?.kind).toBe('tunnel');
});

it('whole labels count: no name is claimed for the letters it ends with', () => {
  for (const name of ['nottalk2m.com', 'talk2m.com.example', 'com', '', '.', 'derp.example', 'www.cloudflare.com']) {
    expect(relays.host(name), name).toBeUndefined();
  }
});

it(`looks at the last ${MAX_LABELS} labels of a name`, () => {
  expect(relays.host(`${'a.'.repeat(MAX_LABELS - 2)}talk2m.com`)?.name).toBe('talk2m.com');
  expect(relays.host(`${'a.'.repeat(5_000)}talk2m.com`)?.name).toBe('talk2m.com');
  const deep = Array.from({ length: MAX_LABELS + 1 }, (_, i) => `l${i}`).join('.');
  expect(relayNames(table(`host\t${deep}\tDeep\ttunnel\tA\tread\tx\ty\n`)).host(deep)).toBeUndefined();
});

it('rows of the user come before the shipped ones', () => {
  const shipped = relayNames(table('host\ttalk2m.com\tTalk2M\tindustrial-gateway\tA\tread\tx\ty\n'));
  const both = shipped.with([
    { match: 'host', name: 'talk2m.com', product: 'our own', kind: 'mesh', strength: 'C' },
    { match: 'host', name: 'rc.port.example', product: 'SINEMA RC', kind: 'industrial-gateway', strength: 'A' },
    { match: 'certificate', name: 'port rc', product: 'SINEMA RC', kind: 'industrial-gateway', strength: 'A' },
  ]);
  expect(both.host('device.talk2m.com')?.product).toBe('our own');
  expect(both.host('rc.port.example')).toMatchObject({ product: 'SINEMA RC', basis: 'declared' });
  expect(both.certificate('CN=Port RC', 'CN=x', [])?.product).toBe('SINEMA RC');
  expect(shipped.host('rc.port.example')).toBeUndefined();
});

it('every shipped row is whole, dated and sourced, and no name stands twice', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'data', 'relay-names.tsv'), 'utf8');
  const read = readDataTable('relay-names.tsv', text, relayNameColumns);
  if (!read.ok) throw new Error(read.error.message);
  const names = read.value.rows.map((row) => row['name']);
  expect(names).toEqual([...new Set(names)]);
  for (const row of read.value.rows) {
    expect(row['match'], row['name']).toMatch(/^(host|certificate)$/);
    expect(row['kind'], row['name']).toMatch(/^(industrial-gateway|cellular-cloud|remote-support|tunnel|mesh)$/);
    expect(row['strength'], row['name']).toMatch(/^[AC]$/);
    expect(row['basis'], row['name']).toMatch(/^(read|recalled)$/);
    expect(row['source'], row['name']).toMatch(/^https?:\/\/[^ ]+( \(.+\))?$/);
    expect(row['date'], row['name']).toMatch(/^20\d\d-\d\d-\d\d$/);
    if (row['match'] === 'host') expect(row['name']).toMatch(/^[a-z0-9-]+\*?(\.[a-z0-9-]+)+$/);
  }
});
