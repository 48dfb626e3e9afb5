import type { StreamProtocol } from '../../src/decode/protocol.ts';
import { DONE, YES } from '../../src/decode/verdict.ts';

/** What a parser was given of one side, in order: bytes, or the news that some are missing. */
export interface Heard {
  readonly fromServer: boolean;
  readonly bytes: Uint8Array;
  readonly gap: boolean;
}

/** A stream protocol that takes any bytes for its own and writes down what it is given. */
export function listeningProtocol(heard: Heard[]): StreamProtocol {
  return {
    kind: 'stream',
    name: 'listening',
    title: 'Whatever is said',
    spec: 'none',
    fields: {},
    anomalies: {},
    undecoded: 'Nothing.',
    functionName: () => undefined,
    falseMatchLog2: -64,
    ports: [],
    maxMessage: 65_536,
    open: () => undefined,
    probe: () => YES,
    parse(c, turn) {
      turn.message(0);
      heard.push({ fromServer: turn.fromServer, bytes: c.take(c.left).slice(), gap: false });
      return DONE;
    },
    gap(_state, fromServer) {
      heard.push({ fromServer, bytes: new Uint8Array(0), gap: true });
    },
  };
}
