import { EACH_WAY } from '../decode/inner-kind.ts';
import { compareText } from '../kernel/compare.ts';
import type { AddressTable } from './address-table.ts';
import type { ProtocolCatalog } from './protocol-catalog.ts';
import { SeenTable } from './seen-table.ts';

/** Tunnels within tunnels that are walked. Real networks nest three or four; what lies deeper is counted as lost. */
export const MAX_TUNNEL_DEPTH = 8;

/** How a tunnel reads, for one that another table of the same share may stand in. */
export interface TunnelName {
  readonly protocol: string;
  /** Who carries, the smaller text first; empty where that is no part of the tunnel. */
  readonly ends: string;
  readonly vlan: number;
  /** `key 7`, or empty. */
  readonly id: string;
  /** Number of the tunnel around it, or 0. */
  readonly parent: number;
}

/** Words of a key. */
const PROTOCOL = 0;
const ID = 1;
const KIND = 2;
const LOW = 3;
const HIGH = 4;
const VLANS = 5;
const PARENT = 6;
/** Values of the lowest two bits of {@link KIND}. */
const WITH_ID = 1;
const WITHOUT_ID = 2;
/** All tunnels of one kind between the same ends, whatever their numbers. */
const FAMILY = 3;
/** Above it, how the carrier says that the tunnel is known. */
const HOW = 2;

/**
 * The tunnels of one share as small integers, from 1; 0 is "none". Equal addresses in two of them are two hosts.
 *
 * Where each end chooses numbers of its own, the two directions of a conversation are two tunnels of one *family*:
 * which of them belong together only the conversations in them show, see {@link import('./flow-table.ts').FlowTable}.
 */
export class TunnelTable {
  readonly #rows: SeenTable;
  readonly #addresses: AddressTable;
  readonly #catalog: ProtocolCatalog;
  /** Of as many as were asked for. */
  readonly #names: TunnelName[] = [];

  constructor(addresses: AddressTable, catalog: ProtocolCatalog, seed: number) {
    this.#addresses = addresses;
    this.#catalog = catalog;
    this.#rows = new SeenTable('tunnels', 7, 1, seed);
  }

  /** The tunnel of one carrying packet: `a` and `b` are its ends, in whichever order, or 0; `how` as carriers say it. */
  enter(
    protocol: number,
    id: number,
    how: number,
    a: number,
    b: number,
    vlan: number,
    innerVlan: number,
    parent: number,
  ): number {
    const rows = this.#rows;
    const { key } = rows;
    const around = parent === 0 ? 0 : this.family(parent);
    const oneWay = (how & EACH_WAY) !== 0 || around !== parent;
    key[PROTOCOL] = protocol;
    key[ID] = id < 0 ? 0 : id;
    key[KIND] = (id < 0 ? WITHOUT_ID : WITH_ID) | (how << HOW);
    key[LOW] = a < b ? a : b;
    key[HIGH] = a < b ? b : a;
    key[VLANS] = (vlan + 1) | ((innerVlan + 1) << 16);
    key[PARENT] = parent;
    const tunnels = rows.length;
    const row = rows.find();
    if (rows.length === tunnels) return row + 1;
    let family = row;
    if (oneWay) {
      key[PARENT] = around;
      if ((how & EACH_WAY) !== 0) {
        key[ID] = 0;
        key[KIND] = FAMILY | (how << HOW);
      }
      family = rows.find();
      if (rows.page(family)[rows.at(family) + rows.extra] === 0)
        rows.page(family)[rows.at(family) + rows.extra] = family + 1;
    }
    rows.page(row)[rows.at(row) + rows.extra] = family + 1;
    return row + 1;
  }

  /** The tunnel itself, or what stands for it and for those of the other direction. */
  family(tunnel: number): number {
    return this.#rows.extraWord(tunnel - 1, 0);
  }

  /** By number, less 1. */
  names(): readonly TunnelName[] {
    const rows = this.#rows;
    for (let row = this.#names.length; row < rows.length; row++) {
      const protocol = rows.keyWord(row, PROTOCOL);
      const ends = [rows.keyWord(row, LOW), rows.keyWord(row, HIGH)].map((id) => this.#addresses.text(id));
      const kind = rows.keyWord(row, KIND);
      this.#names.push({
        protocol: this.#catalog.names[protocol] as string,
        ends: ends.every((end) => end === '') ? '' : ends.sort(compareText).join('-'),
        vlan: (rows.keyWord(row, VLANS) & 0xffff) - 1,
        id: (kind & 3) === WITH_ID ? this.#catalog.tunnelName(protocol, rows.keyWord(row, ID), kind >>> HOW) : '',
        parent: rows.keyWord(row, PARENT),
      });
    }
    return this.#names;
  }
}

/**
 * A tunnel for a person, the outermost first: `gre 192.0.2.1-192.0.2.2 key 7 / vxlan 10.0.0.1-10.0.0.2 vni 5`. Where the
 * two directions bear different numbers, that of `out` stands first: `teid 17/18`. Either of the two may be 0.
 */
export function tunnelText(names: readonly TunnelName[], out: number, back: number): string {
  const parts: string[] = [];
  let a = out;
  let b = back;
  for (let depth = 0; depth < MAX_TUNNEL_DEPTH && (a > 0 || b > 0); depth++) {
    const one = names[(a || b) - 1] as TunnelName;
    const other = names[(b || a) - 1] as TunnelName;
    const { protocol, ends, vlan } = one;
    const id = one.id === other.id ? one.id : `${one.id}/${other.id.slice(other.id.indexOf(' ') + 1)}`;
    parts.unshift([protocol, ends, vlan < 0 ? '' : `vlan ${vlan}`, id].filter((text) => text !== '').join(' '));
    a = a === 0 ? 0 : (names[a - 1] as TunnelName).parent;
    b = b === 0 ? 0 : (names[b - 1] as TunnelName).parent;
  }
  return parts.join(' / ');
}
