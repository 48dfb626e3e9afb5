import { anydesk } from './app/anydesk.ts';
import { bacnetOverLlc, bacnetOverUdp } from './app/bacnet.ts';
import { cip } from './app/cip.ts';
import { cipio } from './app/cipio.ts';
import { cldap } from './app/cldap.ts';
import { dhcp } from './app/dhcp.ts';
import { dnp3OverTcp, dnp3OverUdp } from './app/dnp3.ts';
import { dnsOverTcp, dnsOverUdp } from './app/dns.ts';
import { enipOverTcp, enipOverUdp } from './app/enip.ts';
import { ftp } from './app/ftp.ts';
import { hsrp } from './app/hsrp.ts';
import { http } from './app/http.ts';
import { imap } from './app/imap.ts';
import { iec104 } from './app/iec104.ts';
import { ike } from './app/ike.ts';
import { kerberosOverTcp, kerberosOverUdp } from './app/kerberos.ts';
import { l2tp } from './app/l2tp.ts';
import { ldap } from './app/ldap.ts';
import { llmnr } from './app/llmnr.ts';
import { mdns } from './app/mdns.ts';
import { modbus } from './app/modbus.ts';
import { mqtt } from './app/mqtt.ts';
import { nbdgm } from './app/nbdgm.ts';
import { nbns } from './app/nbns.ts';
import { nbss } from './app/nbss.ts';
import { nomachine } from './app/nomachine.ts';
import { ntp } from './app/ntp.ts';
import { opcua } from './app/opcua.ts';
import { openvpnOverTcp, openvpnOverUdp } from './app/openvpn.ts';
import { pop3 } from './app/pop3.ts';
import { pptp } from './app/pptp.ts';
import { quic } from './app/quic.ts';
import { radmin } from './app/radmin.ts';
import { rdpOverUdp } from './app/rdp-udp.ts';
import { rdp } from './app/rdp.ts';
import { rfb } from './app/rfb.ts';
import { rtsp } from './app/rtsp.ts';
import { s7comm } from './app/s7comm.ts';
import { smbOverTcp } from './app/smb.ts';
import { smtp } from './app/smtp.ts';
import { snmp } from './app/snmp.ts';
import { socks } from './app/socks.ts';
import { softether } from './app/softether.ts';
import { ssdp } from './app/ssdp.ts';
import { ssh } from './app/ssh.ts';
import { stunOverTcp, stunOverUdp } from './app/stun.ts';
import { teamviewerOverUdp } from './app/teamviewer-udp.ts';
import { syslogOverTcp, syslogOverUdp } from './app/syslog.ts';
import { teamviewer } from './app/teamviewer.ts';
import { telnet } from './app/telnet.ts';
import { tftp } from './app/tftp.ts';
import { tls } from './app/tls.ts';
import { wireguard } from './app/wireguard.ts';
import { ah } from './net/ah.ts';
import { arp, rarp } from './net/arp.ts';
import { esp } from './net/esp.ts';
import { gre } from './net/gre.ts';
import { icmp } from './net/icmp.ts';
import { icmpv6 } from './net/icmpv6.ts';
import { igmp } from './net/igmp.ts';
import { lldp } from './net/lldp.ts';
import { pvst, stp } from './net/stp.ts';
import { vrrp } from './net/vrrp.ts';
import type { AppProtocol, CarriedProtocol, PacketProtocol } from './protocol.ts';

/**
 * Every protocol that is read, in the order in which probes are asked. One line each: adding a protocol is its
 * file, its test, and its line here. Order breaks ties only between probes of equal odds.
 */
export const appProtocols: readonly AppProtocol[] = [
  s7comm,
  modbus,
  dnp3OverTcp,
  dnp3OverUdp,
  iec104,
  bacnetOverUdp,
  opcua,
  mqtt,
  smbOverTcp,
  nbdgm,
  ldap,
  cldap,
  kerberosOverTcp,
  kerberosOverUdp,
  enipOverTcp,
  enipOverUdp,
  cipio,
  tls,
  http,
  rtsp,
  dhcp,
  dnsOverTcp,
  dnsOverUdp,
  mdns,
  llmnr,
  nbns,
  ntp,
  snmp,
  ssdp,
  hsrp,
  quic,
  openvpnOverUdp,
  openvpnOverTcp,
  wireguard,
  ike,
  l2tp,
  pptp,
  socks,
  stunOverUdp,
  stunOverTcp,
  softether,
  ssh,
  rdp,
  rdpOverUdp,
  rfb,
  telnet,
  ftp,
  smtp,
  pop3,
  imap,
  tftp,
  syslogOverUdp,
  syslogOverTcp,
  teamviewer,
  teamviewerOverUdp,
  radmin,
  nomachine,
  anydesk,
];

export const packetProtocols: readonly PacketProtocol[] = [
  arp,
  rarp,
  lldp,
  stp,
  pvst,
  icmp,
  icmpv6,
  igmp,
  vrrp,
  gre,
  esp,
  ah,
  bacnetOverLlc,
];

/** What those above carry inside of their messages: read by the carrier's parser, counted under its own name. */
export const carriedProtocols: readonly CarriedProtocol[] = [cip, nbss];
