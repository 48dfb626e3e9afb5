import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combineShares,
  type GivenFrame,
  host,
  observe,
  observeShares,
  tcpFrame,
  udpFrame,
} from '../../test/support/observe-frames.ts';
import { partText } from '../../test/fuzz/targets/part-text.ts';

const query = Uint8Array.of(0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 1, 0, 1);
const poll = Uint8Array.of(0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2);
const answer = Uint8Array.of(0, 1, 0, 0, 0, 7, 1, 3, 4, 0, 1, 0, 2);

/** One thing that happens on a small network of six hosts. */
const event: fc.Arbitrary<(at: number) => GivenFrame> = fc
  .record({
    a: fc.integer({ min: 1, max: 6 }),
    b: fc.integer({ min: 1, max: 6 }),
    port: fc.integer({ min: 0, max: 2 }),
    kind: fc.integer({ min: 0, max: 6 }),
    sequence: fc.constantFrom(1, 13, 25, 0xffff_fff8),
  })
  .map(({ a, b, port, kind, sequence }) => (at) => {
    const [from, to] = [host(a), host(b)];
    const given = { from, to, sourcePort: 40_000 + port, destinationPort: 502, sequence };
    switch (kind) {
      case 0:
        return { at, bytes: tcpFrame({ ...given, flags: 2 }) };
      case 1:
        return { at, bytes: tcpFrame({ ...given, flags: 0x18 }, poll) };
      case 2:
        return {
          at,
          bytes: tcpFrame(
            { ...given, sourcePort: 502, destinationPort: 40_000 + port, flags: 0x18, acknowledgement: sequence + 12 },
            answer,
          ),
        };
      case 3:
        return { at, bytes: tcpFrame({ ...given, flags: 0x11 }) };
      case 4:
        return { at, bytes: udpFrame(from, to, 40_000 + port, 53, query) };
      case 5:
        return { at, bytes: udpFrame(from, to, 40_000 + port, 53, query).subarray(0, 40), wireLength: 61 };
      default:
        return { at, bytes: new Uint8Array(20 + kind).fill(port), linkType: port === 0 ? 1 : 101 };
    }
  });

/** Some milliseconds apart, sometimes minutes, sometimes backwards. */
const capture: fc.Arbitrary<GivenFrame[]> = fc
  .array(fc.tuple(event, fc.constantFrom(0, 1_000, 4_000_000, 60_000_000, 2e9, 601e9, -3_000_000)), { maxLength: 40 })
  .map((events) => {
    let at = 1e12;
    return events.map(([make, step]) => make((at += step)));
  });

describe('the part of a tap', () => {
  it('is the same byte for byte from one to four workers, in any order, with any hash seed', () => {
    fc.assert(
      fc.property(
        capture,
        fc.integer({ min: 1, max: 4 }),
        fc.integer(),
        fc.boolean(),
        (frames, shares, seed, reversed) => {
          const alone = partText(observe(frames, { seed: 1 }));
          const made = observeShares(frames, { shares, seed });
          expect(partText(combineShares(reversed ? made.toReversed() : made))).toBe(alone);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('counts each captured byte once and each frame once', () => {
    fc.assert(
      fc.property(capture, (frames) => {
        const { tables, health } = observe(frames);
        const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
        expect(health.capturedBytes).toBe(bytes);
        expect(
          tables.coverage.reduce(
            (sum, row) => sum + row.decoded + row.encrypted + row.unrecognised + row.lost + row.damaged,
            0,
          ),
        ).toBe(bytes);
        expect(tables.coverage.reduce((sum, row) => sum + row.frames, 0)).toBe(frames.length);
        expect(tables.coverage.reduce((sum, row) => sum + row.flows, 0)).toBe(observe(frames).flows.length);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the flows of a naive table: one for each two ends until ten minutes of silence', () => {
    const datagrams = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 1 }),
        fc.constantFrom(1_000_000, 300e9, 600e9, 601e9),
      ),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(datagrams, (given) => {
        let at = 0;
        const expected: { ends: string; frames: number; last: number }[] = [];
        const frames = given.map(([a, b, port, step], i) => {
          at += step;
          const ends = [`${a}:${50_000 + port}`, `${b}:50000`].sort().join(' ');
          const flow = expected.findLast((one) => one.ends === ends);
          if (flow !== undefined && Math.floor(at / 1e9) - Math.floor(flow.last / 1e9) <= 600) {
            flow.frames++;
            flow.last = at;
          } else expected.push({ ends, frames: 1, last: at });
          return { at, bytes: udpFrame(host(a), host(b), 50_000 + port, 50_000, Uint8Array.of(i, i >>> 8)) };
        });
        const { flows } = observe(frames);
        const seen = Array.from({ length: flows.length }, (_, i) => flows.row(i)).map((row) => ({
          ends: [`${row.client.split('.')[3]}:${row.clientPort}`, `${row.server.split('.')[3]}:${row.serverPort}`]
            .sort()
            .join(' '),
          frames: row.framesOut + row.framesIn,
        }));
        expect(seen).toEqual(expected.map(({ ends, frames: count }) => ({ ends, frames: count })));
      }),
      { numRuns: 200 },
    );
  });
});
