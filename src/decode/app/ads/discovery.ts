import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { ADD_ROUTE, DISCOVER } from './functions.ts';
import { netIdText } from './net-id.ts';
import { SYSTEM } from './objects.ts';

/** Cookie, number, service, net id, port, count of tagged values. */
export const DISCOVERY_HEADER = 24;
export const COOKIE = 0x7114_6603;
const RESPONSE = 0x8000_0000;
/** Tagged values read of one message; TwinCAT sends up to six. */
export const MAX_TAGS = 32;

const STATUS = 1;
const PASSWORD = 2;
const VERSION = 3;
const OS = 4;
const HOST_NAME = 5;
const ROUTE_NAME = 12;
/** Numbers of texts begin with zero. */
const NO_ROUTE = -1;
const USER = 13;

/** The services of TwinCAT's system over UDP: who is there, and routes added from afar. The header is there. */
export function readDiscovery(c: Cursor, turn: Turn): void {
  const { at, view } = c;
  const service = view.getUint32(at + 8, true);
  const kind = service & 0xff;
  const response = service >= RESPONSE;
  turn.message(kind);
  const netId = netIdText(c.bytes, at + 12);
  if (turn.tracing) {
    turn.field('ads.udp.service', service);
    turn.field('ads.udp.invokeid', view.getUint32(at + 4, true));
    turn.field('ads.udp.netid', netId);
    turn.field('ads.udp.port', view.getUint16(at + 18, true));
  }
  turn.claim(turn.sender, 'description', `ams net id ${netId}`);
  if (response && kind === DISCOVER) turn.claim(turn.sender, 'vendor', 'Beckhoff');
  const count = view.getUint32(at + 20, true);
  c.skip(DISCOVERY_HEADER);
  let route = NO_ROUTE;
  for (let i = 0; i < count && c.left >= 4; i++) {
    if (i === MAX_TAGS) {
      turn.anomaly('tags-over-limit');
      turn.unrecognised(c.left);
      break;
    }
    const tag = c.u16le();
    const length = c.u16le();
    const start = c.at;
    if (!c.skip(length).ok) {
      turn.anomaly('tag-malformed');
      turn.unrecognised(c.left);
      break;
    }
    if (turn.tracing) turn.field('ads.udp.tag', tag);
    const named = readTag(c, turn, tag, start, length, response);
    if (named !== NO_ROUTE) route = named;
  }
  if (!response) {
    const access = kind === ADD_ROUTE ? WRITE : kind === DISCOVER ? OTHER : STOP;
    turn.command(kind, 0, SYSTEM, Math.max(route, 0), route === NO_ROUTE ? 0 : 1, access);
  }
  c.at = c.end;
}

/** Returns the number of a route's name, or {@link NO_ROUTE}. */
function readTag(c: Cursor, turn: Turn, tag: number, start: number, length: number, response: boolean): number {
  const { bytes, view } = c;
  const end = start + length;
  switch (tag) {
    case STATUS:
      if (turn.tracing && length >= 4) turn.field('ads.udp.status', view.getUint32(start, true));
      return NO_ROUTE;
    case PASSWORD:
      turn.anomaly('password-in-clear');
      return NO_ROUTE;
    case VERSION:
      if (length >= 4 && response) {
        const version = `${bytes[start]}.${bytes[start + 1]}.${view.getUint16(start + 2, true)}`;
        if (turn.tracing) turn.field('ads.udp.version', version);
        turn.claim(turn.sender, 'firmware', `TwinCAT ${version}`);
      }
      return NO_ROUTE;
    case OS:
      // OSVERSIONINFO of Windows: size, major, minor, build, platform, all of 32 bits.
      if (length >= 20 && response) {
        const version = `${view.getUint32(start + 4, true)}.${view.getUint32(start + 8, true)}.${view.getUint32(start + 12, true)}`;
        const platform = platforms.get(view.getUint32(start + 16, true)) ?? 'platform';
        if (turn.tracing) turn.field('ads.udp.os', `${platform} ${version}`);
        turn.claim(turn.sender, 'os', `${platform} ${version}`);
      }
      return NO_ROUTE;
    case HOST_NAME: {
      const name = zeroEndedText(bytes, start, end);
      if (turn.tracing) turn.field('ads.udp.hostname', name);
      // In a request to add a route it is the name or the address under which the asking host shall be reached.
      if (name !== '' && response) turn.claim(turn.sender, 'hostname', name);
      return NO_ROUTE;
    }
    case ROUTE_NAME: {
      const name = zeroEndedText(bytes, start, end);
      if (turn.tracing) turn.field('ads.udp.route', name);
      return name === '' ? NO_ROUTE : turn.text(name);
    }
    case USER: {
      const name = zeroEndedText(bytes, start, end);
      if (turn.tracing) turn.field('ads.udp.user', name);
      if (name !== '') turn.claim(turn.sender, 'user', name);
      return NO_ROUTE;
    }
    default:
      return NO_ROUTE;
  }
}

/** Platform ids of Windows; TwinCAT/BSD says 4. */
const platforms: ReadonlyMap<number, string> = new Map([
  [1, 'Windows'],
  [2, 'Windows NT'],
  [3, 'Windows CE'],
  [4, 'TwinCAT/BSD'],
]);
