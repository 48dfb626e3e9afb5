import { type Packet, UNKNOWN_LINK_TYPE } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkEthernet } from './ethernet.ts';
import { walkRawIp } from './raw-ip.ts';
import { type RadioHints, walkRadioFrame } from './wireless.ts';

/** Most fields looked through for the radio's flags; CACE's specification names about a dozen. */
export const MAX_PPI_FIELDS = 32;

const RADIO_COMMON = 2;
const ETHERNET = 1;
const RAW_IP = 101;
const WIRELESS = 105;

const hints: RadioHints = { frameCheck: false, padded: false, failed: false };

/** LINKTYPE_PPI: version, flags, length, link type (all little endian), then fields of type, length and value. */
export function walkPpi(p: Packet, at: number): void {
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const length = p.view.getUint16(at + 2, true);
  if (length < 8 || at + length > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const inner = p.view.getUint32(at + 4, true);
  if (inner === WIRELESS) {
    readHints(p, at + 8, at + length);
    walkRadioFrame(p, at + length, hints);
  } else if (inner === ETHERNET) walkEthernet(p, at + length);
  else if (inner === RAW_IP) walkRawIp(p, at + length);
  else {
    p.damage = UNKNOWN_LINK_TYPE;
    p.stoppedAt = at + length;
  }
}

/** Flags of the 802.11-common field: 8 bytes of timer, then bit 0 frame check kept, bit 2 frame check failed. */
function readHints(p: Packet, from: number, end: number): void {
  hints.frameCheck = false;
  hints.failed = false;
  let offset = from;
  for (let fields = 0; fields < MAX_PPI_FIELDS && offset + 4 <= end; fields++) {
    const size = p.view.getUint16(offset + 2, true);
    if (p.view.getUint16(offset, true) === RADIO_COMMON && size >= 10 && offset + 14 <= end) {
      const flags = p.view.getUint16(offset + 12, true);
      hints.frameCheck = (flags & 1) !== 0;
      hints.failed = (flags & 4) !== 0;
      return;
    }
    offset += 4 + size;
  }
}
