import { recordingTurn, type RecordingTurn } from '../../../../test/support/recording-turn.ts';
import { cip } from '../cip.ts';
import { unconnected } from '../enip/samples.cases.ts';
import { enipOverTcp } from '../enip.ts';
import { feedStream, type Segment } from '../feed-stream.cases.ts';

/** Messages by turns: a request, its answer, a request, … */
export function exchange(messages: readonly Uint8Array[], overrides: Partial<RecordingTurn> = {}): RecordingTurn {
  const turn = recordingTurn(overrides);
  const segments: Segment[] = messages.map((bytes, i) => ({ fromServer: i % 2 === 1, bytes }));
  feedStream(enipOverTcp, segments, turn);
  return turn;
}

/** Requests and answers without a connection. */
export const said = (...messages: readonly Uint8Array[]): RecordingTurn =>
  exchange(messages.map((m) => unconnected(m)));

export function commands(turn: RecordingTurn): string[] {
  return turn.facts
    .filter((fact) => fact.startsWith('command'))
    .map((fact) => {
      const [, fn, unit, area, start, count, access] =
        /^command fn (\d+) unit (\d+) area (\d+) start (\d+) count (\d+) (\w+)$/.exec(fact) as unknown as string[];
      const object = cip.objectName?.(Number(fn), Number(area), Number(start), Number(count), (id) =>
        turn.addressText(id),
      );
      return `${access} ${cip.functionName(Number(fn))}: ${object}${unit === '0' ? '' : ` in slot ${unit}`}`;
    });
}

export const outcomes = (turn: RecordingTurn): string[] => turn.facts.filter((fact) => fact.startsWith('outcome'));
export const names = (turn: RecordingTurn): (string | undefined)[] =>
  turn.carried.map(({ fn }) => cip.functionName(fn));
export const anomalies = (turn: RecordingTurn): string[] => turn.carriedAnomalies.map(({ code }) => code);
