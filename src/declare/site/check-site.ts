import { compareText } from '../../kernel/compare.ts';
import { SiteFile } from '../../schema/declaration.ts';
import type { Declaration } from '../declaration.ts';
import type { ProblemLog } from '../problem-log.ts';
import { checkShape, type ShapeSchema } from '../source/check-shape.ts';
import type { Loose } from '../source/loose.ts';
import type { SourceNode } from '../source/source-node.ts';
import { checkCranes } from './check-cranes.ts';
import { checkDevices } from './check-devices.ts';
import { checkGateways } from './check-gateways.ts';
import { checkGrants } from './check-grants.ts';
import { checkConduits, checkNetworks, checkZones } from './check-networks.ts';
import { checkServices } from './check-services.ts';
import { checkTaps } from './check-taps.ts';
import { present, SiteCheck } from './site-check.ts';
import { siteNames } from './site-names.ts';

/** TypeBox types say more than JSON Schema; the shape check reads the plain schema beneath. */
const SITE_SHAPE = SiteFile as unknown as ShapeSchema;

/**
 * Checks what `site.yaml` says: first its shape against the schema, then all that a schema cannot say. Both always
 * run, so that one run names every problem; what has one is left out of the result, which then nobody uses.
 */
export function checkSite(file: string, root: SourceNode, problems: ProblemLog): Omit<Declaration, 'contract'> {
  const site = (checkShape(SITE_SHAPE, root, file, problems) ?? {}) as Loose<SiteFile>;
  const check = new SiteCheck(file, root, problems);
  const names = siteNames(check, site);
  return {
    site: present({ unlocode: site.site?.unlocode, facility: site.site?.facility, name: site.site?.name }),
    taps: checkTaps(check, site, names),
    cranes: byId(checkCranes(check, site, names)),
    networks: byId(checkNetworks(check, site, names)),
    zones: byId(checkZones(check, site)),
    conduits: byId(checkConduits(check, site, names)),
    gateways: byId(checkGateways(check, site, names)),
    grants: byId(checkGrants(check, site, names)),
    services: byId(checkServices(check, site, names)),
    devices: byId(checkDevices(check, site, names)),
  };
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): readonly T[] {
  return [...entries].sort((a, b) => compareText(a.id, b.id));
}
