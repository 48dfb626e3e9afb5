import { compareText } from '../../kernel/compare.ts';
import { parseIp } from '../../kernel/ip.ts';
import { PrefixIndex } from '../../kernel/prefix-index.ts';
import type { Device, RemoteAddress, Router, TapEstate } from '../../resolve/estate.ts';
import { transportText } from '../../resolve/transport-text.ts';
import type { Finding } from '../../schema/finding.ts';
import type { DeviceBeside } from '../device-beside.ts';
import type {
  PictureDevice,
  PictureEnd,
  PictureGateway,
  PictureNetwork,
  PictureTalk,
  TunnelledTalk,
  UnitPicture,
} from '../report-input.ts';

export interface TapPictureInput {
  readonly tap: TapEstate;
  readonly unit: string;
  /** Hidden-path findings of this tap: they say whether a gateway is within its limits. */
  readonly findings: readonly Finding[];
  /** By device key. */
  readonly devices: ReadonlyMap<string, DeviceBeside>;
  readonly zoneOf: (prefix: string) => string;
}

/** Outside addresses of one kind told one by one; more become one end with examples. */
const MAX_SINGLE_ENDS = 2;
const MAX_EXAMPLES = 4;
const MAX_NAMES = 4;

export function tapPicture(input: TapPictureInput): UnitPicture {
  const { tap, unit } = input;
  const namesOf = outsideNames(tap);
  return {
    unit,
    tap: tap.tap,
    networks: networksOf(input),
    gateways: gatewaysOf(input),
    ends: tap.routers.flatMap((router) => endsOf(router, namesOf)),
    talks: talksOf(tap),
    tunnelled: tunnelledOf(tap),
  };
}

/** Each device in the first of its networks; those without any stand together at the end. */
function networksOf({ tap, devices, zoneOf }: TapPictureInput): readonly PictureNetwork[] {
  const index = new PrefixIndex(tap.networks.map(({ prefix }) => prefix));
  const placed: PictureDevice[][] = tap.networks.map(() => []);
  const rest: PictureDevice[] = [];
  for (const device of tap.devices) {
    let first = -1;
    let address = device.addresses[0]?.ip;
    if (address === undefined) continue;
    for (const { ip } of device.addresses) {
      const bytes = parseIp(ip);
      const network = bytes === undefined ? -1 : index.first(bytes);
      if (network < 0 || (first >= 0 && network >= first)) continue;
      first = network;
      address = ip;
    }
    (placed[first] ?? rest).push(pictureDevice(device, address, devices));
  }
  const networks = tap.networks.flatMap(({ prefix }, i): readonly PictureNetwork[] => {
    const own = placed[i] as readonly PictureDevice[];
    return own.length === 0 ? [] : [{ zone: zoneOf(prefix.text), prefix: prefix.text, devices: own }];
  });
  return rest.length === 0 ? networks : [...networks, { zone: '', prefix: 'in no known network', devices: rest }];
}

function pictureDevice(device: Device, address: string, devices: ReadonlyMap<string, DeviceBeside>): PictureDevice {
  const beside = devices.get(device.key);
  const name = beside?.name || device.names[0] || device.maker;
  return { key: device.key, name, address, standing: beside?.standing ?? 'unknown' };
}

/** Undeclared ones first, then the busiest. */
function gatewaysOf({ tap, devices, findings }: TapPictureInput): readonly PictureGateway[] {
  const byMac = new Map(tap.devices.map((device) => [device.mac, device]));
  const statusOf = new Map(findings.map((finding) => [finding.subject.mac, finding.status]));
  return [...tap.routers]
    .map((router) => {
      const device = byMac.get(router.mac);
      const drawn: PictureDevice =
        device === undefined
          ? { key: router.mac, name: '', address: '', standing: 'unknown' }
          : pictureDevice(device, device.addresses[0]?.ip ?? '', devices);
      const status = statusOf.get(router.mac) ?? 'not-applicable';
      const standing = status === 'undeclared' && drawn.standing !== 'unknown' ? 'undeclared' : drawn.standing;
      return { gateway: { ...drawn, key: router.mac, standing, status }, bytes: router.bytesIn + router.bytesOut };
    })
    .sort(
      (a, b) =>
        Number(b.gateway.standing === 'undeclared') - Number(a.gateway.standing === 'undeclared') ||
        b.bytes - a.bytes ||
        compareText(a.gateway.key, b.gateway.key),
    )
    .map(({ gateway }) => gateway);
}

function endsOf(router: Router, namesOf: (ip: string) => readonly string[]): readonly PictureEnd[] {
  const answered = new Set(router.remotes.map(({ ip }) => ip));
  const silent = router.asked.filter(({ ip }) => !answered.has(ip));
  return [...endsByKind(router, router.remotes, true, namesOf), ...endsByKind(router, silent, false, namesOf)];
}

