import { compareText } from '../../kernel/compare.ts';
import { canonicalIp, parsePrefix, type Prefix } from '../../kernel/ip.ts';
import { isGroupMac, parseMac } from '../../kernel/mac.ts';
import { isoTime } from '../../kernel/time.ts';
import { OUTSIDE } from '../../schema/declaration/outside.ts';
import { SITE_SCHEMA_NAME } from '../../schema/declaration.ts';
import { freeId } from '../value/free-id.ts';
import { prefixesOverlap } from '../value/prefix-order.ts';
import type { DraftDevice, DraftInput } from './draft-input.ts';
import { DraftPage } from './draft-page.ts';
import { type DraftPlace, draftPlaces } from './draft-places.ts';
import { draftComment, draftId, draftText } from './draft-text.ts';

/** Capture files of one tap that are listed one by one. */
export const MAX_DRAFT_FILES = 100;
/** Addresses of one device that are listed. */
export const MAX_DRAFT_ADDRESSES = 32;
/** Networks of one place that are kept apart from each other. */
export const MAX_DRAFT_NETWORKS = 200;

/**
 * A first `site.yaml` from what was seen: every entry `observed`, so that it permits nothing until a person has
 * looked at it and made it `agreed`. The text passes the declaration's own check and depends on nothing but its input.
 */
export function draftSite(input: DraftInput): string {
  const page = new DraftPage();
  const places = draftPlaces(input);
  draftTaps(page, input, places);
  const zones = draftNetworks(page, input, places);
  draftConduits(page, input, places, zones);
  draftGateways(page, input, places);
  draftServices(page, input, places);
  draftDevices(page, input, places);
  return [HEAD, ...SECTIONS.map(([section, comments]) => page.text(section, comments))].join('\n');
}

const HEAD = `# What was seen, as a first declaration. Nobody has agreed to it yet: every entry is "observed" and permits nothing.
# Go through it entry by entry. What belongs there becomes "status: agreed"; what does not is deleted here and
# looked for on the crane. docs/declaration.md explains every key.
schema: ${SITE_SCHEMA_NAME}
# site:
#   unlocode: five characters
#   facility: name or number of the facility
`;

const SECTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['cranes', ['CHECK: class, maker, model, year, serial number and berth of each crane.']],
  [
    'taps',
    [
      'CHECK: replace "segment" by "crane: <id>" where the capture was taken on a crane, here and below;',
      'one tap for one mirror port; add switch, port, directions (rx, tx, both), by, and clockOffset if the clock was wrong.',
    ],
  ],
  [
    'zones',
    ['CHECK: one zone was made for each network. Join those with one need of protection; add the Purdue level.'],
  ],
  ['networks', ['CHECK: the lengths were guessed from the addresses seen. Compare them with the address plan.']],
  [
    'conduits',
    ['CHECK: each was seen, which does not make it right. Who wanted it? Narrow protocols and functions, then agree.'],
  ],
  [
    'gateways',
    ['CHECK: does each stand in a contract or a site plan? Add purpose, wan, carrier, sim, validity, approver.'],
  ],
  ['services', ['CHECK: is each of these servers meant to serve this network?']],
  ['devices', ['CHECK: is each in the contract or the asset list? Add role; add "clients" to every controller.']],
];

const OBSERVED = 'status: observed';

function draftTaps(page: DraftPage, input: DraftInput, places: ReadonlyMap<string, DraftPlace>): void {
  const cranes = [...places.values()].filter((place) => place.kind === 'crane').map((place) => place.id);
  for (const id of [...new Set(cranes)].sort(compareText)) page.add('cranes', [`id: ${JSON.stringify(id)}`, OBSERVED]);
  const taken = new Set<string>();
  for (const tap of input.taps.toSorted((a, b) => compareText(a.id, b.id))) {
    const patterns = [...new Set(tap.files.map(filePattern))]
      .filter((p) => p.trim() !== '' && !taken.has(p))
      .sort(compareText);
    const place = places.get(tap.id) as DraftPlace;
    const listed = patterns.slice(0, MAX_DRAFT_FILES);
    for (const pattern of listed) taken.add(pattern);
    const id = page.id('taps', draftId(tap.id));
    // A tap without files still names its place, to which other entries refer.
    if (listed.length === 0) listed.push(freeId(`no-file-of-${id}`, taken));
    const lines = [`id: ${JSON.stringify(id)}`, 'files:'];
    for (const pattern of listed) lines.push(`  - ${JSON.stringify(pattern)}`);
    if (patterns.length > listed.length)
      lines.push(`  # and ${patterns.length - listed.length} more: write a pattern with *`);
    lines.push(place.line);
    if (tap.from !== undefined && tap.until !== undefined && tap.until > tap.from) {
      lines.push(
        'when:',
        `  from: ${JSON.stringify(isoTime(tap.from))}`,
        `  until: ${JSON.stringify(isoTime(tap.until))}`,
      );
    }
    page.add('taps', [...lines, OBSERVED]);
  }
}

