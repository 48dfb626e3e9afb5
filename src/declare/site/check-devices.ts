import type { SiteFile } from '../../schema/declaration.ts';
import type { Client, Device } from '../declaration.ts';
import type { Loose } from '../source/loose.ts';
import { checkAddressed, needAddress } from './check-addresses.ts';
import { protocolNames } from './check-networks.ts';
import { many, present, type SiteCheck, sortedTexts } from './site-check.ts';
import { scopeOf, type SiteNames } from './site-names.ts';

export function checkDevices(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Device[] {
  const devices: Device[] = [];
  const paths: (string | number)[][] = [];
  for (const [i, raw] of (site.devices ?? []).entries()) {
    if (!raw) continue;
    const path = ['devices', i];
    needAddress(check, path, raw.mac ?? raw.ip, 'mac', 'ip');
    paths.push(path);
    devices.push({
      ...check.entry(path, raw, raw.id ?? ''),
      ...scopeOf(check, path, raw, names),
      macs: check.macs([...path, 'mac'], raw.mac),
      ips: check.ips([...path, 'ip'], raw.ip),
      ...present({
        role: raw.role,
        name: raw.name,
        maker: raw.maker,
        model: raw.model,
        serial: raw.serial,
        firmware: raw.firmware,
        clients: raw.clients && checkClients(check, [...path, 'clients'], raw.clients, names),
      }),
    });
  }
  checkAddressed(check, devices, paths);
  return devices;
}

type RawClient = {
  readonly device?: string;
  readonly protocols?: string | readonly (string | undefined)[];
  readonly functions?: Client['functions'] | 'read' | 'write' | 'program' | 'stop' | readonly (string | undefined)[];
};

function checkClients(
  check: SiteCheck,
  path: readonly (string | number)[],
  raw: readonly (RawClient | undefined)[],
  names: SiteNames,
): Client[] {
  return raw.flatMap((client, i) => {
    if (client?.device === undefined) return [];
    check.reference([...path, i, 'device'], 'device', client.device, names.devices);
    return [
      {
        device: client.device,
        ...present({
          protocols: client.protocols === undefined ? undefined : protocolNames(client.protocols),
          functions:
            client.functions === undefined
              ? undefined
              : (sortedTexts(many([], client.functions).map(({ value }) => value)) as Client['functions']),
        }),
      },
    ];
  });
}
