import type { CertificateFact } from '../schema/facts/vocabulary.ts';
import { AddressTable } from './address-table.ts';
import { CommandTable } from './command-table.ts';
import { CoverageCounters } from './coverage-counters.ts';
import type { ProtocolCatalog } from './protocol-catalog.ts';
import { ProgramTable } from './program-table.ts';
import { SeenTable } from './seen-table.ts';
import { StringTable } from './string-table.ts';
import { TunnelTable } from './tunnel-table.ts';

/** Most different texts (names, claims, anomalies) that one pair of addresses adds to one table; more become one row. */
export const MAX_TEXTS_PER_PAIR = 10_000;
/** What stands in the text column of that row. */
export const MORE_TEXTS = '(more than the limit for one pair)';

/** The fact tables of one worker's share of one tap, while they are being filled. */
export class FactStore {
  readonly catalog: ProtocolCatalog;
  readonly addresses: AddressTable;
  readonly strings: StringTable = new StringTable();
  readonly coverage: CoverageCounters;
  readonly tunnels: TunnelTable;
  /** Key: about, attribute, value, protocol. */
  readonly claims: SeenTable;
  /** Key: MAC, IP, VLAN + 1, source. Extra: smallest TTL, largest TTL + 1 (0: none). */
  readonly bindings: SeenTable;
  /** Key: client, server, protocol, kind, name, about. */
  readonly names: SeenTable;
  /** Key: kind, speaker, speaker's MAC, router, target, protocol. */
  readonly forwarding: SeenTable;
  /** Key: holder, port, SHA-256 text. */
  readonly certificates: SeenTable;
  readonly certificateDetails: Map<string, CertificateFact> = new Map();
  /** Key: server, transport, port, protocol. Extra: answered flows. */
  readonly services: SeenTable;
  /** Key: protocol, code, sender, receiver. */
  readonly anomalies: SeenTable;
  /** Key: protocol, function number. */
  readonly messages: SeenTable;
  readonly commands: CommandTable;
  readonly programs: ProgramTable;
  /** Key: sender, receiver, protocol, standard, kind, parties. */
  readonly cargo: SeenTable;
  /** Key: chosen, also. */
  readonly doubleClaims: SeenTable;
  /** Key: table, sender, receiver, family of tunnels or 0. Extra: texts so far. */
  readonly #texts: SeenTable;

  constructor(catalog: ProtocolCatalog, seed: number) {
    this.catalog = catalog;
    this.addresses = new AddressTable(seed);
    this.coverage = new CoverageCounters(catalog.names);
    this.tunnels = new TunnelTable(this.addresses, catalog, seed);
    this.claims = new SeenTable('claims', 4, 0, seed);
    this.bindings = new SeenTable('bindings', 4, 2, seed);
    this.names = new SeenTable('names', 6, 0, seed);
    this.forwarding = new SeenTable('forwarding', 6, 0, seed);
    this.certificates = new SeenTable('certificates', 3, 0, seed);
    this.services = new SeenTable('services', 4, 1, seed);
    this.anomalies = new SeenTable('anomalies', 4, 0, seed);
    this.messages = new SeenTable('messages', 2, 0, seed);
    this.commands = new CommandTable(seed);
    this.programs = new ProgramTable(this.strings, seed);
    this.cargo = new SeenTable('cargo', 6, 0, seed);
    this.doubleClaims = new SeenTable('double claims', 2, 0, seed);
    this.#texts = new SeenTable('texts per pair', 4, 1, seed);
  }

  /**
   * Touches the row whose key is set in `table`, holding one pair of addresses to {@link MAX_TEXTS_PER_PAIR} new rows.
   * A pair in one tunnel, or outside of any, lies whole with one worker, so which texts survive does not depend on how many workers there are.
   */
  touchText(
    table: SeenTable,
    which: number,
    textWord: number,
    pairA: number,
    pairB: number,
    tunnel: number,
    seconds: number,
    nanos: number,
    frame: number,
  ): void {
    const before = table.length;
    const limit = this.#texts;
    limit.key[0] = which;
    limit.key[1] = pairA < pairB ? pairA : pairB;
    limit.key[2] = pairA < pairB ? pairB : pairA;
    limit.key[3] = tunnel === 0 ? 0 : this.tunnels.family(tunnel);
    const pair = limit.find();
    const page = limit.page(pair);
    const at = limit.at(pair) + limit.extra;
    if ((page[at] as number) >= MAX_TEXTS_PER_PAIR && !table.has()) table.key[textWord] = this.strings.id(MORE_TEXTS);
    table.touch(seconds, nanos, frame);
    if (table.length > before) page[at] = (page[at] as number) + 1;
  }

  /** One frame, or a run of `frames` frames, showed a MAC with an IP. */
  bind(
    mac: number,
    ip: number,
    vlan: number,
    source: number,
    ttlMin: number,
    ttlMax: number,
    frames: number,
    seconds: number,
    nanos: number,
    frame: number,
  ): void {
    const { bindings } = this;
    bindings.key[0] = mac;
    bindings.key[1] = ip;
    bindings.key[2] = vlan + 1;
    bindings.key[3] = source;
    const row = bindings.find();
    bindings.note(row, frames, seconds, nanos, frame);
    if (ttlMin < 0) return;
    const page = bindings.page(row);
    const at = bindings.at(row) + bindings.extra;
    if (page[at + 1] === 0 || ttlMin < (page[at] as number)) page[at] = ttlMin;
    if (ttlMax + 1 > (page[at + 1] as number)) page[at + 1] = ttlMax + 1;
  }
}
