import { compareText } from '../kernel/compare.ts';
import type { Thresholds } from '../knowledge/thresholds.ts';
import { type CommandRow, periodBuckets } from '../schema/facts/commands.ts';
import type { AccessName } from '../schema/facts/vocabulary.ts';
import type { Controller, ControllerClient } from './estate.ts';
import { MAX_LISTED } from './limits.ts';
import { addHistograms } from './merge-rows.ts';
import { type Sighting, sumOfSightings } from './sighting.ts';

/** Polling health: who reads and who writes each controller, how often, and what it refused. */
export function controllersOf(
  commands: readonly CommandRow[],
  macOf: (ip: string) => string,
  thresholds: Thresholds,
): readonly Controller[] {
  const byController = new Map<string, CommandRow[]>();
  for (const row of commands) {
    const key = `${row.server}\u0000${String(row.serverPort).padStart(5, '0')}\u0000${row.protocol}`;
    const rows = byController.get(key);
    if (rows === undefined) byController.set(key, [row]);
    else rows.push(row);
  }
  return [...byController]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([, rows]) => {
      const { server, serverPort, protocol } = rows[0] as CommandRow;
      const clients = clientsOf(rows, macOf, thresholds);
      const writes = (client: ControllerClient): boolean => client.writes + client.programs + client.stops > 0;
      return {
        ip: server,
        mac: macOf(server),
        port: serverPort,
        protocol,
        clients,
        writers: clients.filter(writes).map((client) => client.ip),
        readers: clients.filter((client) => client.reads > 0 && !writes(client)).map((client) => client.ip),
      };
    });
}

function clientsOf(
  rows: readonly CommandRow[],
  macOf: (ip: string) => string,
  thresholds: Thresholds,
): readonly ControllerClient[] {
  const byClient = new Map<string, CommandRow[]>();
  for (const row of rows) {
    const before = byClient.get(row.client);
    if (before === undefined) byClient.set(row.client, [row]);
    else before.push(row);
  }
  return [...byClient]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([ip, own]) => clientOf(ip, macOf(ip), own, thresholds));
}

function clientOf(ip: string, mac: string, rows: readonly CommandRow[], thresholds: Thresholds): ControllerClient {
  const of = (access: AccessName): Sighting => sumOfSightings(rows.filter((row) => row.access === access));
  const byAccess = {
    read: of('read'),
    write: of('write'),
    program: of('program'),
    stop: of('stop'),
    other: of('other'),
  };
  const all = sumOfSightings(rows);
  const refused = total(rows, (row) => row.refused);
  const period = periodOf(
    rows.filter((row) => row.access === 'read'),
    thresholds,
  );
  return {
    ip,
    mac,
    reads: byAccess.read.count,
    writes: byAccess.write.count,
    programs: byAccess.program.count,
    stops: byAccess.stop.count,
    others: byAccess.other.count,
    refused,
    unanswered: Math.max(0, all.count - refused - total(rows, (row) => row.accepted)),
    functions: distinct(rows.map((row) => row.function)),
    objects: distinct(rows.map((row) => row.object).filter((object) => object !== '')),
    period: period.usual,
    gaps: period.gaps,
    byAccess,
    ...all,
  };
}

/** The fullest bucket of the gaps between like requests; a gap is one two buckets (ten times) longer. */
function periodOf(
  rows: readonly CommandRow[],
  thresholds: Thresholds,
): { usual: ControllerClient['period']; gaps: number } {
  const histogram = rows.reduce<readonly number[]>((sum, row) => addHistograms(sum, row.period), []);
  const samples = histogram.reduce((sum, count) => sum + count, 0);
  if (samples < thresholds['poll-requests']) return { usual: undefined, gaps: 0 };
  let fullest = 0;
  for (const [bucket, count] of histogram.entries()) if (count > (histogram[fullest] as number)) fullest = bucket;
  const gaps = histogram.reduce((sum, count, bucket) => (bucket >= fullest + 2 ? sum + count : sum), 0);
  const from = fullest === 0 ? 0 : (periodBuckets[fullest - 1] ?? 0);
  const to = periodBuckets[fullest] ?? from;
  const share = Math.floor(((histogram[fullest] as number) * 1000) / samples);
  return { usual: { from, to, share }, gaps };
}

function total(rows: readonly CommandRow[], of: (row: CommandRow) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort(compareText).slice(0, MAX_LISTED);
}
