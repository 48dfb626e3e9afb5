import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { noteCarrier } from './note-carrier.ts';
import { walkRawIp } from './raw-ip.ts';

const MPLS = 0x8847;
/** Most labels read on one frame; service provider stacks hold two to five. */
export const MAX_LABELS = 16;

/**
 * MPLS label stack (RFC 3032 2.1) down to the entry that says it is the last. What follows is not named by the
 * header: only a first nibble of 4 or 6 is taken for IP (RFC 4928 keeps pseudowires from looking like it).
 */
export function walkMpls(p: Packet, at: number): void {
  noteCarrier(p, MPLS, at);
  for (let label = 0; label < MAX_LABELS; label++) {
    const offset = at + label * 4;
    if (offset + 4 > p.end) {
      linkHeaderCut(p, offset);
      return;
    }
    if ((p.view.getUint8(offset + 2) & 1) !== 0) {
      walkRawIp(p, offset + 4);
      return;
    }
  }
}