function endsByKind(
  router: Router,
  remotes: readonly RemoteAddress[],
  answered: boolean,
  namesOf: (ip: string) => readonly string[],
): readonly PictureEnd[] {
  const kinds = [...new Set(remotes.map(({ kind }) => kind))].sort(compareText).reverse();
  return kinds.flatMap((kind) => {
    const own = remotes.filter((remote) => remote.kind === kind).map(({ ip }) => ip);
    const base = { gateway: router.mac, kind, answered };
    if (own.length <= MAX_SINGLE_ENDS) {
      return own.map((ip) => ({
        ...base,
        key: `${router.mac} ${ip}`,
        addresses: 1,
        examples: [ip],
        names: namesOf(ip).slice(0, MAX_NAMES),
      }));
    }
    // The list of a router is cut at a limit of the estate; its count of answering addresses is not.
    const addresses = answered ? Math.max(own.length, router.remoteCounts[kind]) : own.length;
    const names = [...new Set(own.flatMap(namesOf))].sort(compareText).slice(0, MAX_NAMES);
    const key = `${router.mac} ${kind} ${answered ? 'answered' : 'silent'}`;
    return [{ ...base, key, addresses, examples: own.slice(0, MAX_EXAMPLES), names }];
  });
}

/** Names that hosts used for an address: answers of name servers, TLS server names, HTTP hosts. */
function outsideNames(tap: TapEstate): (ip: string) => readonly string[] {
  const names = new Map<string, Set<string>>();
  for (const { kind, about, server, name } of tap.names) {
    const ip =
      kind === 'answer' && about.startsWith('ip:')
        ? about.slice(3)
        : kind === 'tls-sni' || kind === 'http-host'
          ? server
          : '';
    if (ip === '' || name === '') continue;
    const own = names.get(ip);
    if (own === undefined) names.set(ip, new Set([name]));
    else own.add(name);
  }
  return (ip) => [...(names.get(ip) ?? [])].sort(compareText);
}

/** Whoever they are: what goes through a tunnel is a way past whatever stands at its ends. */
function tunnelledOf(tap: TapEstate): readonly TunnelledTalk[] {
  const sums = new Map<string, { talk: TunnelledTalk; services: Set<string>; flows: number; bytes: number }>();
  for (const one of tap.conversations) {
    if (one.tunnel === '') continue;
    const { tunnel, client, server } = one;
    const key = `${tunnel}\u0000${client}\u0000${server}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = {
        talk: { tunnel, client, server, services: [], flows: 0, bytes: 0 },
        services: new Set(),
        flows: 0,
        bytes: 0,
      };
      sums.set(key, sum);
    }
    sum.services.add(transportText(one.transport, one.serverPort, one.protocol));
    sum.flows += one.flows;
    sum.bytes += one.bytesOut + one.bytesIn;
  }
  return [...sums]
    .sort((a, b) => b[1].bytes - a[1].bytes || compareText(a[0], b[0]))
    .map(([, { talk, services, flows, bytes }]) => ({
      ...talk,
      services: [...services].sort(compareText),
      flows,
      bytes,
    }));
}

interface TalkSum {
  readonly from: string;
  readonly to: string;
  readonly protocols: Set<string>;
  flows: number;
  bytes: number;
}

/** Local conversations by pair of devices, whoever began; and clients of routers. */
function talksOf(tap: TapEstate): readonly PictureTalk[] {
  const known = new Set([...tap.devices.map(({ key }) => key), ...tap.routers.map(({ mac }) => mac)]);
  const sums = new Map<string, TalkSum>();
  const add = (one: string, other: string, protocols: readonly string[], flows: number, bytes: number): void => {
    if (one === other || !known.has(one) || !known.has(other)) return;
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const sum = sums.get(key) ?? { from: one, to: other, protocols: new Set<string>(), flows: 0, bytes: 0 };
    for (const protocol of protocols) sum.protocols.add(protocol);
    sum.flows += flows;
    sum.bytes += bytes;
    sums.set(key, sum);
  };
  for (const one of tap.conversations) {
    if (!tap.isLocal(one.client) || !tap.isLocal(one.server)) continue;
    const protocol = one.protocol || transportText(one.transport, one.serverPort, '');
    add(one.clientMac || one.client, one.serverMac || one.server, [protocol], one.flows, one.bytesOut + one.bytesIn);
  }
  for (const router of tap.routers) {
    for (const client of router.clients) {
      add(client.mac || client.ip, router.mac, router.services, client.flows, client.bytesOut + client.bytesIn);
    }
  }
  return [...sums]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([, { from, to, protocols, flows, bytes }]) => ({
      from,
      to,
      protocols: [...protocols].sort(compareText),
      flows,
      bytes,
    }));
}
