import { latencyBuckets, periodBuckets } from '../schema/facts/commands.ts';
import { SeenTable } from './seen-table.ts';

/** Most different requests (function, unit and object) kept apart for one client and server; more become one row. */
export const MAX_COMMANDS_PER_PAIR = 4096;
/** Object words of the row that gathers what is beyond the limit. */
export const OTHER_OBJECTS = 0xffffffff;

const ACCEPTED = 0;
const REFUSED = 1;
const PREVIOUS_SECONDS = 2;
const PREVIOUS_NANOS = 3;
const PERIOD = 4;
const LATENCY: number = PERIOD + periodBuckets.length + 1;
const EXTRA: number = LATENCY + latencyBuckets.length + 1;

/** Requests by client, server, port, protocol, unit, function, object and access; see {@link CommandRow}. */
export class CommandTable {
  /**
   * Key: client, server, port | protocol << 16, unit, function, area, start, count, access, family of tunnels or 0. The
   * last is no column: the same two addresses in two tunnels may be with two workers, and then nobody sees both.
   */
  readonly rows: SeenTable;
  readonly #pairs: SeenTable;

  constructor(seed: number) {
    this.rows = new SeenTable('commands', 10, EXTRA, seed);
    this.#pairs = new SeenTable('commands per pair', 3, 1, seed);
  }

  request(
    client: number,
    server: number,
    port: number,
    protocol: number,
    unit: number,
    fn: number,
    area: number,
    start: number,
    count: number,
    access: number,
    tunnels: number,
    seconds: number,
    nanos: number,
    frame: number,
  ): number {
    const { rows } = this;
    const { key } = rows;
    key[0] = client;
    key[1] = server;
    key[2] = port | (protocol << 16);
    key[3] = unit;
    key[4] = fn;
    key[5] = area;
    key[6] = start;
    key[7] = count;
    key[8] = access;
    key[9] = tunnels;
    const before = rows.length;
    let row = rows.peek();
    if (row < 0) {
      const pairs = this.#pairs;
      pairs.key[0] = client;
      pairs.key[1] = server;
      pairs.key[2] = tunnels;
      const pair = pairs.find();
      const page = pairs.page(pair);
      const at = pairs.at(pair) + pairs.extra;
      if ((page[at] as number) >= MAX_COMMANDS_PER_PAIR) key[5] = key[6] = key[7] = OTHER_OBJECTS;
      row = rows.find();
      if (rows.length > before) page[at] = (page[at] as number) + 1;
    }
    const page = rows.page(row);
    const at = rows.at(row) + rows.extra;
    const previous = page[at + PREVIOUS_SECONDS] as number;
    if (previous !== 0) {
      const gap = (seconds - previous) * 1e9 + nanos - (page[at + PREVIOUS_NANOS] as number);
      const bucket = at + PERIOD + bucketOf(periodBuckets, gap);
      page[bucket] = (page[bucket] as number) + 1;
    }
    page[at + PREVIOUS_SECONDS] = seconds;
    page[at + PREVIOUS_NANOS] = nanos;
    rows.note(row, 1, seconds, nanos, frame);
    return row;
  }

  answer(row: number, error: number, latency: number): void {
    const page = this.rows.page(row);
    const at = this.rows.at(row) + this.rows.extra;
    const column = at + (error === 0 ? ACCEPTED : REFUSED);
    page[column] = (page[column] as number) + 1;
    const bucket = at + LATENCY + bucketOf(latencyBuckets, latency);
    page[bucket] = (page[bucket] as number) + 1;
  }

  accepted(row: number): number {
    return this.rows.extraWord(row, ACCEPTED);
  }

  refused(row: number): number {
    return this.rows.extraWord(row, REFUSED);
  }

  period(row: number): number[] {
    return this.#histogram(row, PERIOD, periodBuckets.length + 1);
  }

  latency(row: number): number[] {
    return this.#histogram(row, LATENCY, latencyBuckets.length + 1);
  }

  #histogram(row: number, word: number, length: number): number[] {
    return Array.from({ length }, (_, i) => this.rows.extraWord(row, word + i));
  }
}

/** The first bucket whose upper bound is not below the value; negative gaps (a clock set back) fall into the first. */
export function bucketOf(bounds: readonly number[], value: number): number {
  let i = 0;
  while (i < bounds.length && value > (bounds[i] as number)) i++;
  return i;
}
