import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import { ToldNetworks } from '../../net/routing/told-networks.ts';
import type { Turn } from '../../turn.ts';

/** Attributes read of one update. */
export const MAX_ATTRIBUTES = 64;
/** Networks of one connection that are told as facts; a whole internet's are 1,100,000. */
export const MAX_FLOW_NETWORKS = 8192;
/** Autonomous systems of one path that are shown. */
export const MAX_PATH = 64;

const AS_PATH = 2;
const NEXT_HOP = 3;
const MP_REACH = 14;
const MP_UNREACH = 15;
const EXTENDED_LENGTH = 0x10;

const networks: ToldNetworks = new ToldNetworks();

/** Networks withdrawn, attributes of a path, networks that are reached by it. */
export function readUpdate(c: Cursor, turn: Turn, state: { told: number }): void {
  networks.begin();
  const { end } = c;
  const withdrawn = c.u16();
  if (c.failed || !c.has(withdrawn + 2)) {
    turn.anomaly('cut-short');
    return;
  }
  c.end = c.at + withdrawn;
  readWithdrawn(c, turn, 4);
  c.at = c.end;
  c.end = end;
  const attributes = c.u16();
  if (!c.has(attributes)) {
    turn.anomaly('cut-short');
    return;
  }
  c.end = c.at + attributes;
  readAttributes(c, turn, state);
  c.at = c.end;
  c.end = end;
  readReached(c, turn, 4, state);
  if (networks.full) turn.anomaly('too-many-entries');
}

/** Of what is withdrawn no fact is made: it was one when it was announced. */
function readWithdrawn(c: Cursor, turn: Turn, family: 4 | 16): void {
  while (c.left > 0) {
    const bits = c.peek8();
    const size = (bits + 7) >> 3;
    if (bits > family * 8 || !c.has(1 + size)) {
      turn.anomaly('cut-short');
      turn.unrecognised(c.left);
      return;
    }
    if (turn.tracing && family === 4) {
      const whole = [0, 1, 2, 3].map((i) => (i < size ? c.peek8(1 + i) : 0));
      turn.field('bgp.withdrawn_prefix', `${whole.join('.')}/${bits}`);
    }
    c.skip(1 + size);
  }
}

function readReached(c: Cursor, turn: Turn, family: 4 | 16, state: { told: number }): void {
  while (c.left > 0) {
    const bits = c.peek8();
    const size = (bits + 7) >> 3;
    if (bits > family * 8 || !c.has(1 + size)) {
      turn.anomaly('cut-short');
      turn.unrecognised(c.left);
      return;
    }
    if (state.told < MAX_FLOW_NETWORKS) {
      state.told++;
      networks.tell(turn, 'bgp.nlri_prefix', c.bytes, c.at + 1, size, bits, family);
      if (state.told === MAX_FLOW_NETWORKS) turn.anomaly('too-many-entries');
    }
    c.skip(1 + size);
  }
}

function readAttributes(c: Cursor, turn: Turn, state: { told: number }): void {
  for (let read = 0; c.left >= 3; read++) {
    if (read === MAX_ATTRIBUTES) {
      turn.anomaly('too-many-entries');
      turn.unrecognised(c.left);
      return;
    }
    const flags = c.u8();
    const type = c.u8();
    const length = (flags & EXTENDED_LENGTH) !== 0 ? c.u16() : c.u8();
    if (c.failed || !c.has(length)) {
      turn.anomaly('cut-short');
      turn.unrecognised(c.left);
      return;
    }
    if (turn.tracing) turn.field('bgp.update.path_attribute.type_code', type);
    const { at, end } = c;
    c.end = at + length;
    if (type === AS_PATH) tracePath(c, turn);
    else if (type === NEXT_HOP && length === 4) readNextHop(c, turn, 4);
    else if (type === MP_REACH) readFamily(c, turn, state, true);
    else if (type === MP_UNREACH) readFamily(c, turn, state, false);
    else if (type > MP_UNREACH) turn.unrecognised(length);
    c.end = end;
    c.at = at + length;
  }
}

function readNextHop(c: Cursor, turn: Turn, family: 4 | 16): void {
  if (turn.tracing) {
    turn.field('bgp.update.path_attribute.next_hop', family === 4 ? ipv4Text(c.bytes, c.at) : ipv6Text(c.bytes, c.at));
  }
  const hop = turn.ip(c.bytes, c.at, family);
  if (hop !== turn.sender) turn.forwarding('routing-protocol', hop, 0);
}

/** Address family and kind; reached: next hop and a reserved byte; then networks. Only plain unicast and multicast are read. */
function readFamily(c: Cursor, turn: Turn, state: { told: number }, reached: boolean): void {
  const family = c.u16() === 1 ? 4 : 16;
  const plain = (family === 4 || c.peek16(-2) === 2) && c.peek8() <= 2;
  c.skip(1);
  if (reached) {
    const hop = c.u8();
    if (plain && c.has(hop) && (hop === 4 || hop === 16 || hop === 32)) readNextHop(c, turn, hop === 4 ? 4 : 16);
    c.skip(hop + 1);
  }
  if (c.failed) {
    c.failed = false;
    turn.anomaly('cut-short');
  } else if (!plain) turn.unrecognised(c.left);
  else if (reached) readReached(c, turn, family, state);
  else readWithdrawn(c, turn, family);
}

/** Segments of a type and a count; whether numbers have two or four bytes is told by what makes the attribute's length. */
function tracePath(c: Cursor, turn: Turn): void {
  if (!turn.tracing || c.left === 0) return;
  const width = fits(c, 4) ? 4 : 2;
  const path: number[] = [];
  while (c.left >= 2 && path.length < MAX_PATH) {
    c.skip(1);
    const count = c.u8();
    for (let i = 0; i < count && c.has(width) && path.length < MAX_PATH; i++)
      path.push(width === 4 ? c.u32() : c.u16());
  }
  turn.field('bgp.update.path_attribute.as_path_segment', path.join(' '));
}

function fits(c: Cursor, width: number): boolean {
  let at = 0;
  while (at + 2 <= c.left) {
    const type = c.peek8(at);
    if (type === 0 || type > 4) return false;
    at += 2 + c.peek8(at + 1) * width;
  }
  return at === c.left;
}
