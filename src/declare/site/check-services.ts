import type { SiteFile } from '../../schema/declaration.ts';
import type { Service } from '../declaration.ts';
import type { Loose } from '../source/loose.ts';
import { freeId } from '../value/free-id.ts';
import { parseHostName } from '../value/host-name.ts';
import { sortedPrefixes } from '../value/prefix-order.ts';
import { needAddress } from './check-addresses.ts';
import { type SiteCheck, sortedTexts } from './site-check.ts';
import { scopeOf, type SiteNames } from './site-names.ts';

export function checkServices(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Service[] {
  const taken = new Set((site.services ?? []).flatMap((raw) => raw?.id ?? []));
  return (site.services ?? []).flatMap((raw, i) => {
    if (!raw) return [];
    const path = ['services', i] as const;
    needAddress(check, path, raw.ip ?? raw.name, 'ip', 'name');
    const prefixes = sortedPrefixes(check.prefixes([...path, 'ip'], raw.ip));
    const hosts = check.each([...path, 'name'], raw.name, parseHostName, 'a host name');
    const kind = raw.kind ?? 'other';
    const id = raw.id ?? freeId(`${kind}-${prefixes[0]?.text ?? hosts[0] ?? ''}`, taken);
    return [
      {
        ...check.entry(path, raw, id),
        ...scopeOf(check, path, raw, names),
        kind,
        prefixes,
        names: sortedTexts(hosts),
      },
    ];
  });
}
