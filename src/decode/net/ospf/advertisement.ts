import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { maskBits, type ToldNetworks } from '../routing/told-networks.ts';

/** Links of one router and prefixes of one advertisement that are read; each counts among the networks of its packet. */
export const MAX_LINKS = 2048;

const HEADER = 20;
const ROUTER = 1;
const NETWORK = 2;
const SUMMARY = 3;
const EXTERNAL = 5;
const NSSA = 7;
/** A link of a router that leads to a network without other routers (RFC 2328 A.4.2). */
const STUB = 3;
const INTER_AREA_PREFIX = 0x2003;
const EXTERNAL_3 = 0x4005;
const NSSA_3 = 0x2007;
const LINK_3 = 0x0008;
const INTRA_AREA_PREFIX = 0x2009;
const FIELD = 'ospf.network';

/** Age, options and type or a wider type, identifier, router, sequence, checksum, length: both versions agree but for the type. */
export function readAdvertisementHeader(c: Cursor, turn: Turn, version: number): void {
  if (turn.tracing) {
    turn.field(version === 2 ? 'ospf.lsa' : 'ospf.v3.lsa', version === 2 ? c.peek8(3) : c.peek16(2));
    turn.field('ospf.lsa.id', ipv4Text(c.bytes, c.at + 4));
    turn.field('ospf.advrouter', ipv4Text(c.bytes, c.at + 8));
  }
  c.skip(HEADER);
}

/** One advertisement of an update with the networks in it; false where it is cut. */
export function readAdvertisement(c: Cursor, turn: Turn, version: number, networks: ToldNetworks): boolean {
  const { at, end } = c;
  if (!c.has(HEADER)) return false;
  const length = c.peek16(18);
  if (length < HEADER || !c.has(length)) return false;
  const type = version === 2 ? c.peek8(3) : c.peek16(2);
  readAdvertisementHeader(c, turn, version);
  c.end = at + length;
  if (version === 2) readBody2(c, turn, type, at + 4, networks);
  else readBody3(c, turn, type, networks);
  turn.unrecognised(c.left);
  c.end = end;
  c.at = at + length;
  return true;
}

function readBody2(c: Cursor, turn: Turn, type: number, id: number, networks: ToldNetworks): void {
  if (type === ROUTER) readLinks(c, turn, networks);
  else if ((type === NETWORK || type === SUMMARY || type === EXTERNAL || type === NSSA) && c.has(4)) {
    const bits = maskBits(c.view, c.at);
    if (bits >= 0) networks.tell(turn, FIELD, c.bytes, id, 4, bits, 4);
    // Attached routers, or metrics and the address to forward to.
    c.at = c.end;
  }
}

function readLinks(c: Cursor, turn: Turn, networks: ToldNetworks): void {
  c.skip(2);
  const count = Math.min(c.u16(), MAX_LINKS);
  for (let i = 0; i < count && c.has(12) && c.has(12 + 4 * c.peek8(9)); i++) {
    const bits = c.peek8(8) === STUB ? maskBits(c.view, c.at + 4) : -1;
    if (bits >= 0) networks.tell(turn, FIELD, c.bytes, c.at, 4, bits, 4);
    c.skip(12 + 4 * c.peek8(9));
  }
}

function readBody3(c: Cursor, turn: Turn, type: number, networks: ToldNetworks): void {
  if (type === INTER_AREA_PREFIX || type === EXTERNAL_3 || type === NSSA_3) {
    c.skip(4);
    readPrefix(c, turn, networks);
    c.at = c.end;
  } else if (type === LINK_3) {
    c.skip(20);
    readPrefixes(c, turn, c.u32(), networks);
  } else if (type === INTRA_AREA_PREFIX) {
    const count = c.u16();
    c.skip(10);
    readPrefixes(c, turn, count, networks);
  }
}

function readPrefixes(c: Cursor, turn: Turn, count: number, networks: ToldNetworks): void {
  const most = Math.min(count, MAX_LINKS);
  for (let i = 0; i < most && c.has(4); i++) if (!readPrefix(c, turn, networks)) return;
}

/** Length in bits, options, 16 bits by the type, and whole words of address (RFC 5340 A.4.1). */
function readPrefix(c: Cursor, turn: Turn, networks: ToldNetworks): boolean {
  const bits = c.peek8();
  const size = ((bits + 31) >> 5) * 4;
  if (bits > 128 || !c.has(4 + size)) return false;
  networks.tell(turn, FIELD, c.bytes, c.at + 4, size, bits, 16);
  c.skip(4 + size);
  return true;
}
