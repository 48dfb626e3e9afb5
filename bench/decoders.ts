/**
 * What each decoder costs by itself, on messages of generated captures: `npx tsx bench/decoders.ts [part of a name]`.
 * The bytes are cut into the windows that parsers are called with first; what is timed is parsing, with a turn that
 * keeps nothing. The best of several rounds is printed, since other work on the machine can only slow a round down.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runShare } from '../src/apps/analyse/run-share.ts';
import type { AppProtocol, PacketProtocol, StreamProtocol } from '../src/decode/protocol.ts';
import { Cursor } from '../src/kernel/cursor.ts';
import { WHOLE } from '../src/observe/share.ts';
import { BenchCaptures, type Wanted } from './bench-captures.ts';
import { CountingTurn } from './counting-turn.ts';
import { messageWindows, type WindowFlow } from './message-windows.ts';

const BYTES = 6_000_000;
const ROUNDS = 12;
/** Fewer messages than these are repeated until they are so many, so that the clock can see them. */
const LEAST_MESSAGES = 20_000;
const wanted: readonly Wanted[] = [
  { kind: 'ot', bytes: BYTES },
  { kind: 'enterprise', bytes: BYTES },
];

const only = process.argv[2] ?? '';
const captures = new BenchCaptures(join(fileURLToPath(new URL('..', import.meta.url)), 'out/bench'));
const byProtocol = new Map<AppProtocol | PacketProtocol, WindowFlow[]>();
for (const options of wanted) {
  const file = await captures.generated(options);
  const flows = messageWindows(readFileSync(file));
  assertEqual(file, flows);
  for (const flow of flows) byProtocol.set(flow.protocol, [...(byProtocol.get(flow.protocol) ?? []), flow]);
}
for (const [protocol, flows] of byProtocol) if (protocol.name.includes(only)) measure(protocol, flows);

/** As many messages of each protocol as the whole program reads in the same capture. */
function assertEqual(file: string, flows: readonly WindowFlow[]): void {
  const files = [{ path: file, length: readFileSync(file).length, hash: false }];
  const job = { files, share: WHOLE, seed: 1, clockOffset: 0, dropDuplicates: false };
  const counts = new Map<string, number>();
  for (const { protocol, count } of runShare(job).facts.tables.messages) {
    counts.set(protocol, (counts.get(protocol) ?? 0) + count);
  }
  for (const { protocol, messages } of flows) counts.set(protocol.name, (counts.get(protocol.name) ?? 0) - messages);
  for (const [name, left] of counts) {
    if (left !== 0)
      throw new Error(`${name}: ${left} messages more in the whole program than in the windows of ${file}`);
  }
}

function measure(protocol: AppProtocol | PacketProtocol, flows: readonly WindowFlow[]): void {
  const messages = flows.reduce((sum, flow) => sum + flow.messages, 0);
  const bytes = flows.reduce((sum, flow) => sum + flow.windows.reduce((all, window) => all + window.taken, 0), 0);
  const repeats = Math.max(1, Math.ceil(LEAST_MESSAGES / messages));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const turn = new CountingTurn();
    const before = process.hrtime.bigint();
    for (let i = 0; i < repeats; i++) replay(protocol, flows, turn);
    best = Math.min(best, Number(process.hrtime.bigint() - before) / repeats);
    if (turn.messages !== messages * repeats) throw new Error(`${protocol.name}: ${turn.messages} messages in a round`);
  }
  const figures = [`${(best / messages).toFixed(0)} ns a message`, `${(best / bytes).toFixed(2)} ns a byte`];
  console.log(
    `${protocol.title.slice(0, 44).padEnd(45)} ${figures.map((f) => f.padStart(20)).join('')} ${messages} messages of ${(bytes / messages).toFixed(0)} bytes`,
  );
}

function replay(protocol: AppProtocol | PacketProtocol, flows: readonly WindowFlow[], turn: CountingTurn): void {
  const c = new Cursor();
  const stream = protocol as StreamProtocol;
  for (const { windows } of flows) {
    const state = 'open' in protocol ? protocol.open() : undefined;
    for (const { bytes, view, fromServer } of windows) {
      turn.fromServer = fromServer;
      stream.parse(c.reset(bytes, view, 0, bytes.length), turn, state);
    }
  }
}
