import { describe, expect, it } from 'vitest';
import { type GivenFrame, host, observe, tcpFrame, udpFrame } from '../../test/support/observe-frames.ts';
import { type Heard, listeningProtocol } from '../../test/support/listening-protocol.ts';
import { recordingTurn } from '../../test/support/recording-turn.ts';
import type { StreamProtocol } from '../decode/protocol.ts';
import { Packet } from '../decode/packet.ts';
import { MORE, NO, UNSURE } from '../decode/verdict.ts';
import { LimitError } from '../kernel/limit-error.ts';
import { AddressTable, MAX_ADDRESSES } from './address-table.ts';
import { MAX_UNSURE_BYTES } from './app-driver.ts';
import { CommandTable, MAX_COMMANDS_PER_PAIR, OTHER_OBJECTS } from './command-table.ts';
import { FactStore, MAX_TEXTS_PER_PAIR, MORE_TEXTS } from './fact-store.ts';
import { FlowTable, MAX_FLOWS } from './flow-table.ts';
import { FlowTurn } from './flow-turn.ts';
import { ProtocolCatalog } from './protocol-catalog.ts';
import { MAX_FACT_ROWS, SeenTable } from './seen-table.ts';
import { MAX_PROBES } from './flow-state.ts';
import { FULL, HELD, MAX_HELD_BYTES, MAX_HELD_SEGMENTS, StreamSide } from './stream-side.ts';
import { MAX_TEXT, StringTable } from './string-table.ts';
import { TunnelTable } from './tunnel-table.ts';

const catalog = new ProtocolCatalog([], []);
const ends = { from: host(1), to: host(2), sourcePort: 40_000, destinationPort: 9 };

function segments(lengths: readonly number[]): GivenFrame[] {
  let sequence = 1;
  return lengths.map((length, i) => {
    const bytes = tcpFrame({ ...ends, sequence, flags: 0x18 }, new Uint8Array(length).fill(i));
    sequence += length;
    return { at: i * 10_000_000, bytes };
  });
}

describe('a flow that nobody recognises', () => {
  it(`is asked about ${MAX_PROBES} times and then left`, () => {
    let asked = 0;
    const app: StreamProtocol = {
      ...listeningProtocol([]),
      probe() {
        asked++;
        return NO;
      },
    };
    observe(segments(Array.from({ length: MAX_PROBES + 8 }, () => 10)), { apps: [app], packets: [] });
    expect(asked).toBe(MAX_PROBES);
  });

  it(`keeps ${MAX_UNSURE_BYTES} bytes while probes are not sure, and not one more`, () => {
    let longest = 0;
    const app: StreamProtocol = {
      ...listeningProtocol([]),
      probe(c) {
        longest = Math.max(longest, c.left);
        return UNSURE;
      },
    };
    observe(segments([MAX_UNSURE_BYTES - 500, 500]), { apps: [app], packets: [] });
    expect(longest).toBe(MAX_UNSURE_BYTES);
    longest = 0;
    const part = observe(segments([MAX_UNSURE_BYTES - 500, 501, 10]), { apps: [app], packets: [] });
    expect(longest).toBeLessThan(MAX_UNSURE_BYTES);
    expect(part.tables.coverage.reduce((sum, row) => sum + row.unrecognised, 0)).toBe(MAX_UNSURE_BYTES + 11);
  });
});

describe('a message longer than its parser may keep', () => {
  it('is lost and counted, the parser is told, and reading goes on with the next', () => {
    const heard: Heard[] = [];
    const listening = listeningProtocol(heard);
    const app: StreamProtocol = {
      ...listening,
      maxMessage: 100,
      parse: (c, turn, state) => (c.peek8() === 0 ? MORE : listening.parse(c, turn, state)),
    };
    const part = observe(
      segments([60, 60, 10].map((length) => length)).map((frame, i) => (i < 2 ? zeroed(frame) : frame)),
      { apps: [app], packets: [] },
    );
    expect(heard.map(({ gap, bytes }) => (gap ? 'gap' : bytes.length))).toEqual(['gap', 10]);
    expect(part.tables.coverage.reduce((sum, row) => sum + row.lost, 0)).toBe(120);
    expect(part.tables.anomalies.map(({ code }) => code)).toEqual(['message-over-limit']);
  });
});

/** The same frame with a payload of zeros. */
function zeroed(frame: GivenFrame): GivenFrame {
  const bytes = frame.bytes.slice();
  bytes.fill(0, 54);
  return { ...frame, bytes };
}

const NOW = { seconds: 0, nanos: 0, frame: 1, ttl: 64 };

describe('segments behind a hole', () => {
  it(`are ${MAX_HELD_SEGMENTS} at the most`, () => {
    const side = new StreamSide();
    const one = Uint8Array.of(1);
    for (let i = 0; i < MAX_HELD_SEGMENTS; i++) expect(side.hold(i * 10, 1, one, 0, 1, NOW)).toBe(HELD);
    expect(side.hold(5_000, 1, one, 0, 1, NOW)).toBe(FULL);
  });

  it(`are ${MAX_HELD_BYTES} bytes at the most`, () => {
    const side = new StreamSide();
    const long = new Uint8Array(MAX_HELD_BYTES / 4);
    for (let i = 0; i < 4; i++) expect(side.hold(i * 1e6, long.length, long, 0, long.length, NOW)).toBe(HELD);
    expect(side.hold(9e6, 1, long, 0, 1, NOW)).toBe(FULL);
  });

  it('go on when a limit is passed: the hole is given up and what lay behind is read', () => {
    const heard: Heard[] = [];
    const given = (sequence: number): Uint8Array =>
      tcpFrame({ ...ends, sequence, flags: 0x18 }, new Uint8Array(8).fill(sequence));
    const frames = [given(1), ...Array.from({ length: MAX_HELD_SEGMENTS + 2 }, (_, i) => given(100 + 16 * i))];
    const part = observe(
      frames.map((bytes, i) => ({ bytes, at: i * 1_000 })),
      { apps: [listeningProtocol(heard)], packets: [] },
    );
    expect(heard.filter(({ gap }) => !gap)).toHaveLength(frames.length);
    expect(part.tables.coverage.reduce((sum, row) => sum + row.lost, 0)).toBe(0);
  });
});

