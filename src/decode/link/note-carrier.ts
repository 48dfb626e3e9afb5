import type { Packet } from '../packet.ts';

/** A header at `at` makes a tunnel in the link layer. Of several the outermost is noted: the others lie inside of it. */
export function noteCarrier(p: Packet, etherType: number, at: number): void {
  if (p.carrierAt >= 0) return;
  p.carrierAt = at;
  p.carrier = etherType;
  p.carrierEnd = p.end;
}
