import { describe, expect, it } from 'vitest';
import { type GivenFrame, host, observe, udpFrame } from '../../test/support/observe-frames.ts';
import type { DatagramProtocol } from '../decode/protocol.ts';
import { DONE, UNSURE } from '../decode/verdict.ts';
import { MAX_BEFORE_BYTES } from './protocol-finder.ts';

const compared: [before: number, now: number][] = [];

/** Tells itself by two datagrams of one direction that begin alike. */
const shy: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'shy',
  title: 'Shy',
  spec: 'none',
  fields: {},
  anomalies: {},
  functionName: () => 'said',
  undecoded: 'nothing',
  falseMatchLog2: -32,
  ports: [],
  open: () => undefined,
  probe: () => UNSURE,
  follows(before, c) {
    compared.push([before.left, c.left]);
    return before.peek8() === c.peek8();
  },
  parse(c, turn) {
    turn.message(1);
    c.at = c.end;
    return DONE;
  },
};

function frames(said: readonly [fromClient: boolean, bytes: Uint8Array][]): GivenFrame[] {
  return said.map(([fromClient, bytes], i) => {
    const frame = fromClient
      ? udpFrame(host(1), host(2), 40_000, 9, bytes)
      : udpFrame(host(2), host(1), 9, 40_000, bytes);
    return { at: i * 10_000_000, bytes: frame };
  });
}

describe('a protocol that wants to see two datagrams', () => {
  it(`is shown the first ${MAX_BEFORE_BYTES} bytes of the same direction's last one`, () => {
    compared.length = 0;
    const long = new Uint8Array(MAX_BEFORE_BYTES + 1).fill(7);
    const part = observe(
      frames([
        [true, long],
        [false, Uint8Array.of(8)],
        [true, Uint8Array.of(9)],
        [false, Uint8Array.of(8, 8)],
        [true, Uint8Array.of(1)],
      ]),
      { apps: [shy], packets: [] },
    );
    expect(compared).toEqual([
      [MAX_BEFORE_BYTES, 1],
      [1, 2],
    ]);
    const row = part.tables.coverage.find(({ protocol }) => protocol === 'shy');
    expect([row?.flows, row?.unrecognised]).toEqual([1, 0]);
  });
});
