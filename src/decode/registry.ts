import { anydesk } from './app/anydesk.ts';
import { dhcp } from './app/dhcp.ts';
import { dnsOverTcp, dnsOverUdp } from './app/dns.ts';
import { ftp } from './app/ftp.ts';
import { hsrp } from './app/hsrp.ts';
import { http } from './app/http.ts';
import { llmnr } from './app/llmnr.ts';
import { mdns } from './app/mdns.ts';
import { modbus } from './app/modbus.ts';
import { nbns } from './app/nbns.ts';
import { nomachine } from './app/nomachine.ts';
import { ntp } from './app/ntp.ts';
import { radmin } from './app/radmin.ts';
import { rdpOverUdp } from './app/rdp-udp.ts';
import { rdp } from './app/rdp.ts';
import { rfb } from './app/rfb.ts';
import { s7comm } from './app/s7comm.ts';
import { ssdp } from './app/ssdp.ts';
import { ssh } from './app/ssh.ts';
import { teamviewerOverUdp } from './app/teamviewer-udp.ts';
import { teamviewer } from './app/teamviewer.ts';
import { telnet } from './app/telnet.ts';
import { tls } from './app/tls.ts';
import { arp, rarp } from './net/arp.ts';
import { icmp } from './net/icmp.ts';
import { icmpv6 } from './net/icmpv6.ts';
import { igmp } from './net/igmp.ts';
import { lldp } from './net/lldp.ts';
import { pvst, stp } from './net/stp.ts';
import { vrrp } from './net/vrrp.ts';
import type { AppProtocol, PacketProtocol } from './protocol.ts';

/**
 * Every protocol that is read, in the order in which probes are asked. One line each: adding a protocol is its
 * file, its test, and its line here. Order breaks ties only between probes of equal odds.
 */
export const appProtocols: readonly AppProtocol[] = [
  s7comm,
  modbus,
  tls,
  http,
  dhcp,
  dnsOverTcp,
  dnsOverUdp,
  mdns,
  llmnr,
  nbns,
  ntp,
  ssdp,
  hsrp,
  ssh,
  rdp,
  rdpOverUdp,
  rfb,
  telnet,
  ftp,
  teamviewer,
  teamviewerOverUdp,
  radmin,
  nomachine,
  anydesk,
];

export const packetProtocols: readonly PacketProtocol[] = [arp, rarp, lldp, stp, pvst, icmp, icmpv6, igmp, vrrp];
