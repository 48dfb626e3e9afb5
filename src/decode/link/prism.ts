import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkWireless } from './wireless.ts';

/** First word of an AVS header; its low bits are the version. */
const AVS_MAGIC = 0x80211;

/** LINKTYPE_IEEE802_11_PRISM: message code and length in the capturing machine's byte order; or an AVS header. */
export function walkPrism(p: Packet, at: number): void {
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  if (p.view.getUint32(at) >>> 12 === AVS_MAGIC) {
    walkAvs(p, at);
    return;
  }
  const little = p.view.getUint32(at + 4, true);
  after(p, at, little > 0xffff ? p.view.getUint32(at + 4) : little);
}

/** LINKTYPE_IEEE802_11_AVS: version and header length, big endian. */
export function walkAvs(p: Packet, at: number): void {
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  after(p, at, p.view.getUint32(at + 4));
}

function after(p: Packet, at: number, length: number): void {
  if (length < 8 || at + length > p.end) linkHeaderCut(p, at);
  else walkWireless(p, at + length);
}
