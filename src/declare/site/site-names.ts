import { OUTSIDE } from '../../schema/declaration/outside.ts';
import type { SiteFile } from '../../schema/declaration.ts';
import type { Scope } from '../declaration.ts';
import { quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { many, type SiteCheck, sortedTexts } from './site-check.ts';

/** Ids that other entries may refer to. Gathered first, so that the order of the lists does not matter. */
export interface SiteNames {
  readonly cranes: readonly string[];
  readonly segments: readonly string[];
  readonly networks: readonly string[];
  readonly zones: readonly string[];
  readonly devices: readonly string[];
}

export function siteNames(check: SiteCheck, site: Loose<SiteFile>): SiteNames {
  const cranes = uniqueIds(check, 'cranes', site.cranes);
  uniqueIds(check, 'taps', site.taps);
  uniqueIds(check, 'gateways', site.gateways);
  uniqueIds(check, 'grants', site.grants);
  uniqueIds(check, 'services', site.services);
  uniqueIds(check, 'conduits', site.conduits);
  const zones = uniqueIds(check, 'zones', site.zones);
  for (const [i, zone] of (site.zones ?? []).entries()) {
    if (zone?.id !== OUTSIDE) continue;
    const text = `"${OUTSIDE}" is taken: it stands for every address in no declared network`;
    check.report(['zones', i, 'id'], 'QW_DECLARATION_VALUE', text);
  }
  const segments = sortedTexts((site.taps ?? []).flatMap((tap) => tap?.segment ?? []));
  for (const segment of segments) {
    if (!cranes.includes(segment)) continue;
    const i = (site.taps ?? []).findIndex((tap) => tap?.segment === segment);
    check.report(['taps', i, 'segment'], 'QW_DECLARATION_DUPLICATE', `${quoted(segment)} is the id of a crane`);
  }
  return {
    cranes,
    segments,
    networks: uniqueIds(check, 'networks', site.networks),
    zones: [...zones, OUTSIDE],
    devices: uniqueIds(check, 'devices', site.devices),
  };
}

/** The scope of an entry: cranes must be declared, segments must be named by a tap. */
export function scopeOf(
  check: SiteCheck,
  path: readonly (string | number)[],
  raw: { readonly crane?: Ids; readonly segment?: Ids },
  names: SiteNames,
): Scope {
  const cranes = many([...path, 'crane'], raw.crane);
  const segments = many([...path, 'segment'], raw.segment);
  for (const { at, value } of cranes) check.reference(at, 'crane', value, names.cranes);
  for (const { at, value } of segments) check.reference(at, 'segment of a tap', value, names.segments);
  return {
    cranes: sortedTexts(cranes.map(({ value }) => value)),
    segments: sortedTexts(segments.map(({ value }) => value)),
  };
}

type Ids = string | readonly (string | undefined)[];

function uniqueIds(
  check: SiteCheck,
  list: string,
  entries: readonly ({ readonly id?: string } | undefined)[] | undefined,
): readonly string[] {
  const first = new Map<string, number>();
  for (const [i, entry] of (entries ?? []).entries()) {
    const id = entry?.id;
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else {
      const text = `the id ${quoted(id)} stands twice, first on line ${check.line([list, before, 'id'])}`;
      check.report([list, i, 'id'], 'QW_DECLARATION_DUPLICATE', text);
    }
  }
  return [...first.keys()].sort();
}