/** A pattern that matches the file: characters with a meaning in patterns, and what is not printable, become "?". */
function filePattern(file: string): string {
  const letters = [...file];
  const end = letters.slice(-MAX_PATTERN_LETTERS);
  const safe = end.map((letter) => (/[*?{}\\]|[\p{C}\p{Zl}\p{Zp}]/u.test(letter) ? '?' : letter)).join('');
  const steps = safe.split('/').filter((step) => step !== '' && step !== '.');
  const whole = steps.map((step) => (step === '..' ? '*' : step)).join('/');
  return letters.length > end.length ? `*${whole}` : whole;
}

const MAX_PATTERN_LETTERS = 150;

/** Writes networks with a zone each; returns the zone by place and CIDR. */
function draftNetworks(
  page: DraftPage,
  input: DraftInput,
  places: ReadonlyMap<string, DraftPlace>,
): ReadonlyMap<string, string> {
  const zones = new Map<string, string>();
  const kept = new Map<string, Prefix[]>();
  for (const { place, prefix, vlan } of sortedNetworks(input, places)) {
    const key = `${place.line} ${prefix.text}`;
    const neighbours = kept.get(place.line) ?? [];
    if (zones.has(key) || neighbours.length >= MAX_DRAFT_NETWORKS) continue;
    // Networks of one place must not overlap; the wider one was written first and holds this one's addresses.
    const holder = neighbours.find((other) => prefixesOverlap(other, prefix));
    if (holder) {
      const zone = zones.get(`${place.line} ${holder.text}`);
      if (zone !== undefined) zones.set(key, zone);
      continue;
    }
    const id = page.id('networks', draftId(`${place.id}-${prefix.text}`));
    const lines = [`id: ${JSON.stringify(id)}`, `cidr: ${JSON.stringify(prefix.text)}`];
    if (vlan !== undefined && Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094) lines.push(`vlan: ${vlan}`);
    lines.push(`zone: ${JSON.stringify(`zone-${id}`)}`, place.line, OBSERVED);
    if (!page.add('zones', [`id: ${JSON.stringify(`zone-${id}`)}`, OBSERVED])) continue;
    if (!page.add('networks', lines)) continue;
    zones.set(key, `zone-${id}`);
    kept.set(place.line, [...neighbours, prefix]);
  }
  return zones;
}

function sortedNetworks(
  input: DraftInput,
  places: ReadonlyMap<string, DraftPlace>,
): { readonly place: DraftPlace; readonly prefix: Prefix; readonly vlan: number | undefined }[] {
  return input.networks
    .flatMap(({ tap, cidr, vlan }) => {
      const place = places.get(tap);
      const prefix = cidr.includes('/') ? parsePrefix(cidr) : undefined;
      return place && prefix ? [{ place, prefix, vlan }] : [];
    })
    .sort(
      (a, b) =>
        compareText(a.place.line, b.place.line) ||
        a.prefix.length - b.prefix.length ||
        compareText(a.prefix.text, b.prefix.text) ||
        (a.vlan ?? 0) - (b.vlan ?? 0),
    );
}

function draftConduits(
  page: DraftPage,
  input: DraftInput,
  places: ReadonlyMap<string, DraftPlace>,
  zones: ReadonlyMap<string, string>,
): void {
  const merged = new Map<string, { from: string; to: string; protocols: Set<string>; functions: Set<string> }>();
  for (const { tap, from, to, protocols, functions } of input.conversations) {
    const place = places.get(tap);
    const zoneAt = (end: string): string | undefined =>
      end === OUTSIDE ? OUTSIDE : zones.get(`${place?.line} ${parsePrefix(end)?.text}`);
    const [fromZone, toZone] = [zoneAt(from), zoneAt(to)];
    if (fromZone === undefined || toZone === undefined || fromZone === toZone) continue;
    const key = `${fromZone} ${toZone}`;
    const known = merged.get(key) ?? { from: fromZone, to: toZone, protocols: new Set(), functions: new Set() };
    for (const protocol of protocols) if (protocol.trim() !== '') known.protocols.add(protocol.toLowerCase());
    for (const name of functions) known.functions.add(name);
    merged.set(key, known);
  }
  for (const key of [...merged.keys()].sort(compareText)) {
    const { from, to, protocols, functions } = merged.get(key) as NonNullable<ReturnType<typeof merged.get>>;
    const lines = [`from: ${JSON.stringify(from)}`, `to: ${JSON.stringify(to)}`];
    if (protocols.size > 0) lines.push(`protocols: ${flowList([...protocols].sort(compareText).slice(0, 200))}`);
    if (functions.size > 0) lines.push(`functions: ${flowList([...functions].sort(compareText))}`);
    page.add('conduits', [...lines, OBSERVED]);
  }
}

