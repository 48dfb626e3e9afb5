import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readApdu } from './apdu.ts';
import { route } from './route.ts';
import type { BacnetState } from './state.ts';

const VERSION = 1;
const NETWORK_MESSAGE = 0x80;
const HAS_DESTINATION = 0x20;
const HAS_SOURCE = 0x08;
const RESERVED = 0x50;
/** From here on message types are makers'. */
const FIRST_PRIVATE = 0x80;

/** Network layer messages, ASHRAE 135 clause 6.4: those that say what the sender is, and those that change something. */
const I_AM_ROUTER = 0x01;
const INITIALIZE_TABLE = 0x06;
const ESTABLISH = 0x08;
const DISCONNECT = 0x09;

/** True where a version and a control octet without reserved bits stand at `ahead`. */
export function looksLikeNpdu(c: Cursor, ahead: number): boolean {
  return c.left >= ahead + 2 && c.peek8(ahead) === VERSION && (c.peek8(ahead + 1) & RESERVED) === 0;
}

/** Reads a network layer message up to the window's end. `about` is who sent it. */
export function readNpdu(c: Cursor, turn: Turn, state: BacnetState | undefined, about: number): void {
  c.skip(1);
  const control = c.u8();
  route.control = control;
  route.dnet = 0;
  route.snet = 0;
  if ((control & HAS_DESTINATION) !== 0) {
    route.dnet = c.u16();
    c.skip(c.u8());
  }
  if ((control & HAS_SOURCE) !== 0) {
    route.snet = c.u16();
    const length = c.u8();
    route.sourceAt = c.at;
    c.skip(length);
    route.sourceEnd = c.at;
  }
  if ((control & HAS_DESTINATION) !== 0) c.skip(1);
  if (c.failed || c.left === 0) {
    c.failed = false;
    turn.anomaly('network-malformed');
    turn.unrecognised(c.left);
    return;
  }
  // Behind a router the address on this network is the router's, not the speaker's.
  route.about = route.snet === 0 ? about : 0;
  if (route.snet !== 0 && about !== 0) turn.claim(about, 'role', 'bacnet router');
  if ((control & NETWORK_MESSAGE) !== 0) {
    readNetworkMessage(c, turn, about);
    return;
  }
  readApdu(c, turn, state);
}

function readNetworkMessage(c: Cursor, turn: Turn, about: number): void {
  const type = c.u8();
  if (type === I_AM_ROUTER && about !== 0) turn.claim(about, 'role', 'bacnet router');
  if (type === INITIALIZE_TABLE || type === ESTABLISH || type === DISCONNECT) turn.anomaly('network-message');
  if (type >= FIRST_PRIVATE) turn.unrecognised(c.left);
  c.skip(c.left);
}
