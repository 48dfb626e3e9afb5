import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setting } from '../../bench/machine.ts';
import { type AcceptedDifference, AcceptedDifferences, type Difference, readAccepted } from './accepted.ts';
import { isDamaged, type KnownCapture, sampleOf } from './captures-at-hand.ts';
import { compareCounts } from './compare-counts.ts';
import { CarriedTable } from './carried-table.ts';
import { cutCapture } from './cut-capture.ts';
import { judgeDeterminism } from './determinism.ts';
import { JudgePool } from './judge-pool.ts';
import type { JudgeAnswer } from './judge-protocol.ts';
import type { JudgeResult } from './judge-result.ts';
import { quaywatch } from './real-program.ts';
import { SeenTable } from './seen-table.ts';
import { CountTable } from './count-table.ts';
import { Tallies } from './tallies.ts';
import { TsharkOracle } from './tshark-oracle.ts';

export interface JudgeOptions {
  /** Cases and tshark's answers; not committed. */
  readonly scratch: string;
  readonly workers: number;
  readonly determinism: boolean;
  readonly say: (line: string) => void;
}

const LIMIT_SECONDS = 60;
/** Of well-formed captures so many are also given to the built program; of damaged ones all. */
const PROGRAM_SAMPLE = 80;
const MIN_PACKETS_TO_CUT = 6;
/** Captures of offices and households, where no crane's hidden router can be. Nobody certified them. */
const UNSUSPECTED = ['enterprise-negative', 'iot-device'];

