import type { Packet } from '../packet.ts';
import { walkArcnet } from './arcnet.ts';
import { walkCiscoHdlc } from './cisco-hdlc.ts';
import { walkEthernet } from './ethernet.ts';
import { walkFrameRelay } from './frame-relay.ts';
import { walkIpnet } from './ipnet.ts';
import { walkLinuxCooked, walkLinuxCooked2 } from './linux-cooked.ts';
import { walkLoopback, walkOpenBsdLoop } from './loopback.ts';
import { walkPpi } from './ppi.ts';
import { walkPpp, walkPppHdlc, walkPppPppd } from './ppp.ts';
import { walkPppoe } from './pppoe.ts';
import { walkAvs, walkPrism } from './prism.ts';
import { walkRadiotap } from './radiotap.ts';
import { walkRawIp, walkRawIpv4, walkRawIpv6 } from './raw-ip.ts';
import { walkWireless } from './wireless.ts';

/** Reads a link header at `at`: sets addresses, VLANs, the type of the payload and {@link Packet.network}, or damage. */
export type LinkWalker = (p: Packet, at: number) => void;

/** By LINKTYPE_ number of the tcpdump registry. Those not here are named, counted and limit the verdict. */
export const linkWalkers: ReadonlyMap<number, LinkWalker> = new Map<number, LinkWalker>([
  [0, walkLoopback],
  [1, walkEthernet],
  [9, walkPpp],
  // DLT_RAW has two older numbers: 12 on most systems, 14 on OpenBSD. Both reach files.
  [12, walkRawIp],
  [14, walkRawIp],
  [50, walkPppHdlc],
  [51, walkPppoe],
  [101, walkRawIp],
  [104, walkCiscoHdlc],
  [105, walkWireless],
  [107, walkFrameRelay],
  [108, walkOpenBsdLoop],
  [113, walkLinuxCooked],
  [119, walkPrism],
  [127, walkRadiotap],
  [129, walkArcnet],
  [163, walkAvs],
  [166, walkPppPppd],
  [192, walkPpi],
  [226, walkIpnet],
  [228, walkRawIpv4],
  [229, walkRawIpv6],
  [276, walkLinuxCooked2],
]);
