import type { DatagramProtocol, PacketProtocol } from '../../../src/decode/protocol.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../../../src/decode/verdict.ts';
import { mutateRecords, readRecords } from '../engine/records.ts';
import { holds, type Target } from '../engine/target.ts';
import { HashingTurn } from './hashing-turn.ts';
import { cursorOver, exactWindow, windowings } from './windows.ts';

/** Datagrams of one flow, each with a byte that says who sends it. */
export function datagramTarget(protocol: DatagramProtocol): Target {
  return {
    name: `app-${protocol.name}-datagram`,
    maxLength: 8192,
    blocks: { base: 20_000, perByte: 600 },
    mutate: (input, dice, materials) => mutateRecords(input, 1, dice, materials),
    execute(input) {
      const turns = windowings.map(() => new HashingTurn(protocol));
      const quiet = new HashingTurn(protocol, false);
      const states = windowings.map(() => protocol.open());
      const quietState = protocol.open();
      for (const { head, bytes } of readRecords(input, 1)) {
        const fromServer = ((head[0] as number) & 1) === 1;
        const answers = windowings.map((windowed, i) => {
          const window = windowed(bytes);
          const verdict = protocol.probe(cursorOver(window), fromServer);
          holds(verdict === YES || verdict === NO || verdict === UNSURE, () => `the probe says ${String(verdict)}`);
          const turn = turns[i] as HashingTurn;
          turn.fromServer = fromServer;
          return `${verdict} ${readOne(protocol.parse.bind(protocol), window, turn, states[i])}`;
        });
        holds(new Set(answers).size === 1, () => `what lies around the datagram matters: ${answers.join(' | ')}`);
        quiet.fromServer = fromServer;
        readOne(protocol.parse.bind(protocol), exactWindow(bytes), quiet, quietState);
      }
      holds(quiet.facts === turns[0]?.facts, () => 'it says something else when nobody traces');
    },
  };
}

/** What a frame or an IP packet carries by number. */
export function packetTarget(protocol: PacketProtocol): Target {
  return {
    name: `packet-${protocol.name}`,
    maxLength: 4096,
    blocks: { base: 20_000, perByte: 600 },
    execute(input) {
      const parse: Parse = (c, turn) => protocol.parse(c, turn);
      const turns = windowings.map(() => new HashingTurn(protocol));
      const answers = windowings.map((windowed, i) =>
        readOne(parse, windowed(input), turns[i] as HashingTurn, undefined),
      );
      holds(new Set(answers).size === 1, () => `what lies around the packet matters: ${answers.join(' | ')}`);
      const quiet = new HashingTurn(protocol, false);
      readOne(parse, exactWindow(input), quiet, undefined);
      holds(quiet.facts === turns[0]?.facts, () => 'it says something else when nobody traces');
    },
  };
}

type Parse = (c: ReturnType<typeof cursorOver>, turn: HashingTurn, state: unknown) => number;

/** One call of a parser, its answer and what it did as text. */
export function readOne(
  parse: Parse,
  window: Parameters<typeof cursorOver>[0],
  turn: HashingTurn,
  state: unknown,
): string {
  turn.begin();
  const cursor = cursorOver(window);
  const before = turn.told;
  const outcome = parse(cursor, turn, state);
  holds(outcome === DONE || outcome === MORE || outcome === BAD, () => `the parser says ${String(outcome)}`);
  holds(cursor.at >= window.start && cursor.at <= window.end, () => `the cursor stands at ${cursor.at - window.start}`);
  if (outcome !== DONE) holds(turn.told === before, () => 'it told something of a message that it then did not read');
  const used = outcome === DONE ? cursor.at - window.start : 0;
  if (outcome === DONE) {
    const said = turn.encryptedBytes + turn.unrecognisedBytes;
    holds(
      said <= window.end - window.start,
      () => `${said} bytes encrypted or unrecognised of ${window.end - window.start}`,
    );
  }
  return `${outcome} ${used} ${turn.skipped} ${turn.encryptedBytes} ${turn.unrecognisedBytes} ${turn.facts} ${turn.fields}`;
}
