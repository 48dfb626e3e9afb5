import type {
  DraftConversation,
  DraftDevice,
  DraftGateway,
  DraftInput,
  DraftNetwork,
  DraftServer,
  DraftTap,
} from '../../declare/draft/draft-input.ts';
import type { FunctionClass, ServiceKind } from '../../declare/declaration.ts';
import { compareText } from '../../kernel/compare.ts';
import { parseIp, prefixContains } from '../../kernel/ip.ts';
import type { ControllerClient, Device, Estate, LocalNetwork, TapEstate } from '../../resolve/estate.ts';
import type { ClaimAttribute } from '../../schema/facts/vocabulary.ts';

/** What was seen, in the words of a first declaration. */
export function draftInputOf(estate: Estate): DraftInput {
  return {
    taps: estate.taps.map(draftTap),
    networks: estate.taps.flatMap(draftNetworks),
    devices: estate.taps.flatMap(draftDevices),
    gateways: estate.taps.flatMap(draftGateways),
    servers: estate.taps.flatMap(draftServers),
    conversations: estate.taps.flatMap(draftConversations),
  };
}

function draftTap({ tap, parts, health }: TapEstate): DraftTap {
  const files = parts.flatMap(({ captures }) => captures.flatMap(({ names }) => names)).filter((name) => name !== '-');
  const times = health.frames > 0 && health.last > health.first ? { from: health.first, until: health.last + 1n } : {};
  return { id: tap, files, ...times };
}

function draftNetworks({ tap, networks }: TapEstate): DraftNetwork[] {
  return networks.map(({ prefix }) => ({ tap, cidr: prefix.text }));
}

function draftDevices({ tap, devices, controllers }: TapEstate): DraftDevice[] {
  const commanded = new Set(controllers.map(({ ip }) => ip));
  return devices
    .filter(({ macKind }) => macKind !== 'virtual-router')
    .map((device) => {
      const ips = [...new Set(device.addresses.map(({ ip }) => ip))];
      const model = claimed(device, 'model');
      const serial = claimed(device, 'serial');
      const firmware = claimed(device, 'firmware');
      return {
        tap,
        ips,
        ...(device.mac === '' ? {} : { mac: device.mac }),
        ...(device.names[0] === undefined ? {} : { name: device.names[0] }),
        ...(device.maker === '' ? {} : { maker: device.maker }),
        ...(model === undefined ? {} : { model }),
        ...(serial === undefined ? {} : { serial }),
        ...(firmware === undefined ? {} : { firmware }),
        ...(ips.some((ip) => commanded.has(ip)) ? { role: 'controller' as const } : {}),
      };
    });
}

/** A value only where all that claim one agree: contradictions are for a person. */
function claimed({ identities }: Device, attribute: ClaimAttribute): string | undefined {
  const values = new Set(identities.filter((identity) => identity.attribute === attribute).map(({ value }) => value));
  return values.size === 1 ? [...values][0] : undefined;
}

function draftGateways({ tap, routers, devices }: TapEstate): DraftGateway[] {
  const byMac = new Map(devices.map((device) => [device.mac, device]));
  return routers
    .filter(({ mac }) => mac !== '')
    .map(({ mac, remotes, clients }) => {
      const ip = byMac.get(mac)?.addresses[0]?.ip;
      const why = `forwards for ${remotes.length} address(es) from outside the networks seen; ${clients.length} host(s) send through it`;
      return { tap, mac, why, ...(ip === undefined ? {} : { ip }) };
    });
}

const SERVERS: Readonly<Record<string, ServiceKind>> = { dns: 'dns', ntp: 'ntp', dhcp: 'dhcp' };

function draftServers({ tap, conversations }: TapEstate): DraftServer[] {
  const found = new Map<string, DraftServer>();
  for (const { protocol, server, answered } of conversations) {
    const kind = SERVERS[protocol];
    if (kind !== undefined && answered > 0) found.set(`${kind} ${server}`, { tap, kind, ip: server });
  }
  return [...found.values()];
}

interface Between {
  readonly from: string;
  readonly to: string;
  readonly protocols: Set<string>;
  readonly functions: Set<FunctionClass>;
}

function draftConversations(tap: TapEstate): DraftConversation[] {
  const found = new Map<string, Between>();
  const between = (client: string, server: string): Between | undefined => {
    const [from, to] = [networkOf(tap.networks, client), networkOf(tap.networks, server)];
    if (from === undefined || to === undefined || from === to) return undefined;
    const entry = found.get(`${from} ${to}`) ?? { from, to, protocols: new Set(), functions: new Set() };
    found.set(`${from} ${to}`, entry);
    return entry;
  };
  for (const { client, server, protocol, answered } of tap.conversations) {
    const entry = answered > 0 ? between(client, server) : undefined;
    if (protocol !== '') entry?.protocols.add(protocol);
  }
  for (const { ip, clients } of tap.controllers)
    for (const client of clients) for (const done of functionsOf(client)) between(client.ip, ip)?.functions.add(done);
  return [...found.values()].map(({ from, to, protocols, functions }) => ({
    tap: tap.tap,
    from,
    to,
    protocols: [...protocols].sort(compareText),
    functions: [...functions].sort(compareText),
  }));
}

function functionsOf({ reads, writes, programs, stops }: ControllerClient): FunctionClass[] {
  const done: FunctionClass[] = [];
  if (reads > 0) done.push('read');
  if (writes > 0) done.push('write');
  if (programs > 0) done.push('program');
  if (stops > 0) done.push('stop');
  return done;
}

/** The narrowest local network of an address, else `outside`; undefined for what is no host's address. */
function networkOf(networks: readonly LocalNetwork[], ip: string): string | undefined {
  const bytes = parseIp(ip);
  if (bytes === undefined) return undefined;
  let best: LocalNetwork | undefined;
  for (const network of networks) {
    if (!prefixContains(network.prefix, bytes)) continue;
    if (best === undefined || network.prefix.length > best.prefix.length) best = network;
  }
  return best?.prefix.text ?? 'outside';
}
