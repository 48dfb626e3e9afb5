import { LINK_HEADER_CUT, type Packet } from '../packet.ts';

/** Leaves the frame as one whose link header ends before it should, at `at`. */
export function linkHeaderCut(p: Packet, at: number): void {
  p.damage = LINK_HEADER_CUT;
  p.stoppedAt = at < p.end ? at : p.end;
}