describe('what one pair of hosts can fill', () => {
  it(`is ${MAX_TEXTS_PER_PAIR} texts; more become one row, and other pairs are not touched`, () => {
    const store = new FactStore(catalog, 1);
    const turn = new FlowTurn(store, recordingTurn().crypto);
    turn.sender = store.addresses.ipv4(1);
    turn.receiver = store.addresses.ipv4(2);
    turn.seconds = 1;
    turn.frame = 1;
    for (let i = 0; i < MAX_TEXTS_PER_PAIR + 50; i++) turn.name('query', `host-${i}`, 0);
    expect(store.names.length).toBe(MAX_TEXTS_PER_PAIR + 1);
    expect(store.strings.text(store.names.keyWord(MAX_TEXTS_PER_PAIR, 4))).toBe(MORE_TEXTS);
    expect(store.names.seen(MAX_TEXTS_PER_PAIR).count).toBe(50);
    turn.receiver = store.addresses.ipv4(3);
    turn.name('query', 'elsewhere', 0);
    expect(store.names.length).toBe(MAX_TEXTS_PER_PAIR + 2);
  });

  it(`is ${MAX_COMMANDS_PER_PAIR} requests; more become one row for other objects`, () => {
    const table = new CommandTable(1);
    const ask = (start: number): number => table.request(1, 2, 502, 7, 1, 3, 4, start, 1, 0, 0, 10, 0, 1);
    for (let i = 0; i < MAX_COMMANDS_PER_PAIR; i++) ask(i);
    const other = ask(MAX_COMMANDS_PER_PAIR);
    expect(ask(MAX_COMMANDS_PER_PAIR + 1)).toBe(other);
    expect([5, 6, 7].map((word) => table.rows.keyWord(other, word))).toEqual([
      OTHER_OBJECTS,
      OTHER_OBJECTS,
      OTHER_OBJECTS,
    ]);
    expect(ask(5)).not.toBe(other);
  });

  it(`is texts of ${MAX_TEXT} characters; what is longer is cut`, () => {
    const strings = new StringTable();
    expect(strings.text(strings.id('x'.repeat(MAX_TEXT + 1)))).toBe('x'.repeat(MAX_TEXT));
  });
});

/** Limits over all keys end the analysis with their name: what came last must not decide what is kept. Tried with smaller ones. */
describe('a flood that fills a whole table', () => {
  it('of facts stops with MAX_FACT_ROWS', () => {
    expect(MAX_FACT_ROWS).toBe(2 ** 21);
    const table = new SeenTable('claims', 1, 0, 1, 500);
    const fill = (): void => {
      for (let i = 0; i < 501; i++) {
        table.key[0] = i;
        table.touch(1, 0, 1);
      }
    };
    expect(fill).toThrow(LimitError);
    expect(table.length).toBe(500);
    table.key[0] = 7;
    expect(table.touch(2, 0, 2)).toBe(7);
  });

  it('of addresses stops with MAX_ADDRESSES: a million MACs cost 24 MB and are no reason to stop', () => {
    expect(MAX_ADDRESSES).toBe(2 ** 25);
    const table = new AddressTable(3, 1_000_100);
    for (let i = 0; i < 1_000_000; i++) table.macWords(0x0200_0000 + (i >>> 16), i & 0xffff);
    expect(table.size).toBe(1_000_001);
    expect(table.pages.pages.reduce((sum, page) => sum + page.byteLength, 0)).toBeLessThan(26e6);
    expect(() => {
      for (let i = 0; i < 200; i++) table.ipv4(i + 1);
    }).toThrow(LimitError);
    // Ids begin at 1; those given stay.
    expect(table.size).toBe(1_000_100);
    expect(table.ipv4(1)).toBe(1_000_001);
  });

  it('of flows stops with MAX_FLOWS', () => {
    expect(MAX_FLOWS).toBe(2 ** 26);
    const addresses = new AddressTable(1);
    const tunnels = new TunnelTable(addresses, new ProtocolCatalog([], []), 1);
    const table = new FlowTable(addresses, tunnels, 1, 100);
    const p = new Packet();
    const bytes = udpFrame(host(1), host(2), 1, 2, new Uint8Array(4));
    p.view = new DataView(bytes.buffer);
    p.ipVersion = 4;
    p.protocol = 17;
    p.source = 26;
    p.destination = 30;
    const open = (): void => {
      for (let port = 1; port <= 101; port++) {
        p.sourcePort = port;
        table.find(p, 1, 0);
      }
    };
    expect(open).toThrow(LimitError);
    expect(table.length).toBe(100);
  });
});
