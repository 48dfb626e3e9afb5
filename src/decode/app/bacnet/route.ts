import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';

/** Where an APDU comes from and goes to; link and network layer fill it in. Used within one call only. */
export const route: {
  about: number;
  link: number;
  forwardedAt: number;
  control: number;
  dnet: number;
  snet: number;
  sourceAt: number;
  sourceEnd: number;
} = {
  /** The address that speaks, or 0 where it lies behind a router. */
  about: 0,
  /** Function of the virtual link, or -1 without one. */
  link: -1,
  /** Where the IPv4 address stands that a forwarded message came from, or -1. */
  forwardedAt: -1,
  control: 0,
  /** Networks, 0 for the one at hand. */
  dnet: 0,
  snet: 0,
  /** The sender's address in its network. */
  sourceAt: 0,
  sourceEnd: 0,
};

/** Shows what carried the message begun last. */
export function traceRoute(c: Cursor, turn: Turn): void {
  if (route.link >= 0) turn.field('bvlc.function', route.link);
  if (route.forwardedAt >= 0) turn.field('bvlc.fwd_ip', ipv4Text(c.bytes, route.forwardedAt));
  turn.field('bacnet.control', route.control);
  if (route.dnet !== 0) turn.field('bacnet.dnet', route.dnet);
  if (route.snet === 0) return;
  turn.field('bacnet.snet', route.snet);
  turn.field('bacnet.sadr', hexText(c.bytes, route.sourceAt, route.sourceEnd));
}
