/**
 * The oracle: every field that has the same name in tshark, frame by frame, over all real captures.
 * `npm run oracle -- [--protocol NAME] [--grep TEXT] [--settle]`
 * It fails on a difference that accepted/ gives no reason for, on a reason that nothing needs any more, and where a
 * field differs more often, or is equal less often, than ceiling.tsv says. `--settle` takes over lower counts, and
 * those of fields and reasons that are new; it never raises any.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setting } from '../../bench/machine.ts';
import { capturesFolder, knownCaptures } from '../judge/captures-at-hand.ts';
import { AcceptedFields, countsFile, countsText, readAcceptedCounts, readAcceptedEntries } from './accepted-fields.ts';
import { ceilingFailures, ceilingFile, ceilingText, readCeilings, settledCeilings } from './ceiling.ts';
import { compareCapture } from './compare-capture.ts';
import { FieldTable, fieldTableText } from './field-table.ts';
import { openFrames, oracleText } from './oracle-result.ts';
import { ourFrames } from './our-frames.ts';
import { sharedProtocols } from './shared-fields.ts';
import { TsharkFields } from './tshark-frames.ts';

const root: string = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: { protocol: { type: 'string' }, grep: { type: 'string' }, settle: { type: 'boolean' } },
});
const folder = capturesFolder();
if (folder === undefined) {
  console.error('oracle: left out, there are no captures. Name their folder in QUAYWATCH_CAPTURES.');
} else {
  await ask(folder);
}

async function ask(captures: string): Promise<void> {
  const started = performance.now();
  const shared = sharedProtocols();
  const wanted = options.protocol === undefined ? undefined : new Set(options.protocol.split(','));
  const protocols = new Map(shared.map((protocol) => [protocol.name, protocol]));
  const fields = new Map(shared.flatMap((protocol) => [...protocol.fields]));
  const tshark = new TsharkFields([...fields.values()], join(root, 'out/oracle'));
  const entries = readAcceptedEntries();
  const accepted = new AcceptedFields(entries, readAcceptedCounts());
  const table = new FieldTable();
  const unexplained: string[] = [];
  const known = knownCaptures(captures).filter(({ file }) => file.includes(options.grep ?? ''));
  const queue = known[Symbol.iterator]();
  let done = 0;
  let compared = 0;
  const work = async (): Promise<void> => {
    for (const { id, file, path } of queue) {
      if (++done % 200 === 0) console.error(`oracle: ${done} of ${known.length}`);
      const ours = await ourFrames(path);
      if (!speaks(ours, wanted)) continue;
      compared++;
      for (const cell of compareCapture(ours, await tshark.ask(id, path), protocols, table)) {
        if (wanted?.has(cell.protocol) === false) continue;
        const cause = cell.kind === 'equal' ? undefined : accepted.causeOf(id, cell);
        table.add(cell, cause);
        if (cell.kind === 'equal' || cause !== undefined) continue;
        const { protocol, field, kind, frame } = cell;
        const lists = [cell.ours, cell.theirs].map((list) => JSON.stringify(list.join().slice(0, 300))).join('\t');
        unexplained.push([protocol, field, kind, id, frame, lists, file].join('\t'));
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));

  const rows = table.rows().filter(({ protocol }) => wanted?.has(protocol) ?? true);
  const judged = new Set(known.map(({ id }) => id));
  const whole = options.grep === undefined;
  if (options.settle === true) {
    writeFileSync(countsFile, countsText(accepted.settled(judged)));
    if (whole) writeFileSync(ceilingFile, ceilingText(settledCeilings(rows, readCeilings())));
  }
  const again = options.settle === true ? accepted.with(readAcceptedCounts()) : accepted;
  const ceilings = readCeilings().filter(({ protocol }) => wanted?.has(protocol) ?? true);
  const failures = [
    ...unexplainedByField(unexplained),
    ...again.failures(judged, wanted),
    ...(whole ? ceilingFailures(rows, ceilings) : []),
  ];
  const result = {
    date: new Date().toISOString().slice(0, 10),
    setting: setting(),
    tshark: tshark.version,
    captures: compared,
    seconds: (performance.now() - started) / 1000,
    rows,
    declared: new Map(shared.map((one) => [one.name, { names: one.declared, shared: one.fields.size }])),
    failures,
  };
  const complete = whole && wanted === undefined;
  const results = complete ? join(root, 'test/oracle/results') : join(root, 'out/oracle');
  if (!existsSync(results)) mkdirSync(results, { recursive: true });
  const text = oracleText(result, entries);
  writeFileSync(join(results, complete ? `${result.date}.md` : 'partial.md'), text);
  writeFileSync(
    join(results, 'fields.tsv'),
    fieldTableText(rows, `commit ${result.setting.commit}; ${tshark.version}`),
  );
  writeFileSync(join(root, 'out/oracle/unexplained.tsv'), `${unexplained.join('\n')}\n`);
  console.log(text);
  console.error(`oracle: ${openFrames(rows, entries)} open differences`);
  console.error(`oracle: ${failures.length} failures; each unexplained frame: out/oracle/unexplained.tsv`);
  if (failures.length > 0) process.exitCode = 1;
}

function speaks(ours: ReadonlyMap<number, ReadonlyMap<string, unknown>>, wanted?: ReadonlySet<string>): boolean {
  if (wanted === undefined) return ours.size > 0;
  return [...ours.values()].some((frame) => [...frame.keys()].some((name) => wanted.has(name)));
}

/** One line for all frames in which a field differs in the same manner, with the first of them. */
function unexplainedByField(lines: readonly string[]): string[] {
  const byField = new Map<string, string[]>();
  for (const line of lines) {
    const key = line.split('\t').slice(0, 3).join(', ');
    byField.set(key, [...(byField.get(key) ?? []), line]);
  }
  return [...byField].map(([key, all]) => {
    const [capture, frame, ours, theirs] = (all[0] ?? '').split('\t').slice(3);
    return `${key}: ${all.length} frames without a reason, the first is ${capture} frame ${frame}: ${ours}, tshark ${theirs}`;
  });
}
