import { compareText } from '../kernel/compare.ts';
import { isGroupMac } from '../kernel/mac.ts';
import { addressKind } from '../knowledge/address-kind.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { CoverageRow } from '../schema/facts/coverage.ts';
import type { Part } from '../schema/facts/part.ts';
import { controllersOf } from './controllers.ts';
import { ConversationTable } from './conversations.ts';
import { devicesOf } from './devices.ts';
import type { Conversation, TapEstate } from './estate.ts';
import { isDeviceMac } from './device-mac.ts';
import { localNetworks } from './local-networks.ts';
import { LocalTest } from './local-test.ts';
import { addHistograms, keyOfCells, mergeRows } from './merge-rows.ts';
import { addressConflicts, wantedAddresses } from './neighbours.ts';
import { nameLoads } from './name-loads.ts';
import { RouterTable } from './router-table.ts';
import { relayUses } from './relay-uses.ts';
import type { Sighting } from './sighting.ts';
import { mergeHealth } from './tap-health.ts';

/** One tap's parts, sorted, to its estate. Flows are walked once and never kept. */
export function resolveTap(tap: string, parts: readonly Part[], knowledge: Knowledge): TapEstate {
  const bindings = mergeBindings(parts);
  const claims = mergeRows(parts, 'claims', (row) => keyOfCells(row.about, row.attribute, row.value, row.source));
  const names = mergeRows(parts, 'names', (row) =>
    keyOfCells(row.client, row.server, row.protocol, row.kind, row.name, row.about),
  );
  const forwarding = mergeRows(parts, 'forwarding', (row) =>
    keyOfCells(row.kind, row.speaker, row.speakerMac, row.router, row.target, row.protocol),
  );
  const services = mergeRows(
    parts,
    'services',
    (row) => keyOfCells(row.server, row.transport, row.port, row.protocol),
    (a, b) => ({ answered: a.answered + b.answered }),
  );
  const certificates = mergeRows(parts, 'certificates', (row) => keyOfCells(row.holder, row.port, row.sha256));
  const networks = localNetworks(bindings, forwarding);
  const local = new LocalTest(networks);
  const walked = walkFlows(parts, bindings, local);
  const macs = ownersOf(bindings, local);
  return {
    tap,
    parts: parts.map(({ framesDigest, analysisVersion, captures }) => ({ framesDigest, analysisVersion, captures })),
    health: mergeHealth(parts.map((part) => part.health)),
    networks,
    devices: devicesOf(
      { bindings, claims, names, services, bare: bareAddresses(walked.conversations) },
      local,
      knowledge,
    ),
    conflicts: addressConflicts(bindings),
    wanted: wantedAddresses(bindings, forwarding),
    controllers: controllersOf(mergeCommands(parts), (ip) => macs.get(ip) ?? '', knowledge.thresholds),
    claims,
    names,
    forwarding,
    certificates,
    relays: relayUses(names, certificates, knowledge),
    programs: mergeRows(
      parts,
      'programs',
      (row) =>
        keyOfCells(
          row.client,
          row.server,
          row.serverPort,
          row.protocol,
          row.unit,
          row.object,
          row.direction,
          row.state,
          row.sha256,
          row.declaredSize,
        ),
      (a, b) => ({ size: Math.max(a.size, b.size) }),
    ),
    nameLoads: nameLoads(names),
    messages: mergeRows(parts, 'messages', (row) => keyOfCells(row.protocol, row.function)),
    coverage: mergeCoverage(parts),
    neighbourMessages: bindings.reduce((sum, row) => sum + (NEIGHBOUR_SOURCES.has(row.source) ? row.count : 0), 0),
    ...walked,
    groupTraffic: walked.groupTraffic || forwarding.some((row) => row.kind === 'wanted'),
    isLocal: (ip) => local.outside(ip) === 'local',
  };
}

const NEIGHBOUR_SOURCES: ReadonlySet<string> = new Set([
  'arp-request',
  'arp-reply',
  'arp-announcement',
  'arp-probe',
  'neighbour-discovery',
]);