function draftGateways(page: DraftPage, input: DraftInput, places: ReadonlyMap<string, DraftPlace>): void {
  const taken = new Set<string>();
  for (const gateway of sortedBy(input.gateways, (g) => `${g.mac} ${g.ip ?? ''} ${g.tap} ${g.why ?? ''}`)) {
    const place = places.get(gateway.tap);
    const mac = deviceMac(gateway.mac);
    if (!place || mac === undefined || taken.has(`${place.line} ${mac}`)) continue;
    taken.add(`${place.line} ${mac}`);
    const lines = [`id: ${JSON.stringify(page.id('gateways', draftId(`gw-${place.id}-${gateway.ip ?? mac}`)))}`];
    if (gateway.why !== undefined) lines.push(`# seen: ${draftComment(gateway.why)}`);
    lines.push(`mac: ${JSON.stringify(mac)}`, ...ipLines(gateway.ip === undefined ? [] : [gateway.ip], place, taken));
    page.add('gateways', [...lines, place.line, OBSERVED]);
  }
}

function draftServices(page: DraftPage, input: DraftInput, places: ReadonlyMap<string, DraftPlace>): void {
  const taken = new Set<string>();
  for (const { tap, kind, ip } of sortedBy(input.servers, (s) => `${s.kind} ${s.ip} ${s.tap}`)) {
    const place = places.get(tap);
    const address = canonicalIp(ip);
    if (!place || address === undefined || taken.has(`${place.line} ${kind} ${address}`)) continue;
    taken.add(`${place.line} ${kind} ${address}`);
    const id = page.id('services', draftId(`${kind}-${place.id}-${address}`));
    page.add('services', [
      `id: ${JSON.stringify(id)}`,
      `kind: ${kind}`,
      `ip: ${JSON.stringify(address)}`,
      place.line,
      OBSERVED,
    ]);
  }
}

function draftDevices(page: DraftPage, input: DraftInput, places: ReadonlyMap<string, DraftPlace>): void {
  const taken = new Set<string>();
  const key = (d: DraftDevice): string =>
    `${d.mac ?? '~'} ${d.ips.toSorted(compareText).join(' ')} ${d.tap} ${d.name ?? ''}`;
  for (const device of sortedBy(input.devices, key)) {
    const place = places.get(device.tap);
    const mac = device.mac === undefined ? undefined : deviceMac(device.mac);
    // A group address is no device, whatever addresses came with it.
    if (!place || (mac === undefined) !== (device.mac === undefined)) continue;
    if (mac !== undefined && taken.has(`${place.line} ${mac}`)) continue;
    const ips = ipLines(device.ips, place, taken);
    if (mac === undefined && !ips.some((line) => line.startsWith('ip:'))) continue;
    const wish = device.name ?? device.ips.toSorted(compareText)[0] ?? mac ?? '';
    const lines = [`id: ${JSON.stringify(page.id('devices', draftId(`${place.id}-${wish}`)))}`];
    if (mac !== undefined) {
      taken.add(`${place.line} ${mac}`);
      lines.push(`mac: ${JSON.stringify(mac)}`);
    }
    lines.push(...ips);
    if (device.role !== undefined) lines.push(`role: ${device.role}`);
    for (const name of ['name', 'maker', 'model', 'serial', 'firmware'] as const) {
      const text = device[name]?.trim();
      if (text !== undefined && text !== '') lines.push(`${name}: ${draftText(text)}`);
    }
    page.add('devices', [...lines, place.line, OBSERVED]);
  }
}

/** Addresses that nobody at this place has yet. Two devices with one address is for a person to sort out. */
function ipLines(ips: readonly string[], place: DraftPlace, taken: Set<string>): string[] {
  const all = [...new Set(ips.flatMap((ip) => canonicalIp(ip) ?? []))].sort(compareText);
  const free = all.filter((ip) => !taken.has(`${place.line} ${ip}`)).slice(0, MAX_DRAFT_ADDRESSES);
  for (const ip of free) taken.add(`${place.line} ${ip}`);
  const others = all.filter((ip) => !free.includes(ip)).slice(0, MAX_DRAFT_ADDRESSES);
  const lines = free.length === 0 ? [] : [`ip: ${flowList(free)}`];
  if (others.length > 0)
    lines.push(`# CHECK: it also used ${others.join(', ')}, which another entry has or which were too many.`);
  return lines;
}

function deviceMac(text: string): string | undefined {
  const mac = parseMac(text);
  return mac === undefined || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? undefined : mac;
}

function flowList(texts: readonly string[]): string {
  return `[${texts.map(draftText).join(', ')}]`;
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items
    .map((item) => [key(item), item] as const)
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([, item]) => item);
}
