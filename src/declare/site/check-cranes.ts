import { parseIsoTime } from '../../kernel/time.ts';
import type { SiteFile } from '../../schema/declaration.ts';
import type { ApprovedProgram, Crane, CraneMapEntry } from '../declaration.ts';
import { quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { many, present, type SiteCheck } from './site-check.ts';
import type { SiteNames } from './site-names.ts';

export function checkCranes(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Crane[] {
  const cranes: Crane[] = [];
  const networks = new Map((site.networks ?? []).map((network) => [network?.id, network]));
  for (const [i, raw] of (site.cranes ?? []).entries()) {
    if (!raw) continue;
    const path = ['cranes', i] as const;
    for (const { at, value } of many([...path, 'networks'], raw.networks)) {
      if (check.reference(at, 'network', value, names.networks) === undefined) continue;
      checkOwnNetwork(check, at, value, raw.id ?? '', networks.get(value));
    }
    const map: CraneMapEntry[] = [];
    for (const [j, item] of (raw.map ?? []).entries()) {
      if (item?.object === undefined || item.moves === undefined) continue;
      if (item.device !== undefined)
        check.reference([...path, 'map', j, 'device'], 'device', item.device, names.devices);
      map.push({
        object: item.object,
        moves: item.moves,
        ...present({ protocol: item.protocol?.toLowerCase(), device: item.device, unit: item.unit, name: item.name }),
      });
    }
    cranes.push({
      ...check.entry(path, raw, raw.id ?? ''),
      ...present({
        class: raw.class,
        maker: raw.maker,
        model: raw.model,
        year: raw.year,
        serial: raw.serial,
        berth: raw.berth,
        controls: raw.controls,
        programs: raw.programs && checkPrograms(check, [...path, 'programs'], raw.programs, names),
      }),
      map,
    });
  }
  return cranes;
}

type RawProgram = { readonly [Key in keyof ApprovedProgram]?: ApprovedProgram[Key] | undefined };

function checkPrograms(
  check: SiteCheck,
  path: readonly (string | number)[],
  raw: readonly (RawProgram | undefined)[],
  names: SiteNames,
): ApprovedProgram[] {
  return raw.flatMap((program, i) => {
    if (program?.device === undefined || program.block === undefined || program.sha256 === undefined) return [];
    check.reference([...path, i, 'device'], 'device', program.device, names.devices);
    check.time([...path, i, 'date'], program.date, parseIsoTime);
    return [
      {
        device: program.device,
        block: program.block,
        sha256: program.sha256.toLowerCase(),
        ...present({ approver: program.approver, date: program.date, note: program.note }),
      },
    ];
  });
}

/** A network that names its own cranes must name this one too, or the two lists contradict each other. */
function checkOwnNetwork(
  check: SiteCheck,
  at: readonly (string | number)[],
  network: string,
  crane: string,
  raw: { readonly crane?: Ids; readonly segment?: Ids } | undefined,
): void {
  if (raw?.crane === undefined && raw?.segment === undefined) return;
  const owners = many([], raw.crane).map(({ value }) => value);
  if (owners.includes(crane)) return;
  const text = `the network ${quoted(network)} says that it lies elsewhere, not on ${quoted(crane)}; name this crane there too`;
  check.report(at, 'QW_DECLARATION_REFERENCE', text, owners);
}

type Ids = string | readonly (string | undefined)[];