export async function judgeCaptures(
  captures: readonly KnownCapture[],
  options: JudgeOptions,
): Promise<{ result: JudgeResult; seen: SeenTable }> {
  const started = performance.now();
  const oracle = new TsharkOracle(join(options.scratch, 'tshark'));
  const tallies = new Tallies();
  const counts = new CountTable();
  const seenByUs = new SeenTable();
  const acceptable = readAccepted();
  const accepted = new AcceptedDifferences(acceptable);
  const explained = new Map<AcceptedDifference, string[]>();
  const unexplained: Difference[] = [];
  const carriedIn = new CarriedTable();
  const pool = new JudgePool(options.workers, LIMIT_SECONDS);
  const byProgram = new Set([
    ...captures.filter(isDamaged),
    ...sampleOf(
      captures.filter((c) => !isDamaged(c)),
      PROGRAM_SAMPLE,
    ),
  ]);
  mkdirSync(options.scratch, { recursive: true });
  let done = 0;
  let outOfOrder = 0;
  let alike = 0;

  await inTurns(captures, options.workers, async (capture) => {
    const scratch = mkdtempSync(join(options.scratch, 'capture-'));
    try {
      await judgeOne(capture, scratch);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
    if (++done % 200 === 0) options.say(`judge: ${done} of ${captures.length}`);
  });
  pool.close();

  async function judgeOne(capture: KnownCapture, scratch: string): Promise<void> {
    const { id, path, file, packets } = capture;
    const seen = await oracle.ask(id, path);
    const cut = packets !== null && packets >= MIN_PACKETS_TO_CUT;
    const written = cut ? cutCapture(id, path, packets, scratch) : undefined;
    if (written?.comparable === 'clock goes back') outOfOrder++;
    if (written?.comparable === 'alike') alike++;
    const pieces = written?.comparable === 'yes' ? written : undefined;
    const outcome = await pool.judge({ path, out: join(scratch, 'case'), ...(pieces === undefined ? {} : { pieces }) });
    if ('failure' in outcome) {
      tallies.add('endings', false, `${outcome.failure}: ${file}`);
      return;
    }
    const { answer } = outcome;
    tallyAnswer(tallies, capture, answer);
    if (packets !== null && packets === seen.frames && answer.frames === packets) {
      const theirs = seen.capturedBytes + packets * pseudoHeaderOf(capture);
      tallies.add('bytes', answer.capturedBytes === theirs, `${answer.capturedBytes}, tshark ${theirs}: ${id} ${file}`);
    }
    if (byProgram.has(capture)) {
      const ended = await quaywatch(['inspect', path, '--out', join(scratch, 'program')], LIMIT_SECONDS);
      const good = (ended.exit === 0 || ended.exit === 3) && ended.exit === answer.inspectExit;
      tallies.add(
        'program',
        good,
        `${ended.how} (in the judge ${answer.inspectExit}): ${file}: ${ended.stderr.slice(-200)}`,
      );
    }
    if (isDamaged(capture) || seen.frames < 0) return;
    seenByUs.add(capture, answer.summary);
    for (const [carrier, inside] of Object.entries(seen.carried)) carriedIn.add(carrier, inside);
    const compared = compareCounts(capture, answer.summary, seen);
    for (const difference of compared.differences) {
      const entry = accepted.explain(difference);
      if (entry === undefined) unexplained.push(difference);
      else explained.set(entry, [...(explained.get(entry) ?? []), file]);
    }
    counts.add(compared, (protocol) => unexplained.every((d) => d.id !== id || d.protocol !== protocol));
  }

  const determinism = options.determinism
    ? await judgeDeterminism(
        captures.filter((c) => !isDamaged(c)),
        join(options.scratch, 'determinism'),
        options.say,
      )
    : [];
  const damaged = captures.filter(isDamaged).length;
  const result: JudgeResult = {
    date: new Date().toISOString().slice(0, 10),
    setting: setting(),
    tshark: oracle.version,
    captures: captures.length,
    leftOut: [
      `${damaged} damaged or malformed captures from the comparison of messages`,
      `${captures.filter(({ packets }) => packets === null).length} captures, which capinfos gives up on, from that of frames`,
      `${outOfOrder} captures from that of pieces: their clock goes back from one piece to the next`,
      `${alike} captures from that of pieces: two pieces have the same bytes, and so are one file under two names`,
      ...(options.determinism ? [] : ['determinism of the built program']),
    ],
    seconds: (performance.now() - started) / 1000,
    ...tallies.all(),
    protocols: counts.rows(),
    carried: carriedIn.rows(),
    accepted: acceptable
      .filter((entry) => explained.has(entry))
      .map((entry) => {
        const { protocol, cause, reason } = entry;
        return { protocol, cause, reason, files: (explained.get(entry) ?? []).sort() };
      }),
    unexplained: unexplained.sort((a, b) => (`${a.protocol} ${a.file}` < `${b.protocol} ${b.file}` ? -1 : 1)),
    unusedEntries: accepted.unused(new Set(captures.map(({ id }) => id))),
    determinism,
  };
  return { result, seen: seenByUs };
}

/** Wireshark reads the four bytes before a frame of SunATM as a header of its own and not as captured. */
function pseudoHeaderOf({ linktype }: KnownCapture): number {
  return linktype === 'atm-pdus' ? 4 : 0;
}

function tallyAnswer(tallies: Tallies, capture: KnownCapture, answer: JudgeAnswer): void {
  const { id, file, packets, tags } = capture;
  const exits = [answer.inspectExit, answer.decodeExit];
  const ended = exits.every((exit) => exit === 0 || exit === 3);
  tallies.add('endings', ended, `inspect ${exits[0]}, decode ${exits[1]}: ${id} ${file}: ${answer.stderr.slice(-300)}`);
  if (packets !== null) {
    tallies.add('frames', answer.frames === packets, `${answer.frames}, capinfos ${packets}: ${id} ${file}`);
  }
  tallies.add('coverage', answer.coverage.length === 0, `${answer.coverage.join('; ')}: ${id} ${file}`);
  const digests = Object.entries(answer.partDigests);
  const unequal = digests.filter(([, digest]) => digest !== digests[0]?.[1]).map(([name]) => name);
  tallies.add('shares', unequal.length === 0, `other part with ${unequal.join(', ')}: ${id} ${file}`);
  if (answer.pieceDigests !== undefined) {
    tallies.add('pieces', answer.pieceDigests[0] === answer.pieceDigests[1], `other part from pieces: ${id} ${file}`);
  }
  if (tags.some((tag) => UNSUSPECTED.includes(tag))) {
    const alarms = answer.findings.map(({ severity, title }) => `${severity} ${title}`).join('; ');
    tallies.add('alarms', answer.findings.length === 0, `${alarms}: ${id} ${file}`);
  }
}

/** So many at once, in the list's order. */
async function inTurns<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
