import type { SiteFile } from '../../schema/declaration.ts';
import type { Gateway } from '../declaration.ts';
import type { Loose } from '../source/loose.ts';
import { checkAddressed, needAddress } from './check-addresses.ts';
import { present, type SiteCheck } from './site-check.ts';
import { scopeOf, type SiteNames } from './site-names.ts';

export function checkGateways(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Gateway[] {
  const gateways: Gateway[] = [];
  const paths: (string | number)[][] = [];
  for (const [i, raw] of (site.gateways ?? []).entries()) {
    if (!raw) continue;
    const path = ['gateways', i];
    needAddress(check, path, raw.mac ?? raw.ip, 'mac', 'ip');
    paths.push(path);
    gateways.push({
      ...check.entry(path, raw, raw.id ?? ''),
      ...scopeOf(check, path, raw, names),
      macs: check.macs([...path, 'mac'], raw.mac),
      ips: check.ips([...path, 'ip'], raw.ip),
      validity: check.period([...path, 'validity'], raw.validity),
      ...present({
        purpose: raw.purpose,
        wan: raw.wan,
        carrier: raw.carrier,
        sim: raw.sim,
        mtu: raw.mtu,
        approver: raw.approver,
      }),
    });
  }
  checkAddressed(check, gateways, paths);
  return gateways;
}
