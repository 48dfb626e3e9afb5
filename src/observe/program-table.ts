import { type ProgramFact, programStates } from '../schema/facts/vocabulary.ts';
import { SeenTable } from './seen-table.ts';
import type { StringTable } from './string-table.ts';

/** Most different programs kept apart for one client and server; a controller has a few thousand blocks. More become one row. */
export const MAX_PROGRAMS_PER_PAIR = 8192;
/** What stands for the object of that row. */
export const OTHER_PROGRAMS = 'other programs';

/** Sizes up to 2^53 in two words. */
const SIZE_LOW = 0;
const SIZE_HIGH = 1;
/** Where no size is declared. */
const UNDECLARED = 0xffff_ffff;

/** Programs by all that tells one from another; see {@link import('../schema/facts/programs.ts').ProgramRow}. */
export class ProgramTable {
  /** Key: client, server, port | protocol << 16, unit, object, state | upload << 8, SHA-256, declared size. */
  readonly rows: SeenTable;
  readonly #pairs: SeenTable;
  readonly #strings: StringTable;

  constructor(strings: StringTable, seed: number) {
    this.#strings = strings;
    this.rows = new SeenTable('programs', 8, 2, seed);
    this.#pairs = new SeenTable('programs per pair', 2, 1, seed);
  }

  note(client: number, server: number, port: number, protocol: number, program: ProgramFact): void {
    const { rows } = this;
    const { key } = rows;
    key[0] = client;
    key[1] = server;
    key[2] = port | (protocol << 16);
    key[3] = program.unit;
    key[4] = this.#strings.id(program.object);
    key[5] = programStates.indexOf(program.state) | (program.upload ? 256 : 0);
    key[6] = this.#strings.id(program.sha256);
    key[7] = program.declaredSize < 0 ? UNDECLARED : Math.min(program.declaredSize, UNDECLARED - 1);
    let row = rows.peek();
    if (row < 0) row = this.#add(client, server);
    const page = rows.page(row);
    const at = rows.at(row) + rows.extra;
    if (program.size > this.size(row)) {
      page[at + SIZE_LOW] = program.size % 2 ** 32;
      page[at + SIZE_HIGH] = Math.floor(program.size / 2 ** 32);
    }
    rows.note(row, 0, program.firstSeconds, program.firstNanos, program.firstFrame);
    rows.note(row, 1, program.lastSeconds, program.lastNanos, program.lastFrame);
  }

  size(row: number): number {
    return this.rows.extraWord(row, SIZE_LOW) + this.rows.extraWord(row, SIZE_HIGH) * 2 ** 32;
  }

  declaredSize(row: number): number {
    const declared = this.rows.keyWord(row, 7);
    return declared === UNDECLARED ? -1 : declared;
  }

  #add(client: number, server: number): number {
    const { rows } = this;
    const pairs = this.#pairs;
    pairs.key[0] = client;
    pairs.key[1] = server;
    const pair = pairs.find();
    const page = pairs.page(pair);
    const at = pairs.at(pair) + pairs.extra;
    if ((page[at] as number) >= MAX_PROGRAMS_PER_PAIR) {
      rows.key[3] = 0;
      rows.key[4] = this.#strings.id(OTHER_PROGRAMS);
      rows.key[5] = programStates.indexOf('over-limit');
      rows.key[6] = this.#strings.id('');
      rows.key[7] = UNDECLARED;
    }
    const before = rows.length;
    const row = rows.find();
    if (rows.length > before) page[at] = (page[at] as number) + 1;
    return row;
  }
}