function walkFlows(parts: readonly Part[], bindings: readonly BindingRow[], local: LocalTest) {
  const routers = new RouterTable(local);
  for (const row of bindings) routers.addBinding(row);
  const conversations = new ConversationTable();
  const localRoundTrips: number[] = [];
  let handshakes = 0;
  let flows = 0;
  let flowsWithMacs = 0;
  let groupTraffic = false;
  for (const [position, part] of parts.entries()) {
    for (let index = 0; index < part.flows.length; index++) {
      const flow = part.flows.row(index);
      const hasMac = isDeviceMac(flow.macOut) || isDeviceMac(flow.macIn);
      // An IP packet in a tunnel never has a MAC: that it has none says nothing of the tap.
      if (hasMac || flow.tunnel === '') flows++;
      if (hasMac) flowsWithMacs++;
      if (!groupTraffic && isGroupFlow(flow.macOutTo, flow.server)) groupTraffic = true;
      if (flow.synFrame > 0 || flow.synAckFrame > 0) handshakes++;
      conversations.add(flow, position);
      const server = local.outside(flow.server);
      const client = local.outside(flow.client);
      routers.addFlow(flow, position, server, client);
      if (server === 'local' && client === 'local' && flow.rttOut.length > 0) {
        addInto(localRoundTrips, flow.rttOut);
      }
    }
  }
  return {
    routers: routers.done(),
    conversations: conversations.done(),
    conversationFold: conversations.level,
    localRoundTrips,
    handshakes,
    flows,
    flowsWithMacs,
    groupTraffic,
  };
}

/**
 * Ends of conversations without a link address; folded ones name networks and are left out. What was only spoken to
 * may be a broadcast address, and nobody.
 */
function bareAddresses(conversations: readonly Conversation[]): readonly (Sighting & { readonly ip: string })[] {
  return conversations.flatMap(({ client, server, clientMac, serverMac, answered, count, first, last, frames }) => {
    const seen = { count, first, last, frames };
    const ends = [...(isBare(clientMac) ? [client] : []), ...(isBare(serverMac) && answered > 0 ? [server] : [])];
    return ends.filter((ip) => !ip.includes('/')).map((ip) => ({ ip, ...seen }));
  });
}

function isBare(mac: string): boolean {
  return !isDeviceMac(mac) && !isGroupMac(mac);
}

function addInto(sum: number[], histogram: readonly number[]): void {
  for (let bucket = 0; bucket < histogram.length; bucket++)
    sum[bucket] = (sum[bucket] ?? 0) + (histogram[bucket] as number);
}

function isGroupFlow(mac: string, server: string): boolean {
  return mac === '' ? addressKind(server) === 'group' : isGroupMac(mac);
}

/** The MAC that a local address belongs to: who says so first, else who sends with it; the smallest of several. */
function ownersOf(bindings: readonly BindingRow[], local: LocalTest): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const sent = new Map<string, string>();
  for (const row of bindings) {
    const map = row.source === 'frame' ? sent : said;
    if (row.source === 'frame' && local.outside(row.ip) !== 'local') continue;
    const before = map.get(row.ip);
    if (before === undefined || compareText(row.mac, before) < 0) map.set(row.ip, row.mac);
  }
  return new Map([...sent, ...said]);
}

function mergeBindings(parts: readonly Part[]): readonly BindingRow[] {
  return mergeRows(
    parts,
    'bindings',
    (row) => keyOfCells(row.mac, row.ip, row.vlan, row.source),
    (a, b) => ({
      ttlMin: a.ttlMin < 0 ? b.ttlMin : b.ttlMin < 0 ? a.ttlMin : Math.min(a.ttlMin, b.ttlMin),
      ttlMax: Math.max(a.ttlMax, b.ttlMax),
    }),
  );
}

function mergeCommands(parts: readonly Part[]) {
  return mergeRows(
    parts,
    'commands',
    (row) =>
      keyOfCells(row.client, row.server, row.serverPort, row.protocol, row.unit, row.function, row.object, row.access),
    (a, b) => ({
      accepted: a.accepted + b.accepted,
      refused: a.refused + b.refused,
      period: addHistograms(a.period, b.period),
      latency: addHistograms(a.latency, b.latency),
    }),
  );
}

function mergeCoverage(parts: readonly Part[]): readonly CoverageRow[] {
  const rows = new Map<string, CoverageRow>();
  for (const part of parts) {
    for (const row of part.tables.coverage) {
      const before = rows.get(row.protocol);
      rows.set(row.protocol, before === undefined ? row : addCoverage(before, row));
    }
  }
  return [...rows.values()].sort((a, b) => compareText(a.protocol, b.protocol));
}

function addCoverage(a: CoverageRow, b: CoverageRow): CoverageRow {
  return {
    protocol: a.protocol,
    flows: a.flows + b.flows,
    frames: a.frames + b.frames,
    captured: a.captured + b.captured,
    decoded: a.decoded + b.decoded,
    encrypted: a.encrypted + b.encrypted,
    unrecognised: a.unrecognised + b.unrecognised,
    lost: a.lost + b.lost,
    damaged: a.damaged + b.damaged,
    missing: a.missing + b.missing,
  };
}
