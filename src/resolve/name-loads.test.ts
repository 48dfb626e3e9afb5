import { expect, it } from 'vitest';
import type { NameRow } from '../schema/facts/names.ts';
import { MAX_NAME_LOADS } from './limits.ts';
import { LEAST_MEAN, LEAST_NAMES, nameLoads } from './name-loads.ts';

const seen = { count: 2, first: 1n, last: 9n, frames: [3] };
const query = (client: string, name: string, kind: NameRow['kind'] = 'query'): NameRow => ({
  client,
  server: '192.0.2.53',
  protocol: 'dns',
  kind,
  name,
  about: '',
  ...seen,
});
/** `count` names of 20 characters each below a domain. */
const tunnel = (client: string, domain: string, count: number): NameRow[] =>
  Array.from({ length: count }, (_, i) => query(client, `${String(i).padStart(4, '0')}abcdefghijklmnop.${domain}`));

it('says how much a host puts into names below one domain', () => {
  const rows = [...tunnel('10.0.0.5', 't.port.example', 30), query('10.0.0.5', 'www.other.example')];
  expect(nameLoads(rows)).toEqual([
    {
      ip: '10.0.0.5',
      domain: 'port.example',
      names: 30,
      octets: 30 * 22,
      longest: 22,
      digits: 30 * 4,
      characters: 16 + 1 + 1 + 10,
      count: 60,
      first: 1n,
      last: 9n,
      frames: [3],
    },
  ]);
});

it(`tells no host of fewer than ${LEAST_NAMES} names, or of names shorter than ${LEAST_MEAN}, and no answers`, () => {
  expect(nameLoads(tunnel('10.0.0.5', 'port.example', LEAST_NAMES - 1))).toEqual([]);
  expect(nameLoads(tunnel('10.0.0.5', 'port.example', LEAST_NAMES))).toHaveLength(1);
  const short = Array.from({ length: 50 }, (_, i) => query('10.0.0.5', `host-${i}.port.example`));
  expect(nameLoads(short)).toEqual([]);
  const answers = tunnel('10.0.0.5', 'port.example', 30).map((row) => ({ ...row, kind: 'answer' as const }));
  expect(nameLoads(answers)).toEqual([]);
});

it('below a country’s own second label a domain has three', () => {
  const domains = nameLoads([...tunnel('a', 'port.co.uk', 20), ...tunnel('b', 'port.example.de', 20)]).map(
    ({ domain }) => domain,
  );
  expect(domains).toEqual(['port.co.uk', 'example.de']);
});

it(`keeps ${MAX_NAME_LOADS} loads, the first in text order`, () => {
  const rows = Array.from({ length: MAX_NAME_LOADS + 5 }, (_, i) =>
    tunnel(`10.0.${100 + (i >> 8)}.${100 + (i & 255)}`, 'port.example', LEAST_NAMES),
  ).flat();
  const loads = nameLoads(rows.reverse());
  expect(loads).toHaveLength(MAX_NAME_LOADS);
  expect(loads[0]?.ip).toBe('10.0.100.100');
});
