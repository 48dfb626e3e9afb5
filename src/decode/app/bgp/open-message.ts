import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Capabilities read of one open message. */
export const MAX_CAPABILITIES = 64;

const CAPABILITIES = 2;
const WIDE_AS = 65;
const HOST_NAME = 73;
/** Length, and type, that say that lengths have two bytes (RFC 9072). */
const EXTENDED = 255;

/** Version, AS, hold time, identifier, and parameters with capabilities in them. */
export function readOpen(c: Cursor, turn: Turn): void {
  if (!c.has(10)) {
    turn.anomaly('cut-short');
    return;
  }
  const identifier = ipv4Text(c.bytes, c.at + 5);
  const system = c.peek16(1);
  if (turn.tracing) {
    turn.field('bgp.open.version', c.peek8());
    turn.field('bgp.open.myas', system);
    turn.field('bgp.open.holdtime', c.peek16(3));
    turn.field('bgp.open.identifier', identifier);
  }
  const wide = c.peek8(9) === EXTENDED && c.peek8(10) === EXTENDED;
  c.skip(wide ? 13 : 10);
  const found = { read: 0, system };
  while (c.left >= 2) {
    const type = c.u8();
    const length = wide ? c.u16() : c.u8();
    if (c.failed || !c.has(length)) {
      turn.anomaly('cut-short');
      break;
    }
    const { at, end } = c;
    c.end = at + length;
    if (type === CAPABILITIES) readCapabilities(c, turn, found);
    c.end = end;
    c.at = at + length;
  }
  turn.claim(turn.sender, 'role', 'bgp router');
  turn.claim(turn.sender, 'description', `BGP router ${identifier}, AS ${found.system}`);
  turn.forwarding('routing-protocol', turn.sender, 0);
}

function readCapabilities(c: Cursor, turn: Turn, found: { read: number; system: number }): void {
  while (c.left >= 2) {
    if (found.read++ === MAX_CAPABILITIES) {
      turn.anomaly('too-many-entries');
      return;
    }
    const capability = c.u8();
    const size = c.u8();
    if (!c.has(size)) {
      turn.anomaly('cut-short');
      return;
    }
    if (turn.tracing) turn.field('bgp.cap.type', capability);
    if (capability === WIDE_AS && size === 4) {
      found.system = c.peek32();
      if (turn.tracing) turn.field('bgp.cap.4as', found.system);
    } else if (capability === HOST_NAME && size > 1) readName(c, turn, c.at + size);
    c.skip(size);
  }
}

/** Name and domain, a length before each (draft-walton-bgp-hostname-capability). */
function readName(c: Cursor, turn: Turn, end: number): void {
  const start = c.at + 1;
  const stop = start + c.peek8();
  if (stop > end) return;
  const name = wireText(c.bytes, start, stop);
  if (turn.tracing) turn.field('bgp.cap.orf.fqdn.hostname', name);
  if (name !== '') {
    turn.claim(turn.sender, 'hostname', name);
    turn.name('self', name, turn.sender);
  }
  const domain = stop + 1;
  if (domain > end || domain + (c.bytes[stop] as number) > end) return;
  if (turn.tracing)
    turn.field('bgp.cap.orf.fqdn.domain_name', wireText(c.bytes, domain, domain + (c.bytes[stop] as number)));
}
